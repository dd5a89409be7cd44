import { randomUUID } from "node:crypto";
import { afterAll, describe, expect, test, vi } from "vitest";
import { addTestCompany, expectOk, openTestDatabase } from "../../test/database.ts";
import {
  aProduct,
  OAUTH_CLIENT,
  type ProductScene,
  type ProductSceneOptions,
  type WrittenRows,
} from "../../test/product-scene.ts";
import { aQueue, endOf, linkAdministrator, pressSync } from "../../test/worker-scene.ts";
import { browseRuns, viewRun } from "../app/browse-runs.ts";
import { cancelRun } from "../app/cancel-run.ts";
import { LEASE_MS, RENEWAL_MS } from "../app/keep-run-alive.ts";
import { WAITED_LONG_MS } from "../app/recover-runs.ts";
import { startRun } from "../app/start-run.ts";
import { LOOKS_UNCHANGED } from "../app/watch-leases.ts";
import type { RunWaiting } from "../core/run-waiting.ts";
import type { Fetch } from "../smarthr/send.ts";
import { claimRun, listLeases, MOST_ATTEMPTS, queueRun, settleInterruptedRuns } from "../store/background-runs.ts";
import type { CompanyId } from "../store/companies.ts";
import { endLink } from "../store/links.ts";
import { failRun, findRunSummary, openRun } from "../store/runs.ts";
import { openRunQueue, POLL_SECONDS } from "./open-run-queue.ts";
import { LOOK_AFTER_MS } from "./start-worker.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const db = await openTestDatabase();
const queueScene = await aQueue(db);
const { queue, defects } = queueScene;
afterAll(async () => {
  await queueScene.close();
  await db.close();
});

describe("M22: a run that was started is carried out in the background", () => {
  test("departments, then employees, each to its end", async () => {
    const scene = await aLinkedProduct();
    const worker = await queueScene.work(scene.product);

    const departments = await endOf(scene, (await pressSync(scene, queueScene, "departments")).id);
    const employees = await endOf(scene, (await pressSync(scene, queueScene, "employees")).id);

    await worker.stop();
    expect(departments).toMatchObject({ subject: "departments", state: "succeeded", counts: { create: 3, reject: 0 } });
    expect(employees).toMatchObject({
      subject: "employees",
      state: "partly-failed",
      actor: "見本 花子",
      counts: { read: 8, create: 2, reject: 6 },
      failure: null,
    });
    expect((await scene.employees()).map(({ email }) => email)).toEqual(["001@aaa.com", "002@aaa.com"]);
    expect((await allRuns(scene)).map(({ id }) => id)).toEqual([employees.id, departments.id]);
  });

  test("it waits until there is a worker", async () => {
    const scene = await aLinkedProduct();

    const waiting = await pressSync(scene, queueScene, "departments");

    expect(waiting).toMatchObject({ state: "queued", startedAt: null, progress: null });
    const worker = await queueScene.work(scene.product);
    expect(await endOf(scene, waiting.id)).toMatchObject({ state: "succeeded" });
    await worker.stop();
  });

  test("a run that changes nothing writes no row but its own", async () => {
    const scene = await aLinkedProduct();
    const worker = await queueScene.work(scene.product);
    await endOf(scene, (await pressSync(scene, queueScene, "departments")).id);
    const { runs: _before, ...before } = await scene.writtenRows();

    await endOf(scene, (await pressSync(scene, queueScene, "departments")).id);

    const { runs, ...after } = await scene.writtenRows();
    await worker.stop();
    expect(after).toEqual(before);
    expect(runs).toHaveLength(2);
  });

  test("a SmartHR that fails is a failed run, and the next one is carried out", async () => {
    const scene = await aLinkedProduct();
    const worker = await queueScene.work(scene.product);
    scene.sandbox.control("faults", { kind: "ip-not-permitted" });

    const failed = await endOf(scene, (await pressSync(scene, queueScene, "departments")).id);
    const next = await endOf(scene, (await pressSync(scene, queueScene, "departments")).id);

    await worker.stop();
    expect(failed).toMatchObject({ state: "failed", failure: { kind: "ip-not-permitted" }, counts: null });
    expect(next.state).toBe("succeeded");
  });

  test("many companies' runs and pages at the same time stand in nobody's way", async () => {
    const scenes = await Promise.all(Array.from({ length: 8 }, () => aLinkedProduct()));
    const [first] = scenes;
    if (first === undefined) throw new Error("expected scenes");
    const worker = await queueScene.work(first.product);

    const runs = await Promise.all(scenes.map((scene) => pressSync(scene, queueScene, "departments")));
    const pages = await Promise.all(scenes.flatMap((scene) => [allRuns(scene), scene.departments()]));

    // One worker carries the runs of all companies; here each has a SmartHR of its own, and its token is not known in the first's.
    const ends = await Promise.all(runs.map((run, number) => endOf(scenes[number] ?? first, run.id)));
    await worker.stop();
    expect(pages).toHaveLength(16);
    expect(ends.every(({ state }) => state === "succeeded" || state === "failed")).toBe(true);
    expect(ends[0]?.state).toBe("succeeded");
  });
});

