import { sql } from "kysely";
import { afterAll, expect, test } from "vitest";
import { addTestCompany, openTestDatabase } from "../../test/database.ts";
import { addCompany, findCompany } from "./companies.ts";
import type { Database, Transaction } from "./database.ts";

const db = await openTestDatabase();
afterAll(() => db.close());

test("what a transaction wrote is there after it ended well", async () => {
  await db.transaction((tx) => addCompany(tx, { slug: "kept", name: "見本" }));

  const found = await findCompany(db.queries, "kept");

  expect(found).toMatchObject({ slug: "kept", name: "見本" });
});

test("of a transaction that throws nothing is there, and its error arrives as it was thrown", async () => {
  const thrown = new Error("thrown by the work");

  const transaction = db.transaction(async (tx) => {
    await addCompany(tx, { slug: "lost", name: "見本" });
    throw thrown;
  });

  await expect(transaction).rejects.toBe(thrown);
  expect(await findCompany(db.queries, "lost")).toBeNull();
});

test.each([
  ["queries", (database: Database): Promise<unknown> => addCompany(database.queries, { slug: "inside", name: "見本" })],
  ["another transaction", (database: Database) => database.transaction(async () => {})],
  ["a snapshot", (database: Database) => database.snapshot(async () => {})],
  ["upkeep", (database: Database) => database.upkeep()],
  ["a script", (database: Database) => database.script("select 1")],
])("using the database itself for %s inside a transaction is answered by a sentence", async (_, use) => {
  const transaction = db.transaction<unknown>(() => use(db));

  await expect(transaction).rejects.toThrow("use the transaction that was handed to the work");
});

test("what a transaction left running may use the database when the transaction is over", async () => {
  const over = Promise.withResolvers<void>();
  let late: Promise<unknown> = Promise.resolve();
  await db.transaction(async () => {
    late = over.promise.then(() => sql`select 1 as answer`.execute(db.queries));
  });

  over.resolve();

  expect(await late).toMatchObject({ rows: [{ answer: 1 }] });
});

test("a snapshot sees one state while others commit", async () => {
  const countCompanies = (tx: Transaction) => sql`select count(*) from companies`.execute(tx);
  const addAnother = () => addCompany(db.queries, { slug: "added-meanwhile", name: "見本" });
  const begun = Promise.withResolvers<void>();
  const added = begun.promise.then(addAnother);

  const [before, after] = await db.snapshot(async (tx) => {
    const first = await countCompanies(tx);
    begun.resolve();
    // The embedded database makes the others wait until the snapshot is over; on PostgreSQL they commit in the middle of it.
    if (db.kind === "postgresql") await added;
    return [first, await countCompanies(tx)];
  });
  await added;

  expect(after).toEqual(before);
});

test("a snapshot refuses to write", async () => {
  const snapshot = db.snapshot((tx) => addCompany(tx, { slug: "refused", name: "見本" }));

  await expect(snapshot).rejects.toThrow("read-only transaction");
});

test("days come as days, moments as milliseconds, big integers as text", async () => {
  const { rows } = await sql`
    select date '2024-02-29' as day, timestamptz '2026-01-01 09:00:00.123+09' as moment, 9007199254740993 as big,
           null::date as no_day, null::timestamptz as no_moment`.execute(db.queries);

  expect(rows).toEqual([
    {
      day: "2024-02-29",
      moment: Date.UTC(2026, 0, 1, 0, 0, 0, 123),
      big: "9007199254740993",
      no_day: null,
      no_moment: null,
    },
  ]);
});

test("queries at the same time each get their own answer", async () => {
  const numbers = Array.from({ length: 50 }, (_, number) => number);

  const answers = await Promise.all(
    numbers.map(async (number) => {
      const { rows } = await sql<{ answer: number }>`select ${number}::integer as answer`.execute(db.queries);
      return rows[0]?.answer;
    }),
  );

  expect(answers).toEqual(numbers);
});

test("an error of one query leaves the next ones right", async () => {
  const wrong = sql`select ${"not a number"}::integer`.execute(db.queries);
  await expect(wrong).rejects.toThrow("invalid input syntax");

  const { rows } = await sql`select ${"text"}::text as answer`.execute(db.queries);

  expect(rows).toEqual([{ answer: "text" }]);
});

test("a script of several statements gives the rows of all of them, one with values its own", async () => {
  const several = await db.script("begin; select 1 as one; select 2 as two union all select 3; commit");
  const single = await db.script("select $1::integer + 1 as sum", [41]);

  expect(several).toEqual([{ one: 1 }, { two: 2 }, { two: 3 }]);
  expect(single).toEqual([{ sum: 42 }]);
});

test("a script that fails in a transaction of its own leaves nothing, and the next queries right", async () => {
  const failing = db.script(
    "begin; insert into companies (slug, name) values ('of-a-script', '見本'); select 1 / 0; commit",
  );
  await expect(failing).rejects.toThrow("division by zero");

  const found = await Promise.all(Array.from({ length: 12 }, () => findCompany(db.queries, "of-a-script")));

  expect(new Set(found)).toEqual(new Set([null]));
});

test("upkeep keeps what is there", async () => {
  const companyId = await addTestCompany(db);

  await db.upkeep();

  const { rows } = await sql`select id from companies where id = ${companyId}`.execute(db.queries);
  expect(rows).toEqual([{ id: companyId }]);
});

test("a closed database answers no more, and closing twice is closing once", async () => {
  const other = await openTestDatabase();
  await other.close();
  await other.close();

  const query = sql`select 1`.execute(other.queries);

  await expect(query).rejects.toThrow();
});
