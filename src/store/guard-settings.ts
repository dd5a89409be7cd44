import { DEFAULT_GUARD_LIMITS, GUARD_NAMES, type GuardLimits, type GuardReading, limitsOf } from "../core/guards.ts";
import type { CompanyId } from "./companies.ts";
import type { Queries } from "./database.ts";
import type { Run } from "./runs.ts";

/** The company's limits: its own, and the defaults where it chose none; throws when there is no such company. */
export async function readGuardLimits(queries: Queries, companyId: CompanyId): Promise<GuardLimits> {
  const { guard_limits } = await queries
    .selectFrom("companies")
    .select("guard_limits")
    .where("id", "=", companyId)
    .executeTakeFirstOrThrow();
  return limitsOf(guard_limits);
}

/** Replaces the company's limits. Only what differs from a default is kept, so that a better default reaches whoever never chose. */
export async function saveGuardLimits(queries: Queries, companyId: CompanyId, limits: GuardLimits): Promise<void> {
  const own = GUARD_NAMES.filter((guard) => {
    const { percentage, minimum } = DEFAULT_GUARD_LIMITS[guard];
    return limits[guard].percentage !== percentage || limits[guard].minimum !== minimum;
  });
  const overrides = Object.fromEntries(own.map((guard) => [guard, limits[guard]]));
  await queries
    .updateTable("companies")
    .set({ guard_limits: JSON.stringify(overrides) })
    .where("id", "=", companyId)
    .execute();
}

/** What the guards saw in one run. */
export interface GuardsOfRun extends Pick<Run, "subject" | "requestedAt"> {
  readonly runId: string;
  readonly readings: readonly GuardReading[];
}

/** What the guards saw in the newest run of each subject that they looked at, whatever became of it; departments first. */
export async function readLastGuards(queries: Queries, companyId: CompanyId): Promise<readonly GuardsOfRun[]> {
  const rows = await queries
    .selectFrom("runs")
    .distinctOn("subject")
    .select(["id", "subject", "requested_at", "guards"])
    .where("company_id", "=", companyId)
    .where("guards", "is not", null)
    // One person alone says nothing of size.
    .where("only_crew_id", "is", null)
    // No guard looks at an undo.
    .where("undo_of", "is", null)
    .orderBy("subject")
    .orderBy("requested_at", "desc")
    .orderBy("id")
    .execute();
  return rows.map(({ id, subject, requested_at, guards }) => ({
    subject,
    runId: id,
    requestedAt: requested_at,
    readings: guards ?? [],
  }));
}