describe("SmartHR in maintenance is waited for", () => {
  test("without a worker's place, so that other companies' runs are carried out meanwhile, and the run goes on by itself", async () => {
    const scene = await aLinkedProduct();
    const other = { ...scene, companyId: await addTestCompany(db) };
    await linkAdministrator(other);
    const worker = await queueScene.work(scene.product, { runsAtOnce: 1, lookAfterMs: 10 });
    scene.sandbox.control("faults", { kind: "maintenance" });
    const run = await pressSync(scene, queueScene, "departments");
    const waiting = await waitingOf(scene, run.id);

    const othersEnd = await endOf(other, (await pressSync(other, queueScene, "departments")).id);
    const meanwhile = await viewRun(scene.product, scene.companyId, run.id);
    await scene.clock.advance(2 * MINUTE);
    const end = await endOf(scene, run.id);

    await worker.stop();
    expect(waiting.nextTryAt - waiting.since).toBeLessThan(2 * MINUTE);
    expect(othersEnd.state).toBe("succeeded");
    expect(meanwhile).toMatchObject({ state: "queued", waiting });
    expect(end).toMatchObject({ state: "succeeded", counts: { create: 3 }, waiting: null });
    expect(await findRunSummary(db.queries, scene.companyId, run.id)).toMatchObject({ attempts: 1 });
  });

  test("across restarts of the worker, with three workers, however often SmartHR says so, and once it is over the run is carried out once", async () => {
    const scene = await aLinkedProduct();
    scene.sandbox.control("faults", { kind: "maintenance", count: null });
    const first = await queueScene.work(scene.product, { lookAfterMs: 10 });
    const run = await pressSync(scene, queueScene, "departments");
    const { since } = await waitingOf(scene, run.id);
    await first.stop();
    const workers = [];
    for (let count = 0; count < 3; count++) workers.push(await queueScene.work(scene.product, { lookAfterMs: 10 }));

    let waiting = await waitingOf(scene, run.id);
    for (let tries = 0; tries < 6; tries++) {
      await scene.clock.advance(waiting.nextTryAt - scene.clock.now());
      waiting = await waitingOf(scene, run.id, waiting.nextTryAt);
    }
    scene.sandbox.control("calm", {});
    await scene.clock.advance(waiting.nextTryAt - scene.clock.now());
    const end = await endOf(scene, run.id);

    for (const worker of workers) await worker.stop();
    expect(waiting.since).toBe(since);
    expect(end).toMatchObject({ state: "succeeded", counts: { create: 3 } });
    expect(await findRunSummary(db.queries, scene.companyId, run.id)).toMatchObject({ attempts: 1 });
  });

  test("for six hours, then the run fails", async () => {
    const scene = await aLinkedProduct();
    scene.sandbox.control("faults", { kind: "maintenance", count: null });
    const worker = await queueScene.work(scene.product, { lookAfterMs: 10 });
    const run = await pressSync(scene, queueScene, "departments");
    const { until } = await waitingOf(scene, run.id);

    await scene.clock.advance(until - scene.clock.now());
    const end = await endOf(scene, run.id);

    await worker.stop();
    expect(end).toMatchObject({ state: "failed", failure: { kind: "smarthr-maintenance" }, finishedAt: until });
  });

  test("and a run that waits so can be cancelled", async () => {
    const scene = await aLinkedProduct();
    scene.sandbox.control("faults", { kind: "maintenance" });
    const worker = await queueScene.work(scene.product, { lookAfterMs: 10 });
    const run = await pressSync(scene, queueScene, "departments");
    await waitingOf(scene, run.id);

    const cancelled = await cancelRun(scene.product, scene.companyId, run.id, "見本 花子");

    await scene.clock.advance(2 * MINUTE);
    const next = await endOf(scene, (await pressSync(scene, queueScene, "departments")).id);
    await worker.stop();
    expect(cancelled).toMatchObject({ ok: true, value: { state: "cancelled", waiting: null } });
    expect(next.state).toBe("succeeded");
    expect((await allRuns(scene)).map(({ state }) => state)).toEqual(["succeeded", "cancelled"]);
  });

  test("when it begins in the middle of a reading, nothing of the reading is kept", async () => {
    const scene = await aLinkedProduct({ seed: 250 });
    const worker = await queueScene.work(scene.product, { lookAfterMs: 10 });
    await endOf(scene, (await pressSync(scene, queueScene, "departments")).id);
    scene.sandbox.control("faults", { kind: "maintenance", path: "/v1/crews", after: 2 });
    const { runs: _before, ...before } = await scene.writtenRows();
    const run = await pressSync(scene, queueScene, "employees");
    await waitingOf(scene, run.id);
    const { runs: _waiting, ...whileWaiting } = await scene.writtenRows();
    await scene.clock.advance(2 * MINUTE);

    const end = await endOf(scene, run.id);

    await worker.stop();
    expect(withoutTenants(whileWaiting)).toEqual(withoutTenants(before));
    expect(end).toMatchObject({ counts: { read: 250 }, failure: null });
  });
});

