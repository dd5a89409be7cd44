import { afterAll, expect, test } from "vitest";
import { expectOk, openTestDatabase } from "../../test/database.ts";
import { aProduct } from "../../test/product-scene.ts";
import { DEFAULT_GUARD_LIMITS, limitsOf } from "../core/guards.ts";
import { fail } from "../core/result.ts";
import { changeGuardLimits, readGuardSettings } from "./guard-settings.ts";

const db = await openTestDatabase();
afterAll(() => db.close());

const STRICT = limitsOf({ "newly-retired": { percentage: 1, minimum: 1 } });
const LAX = limitsOf({ "newly-retired": { percentage: 90, minimum: 900 } });

test("limits are changed by whoever saw them as they are", async () => {
  const { product, companyId } = await aProduct(db);

  const before = await readGuardSettings(product, companyId);
  const changed = expectOk(await changeGuardLimits(product, companyId, STRICT, before.limits));

  expect(before).toEqual({ limits: DEFAULT_GUARD_LIMITS, lastSeen: [] });
  expect(changed).toEqual({ limits: STRICT, lastSeen: [] });
  expect(await readGuardSettings(product, companyId)).toEqual(changed);
});

test("of two people who save at the same moment what they began alike, one is told that it is stale", async () => {
  const { product, companyId } = await aProduct(db);

  const saved = await Promise.all([
    changeGuardLimits(product, companyId, STRICT, DEFAULT_GUARD_LIMITS),
    changeGuardLimits(product, companyId, LAX, DEFAULT_GUARD_LIMITS),
  ]);

  const kept = saved.flatMap((each) => (each.ok ? [each.value] : []));
  expect(kept.length).toBe(1);
  expect(saved).toContainEqual(fail({ kind: "stale" }));
  expect(await readGuardSettings(product, companyId)).toEqual(kept[0]);
});
