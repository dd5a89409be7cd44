import { type Insertable, type Selectable, sql } from "kysely";
import type { Instant } from "../core/calendar.ts";
import { type DepartmentFindings, type EmployeeFindings, errorLineCount } from "../core/findings.ts";
import { fail, ok, type Result } from "../core/result.ts";
import type {
  CancelReason,
  Counts,
  RunApproval,
  RunFailure,
  RunKind,
  RunProgress,
  RunState,
  Subject,
} from "../core/run.ts";
import { applyingTo, STATES_AT_WORK } from "../core/run-transitions.ts";
import { LONGEST_MAINTENANCE_MS, type RunWaiting } from "../core/run-waiting.ts";
import type { AddressChoices } from "../core/settings.ts";
import { addressSuspectsAmong } from "./address-suspects.ts";
import {
  changedOne,
  changeRunState,
  firstStateOf,
  type HeldRun,
  NOTHING_CAME_OF_IT,
  thatIsHeld,
} from "./change-run-state.ts";
import type { CompanyId } from "./companies.ts";
import type { Queries, Transaction } from "./database.ts";
import { type GoodRead, readColumns } from "./good-reads.ts";
import { factColumns, type PlanFacts } from "./plan-facts.ts";
import { type Tables, toTimestamp } from "./tables.ts";

/** One press of 「SmartHRと同期」, from then to its end, as lists show it. */
export interface Run {
  readonly id: string;
  readonly companyId: CompanyId;
  readonly subject: Subject;
  readonly kind: RunKind;
  readonly state: RunState;
  readonly actor: string;
  readonly subdomain: string | null;
  readonly requestedAt: Instant;
  readonly startedAt: Instant | null;
  readonly finishedAt: Instant | null;
  /** Until when the process that carries a running run has promised to be alive. */
  readonly leaseUntil: Instant | null;
  readonly digest: string | null;
  readonly counts: Counts | null;
  readonly failure: RunFailure | null;
  /** By whose link a run in the background reads SmartHR; null when the process that made the run carries it out itself. */
  readonly administratorEmail: string | null;
  /** How often it was taken up. */
  readonly attempts: number;
  /** Null unless it is running. */
  readonly progress: RunProgress | null;
  /** Null when it came to no plan. */
  readonly errorLineCount: number | null;
  /** When SmartHR first told it that it is in maintenance; null when it never did. */
  readonly maintenanceSince: Instant | null;
  /** Why it is put off, while it is; a command waits itself, and so stays `running`. */
  readonly waiting: RunWaiting | null;
  /** The run that it takes back; null unless it is an undo. */
  readonly undoOf: string | null;
  /** The one SmartHR person it is about; null when it is about everybody. */
  readonly onlyCrewId: string | null;
  /** With which its plan is made, or was. */
  readonly addressChoices: AddressChoices;
  /** What was chosen since: as long as it waits in vain for a plan made with that, the plan from before is kept (docs/decisions/0044). */
  readonly wantedChoices: AddressChoices | null;
  /** Since when its plan waits for approval, or did last; null for one that never was held. */
  readonly heldAt: Instant | null;
  readonly approval: RunApproval | null;
  readonly cancelReason: CancelReason | null;
  readonly cancelledBy: string | null;
  /** The run that took its place, if one did. */
  readonly replacedBy: string | null;
}

/** A run that is no longer held: it was cancelled, or its lease ran out and others took it up or closed it. */
export class RunNotHeld extends Error {
  constructor({ id }: HeldRun) {
    super(`run ${id} is no longer at work: it was cancelled, or its lease ran out before it was done`);
  }
}

/** A run with what its plan said about rows besides changing them; nothing when it failed before there was one. */
export type RunWithFindings =
  | (Run & { readonly subject: "departments"; readonly findings: DepartmentFindings })
  | (Run & { readonly subject: "employees"; readonly findings: EmployeeFindings });

/** A run that does not exist yet. */
export interface NewRun {
  readonly id: string;
  readonly companyId: CompanyId;
  readonly subject: Subject;
  readonly actor: string;
  readonly subdomain: string | null;
  readonly at: Instant;
  /** Held whatever the guards say. */
  readonly preview?: boolean;
  readonly undoOf?: string;
  readonly onlyCrewId?: string;
  /** The digest of the plan that was seen before the run began. */
  readonly approvedDigest?: string | null;
}

