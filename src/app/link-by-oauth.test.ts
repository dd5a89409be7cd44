import { afterAll, describe, expect, test } from "vitest";
import { type AnswerInSmartHr, allowInBrowser } from "../../test/allow-in-browser.ts";
import { expectOk, openTestDatabase } from "../../test/database.ts";
import {
  aProduct,
  aRunRequest,
  type ProductScene,
  type ProductSceneOptions,
  SMARTHR_URL,
  TEST_KEYS,
} from "../../test/product-scene.ts";
import { fail } from "../core/result.ts";
import { showLinkOutcome } from "../store/link-attempts.ts";
import { findLink } from "../store/links.ts";
import { findPendingLink } from "../store/pending-links.ts";
import { type CameBack, completeLink, startLink } from "./link-by-oauth.ts";
import { performRun } from "./perform-run.ts";
import { reachSmartHr } from "./reach-smarthr.ts";

const db = await openTestDatabase();
afterAll(() => db.close());

const administratorEmail = "admin@example.com";
const MINUTE_MS = 60_000;

describe("M11–M14: linking through SmartHR's own pages", () => {
  test("「連携する」, signing in and 「許可する」 make a link by which departments are synced", async () => {
    const scene = await aProduct(db);

    const outcome = await linkInBrowser(scene);

    expect(outcome).toEqual({ kind: "completed" });
    expect(await storedLink(scene)).toMatchObject({
      subdomain: "acme",
      tenantUrl: `${SMARTHR_URL}/tenants/acme`,
      linkedAt: scene.clock.now(),
      tokens: { kind: "oauth", refreshToken: expect.any(String) },
    });
    expect(await stateOfRun(scene)).toBe("succeeded");
  });

  test("M29: 「再連携する」 renews the days", async () => {
    const scene = await aProduct(db);
    await linkInBrowser(scene);
    await scene.clock.advance(89 * 86_400_000);

    await linkInBrowser(scene);

    expect((await storedLink(scene))?.linkedAt).toBe(scene.clock.now());
  });

  test.each([
    ["app", { smarthr: { client: null } }],
    ["key", {}],
  ] as const)("nothing begins where the installation lacks the %s", async (missing, special) => {
    const scene = await aProduct(db, special);
    const product = missing === "key" ? { ...scene.product, secretKeys: null } : scene.product;

    expect(await startLink(product, ownerIn(scene))).toEqual(fail({ kind: "linking-not-set-up", missing }));
  });

  test("what the browser keeps tells nobody anything", async () => {
    const scene = await aProduct(db);

    const { url, state, kept } = expectOk(await startLink(scene.product, ownerIn(scene)));

    expect(new URL(url).searchParams.get("code_challenge_method")).toBe("S256");
    expect(kept).toMatch(/^[\w.-]+$/);
    expect(Buffer.from(kept.split(".")[3] ?? "", "base64url").toString("latin1")).not.toContain(state);
  });
});

test("what nobody came back for is forgotten, and what waited too long is erased, when somebody begins anew", async () => {
  const scene = await aProduct(db, { switches: { tokenTenantId: "uuid" } });
  await linkInBrowser(scene);
  await returnFromSmartHr(scene);
  await scene.clock.advance(25 * 60 * MINUTE_MS);

  await startLink(scene.product, ownerIn(scene));

  const { link_attempts: attempts, pending_links: waitingRows } = await scene.writtenRows();
  expect([attempts?.length, waitingRows?.length]).toEqual([1, 0]);
});

