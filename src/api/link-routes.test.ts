import { afterAll, describe, expect, test } from "vitest";
import { allowInBrowser } from "../../test/allow-in-browser.ts";
import { type ApiScene, type Asker, anApi } from "../../test/api-scene.ts";
import { openTestDatabase } from "../../test/database.ts";
import { makeFieldByHand } from "../../test/opt-out-field.ts";
import { aBrowser } from "../../test/product-browser.ts";
import type { ProductSceneOptions } from "../../test/product-scene.ts";
import type { LinkPage } from "../contract/link.ts";
import type { Problem } from "../core/problem.ts";

const db = await openTestDatabase();
afterAll(() => db.close());

const ENDPOINTS = [
  ["GET", "/api/link"],
  ["POST", "/api/link/start"],
  ["POST", "/api/link/token"],
  ["POST", "/api/link/confirm"],
  ["POST", "/api/link/account"],
  ["POST", "/api/link/discard"],
  ["DELETE", "/api/link"],
] as const;

describe.each(ENDPOINTS)("%s %s", (method, path) => {
  test("is for nobody who is not signed in", async () => {
    const answer = await (await anApi(db)).ask(method, path, { as: "nobody" });

    expect([answer.status, await problemOf(answer)]).toEqual([401, { kind: "not-signed-in" }]);
  });

  test("is not for 閲覧者", async () => {
    const answer = await (await anApi(db)).ask(method, path, { as: "viewer" });

    expect([answer.status, await problemOf(answer)]).toEqual([403, { kind: "not-permitted" }]);
  });
});

describe("M31: what one administrator does with their link", () => {
  test.each([
    ["POST", "/api/link/confirm", { subdomain: "globex" }],
    ["POST", "/api/link/discard", {}],
    ["DELETE", "/api/link", {}],
  ])("%s %s touches neither a colleague's nor another company's", async (method, path, body) => {
    const scene = await anApi(db);
    await link(scene);
    const before = await page(scene);

    await scene.ask(method, path, { as: "colleague", body });
    await scene.ask(method, path, { as: "stranger", body });

    expect(await page(scene)).toEqual(before);
  });

  test("another company's link can neither be seen nor does it ask to be confirmed", async () => {
    const scene = await anApi(db);
    await link(scene);

    const linked = await link(scene, { as: "stranger", account: "globex" });

    expect(linked.status).toBe(200);
    expect(await linked.json()).toMatchObject({ link: { kind: "linked", subdomain: "globex" }, others: [] });
  });
});

describe("GET /api/link", () => {
  test("shows how the administrator's own link stands, and who else is linked", async () => {
    const scene = await anApi(db);
    await link(scene);
    await link(scene, { as: "colleague" });
    await scene.clock.advance(10 * 86_400_000);

    const tenantUrl = "http://localhost:4000/tenants/acme";
    expect(await page(scene)).toMatchObject({
      link: { kind: "linked", tenantUrl, subdomain: "acme", access: "token", lastDay: "2026-06-30", daysLeft: 80 },
      others: [{ email: "sub@example.com", tenantUrl, expired: false }],
    });
  });

  test.each([
    ["at the end of the 90th day in Japan", 90, 23, { kind: "linked", daysLeft: 0 }],
    ["on the 91st", 91, 0, { kind: "expired", daysLeft: -1 }],
  ])("M13, M32: %s the link is %j", async (_, days, hour, state) => {
    // The scene begins at 9 in the morning in Japan.
    const scene = await anApi(db);
    await link(scene);
    await scene.clock.advance(days * 86_400_000 + (hour - 9) * 3_600_000);

    expect((await page(scene)).link).toMatchObject(state);
  });

  test.each(["%00'", "", "00000000-0000-4000-8000-000000000000"])("knows no outcome under %j", async (back) => {
    const scene = await anApi(db);

    const answer = await scene.ask("GET", `/api/link?back=${back}`);

    expect(answer.status).toBe(200);
    expect(await answer.json()).toMatchObject({ outcome: null });
  });
});

