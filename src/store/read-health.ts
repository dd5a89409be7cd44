import { sql } from "kysely";
import type { Instant } from "../core/calendar.ts";
import type { Queries } from "./database.ts";

/** What the database tells of itself. */
export interface Health {
  readonly version: string;
  /** The database's own clock. */
  readonly now: Instant;
  /** What the product's role may not do and must, as PostgreSQL names it. */
  readonly missingRights: readonly string[];
  /** Whether it may make the schema of the queue, which only the first process that serves has to. */
  readonly mayMakeQueue: boolean;
}

/** Reads it without a person's data. */
export async function readHealth(queries: Queries): Promise<Health> {
  const server = await sql<{ version: string; now: Instant; mayMakeQueue: boolean }>`
    select current_setting('server_version') as version, now() as now,
           has_database_privilege(current_database(), 'create') as "mayMakeQueue"`.execute(queries);
  const [row] = server.rows;
  if (row === undefined) throw new Error("the database did not say its version");
  return { ...row, missingRights: [...(await missingOnTables(queries)), ...(await missingForQueue(queries))] };
}

// The queue's tables are in a schema of their own, whose partitions are reached through the tables that they are parts of.
async function missingOnTables(queries: Queries): Promise<readonly string[]> {
  const { rows } = await sql<{ right: string }>`
    select p.privilege || ' on ' || c.relname as right
      from pg_class c cross join (values ('select'), ('insert'), ('update'), ('delete')) as p (privilege)
     where c.relnamespace in (current_schema()::regnamespace, to_regnamespace('pgboss'))
       and c.relkind in ('r', 'p') and not c.relispartition
       and not has_table_privilege(c.oid, p.privilege)
     order by 1`.execute(queries);
  return rows.map(({ right }) => right);
}

async function missingForQueue(queries: Queries): Promise<readonly string[]> {
  const { rows } = await sql<{ missing: string | null }>`
    select case when not has_schema_privilege(oid, 'usage') then 'usage on schema pgboss' end as missing
      from pg_namespace where nspname = 'pgboss'`.execute(queries);
  return rows.flatMap(({ missing }) => missing ?? []);
}