describe("which SmartHR account it is, however SmartHR tells", () => {
  const hosts: ProductSceneOptions = { smarthr: { apiUrl: "http://{subdomain}.localhost:4000/api" } };
  const oneHost: ProductSceneOptions = { smarthr: { apiUrl: `${SMARTHR_URL}/api` } };
  const unnamed: ProductSceneOptions = { switches: { tokenTenantId: "uuid" } };

  test.each<[string, ProductSceneOptions, { readonly launchedSubdomain?: string }]>([
    ["the token's answer names it", {}, {}],
    ["the token's answer names it, and tenants have hosts of their own", hosts, {}],
    ["the token's answer names it, and all tenants have one host", oneHost, {}],
    ["only 「アプリを開く」 named it", unnamed, { launchedSubdomain: "globex" }],
    [
      "only 「アプリを開く」 named it, and tenants have hosts of their own",
      { ...unnamed, ...hosts },
      { launchedSubdomain: "globex" },
    ],
    [
      "only 「アプリを開く」 named it, and all tenants have one host",
      { ...unnamed, ...oneHost },
      { launchedSubdomain: "globex" },
    ],
    ["「アプリを開く」 named another one", {}, { launchedSubdomain: "acme" }],
    ["「アプリを開く」 named none that exists", {}, { launchedSubdomain: "nobody" }],
  ])("%s", async (_, options, special) => {
    const scene = await aProduct(db, options);

    const outcome = await linkInBrowser(scene, { tenant: "globex" }, special);

    expect(outcome).toEqual({ kind: "completed" });
    expect((await storedLink(scene))?.subdomain).toBe("globex");
  });

  test("SmartHR says nothing: linking anew finds it among the company's links", async () => {
    const scene = await aProduct(db, unnamed);
    await linkInBrowser(scene, {}, { launchedSubdomain: "acme" });

    const outcome = await linkInBrowser(scene);

    expect(outcome).toEqual({ kind: "completed" });
  });

  test("the id in the token's answer may be the name of no host: the permission waits until the administrator tells", async () => {
    const scene = await aProduct(db);
    const { smarthr } = scene.product;
    const fetch = (request: Request) =>
      request.url.includes("/tenants/acme/") ? Promise.reject(new TypeError("no such host")) : smarthr.fetch(request);
    const product = { ...scene.product, smarthr: { ...smarthr, fetch } };

    const outcome = await linkInBrowser({ ...scene, product });

    expect(outcome).toEqual({ kind: "waiting" });
    expect(await waiting(scene)).toMatchObject({ subdomain: null });
  });

  test("nothing tells it: the permission waits until the administrator does", async () => {
    const scene = await aProduct(db, unnamed);

    const outcome = await linkInBrowser(scene);

    expect(outcome).toEqual({ kind: "waiting" });
    expect(await storedLink(scene)).toBeNull();
    expect(await waiting(scene)).toMatchObject({ subdomain: null, expiresAt: scene.clock.now() + 15 * MINUTE_MS });
  });
});

