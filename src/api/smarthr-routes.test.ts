import { afterAll, describe, expect, test } from "vitest";
import { type AnswerInSmartHr, allowInBrowser } from "../../test/allow-in-browser.ts";
import { type ApiScene, type Asker, anApi } from "../../test/api-scene.ts";
import { openTestDatabase } from "../../test/database.ts";
import { aBrowser, type ProductBrowser } from "../../test/product-browser.ts";
import type { LinkPage } from "../contract/link.ts";

const db = await openTestDatabase();
afterAll(() => db.close());

describe("M9: 「アプリを開く」", () => {
  test.each<[string, Asker, string, string]>([
    ["nobody signed in", "nobody", "?subdomain=acme", "/sign-in?next=%2Fsmarthr%2Flaunch%3Fsubdomain%3Dacme"],
    ["nobody signed in, and no subdomain", "nobody", "", "/sign-in?next=%2Fsmarthr%2Flaunch"],
    ["nobody signed in, and what is none", "nobody", "?subdomain=//evil.example", "/sign-in?next=%2Fsmarthr%2Flaunch"],
    ["an administrator without a link", "administrator", "?subdomain=acme", "/settings/smarthr"],
    ["the same without a subdomain", "administrator", "", "/settings/smarthr"],
    ["the same with what is none", "administrator", "?subdomain=%0d%0aset-cookie:%20a=b", "/settings/smarthr"],
    ["a viewer", "viewer", "?subdomain=acme", "/"],
  ])("%s", async (_, asker, query, place) => {
    const browser = aBrowser(await anApi(db), asker);

    const answer = await browser.open(`/smarthr/launch${query}`);

    expect(whereTo(answer)).toBe(place);
  });

  test("an administrator who is linked comes home; one whose link expired comes to the link page (M32)", async () => {
    const scene = await anApi(db);
    const browser = aBrowser(scene);
    await linkInBrowser(scene, browser);

    const linked = await browser.open("/smarthr/launch?subdomain=acme");
    await scene.clock.advance(91 * 86_400_000);
    const expired = await browser.open("/smarthr/launch?subdomain=acme");

    expect([linked, expired].map(whereTo)).toEqual(["/", "/settings/smarthr"]);
  });

  test("the account it named is remembered until 「連携する」, where SmartHR says nothing else", async () => {
    const scene = await anApi(db, { switches: { tokenTenantId: "uuid" } });
    const browser = aBrowser(scene, "nobody");
    const toSignIn = whereTo(await browser.open("/smarthr/launch?subdomain=globex"));
    browser.as("administrator");
    await browser.open(new URLSearchParams(toSignIn.split("?")[1]).get("next") ?? "");

    const page = await linkInBrowser(scene, browser, { tenant: "globex" });

    expect(page.outcome).toEqual({ kind: "completed" });
    expect(page.link).toMatchObject({ subdomain: "globex" });
  });

  test("what it remembers is read by no script, and is nothing that is no subdomain", async () => {
    const scene = await anApi(db);
    const browser = aBrowser(scene);

    await browser.open("/smarthr/launch?subdomain=evil.example");
    await browser.open("/smarthr/launch?subdomain=https://x.test/");
    await browser.open("/smarthr/launch?subdomain=acme");

    expect(browser.setCookies).toEqual(["smarthr_launched=acme; Max-Age=3600; Path=/smarthr; HttpOnly; SameSite=Lax"]);
  });
});

