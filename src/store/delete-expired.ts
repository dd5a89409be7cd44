import { sql } from "kysely";
import type { Instant } from "../core/calendar.ts";
import type { Queries } from "./database.ts";
import { forgetIdleBudgets } from "./smarthr-budgets.ts";
import { moment } from "./tables.ts";

/** Deletes what no longer says anything: SmartHR's budgets of yesterday, and of signing in tries that count no more, sessions and invitations that are over. */
export async function deleteExpired(queries: Queries, now: Instant): Promise<void> {
  // A try that somebody is just taking is left for another time, so that nobody waits for anybody here.
  await sql`delete from tries where key in (select key from tries where free_at < now() for update skip locked)`.execute(
    queries,
  );
  // The sign-in library keeps real time, whatever the product's clock says.
  await sql`delete from administrator_sessions where expires_at < now()`.execute(queries);
  await forgetIdleBudgets(queries);
  await queries.deleteFrom("invitations").where("expires_at", "<=", moment(now)).execute();
}