describe("a small run never waits for large ones", () => {
  test("a process carries one large run and one of unknown size at a time, and small ones beside them", async () => {
    const held = heldBackSmartHr();
    const scene = await aLinkedProduct({ smarthr: held.smarthr });
    const first = await aSmallCompany(scene);
    const [large, unknown] = [await companies(scene, 5), await companies(scene, 5)];
    await Promise.all(large.map(({ companyId }) => rememberRead(companyId, 100_000)));
    const worker = await queueScene.work(scene.product);
    const slow = [];
    for (const company of [...large, ...unknown]) slow.push(await pressSync(company, queueScene, "employees"));
    await held.reading;

    held.answerFor(scene, "/v1/departments");
    const small = await endOf(first, (await pressSync(first, queueScene, "departments")).id);
    const meanwhile = await Promise.all([...large, ...unknown].map((company) => allRuns(company)));

    expect(small.state).toBe("succeeded");
    const working = meanwhile.map(([run]) => run?.state === "running");
    expect(working.slice(0, 5).filter(Boolean).length).toBeLessThanOrEqual(1);
    expect(working.slice(5).filter(Boolean).length).toBeLessThanOrEqual(1);
    held.behind(scene);
    held.goOn();
    for (const [index, company] of [...large, ...unknown].entries()) {
      const end = await endOf(company, slow[index]?.id ?? "");
      expect(end.finishedAt).not.toBeNull();
    }
    await worker.stop();
  });
});

