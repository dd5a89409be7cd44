import { randomUUID } from "node:crypto";
import { sql } from "kysely";
import { afterAll, describe, expect, test } from "vitest";
import { NO_FACTS } from "../../test/builders.ts";
import { addTestCompany, expectOk, openTestDatabase } from "../../test/database.ts";
import type { Subject } from "../core/run.ts";
import { type RunWaiting, waitForMaintenance } from "../core/run-waiting.ts";
import {
  cancelRun,
  claimRun,
  handBackRun,
  listLeases,
  listWaitingRuns,
  MOST_ATTEMPTS,
  noteWaiting,
  putRunOff,
  queueRun,
  settleInterruptedRuns,
} from "./background-runs.ts";
import type { CompanyId } from "./companies.ts";
import { listRunsByTurn } from "./next-run.ts";
import { closeRun, failRun, findRunSummary, openRun, type Run, RunNotHeld, renewLease } from "./runs.ts";
import { noteEndOfPeople, rememberTenant } from "./tenants.ts";

const db = await openTestDatabase();
afterAll(() => db.close());

const READ = { at: 4_000, sourceCount: 0, newestCrewId: null, optedOutCrewIds: [], optOutValuesRead: 0 };
const COUNTS = { read: 0, create: 0, update: 0, unchanged: 0, skip: 0, reject: 0, notice: 0 };
const OUTCOME = { state: "succeeded", at: 5_000, digest: "d", counts: COUNTS, read: READ } as const;
const NO_FINDINGS = { skips: [], rejections: [], notices: [] };

describe("a run that waits", () => {
  test("is there with whose link will carry it, and has not begun", async () => {
    const companyId = await addTestCompany(db);

    const run = await aWaitingRun(companyId);

    expect(run).toEqual({
      id: run.id,
      companyId,
      subject: "employees",
      state: "queued",
      actor: "見本 花子",
      subdomain: "acme",
      requestedAt: 1_000,
      startedAt: null,
      finishedAt: null,
      leaseUntil: null,
      digest: null,
      counts: null,
      failure: null,
      administratorEmail: "hr@example.com",
      attempts: 0,
      progress: null,
      errorLineCount: null,
      maintenanceSince: null,
      waiting: null,
      kind: "sync",
      undoOf: null,
      onlyCrewId: null,
      addressChoices: {},
      wantedChoices: null,
      replacedBy: null,
      heldAt: null,
      approval: null,
      cancelReason: null,
      cancelledBy: null,
    });
    expect(await findRunSummary(db.queries, companyId, run.id)).toEqual(run);
  });

  test("of ten presses at once exactly one makes a run, and all others are answered with it", async () => {
    const companyId = await addTestCompany(db);

    const answers = await Promise.all(Array.from({ length: 10 }, () => queue(companyId)));

    const made = answers.filter(({ ok }) => ok);
    const ids = new Set(answers.map((answer) => (answer.ok ? answer.value.id : answer.fault.run.id)));
    expect([made.length, ids.size]).toEqual([1, 1]);
  });

  test("stands in the way of a command's run, and the other way round", async () => {
    const [companyId, otherId] = [await addTestCompany(db), await addTestCompany(db)];
    const waiting = await aWaitingRun(companyId);
    const commands = expectOk(await open(otherId));

    expect(await open(companyId)).toEqual({ ok: false, fault: { kind: "run-open", run: waiting } });
    expect(await queue(otherId)).toEqual({ ok: false, fault: { kind: "run-open", run: commands } });
  });

  test("is never without an administrator", async () => {
    const run = await aWaitingRun(await addTestCompany(db));

    const updating = sql`update runs set administrator_email = null where id = ${run.id}`.execute(db.queries);

    await expect(updating).rejects.toMatchObject({ constraint: "runs_queued_by_an_administrator" });
  });
});