describe("coming back from SmartHR without a link", () => {
  test("the administrator did not permit it", async () => {
    const scene = await aProduct(db);

    const outcome = await linkInBrowser(scene, { decision: "deny" });

    expect(outcome).toEqual({ kind: "refused", reason: { kind: "access-denied" } });
    expect(await storedLink(scene)).toBeNull();
  });

  test.each<[string, (cameBack: CameBack) => Partial<CameBack>]>([
    ["with another state", ({ callbackUrl }) => ({ callbackUrl: changed(callbackUrl, "state", "another") })],
    ["without a state", ({ callbackUrl }) => ({ callbackUrl: changed(callbackUrl, "state", "") })],
    ["in a browser that kept nothing", () => ({ kept: null })],
    ["with something else kept", ({ kept }) => ({ kept: `${kept?.slice(0, -4)}AAAA` })],
  ])("%s: nothing is asked of SmartHR, and the page says to begin again", async (_, special) => {
    const scene = await aProduct(db);
    const cameBack = await returnFromSmartHr(scene);
    scene.sent.length = 0;

    const outcome = await outcomeOf(scene, { ...cameBack, ...special(cameBack) });

    expect(outcome).toEqual({ kind: "refused", reason: { kind: "state-mismatch" } });
    expect(scene.sent).toEqual([]);
    expect(await storedLink(scene)).toBeNull();
    // The browser that asked may still come.
    expect(await outcomeOf(scene, cameBack)).toEqual({ kind: "completed" });
  });

  test("another administrator cannot use the answer to this one's question", async () => {
    const scene = await aProduct(db);
    const cameBack = await returnFromSmartHr(scene);
    const colleague = { ...ownerIn(scene), administratorEmail: "sub@example.com" };

    const id = await completeLink(scene.product, colleague, cameBack);

    expect(await showLinkOutcome(db.queries, colleague, id)).toEqual({
      kind: "refused",
      reason: { kind: "state-mismatch" },
    });
    expect(await storedLink(scene, colleague.administratorEmail)).toBeNull();
  });

  test.each([
    [9, { kind: "completed" }],
    [10, { kind: "refused", reason: { kind: "state-mismatch" } }],
  ])("after %d minutes: %j", async (minutes, outcome) => {
    const scene = await aProduct(db);
    const cameBack = await returnFromSmartHr(scene);
    await scene.clock.advance(minutes * MINUTE_MS);

    expect(await outcomeOf(scene, cameBack)).toEqual(outcome);
  });

  test.each([
    ["SmartHR does not know the code", "unknown", { kind: "grant-refused" }],
    ["SmartHR's answer has no code", "", { kind: "unexpected-shape", path: "callback code" }],
  ])("%s", async (_, code, reason) => {
    const scene = await aProduct(db);
    const cameBack = await returnFromSmartHr(scene);

    const outcome = await outcomeOf(scene, { ...cameBack, callbackUrl: changed(cameBack.callbackUrl, "code", code) });

    expect(outcome).toEqual({ kind: "refused", reason });
  });

  test("SmartHR does not know the app's secret", async () => {
    const scene = await aProduct(db);
    const client = { id: "mikiwame-demo", secret: "wrong", redirectUri: "http://localhost:3000/smarthr/callback" };
    const cameBack = await returnFromSmartHr(scene);
    const product = { ...scene.product, smarthr: { ...scene.product.smarthr, client } };

    const outcome = await outcomeOf({ ...scene, product }, cameBack);

    expect(outcome).toEqual({ kind: "refused", reason: { kind: "client-refused" } });
  });

  test.each([
    ["when the code is sent", /oauth/, "smarthr-unavailable"],
    ["when its tenant is looked for", /api/, "smarthr-unavailable"],
  ])("SmartHR is down %s: nothing is kept", async (_, where, kind) => {
    const scene = await aProduct(db);
    const cameBack = await returnFromSmartHr(scene);
    const { smarthr } = scene.product;
    const fetch = async (request: Request) =>
      where.test(new URL(request.url).pathname) ? new Response(null, { status: 502 }) : smarthr.fetch(request);
    const product = { ...scene.product, smarthr: { ...smarthr, fetch } };

    const outcome = await outcomeOf({ ...scene, product }, { ...cameBack, launchedSubdomain: "acme" });

    expect(outcome).toEqual({ kind: "refused", reason: { kind } });
    expect(await storedLink(scene)).toBeNull();
    expect(await waiting(scene)).toBeNull();
  });

  test("SmartHR in maintenance is not waited for", async () => {
    const scene = await aProduct(db);
    const cameBack = { ...(await returnFromSmartHr(scene)), launchedSubdomain: "acme" };
    scene.sandbox.control("faults", { kind: "maintenance", count: null });
    const before = scene.clock.now();

    const outcome = await outcomeOf(scene, cameBack);

    expect(outcome).toEqual({ kind: "refused", reason: { kind: "smarthr-maintenance" } });
    expect(scene.clock.now() - before).toBeLessThan(15_000);
  });
});

describe("coming back twice with one answer", () => {
  test("a reload ends as the first time did, shows it no second time, and the link stays good", async () => {
    const scene = await aProduct(db, { switches: { revocationEndpoint: true } });
    const cameBack = await returnFromSmartHr(scene);
    const first = await completeLink(scene.product, ownerIn(scene), cameBack);
    await showLinkOutcome(db.queries, ownerIn(scene), first);

    const second = await completeLink(scene.product, ownerIn(scene), { ...cameBack, kept: null });

    expect(second).toBe(first);
    expect(await showLinkOutcome(db.queries, ownerIn(scene), second)).toBeNull();
    expect(await stateOfRun(scene)).toBe("succeeded");
  });

  test("of two at the same moment one sends the code, and both end well", async () => {
    const scene = await aProduct(db);
    const cameBack = await returnFromSmartHr(scene);
    scene.sent.length = 0;

    const both = [0, 1].map(() => completeLink(scene.product, ownerIn(scene), cameBack));
    const [one, other] = await Promise.all(both);

    expect(one).toBe(other);
    expect(await showLinkOutcome(db.queries, ownerIn(scene), one ?? "")).toEqual({ kind: "completed" });
    expect(scene.sent.filter((request) => request === "POST /oauth/token")).toHaveLength(1);
    expect(await stateOfRun(scene)).toBe("succeeded");
  });

  test("a first one that died is waited for, and then the page says to begin again", async () => {
    const scene = await aProduct(db);
    const cameBack = await returnFromSmartHr(scene);
    const dying = {
      ...scene.product,
      smarthr: { ...scene.product.smarthr, fetch: () => new Promise<never>(() => {}) },
    };
    void completeLink(dying, ownerIn(scene), cameBack);
    await untilTaken(scene);

    const outcome = await outcomeOf(scene, cameBack);

    expect(outcome).toEqual({ kind: "refused", reason: { kind: "state-mismatch" } });
  });

  test("two tabs each end for themselves", async () => {
    const scene = await aProduct(db);
    const one = await returnFromSmartHr(scene);
    const other = await returnFromSmartHr(scene, { decision: "deny" });

    const [denied, completed] = [await outcomeOf(scene, other), await outcomeOf(scene, one)];

    expect([denied, completed]).toEqual([
      { kind: "refused", reason: { kind: "access-denied" } },
      { kind: "completed" },
    ]);
  });
});

