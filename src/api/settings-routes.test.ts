import { afterAll, describe, expect, test } from "vitest";
import { anApi } from "../../test/api-scene.ts";
import { openTestDatabase } from "../../test/database.ts";

const db = await openTestDatabase();
afterAll(() => db.close());

const NOT_SIGNED_IN = [401, { problem: { kind: "not-signed-in" } }];
const NOT_PERMITTED = [403, { problem: { kind: "not-permitted" } }];
const STALE = [409, { problem: { kind: "stale" } }];
const OUR_CONTACT = { name: "ミキワメの問い合わせ窓口", url: null, email: null, hours: "平日9時〜18時" };
const MANUAL = {
  company: { slug: expect.stringMatching(/^company-/), name: "見本株式会社" },
  createRetired: true,
  whenAddressChanged: "create-new",
  contact: OUR_CONTACT,
};

// What the forms began with.
const MANUAL_CHOICES = { createRetired: true, whenAddressChanged: "create-new" };
const BLANK_CONTACT = { name: "人事部", url: null, email: null, hours: null };

describe("GET /api/settings", () => {
  test("the manual's choices, and the product's contact, until the company has its own (M36)", async () => {
    const scene = await anApi(db);

    expect(await told(await scene.ask("GET", "/api/settings", { as: "viewer" }))).toEqual([200, MANUAL]);
  });

  test("for people of the company", async () => {
    const scene = await anApi(db);

    expect(await told(await scene.ask("GET", "/api/settings", { as: "nobody" }))).toEqual(NOT_SIGNED_IN);
  });
});

describe("PUT /api/settings/sync", () => {
  test("keeps the company's choices, and no other's", async () => {
    const scene = await anApi(db);
    const chosen = { createRetired: false, whenAddressChanged: "follow-person" };

    const answer = await scene.ask("PUT", "/api/settings/sync", { body: { ...chosen, seen: MANUAL_CHOICES } });

    expect(await told(answer)).toEqual([200, { ...MANUAL, ...chosen }]);
    expect(await told(await scene.ask("GET", "/api/settings"))).toEqual([200, { ...MANUAL, ...chosen }]);
    expect(await told(await scene.ask("GET", "/api/settings", { as: "stranger" }))).toEqual([200, MANUAL]);
  });

  test("what a colleague chose meanwhile is not lost: the form is stale", async () => {
    const scene = await anApi(db);
    const colleague = { ...MANUAL_CHOICES, createRetired: false };
    await scene.ask("PUT", "/api/settings/sync", { as: "colleague", body: { ...colleague, seen: MANUAL_CHOICES } });

    const body = { ...MANUAL_CHOICES, whenAddressChanged: "follow-person", seen: MANUAL_CHOICES };
    const answer = await scene.ask("PUT", "/api/settings/sync", { body });

    expect(await told(answer)).toEqual(STALE);
    expect(await told(await scene.ask("GET", "/api/settings"))).toEqual([200, { ...MANUAL, ...colleague }]);
  });

  test.each([
    [{ createRetired: "yes", whenAddressChanged: "create-new" }, "createRetired", "invalid"],
    [{ createRetired: true, whenAddressChanged: "guess" }, "whenAddressChanged", "invalid-choice"],
    [{ createRetired: true }, "whenAddressChanged", "invalid-choice"],
  ])("%j is no choice", async (chosen, field, fault) => {
    const scene = await anApi(db);

    const answer = await scene.ask("PUT", "/api/settings/sync", { body: { ...chosen, seen: MANUAL_CHOICES } });

    expect(await told(answer)).toEqual([422, { problem: { kind: "invalid-input", fields: [{ field, fault }] } }]);
  });

  test("is for 管理者", async () => {
    const scene = await anApi(db);
    const body = { createRetired: false, whenAddressChanged: "follow-person" };

    expect(await told(await scene.ask("PUT", "/api/settings/sync", { as: "viewer", body }))).toEqual(NOT_PERMITTED);
    expect(await told(await scene.ask("PUT", "/api/settings/sync", { as: "nobody", body }))).toEqual(NOT_SIGNED_IN);
  });
});

describe("PUT /api/settings/contact", () => {
  test("M36: the company's people are sent there from then on, on every page", async () => {
    const scene = await anApi(db);
    const contact = { name: "人事部", url: "https://example.com/hr", email: "hr@example.com", hours: "平日10時〜17時" };

    const answer = await scene.ask("PUT", "/api/settings/contact", { body: { ...contact, seen: OUR_CONTACT } });

    expect(await told(answer)).toEqual([200, { ...MANUAL, contact }]);
    expect(await told(await scene.ask("GET", "/api/me", { as: "viewer" }))).toMatchObject([200, { contact }]);
    expect(await told(await scene.ask("GET", "/api/me", { as: "stranger" }))).toMatchObject([
      200,
      { contact: OUR_CONTACT },
    ]);
  });

  test("what was left blank is not shown", async () => {
    const scene = await anApi(db);
    const body = { name: " 人事部 ", url: "", email: null, hours: " ", seen: OUR_CONTACT };

    const answer = await scene.ask("PUT", "/api/settings/contact", { body });

    expect(await told(answer)).toEqual([200, { ...MANUAL, contact: BLANK_CONTACT }]);
  });

  test("what a colleague wrote meanwhile is not lost: the form is stale", async () => {
    const scene = await anApi(db);
    const colleague = { ...BLANK_CONTACT, name: "総務部" };
    await scene.ask("PUT", "/api/settings/contact", { as: "colleague", body: { ...colleague, seen: OUR_CONTACT } });

    const answer = await scene.ask("PUT", "/api/settings/contact", { body: { ...BLANK_CONTACT, seen: OUR_CONTACT } });
    const again = await scene.ask("PUT", "/api/settings/contact", { body: { ...BLANK_CONTACT, seen: colleague } });

    expect(await told(answer)).toEqual(STALE);
    expect(await told(again)).toEqual([200, { ...MANUAL, contact: BLANK_CONTACT }]);
  });

  test.each([
    [{ name: "" }, "name", "required"],
    [{ url: "example.com" }, "url", "invalid-url"],
    [{ url: "javascript:alert(1)" }, "url", "invalid-url"],
    [{ email: "hr" }, "email", "invalid-email"],
    [{ hours: "あ".repeat(256) }, "hours", "too-long"],
  ])("%j is refused beside its field", async (special, field, fault) => {
    const scene = await anApi(db);
    const body = { ...BLANK_CONTACT, ...special, seen: OUR_CONTACT };

    const answer = await scene.ask("PUT", "/api/settings/contact", { body });

    expect(await told(answer)).toEqual([422, { problem: { kind: "invalid-input", fields: [{ field, fault }] } }]);
  });

  test("is for 管理者", async () => {
    const scene = await anApi(db);
    const body = { ...BLANK_CONTACT, seen: OUR_CONTACT };

    expect(await told(await scene.ask("PUT", "/api/settings/contact", { as: "viewer", body }))).toEqual(NOT_PERMITTED);
    expect(await told(await scene.ask("PUT", "/api/settings/contact", { as: "nobody", body }))).toEqual(NOT_SIGNED_IN);
  });
});

async function told(answer: Response): Promise<readonly [number, unknown]> {
  return [answer.status, await answer.json()];
}