/** Starts a run, unless the company has one at work already: that one is then the answer. */
export async function openRun(
  queries: Queries,
  run: NewRun & { readonly leaseUntil: Instant },
): Promise<Result<Run, { readonly kind: "run-open"; readonly run: Run }>> {
  return insertUnlessOpen(queries, "open", run, {
    started_at: toTimestamp(run.at),
    lease_until: toTimestamp(run.leaseUntil),
    attempts: 1,
    phase: run.undoOf === undefined ? "reading" : "planning",
    progress_read: 0,
  });
}

/** Writes a new open run, unless the company has one that waits or is at work: that one is then the answer. */
export async function insertUnlessOpen(
  queries: Queries,
  transition: "queue" | "open",
  run: NewRun,
  begun: Partial<Insertable<Tables["runs"]>>,
): Promise<Result<Run, { readonly kind: "run-open"; readonly run: Run }>> {
  const { companyId } = run;
  const named = newColumns(run);
  for (;;) {
    const inserted = await queries
      .insertInto("runs")
      .values({ ...named, ...begun, state: firstStateOf(transition) })
      .onConflict((conflict) =>
        conflict
          .column("company_id")
          // Written out, as the index is: else the database does not see that it is the same condition.
          .where(
            "state",
            "in",
            STATES_AT_WORK.map((state) => sql.lit(state)),
          )
          .doNothing(),
      )
      .returning(RUN_COLUMNS)
      .executeTakeFirst();
    if (inserted !== undefined) return ok(toRun(inserted));
    const open = await findOpenRun(queries, companyId);
    // None: it ended between the two statements, so the place is free again.
    if (open !== null) return fail({ kind: "run-open", run: open });
  }
}

function newColumns(run: NewRun) {
  const { id, companyId, subject, actor, subdomain, at, preview, undoOf, onlyCrewId, approvedDigest } = run;
  return {
    id,
    company_id: companyId,
    subject,
    actor,
    subdomain,
    requested_at: toTimestamp(at),
    preview: preview ?? false,
    undo_of: undoOf ?? null,
    only_crew_id: onlyCrewId ?? null,
    ...(approvedDigest ? { approved_digest: approvedDigest, approved_by: actor, approved_at: toTimestamp(at) } : {}),
  };
}

/** The company's run that waits or is at work, or null. */
export async function findOpenRun(queries: Queries, companyId: CompanyId): Promise<Run | null> {
  const row = await queries
    .selectFrom("runs")
    .select(RUN_COLUMNS)
    .where("company_id", "=", companyId)
    .where("state", "in", STATES_AT_WORK)
    .executeTakeFirst();
  return row === undefined ? null : toRun(row);
}

/** Promises to be alive until then, and tells how far the run has come; false when it is not held any more, so that the work must stop. */
export async function renewLease(
  queries: Queries,
  held: HeldRun,
  leaseUntil: Instant,
  progress: RunProgress | null = null,
): Promise<boolean> {
  const columns = { lease_until: toTimestamp(leaseUntil), ...(progress === null ? {} : progressColumns(progress)) };
  return changedOne(thatIsHeld(queries.updateTable("runs").set(columns), held));
}

/**
 * Ends a run well, in the transaction that applied its plan. Throws `RunNotHeld`, and so undoes that transaction, when the run is no
 * longer held.
 */
export async function closeRun(
  tx: Transaction,
  held: HeldRun,
  outcome: {
    readonly state: "succeeded" | "partly-failed";
    readonly at: Instant;
    readonly digest: string;
    readonly counts: Counts;
    readonly read: GoodRead | null;
    readonly facts: PlanFacts;
  } & (DepartmentFindings | EmployeeFindings),
): Promise<void> {
  const update = changeRunState(tx, applyingTo(outcome.state)).set({
    finished_at: toTimestamp(outcome.at),
    ...planColumns(outcome),
  });
  if (!(await changedOne(thatIsHeld(update, held)))) throw new RunNotHeld(held);
}

