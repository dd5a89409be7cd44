import { afterAll, describe, expect, test } from "vitest";
import { allowInBrowser } from "../../test/allow-in-browser.ts";
import { expectOk, openTestDatabase } from "../../test/database.ts";
import {
  aProduct,
  aRunRequest,
  OAUTH_CLIENT,
  type ProductScene,
  type ProductSceneOptions,
  TEST_KEYS,
} from "../../test/product-scene.ts";
import { fail, ok } from "../core/result.ts";
import { claimRefresh, endLink, findLink, type Link, type LinkTokens, saveLink } from "../store/links.ts";
import { linkAccess } from "./link-access.ts";
import { oauthOf } from "./oauth-of.ts";
import { performRun } from "./perform-run.ts";

const db = await openTestDatabase();
afterAll(() => db.close());

describe("design 2.3: 401 renews the token, once per link", () => {
  test("a run goes on with the new token, which replaces the old one for everybody", async () => {
    const scene = await aLinkedProduct();
    const before = await storedTokens(scene);
    scene.sandbox.control("expire-tokens", {});

    const { summary } = await runByLink(scene);

    const after = await storedTokens(scene);
    expect(summary.state).toBe("succeeded");
    expect(refreshCount(scene)).toBe(1);
    expect(after).toEqual({
      kind: "oauth",
      accessToken: expect.stringMatching(/^shr_/),
      refreshToken: expect.stringMatching(/^shr_/),
      accessTokenExpiresAt: scene.clock.now() + 7_200_000,
    });
    expect([after.accessToken, after.refreshToken]).not.toContain(before.accessToken);
    expect([after.accessToken, after.refreshToken]).not.toContain(before.refreshToken);
  });

  test("two processes that meet the same rejected token spend one refresh token", async () => {
    const scene = await aLinkedProduct({ clock: { movesByItself: false } });
    const [one, other] = [await accessOf(scene), await accessOf(scene)];
    const rejected = await one.token();

    const renewals = [one.renew?.(rejected), other.renew?.(rejected)];
    const tokens = await whileTimePasses(scene, Promise.all(renewals));

    const { accessToken } = await storedTokens(scene);
    expect(tokens).toEqual([ok(accessToken), ok(accessToken)]);
    expect(refreshCount(scene)).toBe(1);
  });

  test("a process that died while it renewed is waited for, and then taken over from", async () => {
    const scene = await aLinkedProduct({ clock: { movesByItself: false } });
    const access = await accessOf(scene);
    const claim = { id: "11111111-1111-4111-8111-111111111111", until: scene.clock.now() + 60_000 };
    await claimRefresh(db.queries, owner(scene), claim, scene.clock.now());
    const startedAt = scene.clock.now();

    const renewed = await whileTimePasses(scene, access.renew?.(await access.token()));

    const { accessToken } = await storedTokens(scene);
    expect(renewed).toEqual(ok(accessToken));
    expect(scene.clock.now() - startedAt).toBeGreaterThanOrEqual(60_000);
  });

  test.each([
    ["forward", 3_600_000],
    ["back", -3_600_000],
  ])("and not longer when the clock was set %s by an hour since", async (_, setMs) => {
    const scene = await aLinkedProduct({ clock: { movesByItself: false } });
    const access = await accessOf(scene);
    const claim = { id: "11111111-1111-4111-8111-111111111111", until: scene.clock.now() + 60_000 };
    await claimRefresh(db.queries, owner(scene), claim, scene.clock.now());
    const startedAt = scene.clock.elapsed();

    scene.clock.set(setMs);
    const renewed = await whileTimePasses(scene, access.renew?.(await access.token()));

    expect(renewed).toEqual(ok((await storedTokens(scene)).accessToken));
    expect(scene.clock.elapsed() - startedAt).toBeLessThanOrEqual(60_000);
  });

  test("a server that does not replace refresh tokens: the old one is kept", async () => {
    const scene = await aLinkedProduct({ switches: { refreshRotation: false } });
    const { refreshToken } = await storedTokens(scene);
    scene.sandbox.control("expire-tokens", {});

    const { summary } = await runByLink(scene);

    expect(summary.state).toBe("succeeded");
    expect((await storedTokens(scene)).refreshToken).toBe(refreshToken);
  });
});