describe("taking up a run", () => {
  test("of ten workers that want it one gets it", async () => {
    const run = await aWaitingRun(await addTestCompany(db));

    const claims = await Promise.all(Array.from({ length: 10 }, () => claim(run)));

    const progress = { phase: "reading", read: 0, total: null };
    expect(claims.filter((claimed) => claimed !== null)).toEqual([
      { ...run, state: "running", startedAt: 2_000, leaseUntil: 9_000, attempts: 1, progress },
    ]);
  });

  test("whoever held it before writes nothing to it any more", async () => {
    const companyId = await addTestCompany(db);
    const run = await aWaitingRun(companyId);
    const former = await claimed(run);
    await settleInterruptedRuns(db.queries, 9_500, await leaseOutAt(9_500));
    const present = await claimed(run);

    const renewed = await renewLease(db.queries, former, 99_000);
    const failed = await failRun(db.queries, former, { failure: { kind: "internal" }, at: 9_900, read: null });
    const handedBack = await handBackRun(db.queries, former, null);
    const closing = db.transaction((tx) => closeRun(tx, former, { ...OUTCOME, ...NO_FINDINGS, facts: NO_FACTS }));

    await expect(closing).rejects.toBeInstanceOf(RunNotHeld);
    expect([renewed, failed, handedBack]).toEqual([false, false, false]);
    expect(await findRunSummary(db.queries, companyId, run.id)).toEqual(present);
    expect(present).toMatchObject({ attempts: 2, startedAt: 2_000 });
  });

  test("a run that was handed back waits as if it had never been taken up, but for when it began", async () => {
    const companyId = await addTestCompany(db);
    const run = await aWaitingRun(companyId);
    const held = await claimed(run);

    const handedBack = await handBackRun(db.queries, held, null);

    expect(handedBack).toBe(true);
    expect(await findRunSummary(db.queries, companyId, run.id)).toEqual({ ...run, startedAt: 2_000 });
  });

  test("how many rows a run was told of is known to whoever chooses the next one, before any good read", async () => {
    const companyId = await addTestCompany(db);
    const run = await aWaitingRun(companyId);
    const turnOf = async () => (await listRunsByTurn(db.queries, 2_000)).find(({ id }) => id === run.id)?.rowsBefore;
    const before = await turnOf();

    await handBackRun(db.queries, await claimed(run), 100_000);

    expect([before, await turnOf()]).toEqual([null, 100_000]);
  });

  test("before the first good read of people, what linking saw tells how many there are, and nothing of departments", async () => {
    const companyId = await addTestCompany(db);
    const people = await aWaitingRun(companyId);
    const otherId = await addTestCompany(db);
    const departments = expectOk(await queue(otherId, "departments"));
    for (const company of [companyId, otherId]) {
      await rememberTenant(db.queries, company, "acme");
      await noteEndOfPeople(
        db.queries,
        { companyId: company, subdomain: "acme" },
        { count: 3_000, newestCrewId: "crew-3000" },
      );
    }

    const turns = new Map((await listRunsByTurn(db.queries, 2_000)).map((turn) => [turn.id, turn.rowsBefore]));

    expect([turns.get(people.id), turns.get(departments.id)]).toEqual([3_000, null]);
  });
});

describe("cancelling", () => {
  test.each([
    ["waits", async () => {}],
    ["is carried out", async (run: Run) => void (await claim(run))],
  ])("ends a run that %s", async (_, prepare) => {
    const companyId = await addTestCompany(db);
    const run = await aWaitingRun(companyId);
    await prepare(run);

    const cancelled = await cancelRun(db.queries, { companyId, id: run.id, at: 3_000, by: "見本 花子" });

    expect(cancelled).toMatchObject({ state: "cancelled", finishedAt: 3_000, leaseUntil: null, progress: null });
    expect((await queue(companyId)).ok).toBe(true);
  });

  test("does nothing to a run that has ended, nor to another company's", async () => {
    const [companyId, otherId] = [await addTestCompany(db), await addTestCompany(db)];
    const held = await claimed(await aWaitingRun(companyId));

    const byOther = await cancelRun(db.queries, { companyId: otherId, id: held.id, at: 3_000, by: "見本 花子" });
    await db.transaction((tx) => closeRun(tx, held, { ...OUTCOME, ...NO_FINDINGS, facts: NO_FACTS }));
    const tooLate = await cancelRun(db.queries, { companyId, id: held.id, at: 6_000, by: "見本 花子" });

    expect([byOther, tooLate]).toEqual([null, null]);
    expect(await findRunSummary(db.queries, companyId, held.id)).toMatchObject({ state: "succeeded" });
  });

  test("in the middle of the transaction that applies it undoes that transaction", async () => {
    const companyId = await addTestCompany(db);
    const held = await claimed(await aWaitingRun(companyId));

    const written = Promise.withResolvers<void>();
    const cancelling = written.promise.then(() =>
      cancelRun(db.queries, { companyId, id: held.id, at: 3_000, by: "見本 花子" }),
    );

    const applying = db.transaction(async (tx) => {
      await sql`update companies set name = '適用' where id = ${companyId}`.execute(tx);
      written.resolve();
      // The embedded database has one session, so there the cancelling waits until the transaction is over.
      if (db.kind === "postgresql") await cancelling;
      else await cancelRun(tx, { companyId, id: held.id, at: 3_000, by: "見本 花子" });
      await closeRun(tx, held, { ...OUTCOME, ...NO_FINDINGS, facts: NO_FACTS });
    });

    await expect(applying).rejects.toBeInstanceOf(RunNotHeld);
    await cancelling;
    const { rows } = await sql`select name from companies where id = ${companyId}`.execute(db.queries);
    expect(rows).toEqual([{ name: "見本株式会社" }]);
  });
});