describe("M10–M14: 「連携する」, SmartHR's sign-in and consent, and back", () => {
  test("the whole way ends with the link, and says so once", async () => {
    const scene = await anApi(db);
    const browser = aBrowser(scene);
    const started = await browser.open("/api/link/start", { method: "POST" });
    const { url } = (await started.json()) as { url: string };

    const back = await browser.open(await allowInBrowser(scene.sandbox, url));
    const place = whereTo(back);
    const [first, reloaded] = [await pageAt(browser, place), await pageAt(browser, place)];

    expect(started.headers.get("cache-control")).toBe("no-store");
    expect(place).toMatch(/^\/settings\/smarthr\?back=[0-9a-f-]{36}$/);
    expect(back.headers.get("cache-control")).toBe("no-store");
    expect(first).toEqual({
      link: {
        kind: "linked",
        tenantUrl: "http://localhost:4000/tenants/acme",
        subdomain: "acme",
        access: "oauth",
        linkedAt: scene.clock.now(),
        lastDay: "2026-06-30",
        daysLeft: 90,
        rejectedAt: null,
      },
      oauthOffered: true,
      optOutFieldFailure: null,
      optOutFieldRemembered: true,
      others: [],
      pending: null,
      accountNeeded: false,
      outcome: { kind: "completed" },
    });
    expect(reloaded).toEqual({ ...first, outcome: null });
    expect(browser.cookiesAt("/smarthr/callback")).toBe("");
    expect(scene.defects).toEqual([]);
  });

  test("what the browser keeps meanwhile is for SmartHR's answer alone, for ten minutes, and no script reads it", async () => {
    const browser = aBrowser(await anApi(db));

    await browser.open("/api/link/start", { method: "POST" });

    const [kept = ""] = browser.setCookies;
    expect(kept).toMatch(/^smarthr_link_[0-9a-f]{12}=[\w.-]+; Max-Age=600; Path=\/smarthr; HttpOnly; SameSite=Lax$/);
    expect([browser.cookiesAt("/api/link"), browser.cookiesAt("/settings/smarthr")]).toEqual(["", ""]);
  });

  test("over https it is never sent without it", async () => {
    const scene = await anApi(db, { appUrl: "https://mikiwame.example.com" });
    const browser = aBrowser(scene);

    await browser.open("/api/link/start", { method: "POST" });
    await browser.open("/smarthr/launch?subdomain=acme");

    expect(browser.setCookies.map((text) => text.includes("; Secure"))).toEqual([true, true]);
  });

  test("M29: 「再連携する」 renews the days", async () => {
    const scene = await anApi(db);
    const browser = aBrowser(scene);
    await linkInBrowser(scene, browser);
    await scene.clock.advance(50 * 86_400_000);
    const before = await pageAt(browser, "/settings/smarthr");

    const after = await linkInBrowser(scene, browser);

    expect([before.link, after.link]).toMatchObject([{ daysLeft: 40 }, { daysLeft: 90 }]);
    expect(after.outcome).toEqual({ kind: "completed" });
  });

  test("M31: two administrators link independently, and another company sees nothing of it", async () => {
    const scene = await anApi(db);
    await linkInBrowser(scene, aBrowser(scene));
    const before = await pageAt(aBrowser(scene, "colleague"), "/settings/smarthr");

    const colleague = await linkInBrowser(scene, aBrowser(scene, "colleague"));
    const stranger = await pageAt(aBrowser(scene, "stranger"), "/settings/smarthr");

    const tenantUrl = "http://localhost:4000/tenants/acme";
    expect(before.link).toEqual({ kind: "not-linked" });
    expect(colleague).toMatchObject({
      link: { kind: "linked" },
      others: [{ email: "hr@example.com", tenantUrl, expired: false }],
    });
    expect(stranger).toMatchObject({ link: { kind: "not-linked" }, others: [] });
  });
});

describe("coming back from SmartHR without a link", () => {
  test.each<[string, (url: URL, browser: ProductBrowser) => void, string]>([
    ["with another state", (url) => url.searchParams.set("state", "another"), "state-mismatch"],
    ["without a state", (url) => url.searchParams.delete("state"), "state-mismatch"],
    ["in a browser without cookies", (_, browser) => browser.forgetCookies(), "state-mismatch"],
    ["with a code that SmartHR does not know", (url) => url.searchParams.set("code", "unknown"), "grant-refused"],
  ])("%s: the page says why, and nothing is linked", async (_, change, kind) => {
    const scene = await anApi(db);
    const browser = aBrowser(scene);
    const url = await returnFromSmartHr(scene, browser);
    change(url, browser);

    const page = await pageAt(browser, whereTo(await browser.open(url)));

    expect(page).toMatchObject({ link: { kind: "not-linked" }, outcome: { kind: "refused", reason: { kind } } });
    expect(scene.defects).toEqual([]);
  });

  test("when the administrator did not permit it", async () => {
    const scene = await anApi(db);

    const page = await linkInBrowser(scene, aBrowser(scene), { decision: "deny" });

    expect(page).toMatchObject({
      link: { kind: "not-linked" },
      outcome: { kind: "refused", reason: { kind: "access-denied" } },
    });
  });

  test("when SmartHR is down", async () => {
    let down = false;
    const scene = await anApi(db, {
      smarthr: {
        fetch: (request) => (down ? Promise.reject(new TypeError("no network")) : scene.sandbox.fetch(request)),
      },
    });
    const browser = aBrowser(scene);
    const url = await returnFromSmartHr(scene, browser);
    down = true;

    const page = await pageAt(browser, whereTo(await browser.open(url)));

    expect(page.outcome).toEqual({ kind: "refused", reason: { kind: "smarthr-unavailable" } });
    expect(scene.defects).toEqual([]);
  });

  test("when something of ours is broken: it is logged, and the page says so", async () => {
    const scene = await anApi(db, { smarthr: { apiUrl: "http://elsewhere.example/{subdomain}/api" } });

    const page = await linkInBrowser(scene, aBrowser(scene));

    expect(page.outcome).toEqual({ kind: "refused", reason: { kind: "internal" } });
    expect(scene.defects).toHaveLength(1);
  });

  test("signed out meanwhile: signing in goes on where it stopped", async () => {
    const scene = await anApi(db);
    const browser = aBrowser(scene);
    const url = await returnFromSmartHr(scene, browser);
    browser.as("nobody");

    const place = whereTo(await browser.open(url));
    browser.as("administrator");
    const next = new URLSearchParams(place.split("?")[1]).get("next") ?? "";
    const page = await pageAt(browser, whereTo(await browser.open(next)));

    expect(place).toMatch(/^\/sign-in\?next=%2Fsmarthr%2Fcallback%3Fcode/);
    expect(page.outcome).toEqual({ kind: "completed" });
  });

  test.each<[Asker, unknown]>([
    ["colleague", { kind: "refused", reason: { kind: "state-mismatch" } }],
    ["stranger", { kind: "refused", reason: { kind: "state-mismatch" } }],
  ])("%s signed in in the same browser meanwhile: their account is not linked", async (asker, outcome) => {
    const scene = await anApi(db);
    const browser = aBrowser(scene);
    const url = await returnFromSmartHr(scene, browser);
    browser.as(asker);

    const page = await pageAt(browser, whereTo(await browser.open(url)));

    expect(page).toMatchObject({ link: { kind: "not-linked" }, outcome });
  });

  test("a viewer comes to the page, which tells them, and the code is not used", async () => {
    const scene = await anApi(db);
    const browser = aBrowser(scene);
    const url = await returnFromSmartHr(scene, browser);
    browser.as("viewer");

    expect(whereTo(await browser.open(url))).toBe("/settings/smarthr");
    browser.as("administrator");
    expect((await pageAt(browser, whereTo(await browser.open(url)))).outcome).toEqual({ kind: "completed" });
  });

  test("looking at the address uses nothing up", async () => {
    const scene = await anApi(db);
    const browser = aBrowser(scene);
    const url = await returnFromSmartHr(scene, browser);

    const looked = await browser.open(url, { method: "HEAD" });

    expect(looked.status).toBe(204);
    expect((await pageAt(browser, whereTo(await browser.open(url)))).outcome).toEqual({ kind: "completed" });
  });
});

