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
import { fail } from "../core/result.ts";
import type { StartedAuthorization } from "../smarthr/oauth.ts";
import { findLink } from "../store/links.ts";
import { completeLink, endLink, startLink } from "./link-by-oauth.ts";
import { performRun } from "./perform-run.ts";
import { reachSmartHr } from "./reach-smarthr.ts";

const db = await openTestDatabase();
afterAll(() => db.close());

const administratorEmail = "admin@example.com";
const registered: ProductSceneOptions = { smarthr: { client: OAUTH_CLIENT } };

describe("M9–M14: linking through SmartHR's own pages", () => {
  test("「連携する」, signing in and 「許可する」 make a link by which departments are synced", async () => {
    const scene = await aProduct(db, registered);

    const made = expectOk(await linkInBrowser(scene));

    expect(made.optOutFieldFailure).toBeNull();
    expect(made.link).toMatchObject({ administratorEmail, subdomain: "acme", tokens: { kind: "oauth" } });
    expect(await stateOfRun(scene)).toBe("succeeded");
  });

  test("M29: 「再連携する」 renews the days", async () => {
    const scene = await aProduct(db, registered);
    await linkInBrowser(scene);
    await scene.clock.advance(89 * 86_400_000);

    const renewed = expectOk(await linkInBrowser(scene));

    expect(renewed.link.linkedAt).toBe(scene.clock.now());
    expect(await storedLink(scene)).toEqual(renewed.link);
  });

  test("a product that SmartHR Plus does not know cannot begin", async () => {
    const scene = await aProduct(db, { smarthr: { client: null } });

    expect(await startLink(scene.product)).toEqual(fail({ kind: "not-registered" }));
  });
});

describe("coming back from SmartHR without a link", () => {
  test("a code that was used already makes no second link", async () => {
    const scene = await aProduct(db, registered);
    const started = expectOk(await startLink(scene.product));
    const callbackUrl = await allowInBrowser(scene.sandbox, started.url);
    expectOk(await complete(scene, started, callbackUrl));

    expect(await complete(scene, started, callbackUrl)).toEqual(fail({ kind: "grant-refused" }));
  });

  test("an answer to somebody else's question is not taken", async () => {
    const scene = await aProduct(db, registered);
    const started = expectOk(await startLink(scene.product));
    const callbackUrl = await allowInBrowser(scene.sandbox, started.url);

    const answer = await complete(scene, { ...started, state: "of another browser" }, callbackUrl);

    expect(answer).toEqual(fail({ kind: "state-mismatch" }));
    expect(await storedLink(scene)).toBeNull();
  });

  test("a permission for another account than the one that was named is not taken", async () => {
    const scene = await aProduct(db, registered);
    const started = expectOk(await startLink(scene.product));
    const callbackUrl = await allowInBrowser(scene.sandbox, started.url);

    const answer = await complete(scene, started, callbackUrl, "globex");

    expect(answer).toEqual(fail({ kind: "link-rejected" }));
    expect(await storedLink(scene)).toBeNull();
  });
});

describe("M30: ending a link", () => {
  test.each([
    ["takes the permission back where SmartHR can", true],
    ["erases the tokens where SmartHR has no way to take them back", false],
  ])("%s, and keeps the roster", async (_, revocation) => {
    const scene = await aProduct(db, { ...registered, switches: { revocationEndpoint: revocation } });
    const { link } = expectOk(await linkInBrowser(scene));
    await stateOfRun(scene);
    const roster = await scene.departments();

    const ended = await endLink(scene.product, TEST_KEYS, link);

    expect(ended).toBe("ended");
    expect(await storedLink(scene)).toBeNull();
    expect(await scene.departments()).toEqual(roster);
    expect(await scene.run("departments", { reach: reachBy(link.tokens.accessToken) })).toMatchObject({
      summary: { failure: revocation ? { kind: "link-rejected" } : null },
    });
  });

  test("there is nothing to end where there is no link", async () => {
    const scene = await aProduct(db, registered);

    expect(await endLink(scene.product, TEST_KEYS, { companyId: scene.companyId, administratorEmail })).toBe(
      "not-linked",
    );
  });
});

async function linkInBrowser(scene: ProductScene) {
  const started = expectOk(await startLink(scene.product));
  return complete(scene, started, await allowInBrowser(scene.sandbox, started.url));
}

function complete(
  { product, companyId }: ProductScene,
  started: StartedAuthorization,
  callbackUrl: URL,
  subdomain = "acme",
) {
  const signal = new AbortController().signal;
  return completeLink(product, TEST_KEYS, { companyId, administratorEmail, subdomain, callbackUrl, started, signal });
}

async function storedLink({ companyId }: ProductScene) {
  return expectOk(await findLink(db.queries, TEST_KEYS, { companyId, administratorEmail }));
}

async function stateOfRun(scene: ProductScene) {
  const { product, companyId } = scene;
  const reach = expectOk(await reachSmartHr(product, companyId, { given: null, administratorEmail }));
  const report = expectOk(await performRun(product, aRunRequest(companyId, reach)));
  return report.summary.state;
}

function reachBy(token: string) {
  return { subdomain: "acme", access: { token: async () => token } };
}