describe("a process may die at any instruction", () => {
  test("a run in the background waits again, but after so many deaths it is closed", async () => {
    const companyId = await addTestCompany(db);
    const run = await aWaitingRun(companyId);
    const ends = [];

    for (let death = 1; death <= MOST_ATTEMPTS; death++) {
      await claimed(run);
      const { queuedAgain, closed } = await settleInterruptedRuns(db.queries, 9_500, await leaseOutAt(9_500));
      // Other tests have left runs behind in the same database.
      ends.push([queuedAgain.includes(run.id), closed.includes(run.id)]);
    }

    expect(ends).toEqual([
      [true, false],
      [true, false],
      [false, true],
    ]);
    expect(await findRunSummary(db.queries, companyId, run.id)).toMatchObject({
      state: "failed",
      failure: { kind: "interrupted" },
      finishedAt: 9_500,
      attempts: MOST_ATTEMPTS,
    });
  });

  test("one that has renewed its lease since it was looked at is not dead", async () => {
    const held = await claimed(await aWaitingRun(await addTestCompany(db)));
    const seen = await leaseOutAt(9_500);
    await renewLease(db.queries, held, 9_400);

    const settled = await settleInterruptedRuns(db.queries, 9_500, seen);

    expect(seen.map(({ id }) => id)).toContain(held.id);
    expect([...settled.closed, ...settled.queuedAgain]).not.toContain(held.id);
    await failRun(db.queries, held, { failure: { kind: "internal" }, at: 9_900, read: null });
  });
});