describe("one run of a company is open at a time", () => {
  test("of presses at the same instant in two processes one starts it, and the others are told of it", async () => {
    const scene = await aLinkedProduct();
    const other = await openRunQueue({ db, logDefect: () => {}, role: "sends" });
    const request = {
      companyId: scene.companyId,
      subject: "departments",
      administratorEmail: "hr@example.com",
      actor: "見本 花子",
    } as const;

    const presses = await Promise.all(
      [queue, other, queue, other].map((process) => startRun(scene.product, process, request)),
    );

    await other.close();
    const [run, ...more] = await allRuns(scene);
    expect(more).toEqual([]);
    expect(presses.filter(({ ok }) => ok)).toEqual([{ ok: true, value: run }]);
    expect(presses.filter(({ ok }) => !ok)).toEqual(
      Array.from({ length: 3 }, () => {
        const { id: runId, requestedAt } = run ?? {};
        const fault = { kind: "run-open", runId, subject: "departments", actor: "見本 花子", requestedAt };
        return { ok: false, fault };
      }),
    );
    await cancelRun(scene.product, scene.companyId, run?.id ?? "", "見本 花子");
  });

  test("a start that fails after its row was made leaves neither row nor work", async () => {
    const scene = await aLinkedProduct();
    const failing = { ...queue, send: () => Promise.reject(new Error("the queue is away")) };
    const request = { companyId: scene.companyId, subject: "departments", actor: "見本 花子" } as const;

    const start = startRun(scene.product, failing, { ...request, administratorEmail: "hr@example.com" });

    await expect(start).rejects.toThrow("the queue is away");
    expect(await allRuns(scene)).toEqual([]);
  });
});

describe("a run that is cancelled", () => {
  test("while it waits is never carried out", async () => {
    const scene = await aLinkedProduct();
    const waiting = await pressSync(scene, queueScene, "departments");

    await cancelRun(scene.product, scene.companyId, waiting.id, "見本 花子");

    const worker = await queueScene.work(scene.product);
    const next = await endOf(scene, (await pressSync(scene, queueScene, "departments")).id);
    await worker.stop();
    expect(next.state).toBe("succeeded");
    expect(await allRuns(scene)).toMatchObject([
      { id: next.id },
      { id: waiting.id, state: "cancelled", startedAt: null },
    ]);
  });

  test("while SmartHR is read applies nothing, and the worker goes on", async () => {
    const held = heldBackSmartHr();
    const scene = await aLinkedProduct({ smarthr: held.smarthr });
    held.behind(scene);
    const worker = await queueScene.work(scene.product);
    const run = await pressSync(scene, queueScene, "departments");
    await held.reading;

    const cancelled = await cancelRun(scene.product, scene.companyId, run.id, "見本 花子");

    held.goOn();
    const next = await endOf(scene, (await pressSync(scene, queueScene, "departments")).id);
    await worker.stop();
    expect(cancelled).toMatchObject({ ok: true, value: { state: "cancelled" } });
    expect(next).toMatchObject({ state: "succeeded", counts: { create: 3 } });
    expect((await allRuns(scene)).map(({ state }) => state)).toEqual(["succeeded", "cancelled"]);
  });
});

