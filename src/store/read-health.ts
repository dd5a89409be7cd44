import { sql } from "kysely";
import type { Instant } from "../core/calendar.ts";
import type { Queries } from "./database.ts";

/** What the database can tell about the installation's health. */
export interface Health {
  readonly version: string;
  /** The database's own clock. */
  readonly now: Instant;
  /** When each link was made or renewed. */
  readonly linkedAt: readonly Instant[];
  /** The open run that was asked for first, over all companies. */
  readonly oldestOpenRun: { readonly requestedAt: Instant; readonly leaseUntil: Instant | null } | null;
}

/** Reads it over all companies, without a person's data. */
export async function readHealth(queries: Queries): Promise<Health> {
  const server = await sql<{ version: string; now: Instant }>`
    select current_setting('server_version') as version, now() as now`.execute(queries);
  const links = await queries.selectFrom("links").select("linked_at").execute();
  const open = await queries
    .selectFrom("runs")
    .select(["requested_at", "lease_until"])
    .where("state", "in", ["queued", "running"])
    .orderBy("requested_at")
    .limit(1)
    .executeTakeFirst();
  const [row] = server.rows;
  if (row === undefined) throw new Error("the database did not say its version");
  return {
    ...row,
    linkedAt: links.map(({ linked_at }) => linked_at),
    oldestOpenRun: open ? { requestedAt: open.requested_at, leaseUntil: open.lease_until } : null,
  };
}
