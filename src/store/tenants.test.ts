import { afterAll, expect, test } from "vitest";
import { addTestCompany, openTestDatabase } from "../../test/database.ts";
import { rememberedOptOutField, rememberOptOutField, rememberTenant } from "./tenants.ts";

const db = await openTestDatabase();
afterAll(() => db.close());

test("no field is remembered of an account that was never read", async () => {
  const companyId = await addTestCompany(db);
  await rememberTenant(db.queries, companyId, "acme");

  expect(await rememberedOptOutField(db.queries, companyId, "acme")).toBeNull();
  expect(await rememberedOptOutField(db.queries, companyId, "other")).toBeNull();
});

test("the field that was found last is remembered, for that company and account alone", async () => {
  const [companyId, otherId] = [await addTestCompany(db), await addTestCompany(db)];

  await rememberOptOutField(db.queries, { companyId, subdomain: "acme", fieldId: "field-1" });
  await rememberOptOutField(db.queries, { companyId, subdomain: "acme", fieldId: "field-2" });
  await rememberTenant(db.queries, companyId, "acme");

  expect(await rememberedOptOutField(db.queries, companyId, "acme")).toBe("field-2");
  expect(await rememberedOptOutField(db.queries, companyId, "other")).toBeNull();
  expect(await rememberedOptOutField(db.queries, otherId, "acme")).toBeNull();
});