describe("a process may die at any instruction", () => {
  test("a dead worker's run is carried by another one within 30 seconds: its lease or its wait, a look, and a look into the queue", () => {
    const worstMs = LEASE_MS + LOOK_AFTER_MS + POLL_SECONDS * 1_000;

    expect(worstMs).toBeLessThanOrEqual(30_000);
    // One that died between fetching a run and taking it up leaves a waiting run that nobody is sent to.
    expect(WAITED_LONG_MS + LOOK_AFTER_MS + POLL_SECONDS * 1_000).toBeLessThanOrEqual(30_000);
    // Until a lease has run out, every worker has looked at it often enough to know that it is not renewed any more.
    expect((LOOKS_UNCHANGED - 1) * LOOK_AFTER_MS).toBeLessThanOrEqual(LEASE_MS);
    // And whoever lives renews it between the first of these looks and the last.
    expect((LOOKS_UNCHANGED - 1) * LOOK_AFTER_MS).toBeGreaterThan(RENEWAL_MS + 1_000);
  });

  test("a run whose worker died is taken up again within its lease and one look", async () => {
    const scene = await aLinkedProduct();
    const run = await aDeadRun(scene);
    const worker = await queueScene.work(scene.product, { lookAfterMs: 10 });

    await scene.clock.advance(LEASE_MS + 1);

    const end = await endOf(scene, run);
    await worker.stop();
    expect(end).toMatchObject({ state: "succeeded", counts: { create: 3 } });
    expect(await findRunSummary(db.queries, scene.companyId, run)).toMatchObject({ attempts: 2 });
  });

  test("after three deaths it is closed as interrupted", async () => {
    const scene = await aLinkedProduct();
    const run = await aDeadRun(scene);
    for (let death = 1; death < MOST_ATTEMPTS; death++) {
      const at = scene.clock.now();
      await settleInterruptedRuns(
        db.queries,
        at,
        (await listLeases(db.queries)).filter(({ id }) => id === run),
      );
      await claimRun(db.queries, run, { at, leaseUntil: at + LEASE_MS });
    }
    const worker = await queueScene.work(scene.product, { lookAfterMs: 10 });

    await scene.clock.advance(LEASE_MS + 1);

    const end = await endOf(scene, run);
    await worker.stop();
    expect(end).toMatchObject({ state: "failed", failure: { kind: "interrupted" } });
  });

  test("a run that a worker carries itself is not taken from it, however late its lease is", async () => {
    const held = heldBackSmartHr();
    const scene = await aLinkedProduct({ smarthr: held.smarthr });
    held.behind(scene);
    let looks = 0;
    const clock = { ...scene.clock, now: () => [scene.clock.now(), looks++][0] ?? 0 };
    const worker = await queueScene.work({ ...scene.product, clock }, { lookAfterMs: 10 });
    const run = await pressSync(scene, queueScene, "departments");
    await held.reading;

    await scene.clock.advance(LEASE_MS * 2);
    const looksBefore = looks;
    await vi.waitFor(() => expect(looks).toBeGreaterThan(looksBefore + 2), { interval: 10 });

    held.goOn();
    const end = await endOf(scene, run.id);
    await worker.stop();
    expect(end.state).toBe("succeeded");
    expect(await findRunSummary(db.queries, scene.companyId, run.id)).toMatchObject({ attempts: 1 });
  });

  test.each([
    ["forward", 5 * HOUR],
    ["back", -5 * HOUR],
  ])(
    "when the clock is set %s by hours while a worker reads, its run stays its own, and ends well",
    async (_, setMs) => {
      const held = heldBackSmartHr();
      const scene = await aLinkedProduct({ smarthr: held.smarthr });
      held.behind(scene);
      const worker = await queueScene.work(scene.product);
      const run = await pressSync(scene, queueScene, "departments");
      await held.reading;
      const other = await queueScene.work(scene.product, { lookAfterMs: 3_500 });

      scene.clock.set(setMs);
      await vi.waitFor(
        async () => {
          const { leaseUntil } = (await findRunSummary(db.queries, scene.companyId, run.id)) ?? {};
          expect(leaseUntil).toBe(scene.clock.now() + LEASE_MS);
        },
        { timeout: 15_000, interval: 100 },
      );
      const meanwhile = await findRunSummary(db.queries, scene.companyId, run.id);
      held.goOn();
      const end = await endOf(scene, run.id);

      await worker.stop();
      await other.stop();
      expect(meanwhile).toMatchObject({ state: "running", attempts: 1 });
      expect(end.state).toBe("succeeded");
      expect(await findRunSummary(db.queries, scene.companyId, run.id)).toMatchObject({ attempts: 1 });
    },
  );

  test.each([
    ["forward", 5 * HOUR],
    ["back", -5 * HOUR],
  ])("a run whose worker died is taken up again when the clock was set %s by hours since", async (_, setMs) => {
    const scene = await aLinkedProduct();
    const run = await aDeadRun(scene);
    const worker = await queueScene.work(scene.product, { lookAfterMs: 10 });

    scene.clock.set(setMs);

    const end = await endOf(scene, run);
    await worker.stop();
    expect(end).toMatchObject({ state: "succeeded", counts: { create: 3 } });
  });

  test("a run that was never sent is sent by the next worker that begins", async () => {
    const scene = await aLinkedProduct();
    const run = await aQueuedRun(scene);

    const worker = await queueScene.work(scene.product);

    expect(await endOf(scene, run)).toMatchObject({ state: "succeeded" });
    await worker.stop();
  });

  test("a run whose worker died between fetching it and taking it up is carried by another one", async () => {
    const scene = await aLinkedProduct();
    const worker = await queueScene.work(scene.product, { lookAfterMs: 10 });
    const run = await aQueuedRun(scene);

    await scene.clock.advance(WAITED_LONG_MS);

    const end = await endOf(scene, run);
    await worker.stop();
    expect(end.state).toBe("succeeded");
    expect(await findRunSummary(db.queries, scene.companyId, run)).toMatchObject({ attempts: 1 });
  });

  test("a run that was sent twice is carried out once", async () => {
    const scene = await aLinkedProduct();
    const worker = await queueScene.work(scene.product);
    const run = await pressSync(scene, queueScene, "departments");
    await db.transaction((tx) => queue.send(tx, [run.id, run.id]));
    queue.wake();

    const end = await endOf(scene, run.id);

    await worker.stop();
    expect(end.state).toBe("succeeded");
    expect(await findRunSummary(db.queries, scene.companyId, run.id)).toMatchObject({ attempts: 1 });
  });
});

