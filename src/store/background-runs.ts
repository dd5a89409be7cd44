import { type RawBuilder, type SqlBool, sql } from "kysely";
import type { Instant } from "../core/calendar.ts";
import type { Result } from "../core/result.ts";
import type { RunFailure, Subject } from "../core/run.ts";
import type { CompanyId } from "./companies.ts";
import type { Queries } from "./database.ts";
import { type HeldRun, insertUnlessOpen, RUN_COLUMNS, type Run, toRun } from "./runs.ts";
import { moment, toTimestamp } from "./tables.ts";

/** How often a run in the background is taken up again before it counts as impossible. */
export const MOST_ATTEMPTS = 3;

/** Makes a run that waits for a worker, unless the company has one waiting or at work already: that one is then the answer. */
export async function queueRun(
  queries: Queries,
  run: {
    readonly id: string;
    readonly companyId: CompanyId;
    readonly subject: Subject;
    readonly actor: string;
    readonly administratorEmail: string;
    readonly subdomain: string;
    readonly at: Instant;
  },
): Promise<Result<Run, { readonly kind: "run-open"; readonly run: Run }>> {
  return insertUnlessOpen(queries, {
    id: run.id,
    company_id: run.companyId,
    subject: run.subject,
    state: "queued",
    actor: run.actor,
    administrator_email: run.administratorEmail,
    subdomain: run.subdomain,
    requested_at: toTimestamp(run.at),
  });
}

/** Takes up a waiting run; null when it does not wait, whoever was faster and whatever became of it. */
export async function claimRun(
  queries: Queries,
  runId: string,
  { at, leaseUntil }: { readonly at: Instant; readonly leaseUntil: Instant },
): Promise<Run | null> {
  const claimed = await queries
    .updateTable("runs")
    .set((row) => ({
      state: "running",
      started_at: sql<string>`coalesce(started_at, ${moment(at)})`,
      lease_until: toTimestamp(leaseUntil),
      attempts: row("attempts", "+", 1),
      phase: "reading",
      progress_read: 0,
      progress_total: null,
    }))
    .where("id", "=", runId)
    .where("state", "=", "queued")
    .returning(RUN_COLUMNS)
    .executeTakeFirst();
  return claimed === undefined ? null : toRun(claimed);
}

/** Lets a run that applied nothing wait for the next worker, as if this one had never taken it up; false when it was not held any more. */
export async function handBackRun(queries: Queries, held: HeldRun): Promise<boolean> {
  const { numUpdatedRows } = await queries
    .updateTable("runs")
    .set((row) => ({ state: "queued", lease_until: null, attempts: row("attempts", "-", 1) }))
    .where("id", "=", held.id)
    .where("attempts", "=", held.attempts)
    .where("state", "=", "running")
    .executeTakeFirstOrThrow();
  return numUpdatedRows === 1n;
}

/** Ends a run that has applied nothing yet; null when there is none of that id that is open. Whoever carries it applies nothing any more. */
export async function cancelRun(
  queries: Queries,
  { companyId, id, at }: { readonly companyId: CompanyId; readonly id: string; readonly at: Instant },
): Promise<Run | null> {
  const cancelled = await queries
    .updateTable("runs")
    .set({ state: "cancelled", finished_at: toTimestamp(at), lease_until: null })
    .where("id", "=", id)
    .where("company_id", "=", companyId)
    .where("state", "in", ["queued", "running", "awaiting-approval"])
    .returning(RUN_COLUMNS)
    .executeTakeFirst();
  return cancelled === undefined ? null : toRun(cancelled);
}

/** Which running runs are to be judged: all, where it is known otherwise that nobody can be alive; or those whose lease ran out. */
export type Suspects =
  | "all"
  /** Without those of which the asking process knows that it carries them itself, however late it is with their leases. */
  | { readonly leaseOutAt: Instant; readonly except: readonly string[] };

/** What became of runs whose process died. */
export interface InterruptedRuns {
  readonly queuedAgain: readonly string[];
  readonly closed: readonly string[];
}

/**
 * Lets runs in the background whose process died wait for the next worker. Those that nobody can take up again, or that took too many
 * processes with them, are closed as `interrupted`.
 */
export async function settleInterruptedRuns(
  queries: Queries,
  now: Instant,
  suspects: Suspects,
): Promise<InterruptedRuns> {
  const again = sql<boolean>`(administrator_email is not null and attempts < ${sql.lit(MOST_ATTEMPTS)})`;
  const interrupted = JSON.stringify({ kind: "interrupted" } satisfies RunFailure);
  const settled = await queries
    .updateTable("runs")
    .set({
      state: sql`case when ${again} then 'queued' else 'failed' end`,
      failure: sql`case when ${again} then null else ${interrupted}::jsonb end`,
      finished_at: sql`case when ${again} then null else ${toTimestamp(now)}::timestamptz end`,
      lease_until: null,
    })
    .where(isSuspect(suspects))
    .returning(["id", "state"])
    .execute();
  const idsOf = (state: Run["state"]) => settled.flatMap((row) => (row.state === state ? [row.id] : []));
  return { queuedAgain: idsOf("queued"), closed: idsOf("failed") };
}

/** Whether somebody has to look after runs: one whose lease ran out, or one that has waited since that moment. */
export async function hasForgottenRuns(
  queries: Queries,
  suspects: Exclude<Suspects, "all">,
  waitingSince: Instant,
): Promise<boolean> {
  const dead = await queries.selectFrom("runs").select("id").where(isSuspect(suspects)).limit(1).executeTakeFirst();
  return dead !== undefined || (await listWaitingRuns(queries, waitingSince)).length > 0;
}

/** The runs of all companies that have waited for a worker since that moment or longer, longest first. */
export async function listWaitingRuns(queries: Queries, since: Instant): Promise<readonly string[]> {
  const rows = await queries
    .selectFrom("runs")
    .select("id")
    .where("state", "=", "queued")
    .where("requested_at", "<=", moment(since))
    .orderBy("requested_at")
    .execute();
  return rows.map(({ id }) => id);
}

// Of the row itself and no subquery: whoever waited for another's change of the row judges it anew.
function isSuspect(suspects: Suspects): RawBuilder<SqlBool> {
  if (suspects === "all") return sql`state = 'running'`;
  const { leaseOutAt, except } = suspects;
  return sql`state = 'running' and lease_until < ${moment(leaseOutAt)} and id <> all (${[...except]}::uuid[])`;
}