/** What is written down of a plan, and of the reading it was made of. */
export function planColumns(
  outcome: {
    readonly digest: string;
    readonly counts: Counts;
    readonly read: GoodRead | null;
    readonly facts: PlanFacts;
  } & (DepartmentFindings | EmployeeFindings),
) {
  return {
    digest: outcome.digest,
    counts: JSON.stringify(outcome.counts),
    skips: JSON.stringify(outcome.skips),
    rejections: JSON.stringify(outcome.rejections),
    notices: JSON.stringify(outcome.notices),
    address_suspects: addressSuspectsAmong(outcome, {}),
    error_line_count: errorLineCount(outcome),
    ...factColumns(outcome.facts),
    ...(outcome.read === null ? {} : readColumns(outcome.read)),
  };
}

/** Ends a run that applied nothing; false when it was not held any more. The read is given when SmartHR had been read completely. */
export async function failRun(
  queries: Queries,
  held: HeldRun,
  outcome: { readonly failure: RunFailure; readonly at: Instant; readonly read: GoodRead | null },
): Promise<boolean> {
  const update = changeRunState(queries, "fail").set({
    failure: JSON.stringify(outcome.failure),
    finished_at: toTimestamp(outcome.at),
    ...NOTHING_CAME_OF_IT,
    ...(outcome.read === null ? {} : readColumns(outcome.read)),
  });
  return changedOne(thatIsHeld(update, held));
}

/** The company's runs, newest first, at most so many, from the given one of them on. */
export async function listRuns(
  queries: Queries,
  companyId: CompanyId,
  limit: number,
  offset = 0,
): Promise<readonly Run[]> {
  const rows = await queries
    .selectFrom("runs")
    .select(RUN_COLUMNS)
    .where("company_id", "=", companyId)
    .orderBy("requested_at", "desc")
    .orderBy("id")
    .limit(limit)
    .offset(offset)
    .execute();
  return rows.map(toRun);
}

/** The newest run of each subject that is over, departments first; one person's is about no subject as a whole. */
export async function findLastRuns(queries: Queries, companyId: CompanyId): Promise<readonly Run[]> {
  const rows = await queries
    .selectFrom("runs")
    .distinctOn("subject")
    .select(RUN_COLUMNS)
    .where("company_id", "=", companyId)
    .where("finished_at", "is not", null)
    .where("only_crew_id", "is", null)
    .orderBy("subject")
    .orderBy("requested_at", "desc")
    .orderBy("id")
    .execute();
  return rows.map(toRun);
}

/** How many runs the company has had. */
export async function countRuns(queries: Queries, companyId: CompanyId): Promise<number> {
  const { count } = await queries
    .selectFrom("runs")
    .select(sql<number>`count(*)::integer`.as("count"))
    .where("company_id", "=", companyId)
    .executeTakeFirstOrThrow();
  return count;
}

/** The company's run of that id without what it found, or null; any text may be asked for. */
export async function findRunSummary(queries: Queries, companyId: CompanyId, runId: string): Promise<Run | null> {
  if (!UUID.test(runId)) return null;
  const row = await queries
    .selectFrom("runs")
    .select(RUN_COLUMNS)
    .where("company_id", "=", companyId)
    .where("id", "=", runId)
    .executeTakeFirst();
  return row === undefined ? null : toRun(row);
}

/** What each of the company's runs of these ids is for. */
export async function readRunKinds(
  queries: Queries,
  companyId: CompanyId,
  runIds: readonly string[],
): Promise<ReadonlyMap<string, RunKind>> {
  if (runIds.length === 0) return new Map();
  const rows = await queries
    .selectFrom("runs")
    .select(["id", "preview", "undo_of", "only_crew_id", "approved_digest"])
    .where("company_id", "=", companyId)
    .where("id", "in", runIds)
    .execute();
  return new Map(rows.map((row) => [row.id, kindOf(row)]));
}

