import { sql } from "kysely";
import type { Database } from "../src/store/database.ts";

/** Until a session of the database waits for another one; the embedded database's only session lets nobody begin before it is free. */
export async function untilSomebodyWaits(db: Database): Promise<void> {
  if (process.env["TEST_DATABASE_URL"] === undefined) return;
  for (;;) {
    const { rows } = await sql`
      select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`.execute(db.queries);
    if (rows.length > 0) return;
  }
}
