import type { Breakdown } from "../core/breakdown.ts";
import type { Instant } from "../core/calendar.ts";
import type { GuardPast, GuardReading } from "../core/guards.ts";
import type { PlanObstacle } from "../core/plan-standing.ts";
import type { HeadCount, RunFailure, Subject } from "../core/run.ts";
import type { CompanyId } from "./companies.ts";
import type { Queries } from "./database.ts";
import { moment } from "./tables.ts";

/** What there is to see of a plan besides its rows. */
export interface PlanFacts {
  /** What every guard saw; empty for an undo. */
  readonly guards: readonly GuardReading[];
  readonly breakdown: Breakdown;
  /** Null for departments. */
  readonly headCount: HeadCount | null;
}

/** A run's plan, and what became of it. */
export interface KeptPlanFacts {
  readonly facts: PlanFacts;
  /** Why it was made anew after an approval. */
  readonly obstacles: readonly PlanObstacle[];
  /** Why it could not be made anew for what was chosen. */
  readonly replanFailure: RunFailure | null;
  readonly addressSuspects: number;
  readonly rosterMark: string | null;
}

/** The facts of a run's plan; null before it had one. */
export async function readPlanFacts(queries: Queries, runId: string): Promise<KeptPlanFacts | null> {
  const row = await queries
    .selectFrom("runs")
    .select([...FACT_COLUMNS, "replan_reasons", "replan_failure", "address_suspects", "roster_mark"])
    .where("id", "=", runId)
    .executeTakeFirst();
  if (row === undefined || row.breakdown === null) return null;
  const { head_count_before: before, head_count_after: after } = row;
  const headCount = before === null || after === null ? null : { before, after };
  return {
    facts: { guards: row.guards ?? [], breakdown: row.breakdown, headCount },
    obstacles: row.replan_reasons ?? [],
    replanFailure: row.replan_failure,
    addressSuspects: row.address_suspects ?? 0,
    rosterMark: row.roster_mark,
  };
}

const FACT_COLUMNS = ["guards", "breakdown", "head_count_before", "head_count_after"] as const;

/** The facts as columns of a run. */
export function factColumns({ guards, breakdown, headCount }: PlanFacts) {
  return {
    guards: JSON.stringify(guards),
    breakdown: JSON.stringify(breakdown),
    head_count_before: headCount?.before ?? null,
    head_count_after: headCount?.after ?? null,
  };
}

/** Of which SmartHR account, as seen by a company's runs of one subject. */
interface ReadAccount {
  readonly companyId: CompanyId;
  readonly subject: Subject;
  readonly subdomain: string;
}

/**
 * What guards compare with (docs/decisions/0037): the last reading of the account that was applied, never one that was only held; and
 * what applied runs of the last seven days saw that nobody approved.
 */
export async function readGuardPast(
  queries: Queries,
  { now, ...account }: ReadAccount & { readonly now: Instant },
): Promise<GuardPast> {
  const earlier = await appliedRuns(queries, account)
    .select("guards")
    .where("guards", "is not", null)
    .where("approved_at", "is", null)
    .where("finished_at", ">", moment(now - DRIP_MS))
    .execute();
  return {
    lastApplied: await readLastApplied(queries, account),
    earlier: earlier.flatMap(({ guards }) => (guards === null ? [] : [guards])),
  };
}

/** The last reading of the account that was applied; null before there was one. */
export async function readLastApplied(queries: Queries, account: ReadAccount): Promise<GuardPast["lastApplied"]> {
  const last = await appliedRuns(queries, account)
    .select((run) => [
      "source_count",
      "opted_out_crew_ids",
      run
        .exists(
          run
            .selectFrom("tenants")
            .select("subdomain")
            .where("tenants.company_id", "=", account.companyId)
            .where("tenants.subdomain", "=", account.subdomain)
            .whereRef("opt_out_remade_at", ">=", "runs.read_at"),
        )
        .as("field_remade"),
    ])
    .where("subdomain", "=", account.subdomain)
    .where("read_at", "is not", null)
    .orderBy("read_at", "desc")
    .limit(1)
    .executeTakeFirst();
  if (last === undefined) return null;
  return {
    sourceCount: last.source_count ?? 0,
    optedOutCrewIds: last.opted_out_crew_ids ?? [],
    ...(last.field_remade ? { fieldRemade: true } : {}),
  };
}

function appliedRuns(queries: Queries, { companyId, subject }: ReadAccount) {
  return queries
    .selectFrom("runs")
    .where("company_id", "=", companyId)
    .where("subject", "=", subject)
    .where("state", "in", ["succeeded", "partly-failed"]);
}

/** Who was opted out at the last reading of the account that had been applied before this run read it. */
export async function readOptedOutBefore(
  queries: Queries,
  {
    id,
    companyId,
    subject,
    subdomain,
  }: {
    readonly id: string;
    readonly companyId: CompanyId;
    readonly subject: Subject;
    readonly subdomain: string | null;
  },
): Promise<readonly string[]> {
  const row = await queries
    .selectFrom("runs")
    .select("opted_out_crew_ids")
    .where("company_id", "=", companyId)
    .where("subject", "=", subject)
    .where("subdomain", "=", subdomain)
    .where("state", "in", ["succeeded", "partly-failed"])
    .where("read_at", "<", (row) => row.selectFrom("runs").select("read_at").where("id", "=", id))
    .orderBy("read_at", "desc")
    .limit(1)
    .executeTakeFirst();
  return row?.opted_out_crew_ids ?? [];
}

const DRIP_MS = 7 * 86_400_000;
