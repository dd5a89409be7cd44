import { randomUUID } from "node:crypto";
import { afterAll, describe, expect, test } from "vitest";
import { openTestDatabase } from "../../test/database.ts";
import { aProduct, type ProductScene, TEST_KEYS } from "../../test/product-scene.ts";
import type { Examination } from "../core/examination.ts";
import { settleInterruptedRuns } from "../store/background-runs.ts";
import { saveLink } from "../store/links.ts";
import { openRun } from "../store/runs.ts";
import { examineInstallation } from "./examine-installation.ts";
import type { Product } from "./product.ts";
import type { GivenAccess } from "./reach-smarthr.ts";

const DAY_MS = 86_400_000;
const db = await openTestDatabase();
afterAll(() => db.close());

test("a fresh installation is well, from the database outwards", async () => {
  const scene = await aProduct(db, { clock: { startAt: Date.now() } });

  const found = await examine(scene);

  expect(found).toEqual([
    { kind: "database", engine: db.kind, version: expect.stringMatching(/^\d+/) },
    { kind: "schema" },
    { kind: "key", given: true },
    { kind: "clock", offSeconds: expect.any(Number) },
    { kind: "links", count: 0, expiredCount: 0 },
    { kind: "open-run", requestedAt: null, overdue: false },
    { kind: "smarthr", answer: "not-asked" },
  ] satisfies Examination[]);
});

test("a machine's clock that goes wrong is told in seconds", async () => {
  const scene = await aProduct(db, { clock: { startAt: Date.now() - 3_600_000 } });

  const found = await examine(scene);

  const [clock] = found.filter(({ kind }) => kind === "clock");
  expect(clock?.kind === "clock" && Math.round(clock.offSeconds / 60)).toBe(-60);
});

test("without a key it says so", async () => {
  const scene = await aProduct(db);

  const found = await examine(scene, { secretKeys: null });

  expect(found).toContainEqual({ kind: "key", given: false });
});

test("M32: links that are used up are counted", async () => {
  const scene = await aProduct(db);
  const link = {
    companyId: scene.companyId,
    subdomain: "acme",
    tenantUrl: "https://acme.smarthr.jp",
    tokens: { kind: "token", accessToken: "issued" },
  } as const;
  await saveLink(db.queries, TEST_KEYS, { ...link, administratorEmail: "hr@example.com", linkedAt: scene.clock.now() });
  const longAgo = scene.clock.now() - 100 * DAY_MS;
  await saveLink(db.queries, TEST_KEYS, { ...link, administratorEmail: "sub@example.com", linkedAt: longAgo });

  const found = await examine(scene);

  expect(found).toContainEqual({ kind: "links", count: 2, expiredCount: 1 });
});

test("a run at work is told, and whether its process is still alive", async () => {
  const scene = await aProduct(db);
  const at = scene.clock.now();
  const run = { companyId: scene.companyId, subject: "employees", actor: "hr@example.com", subdomain: "acme" } as const;
  await openRun(db.queries, { ...run, id: randomUUID(), at, leaseUntil: at + 60_000 });

  const alive = await examine(scene);
  await scene.clock.advance(60_001);
  const dead = await examine(scene);

  await settleInterruptedRuns(db.queries, at, "all");
  expect(alive).toContainEqual({ kind: "open-run", requestedAt: at, overdue: false });
  expect(dead).toContainEqual({ kind: "open-run", requestedAt: at, overdue: true });
});

describe("SmartHR is asked by the environment's access", () => {
  test("and is well, and nothing is made there", async () => {
    const scene = await aProduct(db);

    const found = await examine(scene, {}, { subdomain: "acme", accessToken: scene.sandbox.accessToken });

    expect(found).toContainEqual({ kind: "smarthr", answer: "well" });
    expect(scene.sent).toEqual(["GET /v1/crew_custom_field_template_groups"]);
  });

  test("and what it refuses is told as a run would tell it", async () => {
    const scene = await aProduct(db);

    const found = await examine(scene, {}, { subdomain: "acme", accessToken: "shr_unknown" });

    expect(found).toContainEqual({ kind: "smarthr", answer: { kind: "link-rejected" } });
  });
});

function examine(
  { product }: ProductScene,
  special: Partial<Product> = {},
  given: GivenAccess | null = null,
): Promise<readonly Examination[]> {
  return examineInstallation({ ...product, ...special }, given, new AbortController().signal);
}