describe("a token that cannot be renewed", () => {
  test("because SmartHR took the permission back: link-rejected", async () => {
    const scene = await aLinkedProduct();
    scene.sandbox.control("revoke-grants", {});

    const { summary } = await runByLink(scene);

    expect(summary.failure).toEqual({ kind: "link-rejected" });
  });

  test("because SmartHR does not answer: unavailable, and the next one may try", async () => {
    const scene = await aLinkedProduct();
    const access = await accessOf(scene, { fetch: async () => new Response(null, { status: 503 }) });
    const rejected = await access.token();

    const first = await access.renew?.(rejected);
    const second = await (await accessOf(scene)).renew?.(rejected);

    expect(first).toEqual(fail({ kind: "unavailable" }));
    expect(second?.ok).toBe(true);
  });

  test("because the link was ended meanwhile: link-rejected", async () => {
    const scene = await aLinkedProduct();
    const access = await accessOf(scene);
    await endLink(db.queries, owner(scene));

    const renewed = await access.renew?.(await access.token());

    expect(renewed).toEqual(fail({ kind: "unauthorized" }));
    expect(refreshCount(scene)).toBe(0);
  });

  test("because SmartHR gave no refresh token: nothing is tried", async () => {
    const scene = await aLinkedProduct({}, { refreshToken: null });
    scene.sandbox.control("expire-tokens", {});

    const { summary } = await runByLink(scene);

    expect(summary.failure).toEqual({ kind: "link-rejected" });
    expect(refreshCount(scene)).toBe(0);
  });
});

/** A product with an administrator who linked by OAuth. */
async function aLinkedProduct(
  options: ProductSceneOptions = {},
  special: { readonly refreshToken?: null } = {},
): Promise<ProductScene> {
  const scene = await aProduct(db, options);
  const oauth = oauthOf(scene.product, OAUTH_CLIENT);
  const started = await oauth.startAuthorization();
  const callback = await allowInBrowser(scene.sandbox, started.url);
  const { accessToken, refreshToken, expiresAt } = expectOk(await oauth.completeAuthorization(callback, started));
  const tokens = { kind: "oauth", accessToken, refreshToken, accessTokenExpiresAt: expiresAt, ...special } as const;
  const link: Link = {
    ...owner(scene),
    subdomain: "acme",
    tenantUrl: "https://acme.smarthr.jp",
    linkedAt: scene.clock.now(),
    tokens,
  };
  await saveLink(db.queries, TEST_KEYS, link);
  scene.sent.length = 0;
  return scene;
}

function owner({ companyId }: ProductScene) {
  return { companyId, administratorEmail: "hr@example.com" };
}

async function storedLink(scene: ProductScene): Promise<Link> {
  const link = expectOk(await findLink(db.queries, TEST_KEYS, owner(scene)));
  if (link === null) throw new Error("expected a link");
  return link;
}

async function storedTokens(scene: ProductScene): Promise<Extract<LinkTokens, { kind: "oauth" }>> {
  const { tokens } = await storedLink(scene);
  if (tokens.kind !== "oauth") throw new Error("expected a link by OAuth");
  return tokens;
}

/** The access as another process has it, which read the link for itself. */
async function accessOf(scene: ProductScene, smarthr: Partial<ProductScene["product"]["smarthr"]> = {}) {
  const product = { ...scene.product, smarthr: { ...scene.product.smarthr, ...smarthr } };
  return linkAccess(product, TEST_KEYS, await storedLink(scene));
}

async function runByLink(scene: ProductScene) {
  await scene.clock.advance(1_000);
  const reach = { subdomain: "acme", access: await accessOf(scene) };
  return expectOk(await performRun(scene.product, aRunRequest(scene.companyId, reach)));
}

function refreshCount({ sent }: ProductScene): number {
  return sent.filter((request) => request === "POST /oauth/token").length;
}

// The clock cannot see the database at work, so it moves only when somebody sleeps.
async function whileTimePasses<T>({ clock }: ProductScene, work: Promise<T> | undefined): Promise<T | undefined> {
  let settled = false;
  const watched = Promise.resolve(work).finally(() => {
    settled = true;
  });
  while (!settled) {
    await new Promise((resolve) => setImmediate(resolve));
    if (clock.sleeperCount() > 0) await clock.advance(500);
  }
  return watched;
}
