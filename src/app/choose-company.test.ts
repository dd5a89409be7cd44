import { afterAll, expect, test } from "vitest";
import { openTestDatabase } from "../../test/database.ts";
import { fail, ok } from "../core/result.ts";
import { chooseCompany } from "./choose-company.ts";
import { addCompany, listCompanies } from "./companies.ts";

// The statements tell one story of one installation, in their order.
const db = await openTestDatabase();
afterAll(() => db.close());

test("an installation's first company is made when it is needed, once", async () => {
  const [first, again] = [await chooseCompany({ db }, null), await chooseCompany({ db }, null)];

  expect(first).toEqual(ok({ id: expect.any(Number), slug: "default", name: "自社" }));
  expect(again).toEqual(first);
});

test("a company that was named and is not there is not made", async () => {
  const named = await chooseCompany({ db }, "acme");

  expect(named).toEqual(fail({ kind: "no-company", slug: "acme", slugs: ["default"] }));
  expect(await listCompanies({ db })).toHaveLength(1);
});

test("where there are several, one has to be named", async () => {
  const added = await addCompany({ db }, { slug: "acme", name: "株式会社アクメ" });

  const [unnamed, named] = [await chooseCompany({ db }, null), await chooseCompany({ db }, "acme")];

  expect(unnamed).toEqual(fail({ kind: "company-not-named", slugs: ["acme", "default"] }));
  expect(named).toEqual(added);
});

test.each([
  ["a slug that is taken", "acme", "slug-taken"],
  ["a slug that no address can carry", "アクメ", "invalid-slug"],
])("%s is no new company", async (_, slug, kind) => {
  const added = await addCompany({ db }, { slug, name: "もうひとつの会社" });

  expect(added).toEqual(fail({ kind, slug }));
  expect((await listCompanies({ db })).map((company) => company.name)).toEqual(["株式会社アクメ", "自社"]);
});
