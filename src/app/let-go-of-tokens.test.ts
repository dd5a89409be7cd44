import { afterAll, describe, expect, test } from "vitest";
import { allowInBrowser } from "../../test/allow-in-browser.ts";
import { expectOk, openTestDatabase } from "../../test/database.ts";
import { aProduct, type ProductScene, TEST_KEYS } from "../../test/product-scene.ts";
import { fail } from "../core/result.ts";
import { createSmartHrClient } from "../smarthr/client.ts";
import { readOwnUser } from "../smarthr/read-own-user.ts";
import { findLink, type LinkOwner } from "../store/links.ts";
import { findPendingLink } from "../store/pending-links.ts";
import { endLink } from "./end-link.ts";
import { linkAccess } from "./link-access.ts";
import { linkByAccessToken } from "./link-by-access-token.ts";
import { completeLink, startLink } from "./link-by-oauth.ts";
import { confirmLink } from "./pending-link.ts";

const db = await openTestDatabase();
afterAll(() => db.close());

const NEVER = new AbortController().signal;

describe("tokens that nothing holds any more are taken back at SmartHR", () => {
  test("when the link is made anew, but not the new ones", async () => {
    const scene = await aScene();
    await linkInBrowser(scene, "acme");
    const before = await linkToken(scene);

    await linkInBrowser(scene, "acme");

    expect(await isGood(scene, "acme", before)).toBe(false);
    expect(await isGood(scene, "acme", await linkToken(scene))).toBe(true);
  });

  test("when a link to another account, by a token issued by hand, takes their place", async () => {
    const scene = await aScene();
    await linkInBrowser(scene, "acme");
    const before = await linkToken(scene);

    const accessToken = scene.sandbox.accessTokenOf("globex");
    const typed = { account: "globex", accessToken, confirmedSubdomain: "globex", signal: NEVER };
    expectOk(await linkByAccessToken(scene.product, ownerIn(scene), typed));

    expect(await isGood(scene, "acme", before)).toBe(false);
    expect(await isGood(scene, "globex", accessToken)).toBe(true);
  });

  test("when another permission waits in their place; what is confirmed then goes on", async () => {
    const scene = await aScene();
    await linkInBrowser(scene, "acme", colleagueIn(scene));
    await linkInBrowser(scene, "globex");
    const first = await waitingToken(scene);

    await linkInBrowser(scene, "globex");
    const second = await waitingToken(scene);
    expectOk(await confirmLink(scene.product, ownerIn(scene), { subdomain: "globex", signal: NEVER }));

    expect(await isGood(scene, "globex", first)).toBe(false);
    expect(await isGood(scene, "globex", second)).toBe(true);
  });

  test("when they waited too long, as soon as anybody links", async () => {
    const scene = await aScene();
    await linkInBrowser(scene, "acme", colleagueIn(scene));
    await linkInBrowser(scene, "globex");
    const waited = await waitingToken(scene);

    await scene.clock.advance(15 * 60_000);
    expectOk(await startLink(scene.product, colleagueIn(scene)));

    expect(await isGood(scene, "globex", waited)).toBe(false);
  });

  test.each([
    ["ended", async (scene: ProductScene) => void (await endLink(scene.product, ownerIn(scene))), 0],
    ["made anew", (scene: ProductScene) => linkInBrowser(scene, "acme"), 1],
  ])("when they come for a link that was %s meanwhile", async (_, meanwhile, links) => {
    const scene = await aScene();
    await linkInBrowser(scene, "acme");
    const link = expectOk(await findLink(db.queries, TEST_KEYS, ownerIn(scene)));
    if (link === null) throw new Error("expected a link");
    let came = "";
    const fetch = async (request: Request) => {
      const answer = await scene.product.smarthr.fetch(request);
      if (request.url.endsWith("/oauth/token")) {
        came = ((await answer.clone().json()) as { access_token: string }).access_token;
        await scene.clock.advance(1);
        await meanwhile(scene);
      }
      return answer;
    };

    const slow = { ...scene.product, smarthr: { ...scene.product.smarthr, fetch } };
    const access = linkAccess(slow, TEST_KEYS, link);
    const renewed = await access.renew?.(link.tokens.accessToken);

    expect(await isGood(scene, "acme", came)).toBe(false);
    if (links === 0) expect(renewed).toEqual(fail({ kind: "unauthorized" }));
    else expect(await isGood(scene, "acme", renewed?.ok ? renewed.value : "")).toBe(true);
  });

  test("when SmartHR gave them in vain, because the link could not be made", async () => {
    const scene = await aScene();
    const { url, kept } = expectOk(await startLink(scene.product, ownerIn(scene)));
    const callbackUrl = await allowInBrowser(scene.sandbox, url, { tenant: "acme" });
    let came = "";
    const fetch = async (request: Request) => {
      if (new URL(request.url).pathname.includes("/api/")) return new Response(null, { status: 503 });
      const answer = await scene.product.smarthr.fetch(request);
      if (request.url.endsWith("/oauth/token")) {
        came = ((await answer.clone().json()) as { access_token: string }).access_token;
      }
      return answer;
    };

    const refusing = { ...scene.product, smarthr: { ...scene.product.smarthr, fetch } };
    await completeLink(refusing, ownerIn(scene), { callbackUrl, kept, launchedSubdomain: "acme", signal: NEVER });

    expect(expectOk(await findLink(db.queries, TEST_KEYS, ownerIn(scene)))).toBeNull();
    expect(came).not.toBe("");
    expect(await isGood(scene, "acme", came)).toBe(false);
  });
});

