import { afterAll, describe, expect, test } from "vitest";
import { allowInBrowser } from "../../test/allow-in-browser.ts";
import { expectOk, openTestDatabase } from "../../test/database.ts";
import {
  aProduct,
  aRunRequest,
  type ProductScene,
  type ProductSceneOptions,
  TEST_KEYS,
} from "../../test/product-scene.ts";
import { findLink } from "../store/links.ts";
import { findPendingLink, savePendingLink } from "../store/pending-links.ts";
import { endLink } from "./end-link.ts";
import { linkByAccessToken } from "./link-by-access-token.ts";
import { completeLink, startLink } from "./link-by-oauth.ts";
import { linkStateOf } from "./link-state.ts";
import { performRun } from "./perform-run.ts";
import { reachSmartHr } from "./reach-smarthr.ts";

const db = await openTestDatabase();
afterAll(() => db.close());

const administratorEmail = "admin@example.com";

describe("M30: ending a link", () => {
  test.each([
    ["takes the permission back where SmartHR can", true],
    ["erases the tokens where SmartHR has no way to take them back", false],
  ])("%s, and keeps the roster", async (_, revocation) => {
    const scene = await aLinkedProduct({ switches: { revocationEndpoint: revocation } });
    const token = await storedToken(scene);
    await runByLink(scene);
    const roster = await scene.departments();

    const ended = await endLink(scene.product, ownerIn(scene));

    expect(ended).toBe("ended");
    expect(await tokenRows(scene)).toEqual([]);
    expect(await scene.departments()).toEqual(roster);
    const reach = { subdomain: "acme", access: { token: async () => token } };
    const { summary } = await scene.run("departments", { reach });
    expect(summary.failure).toEqual(revocation ? { kind: "link-rejected" } : null);
  });

  test("erases the tokens while SmartHR is down", async () => {
    const scene = await aLinkedProduct();
    const fetch = async () => new Response(null, { status: 503 });
    const product = { ...scene.product, smarthr: { ...scene.product.smarthr, fetch } };

    expect(await endLink(product, ownerIn(scene))).toBe("ended");
    expect(await tokenRows(scene)).toEqual([]);
  });

  test("erases what cannot be read any more, and what only waits to become a link", async () => {
    const scene = await aLinkedProduct();
    await savePendingLink(db.queries, TEST_KEYS, {
      ...ownerIn(scene),
      ...aPermission,
      expiresAt: scene.clock.now() + 1,
    });

    expect(await endLink({ ...scene.product, secretKeys: null }, ownerIn(scene))).toBe("ended");
    expect(await tokenRows(scene)).toEqual([]);
  });

  test("takes back at SmartHR also what only waits to become a link", async () => {
    const scene = await aProduct(db, { switches: { revocationEndpoint: true } });
    await linkInBrowser(scene, { ...ownerIn(scene), administratorEmail: "sub@example.com" });
    await linkInBrowser(scene, ownerIn(scene), "globex");
    const waiting = expectOk(await findPendingLink(db.queries, TEST_KEYS, ownerIn(scene), scene.clock.now()));

    expect(await endLink(scene.product, ownerIn(scene))).toBe("not-linked");

    const access = { token: async () => waiting?.tokens.accessToken ?? "" };
    const { summary } = await scene.run("departments", { reach: { subdomain: "globex", access } });
    expect([waiting?.subdomain, summary.failure]).toEqual(["globex", { kind: "link-rejected" }]);
  });

  test("asks nothing of SmartHR about a token that its administrator issued", async () => {
    const scene = await aProduct(db);
    const typed = { account: "acme", accessToken: scene.sandbox.accessToken, confirmedSubdomain: null };
    expectOk(await linkByAccessToken(scene.product, ownerIn(scene), { ...typed, signal: NEVER }));
    scene.sent.length = 0;

    expect(await endLink(scene.product, ownerIn(scene))).toBe("ended");
    expect(scene.sent).toEqual([]);
  });

  test("M31: leaves the other administrators' links alone", async () => {
    const scene = await aLinkedProduct();
    const colleague = { ...ownerIn(scene), administratorEmail: "sub@example.com" };
    await linkInBrowser(scene, colleague);

    await endLink(scene.product, ownerIn(scene));

    expect(await linkStateOf(scene.product, scene.companyId, administratorEmail)).toEqual({ kind: "not-linked" });
    expect(await linkStateOf(scene.product, scene.companyId, "sub@example.com")).toMatchObject({ kind: "linked" });
  });

  test("there is nothing to end where there is no link", async () => {
    const scene = await aProduct(db);

    expect(await endLink(scene.product, ownerIn(scene))).toBe("not-linked");
  });
});

describe("M30: ending a link while it is read", () => {
  test.each([
    ["the permission is taken back at SmartHR", true],
    ["SmartHR goes on taking the token", false],
  ])("%s: the run fails as rejected, and nothing of it comes into the roster", async (_, revocation) => {
    const scene = await aLinkedProduct({ switches: { revocationEndpoint: revocation } });

    const { summary } = await runByLink(scene, () => endLink(scene.product, ownerIn(scene)));

    expect(summary).toMatchObject({ state: "failed", failure: { kind: "link-rejected" } });
    expect(await scene.departments()).toEqual([]);
  });

  test("linking anew to the same account meanwhile lets the run go on", async () => {
    const scene = await aLinkedProduct();

    const { summary } = await runByLink(scene, () => linkInBrowser(scene));

    expect(summary.state).toBe("succeeded");
  });
});

const NEVER = new AbortController().signal;

const aPermission = {
  subdomain: "globex",
  tokens: { kind: "oauth", accessToken: "waiting", refreshToken: null, accessTokenExpiresAt: null },
} as const;

async function aLinkedProduct(special: ProductSceneOptions = {}): Promise<ProductScene> {
  const scene = await aProduct(db, special);
  await linkInBrowser(scene);
  return scene;
}

async function linkInBrowser(scene: ProductScene, owner = ownerIn(scene), tenant = "acme"): Promise<void> {
  const { url, kept } = expectOk(await startLink(scene.product, owner));
  const callbackUrl = await allowInBrowser(scene.sandbox, url, { tenant });
  await completeLink(scene.product, owner, { callbackUrl, kept, launchedSubdomain: null, signal: NEVER });
}

function ownerIn({ companyId }: ProductScene) {
  return { companyId, administratorEmail };
}

// Whatever happens meanwhile happens when SmartHR is first asked for departments.
async function runByLink(scene: ProductScene, meanwhile: () => Promise<unknown> = async () => {}) {
  const { product, companyId } = scene;
  let happened: Promise<unknown> | null = null;
  const fetch = async (request: Request) => {
    if (request.url.includes("/v1/departments")) {
      happened ??= meanwhile();
      await happened;
    }
    return product.smarthr.fetch(request);
  };
  const slow = { ...product, smarthr: { ...product.smarthr, fetch } };
  const reach = expectOk(await reachSmartHr(slow, companyId, { given: null, administratorEmail }));
  return expectOk(await performRun(slow, aRunRequest(companyId, reach)));
}

async function storedToken(scene: ProductScene): Promise<string> {
  const link = expectOk(await findLink(db.queries, TEST_KEYS, ownerIn(scene)));
  return link?.tokens.accessToken ?? "";
}

async function tokenRows({ companyId }: ProductScene): Promise<readonly unknown[]> {
  const links = await db.queries.selectFrom("links").selectAll().where("company_id", "=", companyId).execute();
  const waiting = db.queries.selectFrom("pending_links").selectAll().where("company_id", "=", companyId);
  return [...links, ...(await waiting.execute())];
}
