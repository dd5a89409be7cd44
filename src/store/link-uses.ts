import type { Instant } from "../core/calendar.ts";
import { emailKey } from "../core/email.ts";
import type { RunFailure, RunState } from "../core/run.ts";
import type { Queries } from "./database.ts";
import type { LinkSummary } from "./links.ts";
import { moment } from "./tables.ts";

/** What a run that read SmartHR by a link came to. */
export interface LinkUse {
  readonly at: Instant;
  readonly state: RunState;
  readonly failure: RunFailure | null;
}

// Runs that came to nothing for other reasons may stand before the one that tells.
const MOST_USES = 20;

/** The newest runs of the administrator's that were begun since, and read SmartHR in the background, newest first. */
export async function usesOfLink(
  queries: Queries,
  { companyId, administratorEmail, linkedAt }: Pick<LinkSummary, "companyId" | "administratorEmail" | "linkedAt">,
): Promise<readonly LinkUse[]> {
  const rows = await queries
    .selectFrom("runs")
    .select(["requested_at", "finished_at", "state", "failure", "replan_failure"])
    .where("company_id", "=", companyId)
    .where("administrator_email", "=", emailKey(administratorEmail))
    .where("requested_at", ">=", moment(linkedAt))
    .where("undo_of", "is", null)
    .orderBy("requested_at", "desc")
    .limit(MOST_USES)
    .execute();
  return rows.map((row) => ({
    at: row.finished_at ?? row.requested_at,
    state: row.state,
    failure: row.failure ?? row.replan_failure,
  }));
}
