import { type RawBuilder, type SqlBool, sql } from "kysely";
import type { Instant } from "../core/calendar.ts";
import type { Result } from "../core/result.ts";
import type { RunFailure, RunPhase } from "../core/run.ts";
import { FARTHEST_NEXT_TRY_MS, type RunWaiting } from "../core/run-waiting.ts";
import { changedOne, changeRunState, type HeldRun, NOTHING_CAME_OF_IT, thatIsHeld } from "./change-run-state.ts";
import type { CompanyId } from "./companies.ts";
import type { Queries } from "./database.ts";
import { goingOnWaiting } from "./held-runs.ts";
import { insertUnlessOpen, type NewRun, RUN_COLUMNS, type Run, toRun } from "./runs.ts";
import { moment, toTimestamp } from "./tables.ts";

/** How often a run in the background is taken up again before it counts as impossible. */
export const MOST_ATTEMPTS = 3;

/** Makes a run that waits for a worker, unless the company has one waiting or at work already: that one is then the answer. */
export async function queueRun(
  queries: Queries,
  run: NewRun & { readonly administratorEmail: string },
): Promise<Result<Run, { readonly kind: "run-open"; readonly run: Run }>> {
  return insertUnlessOpen(queries, "queue", run, { administrator_email: run.administratorEmail });
}

/** Takes up a waiting run; null when it does not wait, whoever was faster and whatever became of it, or is put off. */
export async function claimRun(
  queries: Queries,
  runId: string,
  { at, leaseUntil }: { readonly at: Instant; readonly leaseUntil: Instant },
): Promise<Run | null> {
  const claimed = await changeRunState(queries, "claim", { lease_until: toTimestamp(leaseUntil) })
    .set((row) => ({
      started_at: sql<string>`coalesce(started_at, ${moment(at)})`,
      attempts: row("attempts", "+", 1),
      phase: firstPhase,
      progress_read: 0,
      progress_total: null,
    }))
    .where("id", "=", runId)
    .where(isDue(at))
    .returning(RUN_COLUMNS)
    .executeTakeFirst();
  return claimed === undefined ? null : toRun(claimed);
}

// A plan that waited and was approved is applied without SmartHR, and an undo never asks it: neither is ever seen reading.
const firstPhase = sql<RunPhase>`
  case when held_at is not null and approved_at is not null then 'applying'
       when undo_of is not null then 'planning'
       else 'reading' end`;

/**
 * Lets a run that applied nothing wait for the next worker, as if this one had never taken it up, but for how many rows it was told of,
 * if it was; false when it was not held any more.
 */
export async function handBackRun(queries: Queries, held: HeldRun, rows: number | null): Promise<boolean> {
  const update = changeRunState(queries, "hand-back").set((row) => ({
    attempts: row("attempts", "-", 1),
    ...(rows === null ? {} : { progress_total: rows }),
  }));
  return changedOne(thatIsHeld(update, held));
}

/** Puts a run off that applied nothing: nobody takes it up before its next try; false when it was not held any more. */
export async function putRunOff(queries: Queries, held: HeldRun, waiting: RunWaiting): Promise<boolean> {
  const { maintenance_since, resume_at } = waitingColumns(waiting);
  const update = changeRunState(queries, "wait", { resume_at }).set((row) => ({
    maintenance_since,
    // Waiting is no death.
    attempts: row("attempts", "-", 1),
  }));
  return changedOne(thatIsHeld(update, held));
}

/** Writes down why the process that carries the run waits with it, or that it goes on; false when it is not held any more. */
export async function noteWaiting(queries: Queries, held: HeldRun, waiting: RunWaiting | null): Promise<boolean> {
  const columns = waiting === null ? { resume_at: null } : waitingColumns(waiting);
  return changedOne(thatIsHeld(queries.updateTable("runs").set(columns), held));
}

function waitingColumns({ since, nextTryAt }: RunWaiting) {
  return { maintenance_since: toTimestamp(since), resume_at: toTimestamp(nextTryAt) };
}

/** Ends a run that has applied nothing yet; null when there is none of that id that is open. Whoever carries it applies nothing any more. */
export async function cancelRun(
  queries: Queries,
  {
    companyId,
    id,
    at,
    by,
  }: { readonly companyId: CompanyId; readonly id: string; readonly at: Instant; readonly by: string },
): Promise<Run | null> {
  const cancelled = await changeRunState(queries, "cancel")
    .set({ finished_at: toTimestamp(at), cancel_reason: "by-hand", cancelled_by: by, ...NOTHING_CAME_OF_IT })
    .where("id", "=", id)
    .where("company_id", "=", companyId)
    .returning(RUN_COLUMNS)
    .executeTakeFirst();
  return cancelled === undefined ? null : toRun(cancelled);
}

