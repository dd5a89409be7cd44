import { afterAll, describe, expect, test } from "vitest";
import { allowInBrowser } from "../../test/allow-in-browser.ts";
import { expectOk, openTestDatabase } from "../../test/database.ts";
import { aProduct, type ProductScene, type ProductSceneOptions, TEST_KEYS } from "../../test/product-scene.ts";
import { fail, ok } from "../core/result.ts";
import { createSmartHrClient } from "../smarthr/client.ts";
import { readOwnUser } from "../smarthr/read-own-user.ts";
import { findLink } from "../store/links.ts";
import { findPendingLink } from "../store/pending-links.ts";
import { linkByAccessToken } from "./link-by-access-token.ts";
import { completeLink, startLink } from "./link-by-oauth.ts";
import { linkStateOf } from "./link-state.ts";
import { confirmLink, discardLink, nameAccount } from "./pending-link.ts";

const db = await openTestDatabase();
afterAll(() => db.close());

const administratorEmail = "admin@example.com";
const NEVER = new AbortController().signal;
const GLOBEX = { subdomain: "globex", signal: NEVER };
const EXPIRED = fail({ kind: "link-refused", reason: { kind: "state-mismatch" } });
const UNNAMED: ProductSceneOptions = { switches: { tokenTenantId: "uuid" } };

describe("design 2.7: confirming another SmartHR account than the company's links", () => {
  test("makes the link, with the days from then on, and nothing waits any more", async () => {
    const scene = await aScene({ waitsFor: "globex" });
    await scene.clock.advance(14 * 60_000);

    const confirmed = await confirmLink(scene.product, ownerIn(scene), GLOBEX);

    expect(confirmed).toEqual(ok("linked"));
    expect(await linkStateOf(scene.product, scene.companyId, administratorEmail)).toMatchObject({
      kind: "linked",
      subdomain: "globex",
      access: "oauth",
      linkedAt: scene.clock.now(),
      daysLeft: 90,
      rejectedAt: null,
    });
    expect(await waiting(scene)).toBeNull();
  });

  test("a double click makes one opt-out field, and does no harm", async () => {
    const scene = await aScene({ waitsFor: "globex" });

    await Promise.all([0, 1].map(() => confirmLink(scene.product, ownerIn(scene), GLOBEX)));

    expect(await linkStateOf(scene.product, scene.companyId, administratorEmail)).toMatchObject({ kind: "linked" });
    const list = "crew_custom_field_template_groups";
    expect(scene.sandbox.control("rows", { tenant: "globex", list }).total).toBe(1);
  });

  test("after 15 minutes it is too late", async () => {
    const scene = await aScene({ waitsFor: "globex" });
    await scene.clock.advance(15 * 60_000);

    expect(await confirmLink(scene.product, ownerIn(scene), GLOBEX)).toEqual(EXPIRED);
    expect(await storedLink(scene)).toBeNull();
  });

  test("what came back from another account since the question was read is asked about anew", async () => {
    const scene = await aScene({ waitsFor: "globex" });

    const confirmed = await confirmLink(scene.product, ownerIn(scene), { subdomain: "initech", signal: NEVER });

    expect(confirmed).toEqual(fail({ kind: "other-tenant", subdomain: "globex", linkedSubdomains: ["acme"] }));
    expect((await waiting(scene))?.subdomain).toBe("globex");
  });

  test("SmartHR being down for a moment loses nothing", async () => {
    const scene = await aScene({ waitsFor: "globex" });
    scene.sandbox.control("faults", { kind: "server-error", count: null });

    const first = await confirmLink(scene.product, ownerIn(scene), GLOBEX);
    scene.sandbox.control("calm", {});
    const second = await confirmLink(scene.product, ownerIn(scene), GLOBEX);

    expect(first).toEqual(fail({ kind: "link-refused", reason: { kind: "smarthr-unavailable" } }));
    expect(second).toEqual(ok("linked"));
  });

  test("nobody confirms for somebody else, and nothing can be confirmed that does not wait", async () => {
    const scene = await aScene({ waitsFor: "globex" });
    const colleague = { ...ownerIn(scene), administratorEmail: "sub@example.com" };

    expect(await confirmLink(scene.product, colleague, GLOBEX)).toEqual(EXPIRED);
    expect((await waiting(scene))?.subdomain).toBe("globex");
  });

  test("without the key nothing can be read", async () => {
    const scene = await aScene({ waitsFor: "globex" });
    const product = { ...scene.product, secretKeys: null };

    expect(await confirmLink(product, ownerIn(scene), GLOBEX)).toEqual(
      fail({ kind: "linking-not-set-up", missing: "key" }),
    );
  });
});

