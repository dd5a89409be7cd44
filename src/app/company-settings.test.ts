import { afterAll, expect, test } from "vitest";
import { openTestDatabase } from "../../test/database.ts";
import { aProduct } from "../../test/product-scene.ts";
import { changeContact, changeSyncSettings, readCompanySettings } from "./company-settings.ts";

const db = await openTestDatabase();
afterAll(() => db.close());

test("a company begins with the manual's choices and without a contact of its own; each is changed alone", async () => {
  const { product, companyId } = await aProduct(db);
  const contact = { name: "人事部", url: null, email: "hr@example.com", hours: null };

  const before = await readCompanySettings(product, companyId);
  const chosen = await changeSyncSettings(product, companyId, {
    createRetired: false,
    whenAddressChanged: "follow-person",
  });
  const named = await changeContact(product, companyId, contact);

  expect(before).toEqual({
    company: { id: companyId, slug: expect.any(String), name: "見本株式会社" },
    createRetired: true,
    whenAddressChanged: "create-new",
    contact: null,
  });
  expect(chosen).toEqual({ ...before, createRetired: false, whenAddressChanged: "follow-person" });
  expect(named).toEqual({ ...chosen, contact });
  expect(await readCompanySettings(product, companyId)).toEqual(named);
});
