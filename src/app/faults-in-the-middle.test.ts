import { afterAll, describe, expect, test } from "vitest";
import { allowInBrowser } from "../../test/allow-in-browser.ts";
import { expectOk, openTestDatabase } from "../../test/database.ts";
import { aProduct, aRunRequest, OAUTH_CLIENT, type ProductScene, TEST_KEYS } from "../../test/product-scene.ts";
import type { RunFailure } from "../core/run.ts";
import type { Fetch } from "../smarthr/send.ts";
import { findLink, saveLink } from "../store/links.ts";
import { linkAccess } from "./link-access.ts";
import { oauthOf } from "./oauth-of.ts";
import { performRun } from "./perform-run.ts";

const db = await openTestDatabase();
afterAll(() => db.close());

const PEOPLE = 1_250;

describe("design 2.3: what goes wrong in the middle of a reading fails the run, and nothing of the reading is kept", () => {
  const faults: readonly [string, (scene: ProductScene) => void, RunFailure][] = [
    ["the access token ends", ({ sandbox }) => sandbox.control("expire-tokens", {}), { kind: "link-rejected" }],
    [
      "the permission to read people is taken away",
      ({ sandbox }) => sandbox.control("resource-permission", { resource: "crews", read: false }),
      { kind: "missing-permission", resource: "crews" },
    ],
    [
      "the permission to see who works is taken away",
      ({ sandbox }) => sandbox.control("attribute-permission", { attribute: "emp_status", read: false }),
      { kind: "missing-permission", resource: "crews.emp_status" },
    ],
    [
      "our address is not permitted any more",
      ({ sandbox }) => sandbox.control("ip-restriction", { permitted: false }),
      { kind: "ip-not-permitted" },
    ],
    [
      "the account goes",
      ({ sandbox }) => sandbox.control("faults", { kind: "not-found", count: null }),
      { kind: "tenant-gone" },
    ],
    [
      "SmartHR breaks down",
      ({ sandbox }) => sandbox.control("faults", { kind: "server-error", count: null }),
      { kind: "smarthr-unavailable" },
    ],
    [
      "SmartHR goes into a maintenance that does not end",
      ({ sandbox }) => sandbox.control("faults", { kind: "maintenance", count: null }),
      { kind: "smarthr-maintenance" },
    ],
    [
      "the limit of requests is used up by others, for ever",
      ({ sandbox }) => sandbox.control("faults", { kind: "rate-limited", count: null, resetSeconds: 600 }),
      { kind: "smarthr-busy" },
    ],
  ];

  test.each(faults)("%s", async (_, spoil, failure) => {
    const scene = await aReadProduct();
    const { runs: _before, ...before } = await scene.writtenRows();
    scene.afterPages(5, () => spoil(scene));

    const { summary } = await scene.run("employees");

    const { runs: _after, ...after } = await scene.writtenRows();
    expect(summary).toMatchObject({ state: "failed", failure, counts: null });
    expect(after).toEqual(before);
  });
});

describe("what passes in the middle of a reading does no harm", () => {
  test("a token of OAuth that ends is renewed once, whatever is under way, and the reading goes on", async () => {
    const scene = await aReadProduct();
    const access = await anOAuthAccess(scene);
    scene.sent.length = 0;
    scene.afterPages(5, () => void scene.sandbox.control("expire-tokens", {}));

    const reach = { subdomain: "acme", access };
    const end = await performRun(scene.product, { ...aRunRequest(scene.companyId, reach), subject: "employees" });

    expect(expectOk(end).summary).toMatchObject({ state: "succeeded", counts: { read: PEOPLE } });
    expect(scene.sent.filter((request) => request === "POST /oauth/token")).toHaveLength(1);
    // Once more after the renewal each request that met the end, and no page that was read is read again.
    expect(scene.sent.filter((request) => request === "GET /v1/crews").length).toBeLessThanOrEqual(15 + 20);
  });

  test.each([
    ["server-error", { kind: "server-error", count: 2 }],
    ["rate-limited", { kind: "rate-limited", count: 2, resetSeconds: 3 }],
    ["maintenance", { kind: "maintenance", count: 4 }],
  ] as const)("%s", async (_, fault) => {
    const scene = await aReadProduct();
    scene.afterPages(5, () => void scene.sandbox.control("faults", fault));

    const { summary } = await scene.run("employees");

    expect(summary).toMatchObject({ state: "succeeded", counts: { read: PEOPLE } });
  });

  test("departments that come and go between the pages are noticed, and the list is read again", async () => {
    const scene = await aProduct(db, { seed: 1_250 });
    scene.sandbox.control("edits-between-pages", {
      list: "departments",
      afterPages: 1,
      edits: [
        { op: "delete", list: "departments", where: { at: 12 } },
        { op: "insert", list: "departments", values: { name: "監査室", code: "Z999" } },
      ],
    });

    const { summary } = await scene.run("departments");

    expect(summary.state).toBe("succeeded");
    expect((await scene.departments()).map(({ code }) => code)).toContain("Z999");
  });
});

interface ReadScene extends ProductScene {
  /** Lets that happen after so many more answers with people. */
  afterPages(count: number, act: () => void): void;
}

/** Whose people were all read before, so that a failed run has a roster to leave alone. */
async function aReadProduct(): Promise<ReadScene> {
  let pagesLeft = Number.POSITIVE_INFINITY;
  let happen: () => void = () => {};
  let scene: ProductScene | null = null;
  const sent: string[] = [];
  const fetch: Fetch = async (request) => {
    if (scene === null) throw new Error("expected a sandbox behind");
    const path = new URL(request.url).pathname.replace(/^\/tenants\/[^/]+\/api/, "");
    sent.push(`${request.method} ${path}`);
    const answer = await scene.sandbox.fetch(request);
    if (path === "/v1/crews" && --pagesLeft === 0) happen();
    return answer;
  };
  scene = await aProduct(db, { seed: PEOPLE, smarthr: { fetch } });
  await scene.run("departments");
  await scene.run("employees");
  return {
    ...scene,
    sent,
    afterPages: (count, act) => {
      [pagesLeft, happen] = [count, act];
    },
  };
}

async function anOAuthAccess({ product, sandbox, clock, companyId }: ProductScene) {
  const oauth = oauthOf(product, OAUTH_CLIENT);
  const started = await oauth.startAuthorization();
  const callback = await allowInBrowser(sandbox, started.url);
  const { accessToken, refreshToken, expiresAt } = expectOk(await oauth.completeAuthorization(callback, started));
  const owner = { companyId, administratorEmail: "hr@example.com" };
  await saveLink(db.queries, TEST_KEYS, {
    ...owner,
    subdomain: "acme",
    tenantUrl: "https://acme.smarthr.jp",
    linkedAt: clock.now(),
    tokens: { kind: "oauth", accessToken, refreshToken, accessTokenExpiresAt: expiresAt },
  });
  const link = expectOk(await findLink(db.queries, TEST_KEYS, owner));
  if (link === null) throw new Error("expected a link");
  return linkAccess(product, TEST_KEYS, link);
}
