import { createHash, randomUUID } from "node:crypto";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql } from "kysely";
import { addCompany, type CompanyId } from "../src/store/companies.ts";
import type { Database } from "../src/store/database.ts";
import { openEmbeddedDatabase } from "../src/store/embedded-database.ts";
import { lockFolder } from "../src/store/folder-lock.ts";
import { migrate, readMigrations } from "../src/store/migrate.ts";
import { openPostgres } from "../src/store/postgres.ts";

/**
 * A migrated, empty database of the test's own, opened as the product opens it; closing it throws it away. It is the embedded one, or
 * lives on the PostgreSQL at TEST_DATABASE_URL.
 */
export async function openTestDatabase(): Promise<Database> {
  const url = process.env["TEST_DATABASE_URL"];
  return url ? openPostgresCopy(url) : openEmbeddedCopy();
}

/** A company of the test's own, so that tests can share a database. */
export async function addTestCompany(db: Database): Promise<CompanyId> {
  const slug = `company-${randomUUID()}`;
  return expectOk(await addCompany(db.queries, { slug, name: "見本株式会社" })).id;
}

/** An empty folder of the test's own; `remove` throws it away. */
export function makeTestFolder(): { readonly path: string; readonly remove: () => void } {
  const path = mkdtempSync(join(tmpdir(), "mikiwame-test-"));
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}

/** Puts a migrated, empty embedded database into a data folder, as a former start of the product would have left it. */
export async function fillDataFolder(dataDir: string): Promise<void> {
  cpSync(await ensureEmbeddedTemplate(), join(dataDir, "postgres"), { recursive: true });
}

/** The value of what is expected to be well; a fault fails the test that met it. */
export function expectOk<T>(
  result: { readonly ok: true; readonly value: T } | { readonly ok: false; readonly fault: unknown },
): T {
  if (!result.ok) throw new Error(`expected a value, found the fault ${JSON.stringify(result.fault)}`);
  return result.value;
}

/** Puts a migrated, empty cluster into a data folder, in place of one that is there, without opening it. */
export async function copyTestCluster(dataDir: string): Promise<void> {
  const template = await ensureEmbeddedTemplate();
  const cluster = join(dataDir, "postgres");
  rmSync(cluster, { recursive: true, force: true });
  cpSync(template, cluster, { recursive: true });
}

async function openEmbeddedCopy(): Promise<Database> {
  const folder = makeTestFolder();
  await copyTestCluster(folder.path);
  const db = expectOk(await openEmbeddedDatabase({ dataDir: folder.path }));
  return closingOnce(db, async () => folder.remove());
}

// Making a cluster takes seconds, copying one a fraction: the first test of this version of the schema makes the template, in whichever
// worker it runs, and all later ones copy it.
async function ensureEmbeddedTemplate(): Promise<string> {
  const folder = join(tmpdir(), `mikiwame-template-${templateVersion()}`);
  const template = join(folder, "postgres");
  if (existsSync(template)) return template;
  mkdirSync(folder, { recursive: true });
  const making = join(folder, "making");
  mkdirSync(making, { recursive: true });
  for (;;) {
    // The folder's lock, taken by opening the database in it, also decides who makes the template.
    const lock = lockFolder(folder);
    if (lock.ok) {
      try {
        if (!existsSync(template)) await makeTemplate(making, template);
        return template;
      } finally {
        lock.value.release();
      }
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

async function makeTemplate(making: string, template: string): Promise<void> {
  const db = expectOk(await openEmbeddedDatabase({ dataDir: making }));
  expectOk(await migrate(db));
  await db.upkeep();
  await db.close();
  renameSync(join(making, "postgres"), template);
}

async function openPostgresCopy(url: string): Promise<Database> {
  const template = `mikiwame_template_${templateVersion()}`;
  const name = `mikiwame_test_${randomUUID().replaceAll("-", "")}`;
  const server = expectOk(await openPostgres({ url }));
  await ensurePostgresTemplate(server, url, template);
  await sql`create database ${sql.ref(name)} template ${sql.ref(template)}`.execute(server.queries);
  const db = expectOk(await openPostgres({ url: urlOfDatabase(url, name) }));
  return closingOnce(db, async () => {
    await sql`drop database ${sql.ref(name)}`.execute(server.queries);
    await server.close();
  });
}

function closingOnce(db: Database, throwAway: () => Promise<void>): Database {
  let closing: Promise<void> | null = null;
  return {
    ...db,
    close: () => {
      closing ??= db.close().then(throwAway);
      return closing;
    },
  };
}

async function ensurePostgresTemplate(server: Database, url: string, template: string): Promise<void> {
  await server.transaction(async (tx) => {
    await sql`select pg_advisory_xact_lock(${TEMPLATE_LOCK})`.execute(tx);
    const found = await sql`select from pg_database where datname = ${template}`.execute(tx);
    if (found.rows.length > 0) return;
    // A database cannot be made inside a transaction; this one only holds the lock meanwhile.
    const other = expectOk(await openPostgres({ url }));
    const making = `${template}_making`;
    await sql`drop database if exists ${sql.ref(making)}`.execute(other.queries);
    await sql`create database ${sql.ref(making)} template template0`.execute(other.queries);
    const db = expectOk(await openPostgres({ url: urlOfDatabase(url, making) }));
    expectOk(await migrate(db));
    await db.close();
    await sql`alter database ${sql.ref(making)} rename to ${sql.ref(template)}`.execute(other.queries);
    await other.close();
  });
}

const TEMPLATE_LOCK = 6_309;

function urlOfDatabase(url: string, name: string): string {
  const changed = new URL(url);
  changed.pathname = `/${name}`;
  return changed.href;
}

function templateVersion(): string {
  const hash = createHash("sha256");
  for (const { name, text } of readMigrations()) hash.update(`${name}\n${text}\n`);
  const engine = new URL("../node_modules/@electric-sql/pglite/package.json", import.meta.url);
  return hash.update(readFileSync(engine)).digest("hex").slice(0, 16);
}
