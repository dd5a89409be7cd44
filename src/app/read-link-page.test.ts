import { afterAll, describe, expect, test } from "vitest";
import { expectOk, openTestDatabase } from "../../test/database.ts";
import { aProduct, aRunRequest, type ProductScene } from "../../test/product-scene.ts";
import { linkByAccessToken } from "./link-by-access-token.ts";
import { performRun } from "./perform-run.ts";
import { reachSmartHr } from "./reach-smarthr.ts";
import { readLinkPage } from "./read-link-page.ts";
import { remakeOptOutField } from "./remake-opt-out-field.ts";

const db = await openTestDatabase();
afterAll(() => db.close());

const NEVER = new AbortController().signal;
const administratorEmail = "admin@example.com";

test("before anybody linked there is nothing to show", async () => {
  const scene = await aProduct(db);

  expect(await page(scene)).toEqual({
    link: { kind: "not-linked" },
    oauthOffered: true,
    optOutFieldFailure: null,
    optOutFieldRemembered: false,
    others: [],
    pending: null,
    accountNeeded: false,
    outcome: null,
  });
});

test("an installation that is no SmartHR Plus app offers access tokens only", async () => {
  const scene = await aProduct(db, { smarthr: { client: null } });

  expect((await page(scene)).oauthOffered).toBe(false);
});

test("M31: who else is linked is told with the account, and whether it expired", async () => {
  const scene = await aProduct(db);
  await link(scene, "zweit@example.com");
  await scene.clock.advance(91 * 86_400_000);
  await link(scene, "sub@example.com");
  await link(scene);

  const tenantUrl = "http://localhost:4000/tenants/acme";
  expect((await page(scene)).others).toEqual([
    { email: "sub@example.com", tenantUrl, expired: false },
    { email: "zweit@example.com", tenantUrl, expired: true },
  ]);
});

describe("M27: what stands in the opt-out field's way", () => {
  test("is told for as long as nobody has looked again, and opening the page asks nothing of SmartHR", async () => {
    const scene = await aProduct(db);
    mayMakeFields(scene, false);
    await link(scene);
    scene.sent.length = 0;

    const shown = [await page(scene), await page(scene)];

    expect(shown.map(({ optOutFieldFailure }) => optOutFieldFailure)).toEqual([MISSING, MISSING]);
    expect(shown.map(({ link: { kind } }) => kind)).toEqual(["linked", "linked"]);
    expect(scene.sent).toEqual([]);
  });

  test("is over when linking anew makes the field", async () => {
    const scene = await aProduct(db);
    mayMakeFields(scene, false);
    await link(scene);
    mayMakeFields(scene, true);

    await link(scene);

    expect((await page(scene)).optOutFieldFailure).toBeNull();
  });

  test("is over when a run of employees finds the field", async () => {
    const scene = await aProduct(db);
    mayMakeFields(scene, false);
    await link(scene);
    const failed = await runByLink(scene);
    const shownBetween = (await page(scene)).optOutFieldFailure;
    mayMakeFields(scene, true);

    const done = await runByLink(scene);

    expect([failed.failure, shownBetween]).toEqual([MISSING, MISSING]);
    expect(done.failure).toBeNull();
    expect((await page(scene)).optOutFieldFailure).toBeNull();
  });

  test("comes up when a run of employees misses the field, and other failures say nothing of it", async () => {
    const scene = await aProduct(db);
    await link(scene);
    await runByLink(scene);
    scene.sandbox.control("delete-opt-out-field", {});
    await runByLink(scene);
    scene.sandbox.control("faults", { kind: "server-error", count: null });

    const down = await runByLink(scene);

    expect(down.failure).toEqual({ kind: "smarthr-unavailable" });
    expect((await page(scene)).optOutFieldFailure).toEqual(MISSING);
  });

  test("is over when an administrator has the field made anew (M35)", async () => {
    const scene = await aProduct(db);
    await link(scene);
    scene.sandbox.control("delete-opt-out-field", {});
    await runByLink(scene);
    await scene.clock.advance(1_000);

    expectOk(await remakeOptOutField(scene.product, scene.companyId, scene.reach, { signal: NEVER }));

    expect((await page(scene)).optOutFieldFailure).toBeNull();
  });

  test.each([
    ["crew_custom_field_templates", { kind: "missing-permission", resource: "crew_custom_field_templates" }],
    ["crews", null],
  ] as const)("a run that may not read %s says %j", async (resource, failure) => {
    const scene = await aProduct(db);
    await link(scene);
    scene.sandbox.control("resource-permission", { resource, read: false });

    expect((await runByLink(scene)).failure).toMatchObject({ kind: "missing-permission" });

    expect((await page(scene)).optOutFieldFailure).toEqual(failure);
  });

  test("of another account, or another company, says nothing", async () => {
    const [scene, other] = [await aProduct(db), await aProduct(db)];
    mayMakeFields(other, false);
    await link(other);
    await link(scene);

    expect((await page(scene)).optOutFieldFailure).toBeNull();
    expect((await page(other)).optOutFieldFailure).toEqual(MISSING);
  });
});

const MISSING = { kind: "opt-out-field-missing" };

function page({ product, companyId }: ProductScene) {
  return readLinkPage(product, { companyId, administratorEmail }, null);
}

async function link({ product, companyId, sandbox }: ProductScene, whose = administratorEmail): Promise<void> {
  const typed = { account: "acme", accessToken: sandbox.accessToken, confirmedSubdomain: null, signal: NEVER };
  expectOk(await linkByAccessToken(product, { companyId, administratorEmail: whose }, typed));
}

function mayMakeFields({ sandbox }: ProductScene, update: boolean): void {
  sandbox.control("resource-permission", { resource: "crew_custom_field_templates", update });
}

async function runByLink({ product, companyId, clock }: ProductScene) {
  await clock.advance(1_000);
  const reach = expectOk(await reachSmartHr(product, companyId, { given: null, administratorEmail }));
  const request = { ...aRunRequest(companyId, reach), subject: "employees" } as const;
  return expectOk(await performRun(product, request)).summary;
}