/** The company's run of that id with all it reports but its changes (`history.ts`), or null; any text may be asked for. */
export async function findRun(queries: Queries, companyId: CompanyId, runId: string): Promise<RunWithFindings | null> {
  if (!UUID.test(runId)) return null;
  const row = await queries
    .selectFrom("runs")
    .select([...RUN_COLUMNS, "skips", "rejections", "notices"])
    .where("company_id", "=", companyId)
    .where("id", "=", runId)
    .executeTakeFirst();
  if (row === undefined) return null;
  const findings = { skips: row.skips ?? [], rejections: row.rejections ?? [], notices: row.notices ?? [] };
  // Findings are read as they were written, and each run is written for its own subject.
  return { ...toRun(row), findings } as RunWithFindings;
}

/** Whether a run of the whole subject was ever applied, whatever became of it. */
export async function hasAppliedRun(queries: Queries, companyId: CompanyId, subject: Subject): Promise<boolean> {
  const found = await queries
    .selectFrom("runs")
    .select("id")
    .where("company_id", "=", companyId)
    .where("subject", "=", subject)
    .where("state", "in", ["succeeded", "partly-failed"])
    .where("only_crew_id", "is", null)
    .limit(1)
    .executeTakeFirst();
  return found !== undefined;
}

/** What `toRun` makes a run of. */
export const RUN_COLUMNS = [
  "id",
  "company_id",
  "subject",
  "state",
  "actor",
  "subdomain",
  "requested_at",
  "started_at",
  "finished_at",
  "lease_until",
  "digest",
  "counts",
  "failure",
  "administrator_email",
  "attempts",
  "phase",
  "progress_read",
  "progress_total",
  "error_line_count",
  "maintenance_since",
  "resume_at",
  "preview",
  "undo_of",
  "only_crew_id",
  "address_choices",
  "wanted_choices",
  "held_at",
  "approved_digest",
  "approved_by",
  "approved_at",
  "cancel_reason",
  "cancelled_by",
  "replaced_by",
] as const satisfies readonly (keyof Tables["runs"])[];

type RunRow = Pick<Selectable<Tables["runs"]>, (typeof RUN_COLUMNS)[number]>;

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** A run from its row. */
export function toRun(row: RunRow): Run {
  return {
    id: row.id,
    companyId: row.company_id,
    subject: row.subject,
    kind: kindOf(row),
    state: row.state,
    actor: row.actor,
    subdomain: row.subdomain,
    requestedAt: row.requested_at,
    startedAt: row.started_at,
    finishedAt: row.finished_at,
    leaseUntil: row.lease_until,
    digest: row.digest,
    counts: row.counts,
    failure: row.failure,
    administratorEmail: row.administrator_email,
    attempts: row.attempts,
    progress: row.state === "running" ? progressOf(row) : null,
    errorLineCount: row.error_line_count,
    maintenanceSince: row.maintenance_since,
    waiting: waitingOf(row),
    undoOf: row.undo_of,
    onlyCrewId: row.only_crew_id,
    addressChoices: row.address_choices,
    wantedChoices: row.wanted_choices,
    heldAt: row.held_at,
    approval: approvalOf(row),
    cancelReason: row.cancel_reason,
    cancelledBy: row.cancelled_by,
    replacedBy: row.replaced_by,
  };
}

function kindOf(row: Pick<RunRow, "preview" | "undo_of" | "only_crew_id" | "approved_digest">): RunKind {
  const { preview, undo_of, only_crew_id, approved_digest } = row;
  if (undo_of !== null) return "undo";
  if (only_crew_id !== null) return "person";
  // Whoever approves what they looked at has it synced.
  return preview && approved_digest === null ? "preview" : "sync";
}

function approvalOf({ approved_digest: digest, approved_by: by, approved_at: at }: RunRow): RunApproval | null {
  return digest === null || by === null || at === null ? null : { digest, by, at };
}

function waitingOf({ maintenance_since: since, resume_at: nextTryAt }: RunRow): RunWaiting | null {
  if (since === null || nextTryAt === null) return null;
  return { kind: "smarthr-maintenance", since, until: since + LONGEST_MAINTENANCE_MS, nextTryAt };
}

function progressOf({ phase, progress_read, progress_total }: RunRow): RunProgress {
  return { phase: phase ?? "reading", read: progress_read ?? 0, total: progress_total };
}

function progressColumns({ phase, read, total }: RunProgress) {
  return { phase, progress_read: read, progress_total: total };
}