describe("POST /api/link/start", () => {
  test("leads to SmartHR", async () => {
    const scene = await anApi(db);

    const answer = await scene.ask("POST", "/api/link/start");

    const { url } = (await answer.json()) as { url: string };
    expect(url).toMatch(/^http:\/\/localhost:4000\/oauth\/authorization\?response_type=code&client_id=mikiwame-demo&/);
    expect(new URL(url).searchParams.get("redirect_uri")).toBe("http://localhost:3000/smarthr/callback");
  });

  test("says what the installation lacks", async () => {
    const scene = await anApi(db, { smarthr: { client: null } });

    const answer = await scene.ask("POST", "/api/link/start");

    expect([answer.status, await problemOf(answer)]).toEqual([409, { kind: "linking-not-set-up", missing: "app" }]);
    expect((await page(scene)).oauthOffered).toBe(false);
  });
});

describe("POST /api/link/token", () => {
  test("links, and answers with the page", async () => {
    const scene = await anApi(db);

    const answer = await link(scene, { account: "http://localhost:4000/tenants/acme" });

    expect(answer.status).toBe(200);
    expect(await answer.json()).toMatchObject({ link: { kind: "linked", subdomain: "acme", access: "token" } });
  });

  test.each([
    [
      "nothing",
      {},
      [
        ["subdomain", "required"],
        ["accessToken", "required"],
      ],
    ],
    [
      "blanks",
      { subdomain: " ", accessToken: " " },
      [
        ["subdomain", "required"],
        ["accessToken", "required"],
      ],
    ],
    ["no subdomain", { subdomain: "株式会社", accessToken: "shr_1" }, [["subdomain", "invalid-subdomain"]]],
    [
      "another host",
      { subdomain: "https://acme.evil.example", accessToken: "shr_1" },
      [["subdomain", "invalid-subdomain"]],
    ],
    ["a token with a line break", { subdomain: "acme", accessToken: "shr_\n1" }, [["accessToken", "invalid-token"]]],
    ["a token of wide letters", { subdomain: "acme", accessToken: "ｓｈｒ" }, [["accessToken", "invalid-token"]]],
    [
      "too much",
      { subdomain: "a".repeat(300), accessToken: "b".repeat(1_001) },
      [
        ["subdomain", "too-long"],
        ["accessToken", "too-long"],
      ],
    ],
  ])("%s is said at its field", async (_, body, faults) => {
    const scene = await anApi(db);

    const answer = await scene.ask("POST", "/api/link/token", { body });

    const fields = faults.map(([field, fault]) => ({ field, fault }));
    expect([answer.status, await problemOf(answer)]).toEqual([422, { kind: "invalid-input", fields }]);
    expect(scene.sent).toEqual([]);
  });

  test("a token that SmartHR does not take links nothing", async () => {
    const scene = await anApi(db);

    const answer = await link(scene, { accessToken: "shr_unknown" });

    const reason = { kind: "link-rejected" };
    expect([answer.status, await problemOf(answer)]).toEqual([409, { kind: "link-refused", reason }]);
    expect((await page(scene)).link).toEqual({ kind: "not-linked" });
  });

  test("another account than the company's has to be confirmed", async () => {
    const scene = await anApi(db);
    await link(scene, { as: "colleague" });

    const warned = await link(scene, { account: "globex" });
    const confirmed = await link(scene, { account: "globex", confirmedSubdomain: "globex" });

    const problem = { kind: "other-tenant", subdomain: "globex", linkedSubdomains: ["acme"] };
    expect([warned.status, await problemOf(warned)]).toEqual([409, problem]);
    expect(await confirmed.json()).toMatchObject({ link: { kind: "linked", subdomain: "globex" } });
  });

  test("M27: without permission to make the opt-out field the link stands, and the page goes on saying so", async () => {
    const scene = await anApi(db);
    scene.sandbox.control("resource-permission", { resource: "crew_custom_field_templates", update: false });

    const answer = await link(scene);

    const state = { link: { kind: "linked" }, optOutFieldFailure: { kind: "opt-out-field-missing" } };
    expect(await answer.json()).toMatchObject(state);
    expect(await page(scene)).toMatchObject(state);
  });
});

