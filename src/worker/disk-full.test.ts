import { afterAll, afterEach, describe, expect, test, vi } from "vitest";
import { openTestDatabase } from "../../test/database.ts";
import { fillDisk, makeRoom } from "../../test/full-disk.ts";
import { aProduct, type ProductScene } from "../../test/product-scene.ts";
import { aQueue, endOf, linkAdministrator, pressSync } from "../../test/worker-scene.ts";
import { LEASE_MS } from "../app/keep-run-alive.ts";

const db = await openTestDatabase();
const queueScene = await aQueue(db);
afterEach(() => makeRoom(db));
afterAll(async () => {
  await queueScene.close();
  await db.close();
});

describe("a run in the background for which the disk has no room", () => {
  test("ends as failed, in the log and in the figures, and the worker goes on", async () => {
    const { scene, worker } = await aWorkplace();
    await fillDisk(db, ["departments"]);

    const failed = await endOf(scene, (await pressSync(scene, queueScene, "departments")).id);
    await makeRoom(db);
    const next = await endOf(scene, (await pressSync(scene, queueScene, "departments")).id);

    await worker.stop();
    expect(failed).toMatchObject({ state: "failed", failure: { kind: "disk-full" } });
    expect(next.state).toBe("succeeded");
    expect(scene.observed.filter(({ kind }) => kind === "run-ended")).toMatchObject([
      { runId: failed.id, state: "failed", failure: "disk-full", counts: null },
      { runId: next.id, state: "succeeded", failure: null },
    ]);
    expect(queueScene.defects.map(causeOf)).toEqual([
      "Error: no space is left on the disk of the database: make room, then start the run again",
    ]);
  });

  test("not even for saying so is taken up again when its lease is out, and did not end before", async () => {
    const reading = Promise.withResolvers<void>();
    const full = Promise.withResolvers<void>();
    const { scene, worker } = await aWorkplace(async () => {
      reading.resolve();
      await full.promise;
    });
    const defectsBefore = queueScene.defects.length;
    // The disk refuses a lease that is renewed at that moment, too, which does not end the run.
    const hasGivenUp = () =>
      queueScene.defects.slice(defectsBefore).some((defect) => /make room/.test(causeOf(defect)));
    const run = await pressSync(scene, queueScene, "departments");
    await reading.promise;

    await fillDisk(db);
    full.resolve();
    await vi.waitFor(() => expect(hasGivenUp()).toBe(true), { interval: 10 });
    const ended = scene.observed.filter(({ kind }) => kind === "run-ended");
    await makeRoom(db);
    await scene.clock.advance(LEASE_MS + 1);
    const end = await endOf(scene, run.id);

    await worker.stop();
    expect(ended).toEqual([]);
    expect(end).toMatchObject({ state: "succeeded", failure: null });
  });
});

async function aWorkplace(beforeAnswering: () => Promise<void> = async () => {}) {
  const scene: ProductScene = await aProduct(db, {
    smarthr: {
      fetch: async (request) => {
        await beforeAnswering();
        return scene.sandbox.fetch(request);
      },
    },
  });
  await linkAdministrator(scene);
  return { scene, worker: await queueScene.work(scene.product, { lookAfterMs: 50 }) };
}

function causeOf(defect: unknown): string {
  return String((defect as Error).cause);
}
