import { afterAll, expect, test } from "vitest";
import { expectOk, openTestDatabase } from "../../test/database.ts";
import { aProduct } from "../../test/product-scene.ts";
import { fail } from "../core/result.ts";
import { changeContact, changeSyncSettings, readCompanySettings } from "./company-settings.ts";

const db = await openTestDatabase();
afterAll(() => db.close());

test("a company begins with the manual's choices and without a contact of its own; each is changed alone", async () => {
  const { product, companyId } = await aProduct(db);
  const contact = { name: "人事部", url: null, email: "hr@example.com", hours: null };

  const before = await readCompanySettings(product, companyId);
  const choices = { createRetired: false, whenAddressChanged: "follow-person" } as const;
  const chosen = expectOk(await changeSyncSettings(product, companyId, { ...choices, seen: before }));
  const named = expectOk(await changeContact(product, companyId, contact, (stored) => stored === null));

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

test("of two people who save at the same moment what they began alike, one is told that it is stale", async () => {
  const { product, companyId } = await aProduct(db);
  const seen = await readCompanySettings(product, companyId);

  const saved = await Promise.all([
    changeSyncSettings(product, companyId, { ...seen, createRetired: false, seen }),
    changeSyncSettings(product, companyId, { ...seen, whenAddressChanged: "follow-person", seen }),
  ]);

  expect(saved.filter(({ ok }) => ok).length).toBe(1);
  expect(saved).toContainEqual(fail({ kind: "stale" }));
});
