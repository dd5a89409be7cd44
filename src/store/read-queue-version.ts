import { sql } from "kysely";
import type { Queries } from "./database.ts";

/** The version of the queue's tables, which the queue's library makes and looks after; null where there are none. */
export async function readQueueVersion(queries: Queries): Promise<number | null> {
  const found = await sql<{ exists: boolean }>`select to_regclass('pgboss.version') is not null as exists`.execute(
    queries,
  );
  if (!found.rows[0]?.exists) return null;
  const { rows } = await sql<{ version: number }>`select version from pgboss.version`.execute(queries);
  return rows[0]?.version ?? null;
}