test("a worker that is told to stop lets its run wait, and the next worker carries it out", async () => {
  const held = heldBackSmartHr();
  const scene = await aLinkedProduct({ smarthr: held.smarthr });
  held.behind(scene);
  const worker = await queueScene.work(scene.product);
  const run = await pressSync(scene, queueScene, "departments");
  await held.reading;

  await worker.stop();

  const waiting = await findRunSummary(db.queries, scene.companyId, run.id);
  held.goOn();
  const next = await queueScene.work(scene.product);
  const end = await endOf(scene, run.id);
  await next.stop();
  expect(waiting).toMatchObject({ state: "queued", attempts: 0, leaseUntil: null });
  expect(end).toMatchObject({ state: "succeeded", startedAt: waiting?.startedAt });
});

describe("M31, M32: a run is carried by the link of who started it", () => {
  test("a link that was ended meanwhile fails it", async () => {
    const scene = await aLinkedProduct();
    const run = await pressSync(scene, queueScene, "departments");
    await endLink(db.queries, { companyId: scene.companyId, administratorEmail: "hr@example.com" });

    const worker = await queueScene.work(scene.product);

    expect(await endOf(scene, run.id)).toMatchObject({ state: "failed", failure: { kind: "link-rejected" } });
    await worker.stop();
  });

  test("a link that leads to another account by now fails it", async () => {
    const scene = await aLinkedProduct();
    const run = await pressSync(scene, queueScene, "departments");
    await linkAdministrator(scene, { subdomain: "globex" });

    const worker = await queueScene.work(scene.product);

    expect(await endOf(scene, run.id)).toMatchObject({ state: "failed", failure: { kind: "link-rejected" } });
    await worker.stop();
  });

  test("a worker without the app's settings fails it as a defect of ours, and says which setting", async () => {
    const scene = await aLinkedProduct();
    const tokens = { kind: "oauth", accessToken: "a", refreshToken: "r", accessTokenExpiresAt: null } as const;
    await linkAdministrator(scene, { tokens });
    const run = await pressSync(scene, queueScene, "departments");
    const smarthr = { ...scene.product.smarthr, client: null };

    const worker = await queueScene.work({ ...scene.product, smarthr });

    const end = await endOf(scene, run.id);
    await worker.stop();
    expect(OAUTH_CLIENT).toBe(scene.product.smarthr.client);
    expect(end).toMatchObject({ state: "failed", failure: { kind: "internal" } });
    expect(defects.splice(0)).toMatchObject([
      {
        message: `run ${run.id} met a defect`,
        cause: { message: expect.stringContaining("SMARTHR_CLIENT_ID is not set") },
      },
    ]);
  });
});