describe("throwing away what waits", () => {
  test.each([true, false])("its tokens are erased, and taken back where SmartHR can (%s)", async (revocation) => {
    const scene = await aScene({ waitsFor: "globex", options: { switches: { revocationEndpoint: revocation } } });
    const token = (await waiting(scene))?.tokens.accessToken ?? "";

    await discardLink(scene.product, ownerIn(scene));

    expect(await waiting(scene)).toBeNull();
    expect(await isTokenGood(scene, "globex", token)).toBe(!revocation);
    expect((await storedLink(scene, "sub@example.com"))?.subdomain).toBe("acme");
  });

  test("there may be nothing to throw away", async () => {
    const scene = await aProduct(db);

    await discardLink(scene.product, ownerIn(scene));

    expect(await waiting(scene)).toBeNull();
  });
});

describe("naming the account that nothing tells", () => {
  test.each(["acme", "http://localhost:4000/tenants/acme"])("%s makes the link", async (typed) => {
    const scene = await aScene({ waitsFor: "nobody knows", options: UNNAMED });

    const named = await nameAccount(scene.product, ownerIn(scene), { typed, signal: NEVER });

    expect(named).toEqual(ok("linked"));
    expect((await storedLink(scene))?.subdomain).toBe("acme");
    expect(await waiting(scene)).toBeNull();
  });

  test.each([
    ["what is no subdomain", "株式会社"],
    ["an account that did not give the permission", "globex"],
    ["an account that does not exist", "nowhere"],
  ])("%s is said to be wrong, and can be typed again", async (_, typed) => {
    const scene = await aScene({ waitsFor: "nobody knows", options: UNNAMED });

    const named = await nameAccount(scene.product, ownerIn(scene), { typed, signal: NEVER });

    expect(named).toEqual(fail({ kind: "invalid-subdomain" }));
    expect((await waiting(scene))?.subdomain).toBeNull();
  });

  test("another account than the company's links then waits to be confirmed", async () => {
    const scene = await aScene({ waitsFor: "nobody knows", options: UNNAMED });
    const accessToken = scene.sandbox.accessTokenOf("globex");
    const typed = { account: "globex", accessToken, confirmedSubdomain: null, signal: NEVER };
    expectOk(await linkByAccessToken(scene.product, colleagueIn(scene), typed));

    const named = await nameAccount(scene.product, ownerIn(scene), { typed: "acme", signal: NEVER });

    expect(named).toEqual(ok("waiting"));
    expect((await waiting(scene))?.subdomain).toBe("acme");
  });

  test("SmartHR being down says nothing about what was typed", async () => {
    const scene = await aScene({ waitsFor: "nobody knows", options: UNNAMED });
    scene.sandbox.control("faults", { kind: "server-error", count: null });

    const named = await nameAccount(scene.product, ownerIn(scene), { typed: "acme", signal: NEVER });

    expect(named).toEqual(fail({ kind: "link-refused", reason: { kind: "smarthr-unavailable" } }));
  });

  test("what is not named cannot be confirmed, and what does not wait cannot be named", async () => {
    const scene = await aScene({ waitsFor: "nobody knows", options: UNNAMED });

    expect(await confirmLink(scene.product, ownerIn(scene), GLOBEX)).toEqual(EXPIRED);
    expect(await nameAccount(scene.product, colleagueIn(scene), { typed: "acme", signal: NEVER })).toEqual(EXPIRED);
  });
});

interface Special {
  /** The account of the permission that waits; a colleague is linked to acme where it is known. */
  readonly waitsFor: "globex" | "nobody knows";
  readonly options?: ProductSceneOptions;
}

async function aScene({ waitsFor, options = {} }: Special): Promise<ProductScene> {
  const scene = await aProduct(db, options);
  if (waitsFor === "globex") {
    const { accessToken } = scene.sandbox;
    const typed = { account: "acme", accessToken, confirmedSubdomain: null, signal: NEVER };
    expectOk(await linkByAccessToken(scene.product, colleagueIn(scene), typed));
  }
  const owner = ownerIn(scene);
  const { url, kept } = expectOk(await startLink(scene.product, owner));
  const tenant = waitsFor === "globex" ? "globex" : "acme";
  const callbackUrl = await allowInBrowser(scene.sandbox, url, { tenant });
  await completeLink(scene.product, owner, { callbackUrl, kept, launchedSubdomain: null, signal: NEVER });
  return scene;
}

function ownerIn({ companyId }: ProductScene) {
  return { companyId, administratorEmail };
}

function colleagueIn({ companyId }: ProductScene) {
  return { companyId, administratorEmail: "sub@example.com" };
}

async function waiting(scene: ProductScene) {
  return expectOk(await findPendingLink(db.queries, TEST_KEYS, ownerIn(scene), scene.clock.now()));
}

async function storedLink({ companyId }: ProductScene, whose = administratorEmail) {
  return expectOk(await findLink(db.queries, TEST_KEYS, { companyId, administratorEmail: whose }));
}

async function isTokenGood({ sandbox, clock }: ProductScene, subdomain: string, token: string): Promise<boolean> {
  const apiUrl = `http://localhost:4000/tenants/${subdomain}/api`;
  const client = createSmartHrClient({ apiUrl, access: { token: async () => token }, fetch: sandbox.fetch, clock });
  return (await readOwnUser(client)).ok;
}