test("a link is made anew also while SmartHR cannot take tokens back", async () => {
  const scene = await aScene();
  await linkInBrowser(scene, "acme");
  const before = await linkToken(scene);
  const fetch = async (request: Request) =>
    request.url.endsWith("/oauth/revoke") ? new Response(null, { status: 503 }) : scene.product.smarthr.fetch(request);

  await linkInBrowser(
    { ...scene, product: { ...scene.product, smarthr: { ...scene.product.smarthr, fetch } } },
    "acme",
  );

  expect(await linkToken(scene)).not.toBe(before);
});

function aScene(): Promise<ProductScene> {
  return aProduct(db, { switches: { revocationEndpoint: true } });
}

function ownerIn({ companyId }: ProductScene): LinkOwner {
  return { companyId, administratorEmail: "admin@example.com" };
}

function colleagueIn({ companyId }: ProductScene): LinkOwner {
  return { companyId, administratorEmail: "sub@example.com" };
}

async function linkInBrowser(scene: ProductScene, tenant: string, owner = ownerIn(scene)): Promise<void> {
  const { url, kept } = expectOk(await startLink(scene.product, owner));
  const callbackUrl = await allowInBrowser(scene.sandbox, url, { tenant });
  await completeLink(scene.product, owner, { callbackUrl, kept, launchedSubdomain: null, signal: NEVER });
}

async function linkToken(scene: ProductScene): Promise<string> {
  return expectOk(await findLink(db.queries, TEST_KEYS, ownerIn(scene)))?.tokens.accessToken ?? "";
}

async function waitingToken(scene: ProductScene): Promise<string> {
  const waiting = await findPendingLink(db.queries, TEST_KEYS, ownerIn(scene), scene.clock.now());
  return expectOk(waiting)?.tokens.accessToken ?? "";
}

async function isGood({ sandbox, clock }: ProductScene, subdomain: string, token: string): Promise<boolean> {
  const apiUrl = `http://localhost:4000/tenants/${subdomain}/api`;
  const client = createSmartHrClient({ apiUrl, access: { token: async () => token }, fetch: sandbox.fetch, clock });
  return (await readOwnUser(client)).ok;
}