describe("M27, M35: the five steps of making the field by hand", () => {
  test("end with linking anew, which finds it, as long as there never was one", async () => {
    const scene = await anApi(db);
    scene.sandbox.control("resource-permission", { resource: "crew_custom_field_templates", update: false });
    await link(scene);
    const before = await page(scene);

    makeFieldByHand(scene);
    const after: unknown = await (await link(scene)).json();

    const missing = { kind: "opt-out-field-missing" };
    expect(before).toMatchObject({ optOutFieldFailure: missing, optOutFieldRemembered: false });
    expect(after).toMatchObject({ optOutFieldFailure: null, optOutFieldRemembered: true });
  });

  test("are not what a field that was deleted needs: linking anew looks for no other, 「カスタム項目を再作成する」 takes it", async () => {
    const scene = await anApi(db);
    await link(scene);
    scene.sandbox.control("delete-opt-out-field", {});

    makeFieldByHand(scene);
    await link(scene);
    const inVain = await page(scene);
    const remade: unknown = await (await scene.ask("POST", "/api/opt-outs/field")).json();

    const missing = { kind: "opt-out-field-missing" };
    expect(inVain).toMatchObject({ optOutFieldFailure: missing, optOutFieldRemembered: true });
    expect(remade).toEqual({ outcome: "adopted" });
    expect(await page(scene)).toMatchObject({ optOutFieldFailure: null, optOutFieldRemembered: true });
  });
});

describe("POST /api/link/confirm, /discard: what came back from another account", () => {
  test("waits, and is linked when it is confirmed", async () => {
    const scene = await anApi(db);
    await link(scene, { as: "colleague" });
    await comeBack(scene, "globex");

    const waiting = await page(scene);
    const confirmed = await scene.ask("POST", "/api/link/confirm", { body: { subdomain: "globex" } });

    expect(waiting).toMatchObject({
      link: { kind: "not-linked" },
      pending: { subdomain: "globex", linkedSubdomains: ["acme"] },
      accountNeeded: false,
      outcome: null,
    });
    expect(await confirmed.json()).toMatchObject({ link: { kind: "linked", subdomain: "globex" }, pending: null });
  });

  test("is thrown away when it is discarded", async () => {
    const scene = await anApi(db);
    await link(scene, { as: "colleague" });
    await comeBack(scene, "globex");

    const discarded = await scene.ask("POST", "/api/link/discard");

    expect(await discarded.json()).toMatchObject({ link: { kind: "not-linked" }, pending: null });
  });

  test("cannot be confirmed when nothing waits", async () => {
    const scene = await anApi(db);

    const answer = await scene.ask("POST", "/api/link/confirm", { body: { subdomain: "globex" } });

    const reason = { kind: "state-mismatch" };
    expect([answer.status, await problemOf(answer)]).toEqual([409, { kind: "link-refused", reason }]);
  });
});

describe("POST /api/link/account: what came back from an account that nothing names", () => {
  const unnamed: ProductSceneOptions = { switches: { tokenTenantId: "uuid" } };

  test("waits, and is linked when the account is typed", async () => {
    const scene = await anApi(db, unnamed);
    await comeBack(scene, "acme");

    const waiting = await page(scene);
    const named = await scene.ask("POST", "/api/link/account", { body: { subdomain: "acme" } });

    expect(waiting).toMatchObject({ link: { kind: "not-linked" }, pending: null, accountNeeded: true, outcome: null });
    expect(await named.json()).toMatchObject({ link: { kind: "linked", subdomain: "acme" }, accountNeeded: false });
  });

  test.each([
    ["nothing", {}, "required"],
    ["another account", { subdomain: "globex" }, "invalid-subdomain"],
  ])("%s is said at its field", async (_, body, fault) => {
    const scene = await anApi(db, unnamed);
    await comeBack(scene, "acme");

    const answer = await scene.ask("POST", "/api/link/account", { body });

    const fields = [{ field: "subdomain", fault }];
    expect([answer.status, await problemOf(answer)]).toEqual([422, { kind: "invalid-input", fields }]);
  });

  test("can be discarded", async () => {
    const scene = await anApi(db, unnamed);
    await comeBack(scene, "acme");

    expect(await (await scene.ask("POST", "/api/link/discard")).json()).toMatchObject({ accountNeeded: false });
  });
});

