import { sql } from "kysely";
import { afterAll, expect, test } from "vitest";
import { openTestDatabase } from "../../test/database.ts";
import { toArrayLiteral } from "./array-literal.ts";

const db = await openTestDatabase();
afterAll(() => db.close());

test("every text comes back from the database as it went in", async () => {
  const texts = [
    "",
    " ",
    "NULL",
    null,
    "{",
    "}",
    ",",
    '"',
    "\\",
    '\\"',
    "'; drop table employees; --",
    "a\nb\r\tc",
    "髙﨑 𠮷 葛󠄀",
    "$1",
  ];

  const { rows } = await sql<{ texts: unknown }>`
    select ${toArrayLiteral(texts, (text) => text)}::text[] as texts`.execute(db.queries);

  expect(rows).toEqual([{ texts }]);
});

test("days and flags are arrays like texts", async () => {
  const people = [
    { birthDate: "2000-02-29", retired: true },
    { birthDate: null, retired: false },
  ];

  const { rows } = await sql<unknown>`
    select * from unnest(
      ${toArrayLiteral(people, ({ birthDate }) => birthDate)}::date[], ${toArrayLiteral(people, ({ retired }) => retired)}::boolean[]
    ) as person ("birthDate", retired)`.execute(db.queries);

  expect(rows).toEqual(people);
});
