import { sql } from "kysely";
import { afterAll, expect, test } from "vitest";
import { openTestDatabase } from "../../test/database.ts";
import { type Migration, migrate, readMigrations, schemaState } from "./migrate.ts";

const db = await openTestDatabase();
afterAll(() => db.close());

const PRODUCT = readMigrations();
const NEXT: Migration = {
  name: "9001-next.sql",
  text: "create table next_table (id integer); create index on next_table (id);",
};

test("a migrated database is current, and migrating it again does nothing", async () => {
  const again = await migrate(db);

  expect(again).toEqual({ ok: true, value: [] });
  expect(await schemaState(db.queries)).toBe("current");
});

test("a database without the product's tables is empty, and is migrated by name from the first step on", async () => {
  await inEmptyDatabase(async () => {
    const before = await schemaState(db.queries);
    const migrated = await migrate(db);

    expect(before).toBe("empty");
    expect(migrated).toEqual({ ok: true, value: PRODUCT.map(({ name }) => name) });
    expect(await schemaState(db.queries)).toBe("current");
  });
});

test("a database that lacks a step is behind, and takes that step alone", async () => {
  await inEmptyDatabase(async () => {
    await migrate(db);

    const before = await schemaState(db.queries, [...PRODUCT, NEXT]);
    const migrated = await migrate(db, [...PRODUCT, NEXT]);

    expect(before).toBe("behind");
    expect(migrated).toEqual({ ok: true, value: [NEXT.name] });
    expect(await schemaState(db.queries, [...PRODUCT, NEXT])).toBe("current");
  });
});

test("a step that fails half-way leaves the database as it was, earlier steps included", async () => {
  const broken: Migration = { name: "9002-broken.sql", text: "create table half (id integer); select 1 / 0;" };
  await inEmptyDatabase(async () => {
    await migrate(db);

    const migrating = migrate(db, [...PRODUCT, NEXT, broken]);

    await expect(migrating).rejects.toThrow("division by zero");
    expect(await schemaState(db.queries)).toBe("current");
    expect(await tablesNamed("next_table", "half")).toEqual([]);
  });
});

test("a database from a later version of the product is ahead, and is left alone", async () => {
  await inEmptyDatabase(async () => {
    await migrate(db, [...PRODUCT, NEXT]);

    const migrated = await migrate(db);

    expect(migrated).toEqual({ ok: false, fault: { kind: "schema-ahead" } });
    expect(await schemaState(db.queries)).toBe("ahead");
  });
});

test("a step that was edited after it was applied is noticed, and nothing more is done", async () => {
  const edited = PRODUCT.map((migration, index) =>
    index === 0 ? { ...migration, text: `${migration.text}\n` } : migration,
  );
  await inEmptyDatabase(async () => {
    await migrate(db);

    const migrated = await migrate(db, [...edited, NEXT]);

    expect(migrated).toEqual({ ok: false, fault: { kind: "schema-altered" } });
    expect(await schemaState(db.queries, edited)).toBe("altered");
    expect(await tablesNamed("next_table")).toEqual([]);
  });
});

test("two that migrate at once take each step once", async () => {
  await inEmptyDatabase(async () => {
    const both = await Promise.all([migrate(db), migrate(db)]);

    const steps = both.flatMap((migrated) => (migrated.ok ? migrated.value : []));
    expect(steps).toEqual(PRODUCT.map(({ name }) => name));
  });
});

async function inEmptyDatabase(work: () => Promise<void>): Promise<void> {
  await sql.raw("drop schema public cascade; create schema public").execute(db.queries);
  await work();
}

async function tablesNamed(...names: readonly string[]): Promise<readonly unknown[]> {
  const { rows } = await sql`select relname from pg_class where relname = any(${names})`.execute(db.queries);
  return rows;
}