describe("a run that is put off", () => {
  const MINUTE = 60_000;

  test("waits again, with the reason, and this is no death", async () => {
    const held = await claimed(await aWaitingRun(await addTestCompany(db)));

    const putOff = await putRunOff(db.queries, held, maintenanceAt(3_000));

    const run = await findRunSummary(db.queries, held.companyId, held.id);
    expect(putOff).toBe(true);
    expect(run).toEqual({
      ...held,
      state: "queued",
      leaseUntil: null,
      attempts: 0,
      progress: null,
      maintenanceSince: 3_000,
      waiting: maintenanceAt(3_000),
    });
  });

  test("is neither taken up nor sent before its next try, and then keeps since when it has waited", async () => {
    const held = await claimed(await aWaitingRun(await addTestCompany(db)));
    const waiting = maintenanceAt(3_000);
    await putRunOff(db.queries, held, waiting);
    const isListed = async (now: number) => (await listWaitingRuns(db.queries, { since: now, now })).includes(held.id);

    const before = [await isListed(waiting.nextTryAt - 1), await claimAt(held, waiting.nextTryAt - 1)];
    const listed = await isListed(waiting.nextTryAt);
    const taken = await claimAt(held, waiting.nextTryAt);

    expect(before).toEqual([false, null]);
    expect(listed).toBe(true);
    expect(taken).toMatchObject({ state: "running", attempts: 1, maintenanceSince: 3_000, waiting: null });
  });

  test("is taken up by one of many who try at its moment", async () => {
    const held = await claimed(await aWaitingRun(await addTestCompany(db)));
    await putRunOff(db.queries, held, maintenanceAt(3_000));

    const tries = await Promise.all(Array.from({ length: 5 }, () => claimAt(held, 3_000 + MINUTE)));

    expect(tries.filter((run) => run !== null)).toHaveLength(1);
  });

  test("is due at once when the clock was set back by hours", async () => {
    const held = await claimed(await aWaitingRun(await addTestCompany(db)));
    await putRunOff(db.queries, held, maintenanceAt(300 * MINUTE));

    expect(await claimAt(held, MINUTE)).toMatchObject({ state: "running" });
  });

  test("can be cancelled, and is put off no more", async () => {
    const held = await claimed(await aWaitingRun(await addTestCompany(db)));
    await putRunOff(db.queries, held, maintenanceAt(3_000));

    const cancelled = await cancelRun(db.queries, {
      companyId: held.companyId,
      id: held.id,
      at: 4_000,
      by: "見本 花子",
    });

    expect(cancelled).toMatchObject({ state: "cancelled", waiting: null });
    expect(await claimAt(held, 300 * MINUTE)).toBeNull();
  });

  test("by its own process stays with it, and says so until it goes on", async () => {
    const held = expectOk(await open(await addTestCompany(db)));
    const waiting = maintenanceAt(3_000);
    const read = () => findRunSummary(db.queries, held.companyId, held.id);

    const noted = [await noteWaiting(db.queries, held, waiting), await read()];
    const wentOn = [await noteWaiting(db.queries, held, null), await read()];

    expect(noted).toEqual([true, { ...held, maintenanceSince: 3_000, waiting }]);
    expect(wentOn).toEqual([true, { ...held, maintenanceSince: 3_000 }]);
  });

  test("is not when it is not held any more", async () => {
    const held = await claimed(await aWaitingRun(await addTestCompany(db)));
    await cancelRun(db.queries, { companyId: held.companyId, id: held.id, at: 4_000, by: "見本 花子" });

    expect([
      await putRunOff(db.queries, held, maintenanceAt(3_000)),
      await noteWaiting(db.queries, held, maintenanceAt(3_000)),
    ]).toEqual([false, false]);
  });

  function claimAt({ id }: Run, at: number): Promise<Run | null> {
    return claimRun(db.queries, id, { at, leaseUntil: at + 9_000 });
  }

  function maintenanceAt(at: number): RunWaiting {
    const waiting = waitForMaintenance(null, at, 0.5);
    if (waiting === "give-up") throw new Error("expected a wait");
    return waiting;
  }
});

test("runs are listed that wait since that moment or longer", async () => {
  const run = await aWaitingRun(await addTestCompany(db));
  const isListed = async (since: number) => (await listWaitingRuns(db.queries, { since, now: since })).includes(run.id);

  const listed = [await isListed(999), await isListed(1_000)];
  await claimed(run);

  expect([...listed, await isListed(1_000)]).toEqual([false, true, false]);
});

async function leaseOutAt(at: number) {
  return (await listLeases(db.queries)).filter(({ leaseUntil }) => leaseUntil < at);
}

function queue(companyId: CompanyId, subject: Subject = "employees") {
  const whose = { companyId, actor: "見本 花子", administratorEmail: "hr@example.com", subdomain: "acme" };
  return queueRun(db.queries, { id: randomUUID(), subject, at: 1_000, ...whose });
}

async function aWaitingRun(companyId: CompanyId): Promise<Run> {
  return expectOk(await queue(companyId));
}

function open(companyId: CompanyId) {
  const run = {
    id: randomUUID(),
    companyId,
    subject: "employees",
    actor: "hr@example.com",
    subdomain: "acme",
  } as const;
  return openRun(db.queries, { ...run, at: 1_000, leaseUntil: 9_000 });
}

function claim({ id }: Run): Promise<Run | null> {
  return claimRun(db.queries, id, { at: 2_000, leaseUntil: 9_000 });
}

async function claimed(run: Run): Promise<Run> {
  const held = await claim(run);
  if (held === null) throw new Error("expected a run that waits");
  return held;
}