test("a defect of ours ends the attempt as such", async () => {
  const scene = await aProduct(db);
  const cameBack = await returnFromSmartHr(scene);
  const broken = { ...scene.product, smarthr: { ...scene.product.smarthr, authUrl: "http://elsewhere.example" } };

  await expect(completeLink(broken, ownerIn(scene), cameBack)).rejects.toThrow("https://");

  expect(await outcomeOf(scene, cameBack)).toEqual({ kind: "refused", reason: { kind: "internal" } });
});

describe("design 2.7: another SmartHR account than the company's links", () => {
  test.each([
    ["a colleague's", "sub@example.com", 0],
    ["a colleague's that expired", "sub@example.com", 91],
    ["one's own", administratorEmail, 0],
  ])("%s link: the permission waits to be confirmed", async (_, whose, days) => {
    const scene = await aProduct(db);
    await linkInBrowser(scene, {}, {}, whose);
    await scene.clock.advance(days * 86_400_000);

    const outcome = await linkInBrowser(scene, { tenant: "globex" });

    expect(outcome).toEqual({ kind: "waiting" });
    expect(await waiting(scene)).toMatchObject({ subdomain: "globex", tokens: { kind: "oauth" } });
    expect((await storedLink(scene, whose))?.subdomain).toBe("acme");
  });

  test("another company's links count for nothing", async () => {
    await linkInBrowser(await aProduct(db));
    const scene = await aProduct(db);

    expect(await linkInBrowser(scene, { tenant: "globex" })).toEqual({ kind: "completed" });
  });
});

function ownerIn({ companyId }: ProductScene) {
  return { companyId, administratorEmail };
}

async function returnFromSmartHr(
  scene: ProductScene,
  answer: AnswerInSmartHr = {},
  owner = ownerIn(scene),
): Promise<CameBack> {
  const { url, kept } = expectOk(await startLink(scene.product, owner));
  const callbackUrl = await allowInBrowser(scene.sandbox, url, answer);
  return { callbackUrl, kept, launchedSubdomain: null, signal: new AbortController().signal };
}

async function outcomeOf(scene: ProductScene, cameBack: CameBack, owner = ownerIn(scene)) {
  return showLinkOutcome(db.queries, owner, await completeLink(scene.product, owner, cameBack));
}

async function linkInBrowser(
  scene: ProductScene,
  answer: AnswerInSmartHr = {},
  special: Partial<CameBack> = {},
  whose = administratorEmail,
) {
  const owner = { ...ownerIn(scene), administratorEmail: whose };
  return outcomeOf(scene, { ...(await returnFromSmartHr(scene, answer, owner)), ...special }, owner);
}

async function storedLink({ companyId }: ProductScene, whose = administratorEmail) {
  return expectOk(await findLink(db.queries, TEST_KEYS, { companyId, administratorEmail: whose }));
}

async function waiting(scene: ProductScene) {
  return expectOk(await findPendingLink(db.queries, TEST_KEYS, ownerIn(scene), scene.clock.now()));
}

async function untilTaken({ companyId }: ProductScene): Promise<void> {
  for (;;) {
    const taken = db.queries.selectFrom("link_attempts").select("id").where("taken_at", "is not", null);
    if (await taken.where("company_id", "=", companyId).executeTakeFirst()) return;
    await new Promise((resolve) => setImmediate(resolve));
  }
}

async function stateOfRun(scene: ProductScene) {
  const { product, companyId } = scene;
  const reach = expectOk(await reachSmartHr(product, companyId, { given: null, administratorEmail }));
  const report = expectOk(await performRun(product, aRunRequest(companyId, reach)));
  return report.summary.state;
}

function changed(url: URL, name: string, value: string): URL {
  const copy = new URL(url);
  if (value === "") copy.searchParams.delete(name);
  else copy.searchParams.set(name, value);
  return copy;
}
