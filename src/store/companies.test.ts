import { afterAll, expect, test } from "vitest";
import { addTestCompany, expectOk, openTestDatabase } from "../../test/database.ts";
import { MANUAL_SETTINGS, type SyncSettings } from "../core/settings.ts";
import {
  addCompany,
  findCompany,
  listCompanies,
  readCompany,
  readContact,
  readSettings,
  saveContact,
  saveSettings,
} from "./companies.ts";

const db = await openTestDatabase();
afterAll(() => db.close());

test("companies are listed by slug and found by it", async () => {
  const beta = expectOk(await addCompany(db.queries, { slug: "beta", name: "ベータ" }));
  const alpha = expectOk(await addCompany(db.queries, { slug: "alpha", name: "アルファ" }));

  expect(await listCompanies(db.queries)).toEqual([alpha, beta]);
  expect(await findCompany(db.queries, "beta")).toEqual(beta);
  expect(await findCompany(db.queries, "gamma")).toBeNull();
});

test("a slug belongs to one company", async () => {
  await addCompany(db.queries, { slug: "taken", name: "先" });

  const second = await addCompany(db.queries, { slug: "taken", name: "後" });

  expect(second).toEqual({ ok: false, fault: { kind: "slug-taken" } });
});

test.each(["", "-a", "A", "a b", "見本", "a".repeat(64)])("%j is no slug", async (slug) => {
  const added = await addCompany(db.queries, { slug, name: "見本" });

  expect(added).toEqual({ ok: false, fault: { kind: "invalid-slug" } });
});

test("a new company does what the manual says", async () => {
  const companyId = await addTestCompany(db);

  expect(await readSettings(db.queries, companyId)).toEqual(MANUAL_SETTINGS);
});

test("a company's choices are kept, and are its own", async () => {
  const companyId = await addTestCompany(db);
  const otherId = await addTestCompany(db);
  const chosen: SyncSettings = { createRetired: false, whenAddressChanged: "follow-person" };

  await saveSettings(db.queries, companyId, chosen);

  expect(await readSettings(db.queries, companyId)).toEqual(chosen);
  expect(await readSettings(db.queries, otherId)).toEqual(MANUAL_SETTINGS);
});

test("M36: a company has no contact of its own until it names one", async () => {
  const companyId = await addTestCompany(db);
  const otherId = await addTestCompany(db);
  const contact = { name: "人事部", url: "https://example.com/", email: "hr@example.com", hours: "平日9時〜18時" };
  expect(await readContact(db.queries, companyId)).toBeNull();

  await saveContact(db.queries, companyId, contact);

  expect(await readContact(db.queries, companyId)).toEqual(contact);
  expect(await readContact(db.queries, otherId)).toBeNull();
});

test("a company is read by its id", async () => {
  const added = expectOk(await addCompany(db.queries, { slug: "delta", name: "デルタ" }));

  expect(await readCompany(db.queries, added.id)).toEqual(added);
});
