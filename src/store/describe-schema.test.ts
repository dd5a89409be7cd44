import { readFileSync } from "node:fs";
import { sql } from "kysely";
import { afterAll, expect, test } from "vitest";
import { openTestDatabase } from "../../test/database.ts";
import { describeSchema } from "./describe-schema.ts";

const db = await openTestDatabase();
afterAll(() => db.close());

test("the migrations arrive at schema.sql on this database as on the other", async () => {
  const described = readFileSync(new URL("./schema.sql", import.meta.url), "utf8");

  expect(await describeSchema(db.queries)).toBe(described);
});

test.each([
  "alter table runs drop constraint runs_count_when_read",
  "drop index one_run_at_work_per_company",
  "drop trigger employees_inserted_under_lock on employees",
  "alter table departments alter column parent_code set not null",
  "alter table links alter column kind set default 'token'",
  "create or replace function refuse_parent_loop() returns trigger language plpgsql as $$ begin return null; end $$",
])("%s shows in the description", async (change) => {
  const before = await describeSchema(db.queries);

  await sql.raw(change).execute(db.queries);

  expect(await describeSchema(db.queries)).not.toBe(before);
});
