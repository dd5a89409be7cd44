import { afterAll, describe, expect, test } from "vitest";
import { expectOk, openTestDatabase } from "../../test/database.ts";
import { aProduct, type ProductScene, TEST_KEYS } from "../../test/product-scene.ts";
import { fail } from "../core/result.ts";
import { findLink } from "../store/links.ts";
import { notedEndOfPeople, rememberedOptOutField } from "../store/tenants.ts";
import { type LinkRequest, linkByTokens } from "./link-by-tokens.ts";

const db = await openTestDatabase();
afterAll(() => db.close());

describe("M9–M14: linking with a token that SmartHR takes", () => {
  test("keeps the link, encrypted, and makes the opt-out field in SmartHR", async () => {
    const scene = await aProduct(db);

    const made = expectOk(await link(scene));

    const stored = expectOk(await findLink(db.queries, TEST_KEYS, made.link));
    expect(made).toEqual({
      link: {
        companyId: scene.companyId,
        administratorEmail: "hr@example.com",
        subdomain: "acme",
        tenantUrl: "http://localhost:4000/tenants/acme",
        linkedAt: scene.clock.now(),
        tokens: { kind: "token", accessToken: scene.sandbox.accessToken },
      },
      optOutFieldFailure: null,
    });
    expect(stored).toEqual(made.link);
    expect(fieldCount(scene)).toBe(1);
    expect(await remembered(scene)).toEqual(expect.any(String));
  });

  test("M29: linking anew renews the days and makes no second field", async () => {
    const scene = await aProduct(db);
    await link(scene);
    await scene.clock.advance(86_400_000);

    const { link: renewed } = expectOk(await link(scene));

    expect(renewed.linkedAt).toBe(scene.clock.now());
    expect(expectOk(await findLink(db.queries, TEST_KEYS, renewed))).toEqual(renewed);
    expect(fieldCount(scene)).toBe(1);
  });

  test("M35: a field that was deleted is not made anew in silence", async () => {
    const scene = await aProduct(db);
    await link(scene);
    const before = await remembered(scene);
    scene.sandbox.control("delete-opt-out-field", {});

    const { optOutFieldFailure } = expectOk(await link(scene));

    expect(optOutFieldFailure).toEqual({ kind: "opt-out-field-missing" });
    expect(fieldCount(scene)).toBe(0);
    expect(await remembered(scene)).toBe(before);
  });
});

describe("docs/decisions/0048: what the first reading knows of the list of people", () => {
  test("is how it ended when somebody linked", async () => {
    const scene = await aProduct(db);

    await link(scene);

    const { total, rows } = scene.sandbox.control("rows", { list: "crews" });
    expect(await notedEndOfPeople(db.queries, accountIn(scene))).toEqual({
      count: total,
      newestCrewId: rows.at(-1)?.["id"],
    });
  });

  test.each([
    ["does not answer", () => new Promise<never>(() => {})],
    ["says that it has to be waited for", () => Promise.resolve(tooMany(3_000))],
  ])("is not waited for where SmartHR %s", async (_, answer) => {
    const scene = await aProduct(db, {
      smarthr: {
        fetch: (request) =>
          new URL(request.url).pathname.endsWith("/v1/crews") ? answer() : scene.sandbox.fetch(request),
      },
    });
    const startedAt = scene.clock.elapsed();

    const made = expectOk(await link(scene));

    expect(made.optOutFieldFailure).toBeNull();
    expect(scene.clock.elapsed() - startedAt).toBeLessThanOrEqual(2_000);
    expect(await notedEndOfPeople(db.queries, accountIn(scene))).toBeNull();
  });

  test("is nothing where the token may not see people, and the link stands", async () => {
    const scene = await aProduct(db);
    scene.sandbox.control("resource-permission", { resource: "crews", read: false });

    const made = expectOk(await link(scene));

    expect(expectOk(await findLink(db.queries, TEST_KEYS, made.link))).toEqual(made.link);
    expect(await notedEndOfPeople(db.queries, accountIn(scene))).toBeNull();
  });
});

describe("M27: the link stands without the field, and says so", () => {
  test("when the token may not make it", async () => {
    const scene = await aProduct(db);
    scene.sandbox.control("resource-permission", { resource: "crew_custom_field_templates", update: false });

    const made = expectOk(await link(scene));

    expect(made.optOutFieldFailure).toEqual({ kind: "opt-out-field-missing" });
    expect(expectOk(await findLink(db.queries, TEST_KEYS, made.link))).toEqual(made.link);
    expect(await remembered(scene)).toBeNull();
  });

  test("when the token may not even look for it", async () => {
    const scene = await aProduct(db);
    scene.sandbox.control("resource-permission", { resource: "crew_custom_field_templates", read: false });

    const { optOutFieldFailure } = expectOk(await link(scene));

    expect(optOutFieldFailure).toEqual({
      kind: "missing-permission",
      resource: "crew_custom_field_template_groups",
    });
  });
});

describe("no link is made", () => {
  test.each([
    ["a token that SmartHR does not know", { tokens: { kind: "token", accessToken: "shr_unknown" } }, "link-rejected"],
    ["another account than the token's", { subdomain: "globex" }, "link-rejected"],
    ["an account that does not exist", { subdomain: "nobody" }, "tenant-gone"],
  ] as const)("with %s", async (_, special, kind) => {
    const scene = await aProduct(db);

    const linked = await link(scene, special);

    expect(linked).toEqual(fail({ kind }));
    expect(expectOk(await findLink(db.queries, TEST_KEYS, ownerIn(scene)))).toBeNull();
  });

  test("when SmartHR does not answer", async () => {
    const scene = await aProduct(db);
    scene.sandbox.control("faults", { kind: "server-error", count: null });

    const linked = await link(scene);

    expect(linked).toEqual(fail({ kind: "smarthr-unavailable" }));
    expect(expectOk(await findLink(db.queries, TEST_KEYS, ownerIn(scene)))).toBeNull();
  });
});

function link(scene: ProductScene, special: Partial<LinkRequest> = {}) {
  return linkByTokens(scene.product, TEST_KEYS, {
    ...ownerIn(scene),
    subdomain: "acme",
    tokens: { kind: "token", accessToken: scene.sandbox.accessToken },
    signal: new AbortController().signal,
    ...special,
  });
}

function ownerIn({ companyId }: ProductScene) {
  return { companyId, administratorEmail: "hr@example.com" };
}

function tooMany(resetSeconds: number): Response {
  const headers = {
    "x-rate-limit-limit": "5000",
    "x-rate-limit-remaining": "0",
    "x-rate-limit-reset": String(resetSeconds),
  };
  return new Response("{}", { status: 429, headers });
}

function accountIn({ companyId }: ProductScene) {
  return { companyId, subdomain: "acme" };
}

function remembered({ companyId }: ProductScene): Promise<string | null> {
  return rememberedOptOutField(db.queries, companyId, "acme");
}

function fieldCount({ sandbox }: ProductScene): number {
  return sandbox.control("rows", { list: "crew_custom_field_templates" }).total;
}