/** A run at work, and the promise of the process that carries it. */
export interface Lease {
  readonly id: string;
  readonly attempts: number;
  readonly leaseUntil: Instant;
}

/** Which runs count as dead: all at work, where it is known otherwise that nobody can be alive; or those whose lease is still this one. */
export type Suspects = "all" | readonly Lease[];

/** The leases of all runs at work, of all companies. */
export async function listLeases(queries: Queries): Promise<readonly Lease[]> {
  const rows = await queries
    .selectFrom("runs")
    .select(["id", "attempts", "lease_until"])
    .where("state", "=", "running")
    .execute();
  return rows.flatMap(({ id, attempts, lease_until }) =>
    lease_until === null ? [] : [{ id, attempts, leaseUntil: lease_until }],
  );
}

/** What became of runs whose process died. */
export interface InterruptedRuns {
  readonly queuedAgain: readonly string[];
  /** Failed, or waiting on with the plan from before. */
  readonly closed: readonly string[];
}

/**
 * Lets runs in the background whose process died wait for the next worker. Those that nobody can take up again, or that took too many
 * processes with them, are closed as `interrupted`; a plan from before a choice goes on waiting.
 */
export async function settleInterruptedRuns(
  queries: Queries,
  now: Instant,
  suspects: Suspects,
): Promise<InterruptedRuns> {
  const interrupted: RunFailure = { kind: "interrupted" };
  const revived = changeRunState(queries, "revive")
    .where("administrator_email", "is not", null)
    .where("attempts", "<", MOST_ATTEMPTS)
    .where(isSuspect(suspects));
  const buried = changeRunState(queries, "bury")
    .set({ failure: JSON.stringify(interrupted), finished_at: toTimestamp(now), ...NOTHING_CAME_OF_IT })
    .where((row) => row.or([row("administrator_email", "is", null), row("attempts", ">=", MOST_ATTEMPTS)]))
    .where("wanted_choices", "is", null)
    .where(isSuspect(suspects));
  const waitingOn = goingOnWaiting(queries, interrupted)
    .where("attempts", ">=", MOST_ATTEMPTS)
    .where(isSuspect(suspects));
  const settled = await queries
    .with("revived", () => revived.returning(["id", "state"]))
    .with("buried", () => buried.returning(["id", "state"]))
    .with("waiting_on", () => waitingOn.returning(["id", "state"]))
    .selectFrom("revived")
    .selectAll()
    .unionAll((query) => query.selectFrom("buried").selectAll())
    .unionAll((query) => query.selectFrom("waiting_on").selectAll())
    .execute();
  const idsOf = (...states: readonly Run["state"][]) =>
    settled.flatMap(({ id, state }) => (states.includes(state) ? [id] : []));
  return { queuedAgain: idsOf("queued"), closed: idsOf("failed", "awaiting-approval") };
}

/** Which waiting runs are meant. */
export interface WaitingRuns {
  /** Those that were asked for by then. */
  readonly since: Instant;
  /** Without those that are put off until after this moment. */
  readonly now: Instant;
}

/** The runs of all companies that wait for a worker, longest first. */
export async function listWaitingRuns(queries: Queries, { since, now }: WaitingRuns): Promise<readonly string[]> {
  const rows = await queries
    .selectFrom("runs")
    .select("id")
    .where("state", "=", "queued")
    .where("requested_at", "<=", moment(since))
    .where(isDue(now))
    .orderBy("requested_at")
    .execute();
  return rows.map(({ id }) => id);
}

/** Waiting, and not put off; one that is put off farther than any is was put off before the clock was set back. */
export function isDue(now: Instant): RawBuilder<SqlBool> {
  return sql`(resume_at is null or resume_at <= ${moment(now)} or resume_at > ${moment(now + FARTHEST_NEXT_TRY_MS)})`;
}

// Whoever has renewed the lease meanwhile is alive. Of the row itself: whoever waited for another's change of the row judges it anew.
function isSuspect(suspects: Suspects): RawBuilder<SqlBool> {
  if (suspects === "all") return sql`true`;
  if (suspects.length === 0) return sql`false`;
  const rows = suspects.map(
    ({ id, attempts, leaseUntil }) => sql`(${id}::uuid, ${attempts}::integer, ${moment(leaseUntil)}::timestamptz)`,
  );
  return sql`(id, attempts, lease_until) in (${sql.join(rows)})`;
}
