import { afterAll, describe, expect, test } from "vitest";
import { expectOk, openTestDatabase } from "../../test/database.ts";
import { aProduct, type ProductScene } from "../../test/product-scene.ts";
import { linkAdministrator } from "../../test/worker-scene.ts";
import { reachSmartHr } from "./reach-smarthr.ts";

const db = await openTestDatabase();
afterAll(() => db.close());

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

// The scenes' clock starts at 09:00 in Japan: half an hour before the 90th day's end.
const HALF_AN_HOUR_LEFT = 90 * DAY_MS + 14.5 * HOUR_MS;

describe("M13, M32: the clock is set by an hour while a run reads by a link in its last hour", () => {
  test("forward: the run ends well, and the next one is told that the link has expired, until the clock is right again", async () => {
    const scene = await aSceneWith(HOUR_MS);

    const { summary } = await runByLink(scene);
    const after = await reachOf(scene);
    scene.clock.set(-HOUR_MS);
    const once = await reachOf(scene);

    expect(summary.state).toBe("succeeded");
    expect(after).toEqual({ ok: false, fault: { kind: "link-expired", administratorEmail: "hr@example.com" } });
    expect(once.ok).toBe(true);
  });

  test("back: the run ends well, and the link is good as long as the clock says", async () => {
    const scene = await aSceneWith(-HOUR_MS);

    const { summary } = await runByLink(scene);
    await scene.clock.advance(HOUR_MS);

    expect(summary.state).toBe("succeeded");
    expect((await reachOf(scene)).ok).toBe(true);
    await scene.clock.advance(HOUR_MS);
    expect((await reachOf(scene)).ok).toBe(false);
  });
});

/** Sets the clock as soon as SmartHR is asked. */
async function aSceneWith(setMs: number): Promise<ProductScene> {
  let asked = false;
  const scene: ProductScene = await aProduct(db, {
    smarthr: {
      fetch: async (request) => {
        if (!asked) scene.clock.set(setMs);
        asked = true;
        return scene.sandbox.fetch(request);
      },
    },
  });
  await linkAdministrator(scene);
  await scene.clock.advance(HALF_AN_HOUR_LEFT);
  return scene;
}

async function runByLink(scene: ProductScene) {
  return scene.run("departments", { reach: expectOk(await reachOf(scene)) });
}

function reachOf({ product, companyId }: ProductScene) {
  return reachSmartHr(product, companyId, { given: null, administratorEmail: "hr@example.com" });
}
