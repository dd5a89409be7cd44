import { afterAll, describe, expect, test } from "vitest";
import { expectOk, openTestDatabase } from "../../test/database.ts";
import { aProduct, type ProductScene } from "../../test/product-scene.ts";
import { fail, ok } from "../core/result.ts";
import { linkByAccessToken, type TypedAccess } from "./link-by-access-token.ts";
import { linkStateOf } from "./link-state.ts";

const db = await openTestDatabase();
afterAll(() => db.close());

const administratorEmail = "admin@example.com";

describe("M13: linking by a token that SmartHR's own screen issued", () => {
  test.each(["acme", " ACME ", "http://localhost:4000/tenants/acme", "http://localhost:4000/tenants/acme/crews"])(
    "%j ends in the same state as OAuth does",
    async (account) => {
      const scene = await aProduct(db);

      expect(await link(scene, { account })).toEqual(ok("linked"));
      expect(await linkStateOf(scene.product, scene.companyId, administratorEmail)).toEqual({
        kind: "linked",
        tenantUrl: "http://localhost:4000/tenants/acme",
        subdomain: "acme",
        access: "token",
        linkedAt: scene.clock.now(),
        lastDay: "2026-06-30",
        daysLeft: 90,
        rejectedAt: null,
      });
    },
  );

  test("what is no account is said at its field", async () => {
    const scene = await aProduct(db);

    expect(await link(scene, { account: "https://evil.example/acme" })).toEqual(fail({ kind: "invalid-subdomain" }));
    expect(scene.sent).toEqual([]);
  });

  test("without the key that encrypts tokens nothing is linked", async () => {
    const scene = await aProduct(db);

    const linked = await link({ ...scene, product: { ...scene.product, secretKeys: null } });

    expect(linked).toEqual(fail({ kind: "linking-not-set-up", missing: "key" }));
  });
});

describe("SmartHR does not take the token", () => {
  test.each<[string, (scene: ProductScene) => void, Partial<TypedAccess>, string]>([
    ["because it does not know it", () => {}, { accessToken: "shr_unknown" }, "link-rejected"],
    ["because it is another account's", () => {}, { account: "globex" }, "link-rejected"],
    ["because there is no such account", () => {}, { account: "nobody" }, "tenant-gone"],
    [
      "from our address",
      ({ sandbox }) => sandbox.control("ip-restriction", { permitted: false }),
      {},
      "ip-not-permitted",
    ],
    ["because it is down", (scene) => failing(scene, "server-error"), {}, "smarthr-unavailable"],
    ["because it is in maintenance", (scene) => failing(scene, "maintenance"), {}, "smarthr-maintenance"],
    ["because others ask too much", (scene) => failing(scene, "rate-limited"), {}, "smarthr-busy"],
  ])("%s: no link, nothing kept, and nobody waits for long", async (_, happen, special, kind) => {
    const scene = await aProduct(db);
    happen(scene);
    const [before, rows] = [scene.clock.now(), await scene.writtenRows()];

    const linked = await link(scene, special);

    expect(linked).toEqual(fail({ kind: "link-refused", reason: { kind } }));
    expect(await scene.writtenRows()).toEqual(rows);
    expect(scene.clock.now() - before).toBeLessThan(15_000);
  });
});

describe("design 2.7: another account than the company's links", () => {
  test("is linked only when the warning was read, and before that nothing is made in it", async () => {
    const scene = await aProduct(db);
    expectOk(await link(scene, {}, "sub@example.com"));
    const globex = { account: "globex", accessToken: scene.sandbox.accessTokenOf("globex") };
    scene.sent.length = 0;

    const warned = await link(scene, globex);
    const sentBefore = [...scene.sent];
    const confirmed = await link(scene, { ...globex, confirmedSubdomain: "globex" });

    expect(warned).toEqual(fail({ kind: "other-tenant", subdomain: "globex", linkedSubdomains: ["acme"] }));
    expect(sentBefore).toEqual([]);
    expect(confirmed).toEqual(ok("linked"));
  });

  test("a warning about another account than the one that is linked now does not count", async () => {
    const scene = await aProduct(db);
    expectOk(await link(scene, {}, "sub@example.com"));

    const globex = { account: "globex", accessToken: scene.sandbox.accessTokenOf("globex") };
    const linked = await link(scene, { ...globex, confirmedSubdomain: "initech" });

    expect(linked).toEqual(fail({ kind: "other-tenant", subdomain: "globex", linkedSubdomains: ["acme"] }));
  });

  test("once two accounts are linked, neither needs to be confirmed", async () => {
    const scene = await aProduct(db);
    const globex = { account: "globex", accessToken: scene.sandbox.accessTokenOf("globex") };
    expectOk(await link(scene, {}, "sub@example.com"));
    expectOk(await link(scene, { ...globex, confirmedSubdomain: "globex" }, "third@example.com"));

    expect(await link(scene, globex)).toEqual(ok("linked"));
    expect(await link(scene)).toEqual(ok("linked"));
  });
});

function link(scene: ProductScene, special: Partial<TypedAccess> = {}, whose = administratorEmail) {
  const { product, companyId, sandbox } = scene;
  const signal = new AbortController().signal;
  const typed = { account: "acme", accessToken: sandbox.accessToken, confirmedSubdomain: null, signal, ...special };
  return linkByAccessToken(product, { companyId, administratorEmail: whose }, typed);
}

function failing({ sandbox }: ProductScene, kind: "server-error" | "maintenance" | "rate-limited"): void {
  sandbox.control("faults", { kind, count: null, resetSeconds: 30 });
}