describe("coming back twice", () => {
  test("once the link stands, a reload shows the page and nothing else, and the link stays good", async () => {
    const scene = await anApi(db);
    const browser = aBrowser(scene);
    const url = await returnFromSmartHr(scene, browser);
    await pageAt(browser, whereTo(await browser.open(url)));
    scene.sent.length = 0;

    const page = await pageAt(browser, whereTo(await browser.open(url)));

    expect(page).toMatchObject({ link: { kind: "linked" }, outcome: null });
    expect(scene.sent).toEqual([]);
  });

  test("two tabs each get their own outcome, and no other tab takes it", async () => {
    const scene = await anApi(db);
    const browser = aBrowser(scene);
    const [one, other] = [
      await returnFromSmartHr(scene, browser),
      await returnFromSmartHr(scene, browser, { decision: "deny" }),
    ];
    const places = [whereTo(await browser.open(other)), whereTo(await browser.open(one))];

    const unrelated = await pageAt(browser, "/settings/smarthr");
    const pages = [await pageAt(browser, places[0] ?? ""), await pageAt(browser, places[1] ?? "")];

    expect(unrelated.outcome).toBeNull();
    expect(pages.map(({ outcome }) => outcome)).toEqual([
      { kind: "refused", reason: { kind: "access-denied" } },
      { kind: "completed" },
    ]);
  });

  test("who pressed 「連携する」 and gave up, again and again, can still link", async () => {
    const scene = await anApi(db);
    const browser = aBrowser(scene);
    for (let press = 0; press < 30; press++) await browser.open("/api/link/start", { method: "POST" });

    const page = await linkInBrowser(scene, browser);

    expect(page.outcome).toEqual({ kind: "completed" });
    // Servers take 16 KB of headers.
    expect(browser.cookiesAt("/smarthr/callback").length).toBeLessThan(8_000);
  });
});

async function returnFromSmartHr(
  { sandbox }: ApiScene,
  browser: ProductBrowser,
  answer: AnswerInSmartHr = {},
): Promise<URL> {
  const started = await browser.open("/api/link/start", { method: "POST" });
  return allowInBrowser(sandbox, ((await started.json()) as { url: string }).url, answer);
}

async function linkInBrowser(
  scene: ApiScene,
  browser: ProductBrowser,
  answer: AnswerInSmartHr = {},
): Promise<LinkPage> {
  const back = await browser.open(await returnFromSmartHr(scene, browser, answer));
  return pageAt(browser, whereTo(back));
}

function whereTo(answer: Response): string {
  expect(answer.status).toBe(302);
  return answer.headers.get("location") ?? "";
}

/** What the page at that place asks for. */
async function pageAt(browser: ProductBrowser, place: string): Promise<LinkPage> {
  const back = new URLSearchParams(place.split("?")[1]).get("back");
  const answer = await browser.open(`/api/link${back === null ? "" : `?back=${back}`}`);
  expect(answer.status).toBe(200);
  return (await answer.json()) as LinkPage;
}
