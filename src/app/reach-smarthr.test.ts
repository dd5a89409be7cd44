import { afterAll, describe, expect, test } from "vitest";
import { expectOk, openTestDatabase } from "../../test/database.ts";
import { aProduct, type ProductScene, TEST_KEYS } from "../../test/product-scene.ts";
import { fail } from "../core/result.ts";
import { type Link, saveLink } from "../store/links.ts";
import { parseSecretKeys } from "../store/secrets.ts";
import { type GivenAccess, reachSmartHr } from "./reach-smarthr.ts";

const db = await openTestDatabase();
afterAll(() => db.close());

const DAY_MS = 86_400_000;

test("what the environment gives is used instead of a link", async () => {
  const scene = await aProduct(db);
  await link(scene);

  const reach = expectOk(await reachAs(scene, "hr@example.com", { subdomain: "globex", accessToken: "given" }));

  expect([reach.subdomain, await reach.access.token()]).toEqual(["globex", "given"]);
});

describe("M31: a link serves its own administrator", () => {
  test("and reaches the account they linked", async () => {
    const scene = await aProduct(db);
    await link(scene);

    const reach = expectOk(await reachAs(scene, "HR@example.com"));

    expect([reach.subdomain, await reach.access.token()]).toEqual(["acme", scene.sandbox.accessToken]);
  });

  test("another one is not linked", async () => {
    const scene = await aProduct(db);
    await link(scene);

    const reach = await reachAs(scene, "sub@example.com");

    expect(reach).toEqual(fail({ kind: "not-linked", administratorEmail: "sub@example.com" }));
  });

  test("nobody is not linked", async () => {
    const scene = await aProduct(db);
    await link(scene);

    const reach = await reachAs(scene, null);

    expect(reach).toEqual(fail({ kind: "not-linked", administratorEmail: null }));
  });
});

describe("M13, M32: a link is usable through the 90th day", () => {
  // The scenes' clock starts at 09:00 in Japan, so 15 hours later the next day begins.
  test.each([
    ["on the 90th day's last moment", 90 * DAY_MS + 15 * 3_600_000 - 1, true],
    ["on the day after", 90 * DAY_MS + 15 * 3_600_000, false],
  ])("%s", async (_, laterMs, usable) => {
    const scene = await aProduct(db);
    await link(scene);
    await scene.clock.advance(laterMs);

    const reach = await reachAs(scene, "hr@example.com");

    expect(reach.ok || reach.fault).toEqual(usable || { kind: "link-expired", administratorEmail: "hr@example.com" });
  });
});

describe("without the key that encrypted the link", () => {
  test("no key at all is a setting that is missing", async () => {
    const scene = await aProduct(db);
    await link(scene);
    const product = { ...scene.product, secretKeys: null };

    const reach = await reachSmartHr(product, scene.companyId, { given: null, administratorEmail: "hr@example.com" });

    expect(reach).toEqual(fail({ kind: "wrong-setting", setting: "SECRET_KEY", expected: "secret-key" }));
  });

  test("another key cannot be used", async () => {
    const scene = await aProduct(db);
    await link(scene);
    const secretKeys = expectOk(parseSecretKeys(Buffer.alloc(32, 8).toString("base64")));
    const product = { ...scene.product, secretKeys };

    const reach = await reachSmartHr(product, scene.companyId, { given: null, administratorEmail: "hr@example.com" });

    expect(reach).toEqual(fail({ kind: "link-unreadable", administratorEmail: "hr@example.com" }));
  });
});

test("an OAuth link cannot be renewed where the product is not registered, and the setting says so", async () => {
  const scene = await aProduct(db, { smarthr: { client: null } });
  const tokens = { kind: "oauth", accessToken: "access", refreshToken: "refresh", accessTokenExpiresAt: null } as const;
  await link(scene, { tokens });

  const reach = await reachAs(scene, "hr@example.com");

  expect(reach).toEqual(fail({ kind: "wrong-setting", setting: "SMARTHR_CLIENT_ID", expected: "both-or-neither" }));
});

async function link({ companyId, clock, sandbox }: ProductScene, special: Partial<Link> = {}): Promise<void> {
  await saveLink(db.queries, TEST_KEYS, {
    companyId,
    administratorEmail: "hr@example.com",
    subdomain: "acme",
    tenantUrl: "https://acme.smarthr.jp",
    linkedAt: clock.now(),
    tokens: { kind: "token", accessToken: sandbox.accessToken },
    ...special,
  });
}

function reachAs(
  { product, companyId }: ProductScene,
  administratorEmail: string | null,
  given: GivenAccess | null = null,
) {
  return reachSmartHr(product, companyId, { given, administratorEmail });
}