async function aLinkedProduct(special: ProductSceneOptions = {}): Promise<ProductScene> {
  const scene = await aProduct(db, special);
  await linkAdministrator(scene);
  return scene;
}

async function aSmallCompany(scene: ProductScene): Promise<ProductScene> {
  const company = { ...scene, companyId: await addTestCompany(db) };
  await linkAdministrator(company);
  return company;
}

function companies(scene: ProductScene, count: number): Promise<readonly ProductScene[]> {
  return Promise.all(Array.from({ length: count }, () => aSmallCompany(scene)));
}

/** A good read of people some time ago. */
async function rememberRead(companyId: CompanyId, sourceCount: number): Promise<void> {
  const whose = { companyId, subject: "employees", actor: "見本 花子", subdomain: "acme" } as const;
  const run = expectOk(await openRun(db.queries, { id: randomUUID(), at: 0, leaseUntil: 1, ...whose }));
  const read = { at: 0, sourceCount, newestCrewId: null, optedOutCrewIds: [], optOutValuesRead: 0 };
  await failRun(db.queries, run, { failure: { kind: "internal" }, at: 0, read });
}

/** A run that waits, and that nobody was told of. */
async function aQueuedRun({ companyId, clock }: ProductScene): Promise<string> {
  const id = randomUUID();
  const whose = { companyId, actor: "見本 花子", administratorEmail: "hr@example.com", subdomain: "acme" };
  await queueRun(db.queries, { id, subject: "departments", at: clock.now(), ...whose });
  return id;
}

/** A run whose worker died right after it had taken it up. */
async function aDeadRun(scene: ProductScene): Promise<string> {
  const id = await aQueuedRun(scene);
  const at = scene.clock.now();
  await claimRun(db.queries, id, { at, leaseUntil: at + LEASE_MS });
  return id;
}

/** Why the run is put off, as soon as it is, until later than that. */
async function waitingOf(
  { product, companyId }: ProductScene,
  runId: string,
  laterThan = Number.NEGATIVE_INFINITY,
): Promise<RunWaiting> {
  return vi.waitFor(
    async () => {
      const { state, waiting } = (await viewRun(product, companyId, runId)) ?? {};
      if (!waiting || waiting.nextTryAt <= laterThan) throw new Error(`the run is not put off, but ${state}`);
      return waiting;
    },
    { timeout: 30_000, interval: 10 },
  );
}

// The opt-out field is remembered as soon as it is made, and not with the run (M35).
function withoutTenants({ tenants: _tenants, ...rows }: WrittenRows): WrittenRows {
  return rows;
}

async function allRuns({ product, companyId }: ProductScene) {
  return (await browseRuns(product, companyId, { page: 1, perPage: 50 })).runs;
}

/** A SmartHR that says when it is first asked, and answers nothing before it may. */
function heldBackSmartHr() {
  const reading = Promise.withResolvers<void>();
  const mayGoOn = Promise.withResolvers<void>();
  let answer: Fetch | null = null;
  let atOnce: { readonly path: string; readonly answer: Fetch } | null = null;
  const fetch: Fetch = async (request) => {
    reading.resolve();
    if (atOnce !== null && request.url.includes(atOnce.path)) return atOnce.answer(request);
    await mayGoOn.promise;
    if (answer === null) throw new Error("expected a sandbox behind");
    return answer(request);
  };
  return {
    smarthr: { fetch },
    reading: reading.promise,
    goOn: mayGoOn.resolve,
    answerFor: ({ sandbox }: ProductScene, path: string) => {
      atOnce = { path, answer: sandbox.fetch };
    },
    behind: ({ sandbox }: ProductScene) => {
      answer = sandbox.fetch;
    },
  };
}
