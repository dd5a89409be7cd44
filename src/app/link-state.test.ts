import { afterAll, describe, expect, test } from "vitest";
import { addTestCompany, openTestDatabase } from "../../test/database.ts";
import { TEST_KEYS } from "../../test/product-scene.ts";
import { createVirtualClock } from "../../test/virtual-clock.ts";
import { saveLink } from "../store/links.ts";
import { linkStateOf } from "./link-state.ts";

const db = await openTestDatabase();
afterAll(() => db.close());

// 2026-04-01 in Japan, a minute before midnight.
const LINKED_AT = Date.UTC(2026, 3, 1, 14, 59);

describe("M13, M29, M32: the days of a link are days in Japan", () => {
  test.each([
    ["on the first day", Date.UTC(2026, 3, 1, 14, 59), "linked", 90],
    ["a minute later, on the second", Date.UTC(2026, 3, 1, 15, 0), "linked", 89],
    ["at the beginning of the last", Date.UTC(2026, 5, 29, 15, 0), "linked", 0],
    ["at the end of the last", Date.UTC(2026, 5, 30, 14, 59, 59, 999), "linked", 0],
    ["on the next", Date.UTC(2026, 5, 30, 15, 0), "expired", -1],
    ["long after", Date.UTC(2027, 3, 1), "expired", -275],
  ] as const)("%s", async (_, startAt, kind, daysLeft) => {
    const { product, companyId } = await aLink(startAt);

    expect(await linkStateOf(product, companyId, "hr@example.com")).toEqual({
      kind,
      tenantUrl: "https://acme.smarthr.jp",
      subdomain: "acme",
      access: "token",
      linkedAt: LINKED_AT,
      lastDay: "2026-06-30",
      daysLeft,
    });
  });
});

describe("M31: a link is one administrator's", () => {
  test("however the address is written", async () => {
    const { product, companyId } = await aLink(LINKED_AT);

    expect(await linkStateOf(product, companyId, "ＨＲ@Example.com")).toMatchObject({ kind: "linked" });
  });

  test("and no other's, in this company or another", async () => {
    const { product, companyId } = await aLink(LINKED_AT);
    const otherCompany = await addTestCompany(db);

    expect(await linkStateOf(product, companyId, "sub@example.com")).toEqual({ kind: "not-linked" });
    expect(await linkStateOf(product, otherCompany, "hr@example.com")).toEqual({ kind: "not-linked" });
  });
});

async function aLink(startAt: number) {
  const companyId = await addTestCompany(db);
  await saveLink(db.queries, TEST_KEYS, {
    companyId,
    administratorEmail: "hr@example.com",
    subdomain: "acme",
    tenantUrl: "https://acme.smarthr.jp",
    linkedAt: LINKED_AT,
    tokens: { kind: "token", accessToken: "issued" },
  });
  return { companyId, product: { db, clock: createVirtualClock({ startAt }) } };
}
