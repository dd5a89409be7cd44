import type { Database } from "../src/store/database.ts";

/** Lets the database answer every write of these tables, or of all, as it does when its disk is full: with its own words and code. */
export async function fillDisk(db: Database, tables?: readonly string[]): Promise<void> {
  await db.script(`create or replace function refuse_as_full() returns trigger language plpgsql as $$
    begin raise exception 'could not extend file "base/5/1": No space left on device' using errcode = '53100'; end $$`);
  for (const table of tables ?? (await allTables(db))) {
    await db.script(`create trigger full_disk before insert or update on ${table} execute function refuse_as_full()`);
  }
}

/** Lets it write again. */
export async function makeRoom(db: Database): Promise<void> {
  await db.script("drop function if exists refuse_as_full cascade");
}

async function allTables(db: Database): Promise<readonly string[]> {
  const rows = await db.script("select tablename::text as name from pg_tables where schemaname = 'public'");
  return rows.map(({ name }) => String(name));
}