describe("DELETE /api/link", () => {
  test("M30: ends the link, the roster stays, and doing it twice does no harm", async () => {
    const scene = await anApi(db);
    await link(scene);
    await scene.run("departments");
    const roster = await scene.departments();

    const answers = [await scene.ask("DELETE", "/api/link"), await scene.ask("DELETE", "/api/link")];

    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    expect((await page(scene)).link).toEqual({ kind: "not-linked" });
    expect(await scene.departments()).toEqual(roster);
    expect(roster.length).toBeGreaterThan(0);
  });
});

describe("somebody who is removed, or becomes 閲覧者, while SmartHR is asked", () => {
  test.each([
    ["removed", "DELETE", {}],
    ["made 閲覧者", "PUT", { body: { role: "viewer" } }],
  ] as const)("has no link afterwards, and nothing that waits: %s", async (_, method, change) => {
    const scene = await anApi(db, { smarthr: { fetch: (request) => ask(request) } });
    let ended: Promise<Response> | null = null;
    const ask = async (request: Request) => {
      ended ??= scene.ask(method, `/api/administrators/${scene.people.administrator.id}`, {
        as: "colleague",
        ...change,
      });
      expect((await ended).ok).toBe(true);
      return scene.sandbox.fetch(request);
    };

    await link(scene);

    const { links } = await tokensIn(scene);
    expect(links).toEqual([]);
  });

  test("the same when they come back from SmartHR to an account that is to be confirmed", async () => {
    const scene = await anApi(db, { smarthr: { fetch: (request) => ask(request) } });
    let ended: Promise<Response> | null = null;
    const ask = async (request: Request) => {
      if (request.url.endsWith("/oauth/token")) {
        const path = `/api/administrators/${scene.people.administrator.id}`;
        ended ??= scene.ask("PUT", path, { as: "colleague", body: { role: "viewer" } });
        await ended;
      }
      return scene.sandbox.fetch(request);
    };

    await link(scene, { as: "colleague" });
    await comeBack(scene, "globex");

    expect(ended).not.toBeNull();
    expect(await tokensIn(scene)).toEqual({ links: ["sub@example.com"], waiting: [] });
  });
});

test("a form of another site starts, makes and ends nothing", async () => {
  const scene = await anApi(db);
  await link(scene);
  const headers = { origin: "https://evil.example" };

  const answers = ENDPOINTS.filter(([method]) => method !== "GET").map(([method, path]) =>
    scene.ask(method, path, { headers }),
  );

  expect(await Promise.all(answers.map(async (answer) => (await answer).status))).toEqual(Array(6).fill(403));
  expect((await page(scene)).link).toMatchObject({ kind: "linked" });
});

interface Typed {
  readonly as?: Asker;
  readonly account?: string;
  readonly accessToken?: string;
  readonly confirmedSubdomain?: string;
}

/** By an access token of that account. */
function link(scene: ApiScene, { as = "administrator", account = "acme", ...special }: Typed = {}): Promise<Response> {
  const accessToken = scene.sandbox.accessTokenOf(account === "globex" ? "globex" : "acme");
  return scene.ask("POST", "/api/link/token", { as, body: { subdomain: account, accessToken, ...special } });
}

/** The administrator has been to SmartHR, and permitted it in that account. */
async function comeBack(scene: ApiScene, tenant: string): Promise<void> {
  const browser = aBrowser(scene);
  const started = await browser.open("/api/link/start", { method: "POST" });
  const { url } = (await started.json()) as { url: string };
  await browser.open(await allowInBrowser(scene.sandbox, url, { tenant }));
}

async function page(scene: ApiScene): Promise<LinkPage> {
  return (await scene.ask("GET", "/api/link")).json() as Promise<LinkPage>;
}

/** Whose tokens are kept. */
async function tokensIn({ companyId }: ApiScene) {
  const links = await db.queries.selectFrom("links").selectAll().where("company_id", "=", companyId).execute();
  const waiting = await db.queries
    .selectFrom("pending_links")
    .selectAll()
    .where("company_id", "=", companyId)
    .execute();
  return {
    links: links.map(({ administrator_email }) => administrator_email),
    waiting: waiting.map(({ administrator_email }) => administrator_email),
  };
}

async function problemOf(answer: Response): Promise<Problem> {
  return ((await answer.json()) as { problem: Problem }).problem;
}
