import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { sql } from "kysely";
import { fail, ok, type Result } from "../core/result.ts";
import type { Database, Queries } from "./database.ts";

/** A step of the schema; steps are only ever added, and one that was applied somewhere is never edited. */
export interface Migration {
  readonly name: string;
  readonly text: string;
}

/**
 * How a database's schema stands to this version of the product: without any (`empty`), older (`behind`), the same (`current`),
 * from a later version (`ahead`), or with a step that was not the one of this version (`altered`).
 */
export type SchemaState = "empty" | "behind" | "current" | "ahead" | "altered";

/** Brings the schema to this version of the product, wholly or not at all, and names the steps it took. Safe to call by several processes at once. */
export async function migrate(
  db: Database,
  migrations: readonly Migration[] = readMigrations(),
): Promise<Result<readonly string[], { readonly kind: "schema-ahead" | "schema-altered" }>> {
  return db.transaction(async (tx) => {
    await sql`select pg_advisory_xact_lock(${MIGRATION_LOCK})`.execute(tx);
    await sql.raw(RECORD_TABLE).execute(tx);
    const applied = await readApplied(tx);
    const state = compare(applied, migrations);
    if (state === "ahead") return fail({ kind: "schema-ahead" } as const);
    if (state === "altered") return fail({ kind: "schema-altered" } as const);
    const pending = migrations.slice(applied.length);
    for (const migration of pending) {
      await sql.raw(migration.text).execute(tx);
      await sql`insert into schema_migrations (name, checksum) values (${migration.name}, ${checksumOf(migration)})`.execute(
        tx,
      );
    }
    return ok(pending.map(({ name }) => name));
  });
}

/** How the database's schema stands to this version of the product. */
export async function schemaState(
  queries: Queries,
  migrations: readonly Migration[] = readMigrations(),
): Promise<SchemaState> {
  const { rows } = await sql<{
    exists: boolean;
  }>`select to_regclass('schema_migrations') is not null as exists`.execute(queries);
  return rows[0]?.exists ? compare(await readApplied(queries), migrations) : "empty";
}

/** The product's migrations in the order they are applied: `NNNN-title.sql` by name. */
export function readMigrations(): readonly Migration[] {
  const folder = new URL("./migrations/", import.meta.url);
  return readdirSync(folder)
    .filter((name) => name.endsWith(".sql"))
    .sort()
    .map((name) => ({ name, text: readFileSync(new URL(name, folder), "utf8") }));
}

// Any number that nothing else locks; the roster lock has two numbers and so cannot be the same.
const MIGRATION_LOCK = 6_301;

const RECORD_TABLE = `create table if not exists schema_migrations (
  name text collate "C" primary key,
  checksum text not null,
  applied_at timestamptz not null default now()
)`;

interface AppliedMigration {
  readonly name: string;
  readonly checksum: string;
}

async function readApplied(queries: Queries): Promise<readonly AppliedMigration[]> {
  const { rows } = await sql<AppliedMigration>`select name, checksum from schema_migrations order by name`.execute(
    queries,
  );
  return rows;
}

function compare(applied: readonly AppliedMigration[], migrations: readonly Migration[]): SchemaState {
  for (const [index, migration] of migrations.entries()) {
    const record = applied[index];
    if (record === undefined) return index === 0 ? "empty" : "behind";
    if (record.name !== migration.name || record.checksum !== checksumOf(migration)) return "altered";
  }
  return applied.length > migrations.length ? "ahead" : "current";
}

function checksumOf(migration: Migration): string {
  return createHash("sha256").update(migration.text).digest("hex");
}
