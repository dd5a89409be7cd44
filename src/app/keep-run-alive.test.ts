import { randomUUID } from "node:crypto";
import { afterAll, afterEach, beforeEach, expect, test, vi } from "vitest";
import { expectOk, openTestDatabase } from "../../test/database.ts";
import { aProduct, type ProductScene } from "../../test/product-scene.ts";
import { settleInterruptedRuns } from "../store/background-runs.ts";
import { findRun, findRunSummary, openRun, type Run, RunNotHeld } from "../store/runs.ts";
import { keepRunAlive, LEASE_MS } from "./keep-run-alive.ts";

const db = await openTestDatabase();
afterAll(() => db.close());

// Whether a process lives is a matter of real time, of which a minute is too long for a test.
beforeEach(() => {
  vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] });
});
afterEach(() => {
  vi.useRealTimers();
});

test("a run at work promises again and again to be alive", async () => {
  const scene = await aProduct(db);
  const run = await aRunAtWork(scene);
  const life = keepRunAlive(scene.product, run, new AbortController().signal);
  await scene.clock.advance(50_000);

  vi.advanceTimersByTime(20_000);
  await life.end();

  expect((await findRun(db.queries, scene.companyId, run.id))?.leaseUntil).toBe(scene.clock.now() + LEASE_MS);
  expect(life.signal.aborted).toBe(false);
});

test("M22: how far it has come is on its row a second later, and the lease is renewed with it", async () => {
  const scene = await aProduct(db);
  const run = await aRunAtWork(scene);
  const life = keepRunAlive(scene.product, run, new AbortController().signal);
  await scene.clock.advance(5_000);

  life.progress({ read: 100, total: 250 });
  life.progress({ read: 200 });
  vi.advanceTimersByTime(1_000);
  await life.end();

  const progress = { phase: "reading", read: 200, total: 250 };
  expect(await findRunSummary(db.queries, scene.companyId, run.id)).toEqual({
    ...run,
    progress,
    leaseUntil: scene.clock.now() + LEASE_MS,
  });
});

test("without news it writes no more often than the lease needs", async () => {
  const scene = await aProduct(db);
  const run = await aRunAtWork(scene);
  const life = keepRunAlive(scene.product, run, new AbortController().signal);
  await scene.clock.advance(5_000);

  vi.advanceTimersByTime(5_000);
  await life.end();

  expect(await findRunSummary(db.queries, scene.companyId, run.id)).toEqual(run);
});

test("after its end nothing is promised any more", async () => {
  const scene = await aProduct(db);
  const run = await aRunAtWork(scene);
  const life = keepRunAlive(scene.product, run, new AbortController().signal);
  await life.end();
  await scene.clock.advance(50_000);

  vi.advanceTimersByTime(60_000);
  await life.end();

  expect((await findRun(db.queries, scene.companyId, run.id))?.leaseUntil).toBe(run.leaseUntil);
});

test("a run that another process has closed stops", async () => {
  const scene = await aProduct(db);
  const run = await aRunAtWork(scene);
  const life = keepRunAlive(scene.product, run, new AbortController().signal);
  await settleInterruptedRuns(db.queries, scene.clock.now(), "all");

  vi.advanceTimersByTime(20_000);
  await life.end();

  expect(life.signal.reason).toBeInstanceOf(RunNotHeld);
});

test("a database that is away for a moment stops nothing", async () => {
  const scene = await aProduct(db);
  const run = await aRunAtWork(scene);
  const other = await openTestDatabase();
  await other.close();
  const life = keepRunAlive({ ...scene.product, db: other }, run, new AbortController().signal);

  vi.advanceTimersByTime(20_000);
  await life.end();

  expect(life.signal.aborted).toBe(false);
});

test("whoever stops the work stops the run", async () => {
  const scene = await aProduct(db);
  const run = await aRunAtWork(scene);
  const stopping = new AbortController();
  const life = keepRunAlive(scene.product, run, stopping.signal);

  stopping.abort(new Error("stopped by hand"));
  await life.end();

  expect(life.signal.reason).toBe(stopping.signal.reason);
});

async function aRunAtWork({ companyId, clock }: ProductScene): Promise<Run> {
  const run = {
    id: randomUUID(),
    companyId,
    subject: "employees",
    actor: "hr@example.com",
    subdomain: "acme",
  } as const;
  const at = clock.now();
  return expectOk(await openRun(db.queries, { ...run, at, leaseUntil: at + LEASE_MS }));
}
