import type { Instant } from "../core/calendar.ts";
import type { Subject } from "../core/run.ts";
import type { CompanyId } from "./companies.ts";
import type { Queries } from "./database.ts";
import { toTimestamp } from "./tables.ts";

/** What a complete reading of SmartHR taught, for the guards and the opt-out field's safety. */
export interface GoodRead {
  readonly at: Instant;
  /** How many departments or people SmartHR had. */
  readonly sourceCount: number;
  /** SmartHR's id of the person who was entered last; null for departments, and where there was nobody. */
  readonly newestCrewId: string | null;
  readonly optedOutCrewIds: readonly string[];
  /** How many people had any value in the opt-out field. */
  readonly optOutValuesRead: number;
}

/** What the newest complete reading of this subject of this SmartHR account taught, or null before the first; `applied`: of those that changed the roster. */
export async function lastGoodRead(
  queries: Queries,
  of: {
    readonly companyId: CompanyId;
    readonly subject: Subject;
    readonly subdomain: string;
    readonly applied?: boolean;
  },
): Promise<GoodRead | null> {
  const row = await queries
    .selectFrom("runs")
    .select(["read_at", "source_count", "newest_crew_id", "opted_out_crew_ids", "opt_out_values_read"])
    .where("company_id", "=", of.companyId)
    .where("subject", "=", of.subject)
    .where("subdomain", "=", of.subdomain)
    .where("read_at", "is not", null)
    .$if(of.applied === true, (runs) => runs.where("state", "in", ["succeeded", "partly-failed"]))
    .orderBy("read_at", "desc")
    .limit(1)
    .executeTakeFirst();
  if (row === undefined || row.read_at === null) return null;
  return {
    at: row.read_at,
    sourceCount: row.source_count ?? 0,
    newestCrewId: row.newest_crew_id,
    optedOutCrewIds: row.opted_out_crew_ids ?? [],
    optOutValuesRead: row.opt_out_values_read ?? 0,
  };
}

/** Whether any complete reading of this SmartHR account ever found a value in the opt-out field (M27). */
export async function hasReadOptOutValues(
  queries: Queries,
  of: { readonly companyId: CompanyId; readonly subdomain: string },
): Promise<boolean> {
  const found = await queries
    .selectFrom("runs")
    .select("id")
    .where("company_id", "=", of.companyId)
    .where("subject", "=", "employees")
    .where("subdomain", "=", of.subdomain)
    .where("read_at", "is not", null)
    .where("opt_out_values_read", ">", 0)
    .limit(1)
    .executeTakeFirst();
  return found !== undefined;
}

/** What of a run's row tells of its reading. */
export function readColumns(read: GoodRead) {
  return {
    read_at: toTimestamp(read.at),
    source_count: read.sourceCount,
    newest_crew_id: read.newestCrewId,
    opted_out_crew_ids: [...read.optedOutCrewIds],
    opt_out_values_read: read.optOutValuesRead,
  };
}
