import { randomUUID } from "node:crypto";
import { sql } from "kysely";
import { afterAll, describe, expect, test } from "vitest";
import { NO_FACTS } from "../../test/builders.ts";
import { addTestCompany, expectOk, openTestDatabase } from "../../test/database.ts";
import type { EmployeeFindings } from "../core/findings.ts";
import type { Counts } from "../core/run.ts";
import { listLeases, settleInterruptedRuns } from "./background-runs.ts";
import type { CompanyId } from "./companies.ts";
import { type GoodRead, lastGoodRead } from "./good-reads.ts";
import { closeRun, failRun, findRun, listRuns, openRun, type Run, renewLease } from "./runs.ts";

const db = await openTestDatabase();
afterAll(() => db.close());

const COUNTS: Counts = { read: 3, create: 1, update: 0, unchanged: 0, skip: 1, reject: 1, notice: 1 };
const READ: GoodRead = {
  at: 4_000,
  sourceCount: 3,
  newestCrewId: "crew-3",
  optedOutCrewIds: ["crew-2"],
  optOutValuesRead: 2,
};
const NO_FINDINGS = { skips: [], rejections: [], notices: [] };
const FINDINGS: EmployeeFindings = {
  skips: [{ row: identity("crew-2"), reason: "opted-out" }],
  rejections: [{ row: identity("crew-3"), reasons: [{ kind: "missing-name" }, { kind: "missing-email" }] }],
  notices: [{ row: identity("crew-1"), notice: { kind: "kana-fallback" } }],
};

describe("one run of a company at a time", () => {
  test("an opened run is running, and found", async () => {
    const companyId = await addTestCompany(db);
    const id = randomUUID();

    const opened = expectOk(await open(companyId, { id }));

    const run: Run = {
      id,
      companyId,
      subject: "employees",
      kind: "sync",
      state: "running",
      actor: "hr@example.com",
      subdomain: "acme",
      requestedAt: 1_000,
      startedAt: 1_000,
      finishedAt: null,
      leaseUntil: 61_000,
      digest: null,
      counts: null,
      failure: null,
      administratorEmail: null,
      attempts: 1,
      progress: { phase: "reading", read: 0, total: null },
      errorLineCount: null,
      maintenanceSince: null,
      waiting: null,
      undoOf: null,
      onlyCrewId: null,
      addressChoices: {},
      wantedChoices: null,
      heldAt: null,
      approval: null,
      cancelReason: null,
      cancelledBy: null,
      replacedBy: null,
    };
    expect(opened).toEqual(run);
    expect(await findRun(db.queries, companyId, id)).toEqual({ ...run, findings: NO_FINDINGS });
  });

  test("a second one is answered with the open one, of whatever subject", async () => {
    const companyId = await addTestCompany(db);
    const first = expectOk(await open(companyId));

    const second = await open(companyId, { subject: "departments" });

    expect(second).toEqual({ ok: false, fault: { kind: "run-open", run: first } });
    expect(await listRuns(db.queries, companyId, 10)).toEqual([first]);
  });

  test("of ten that start at once exactly one runs, and all others are answered with it", async () => {
    const companyId = await addTestCompany(db);

    const answers = await Promise.all(Array.from({ length: 10 }, () => open(companyId)));

    const runs = await listRuns(db.queries, companyId, 10);
    expect(runs).toHaveLength(1);
    expect(answers.filter(({ ok }) => ok)).toEqual([{ ok: true, value: runs[0] }]);
    expect(answers.map((answer) => (answer.ok ? answer.value : answer.fault.run))).toEqual(answers.map(() => runs[0]));
  });

  test("other companies are not in the way", async () => {
    expectOk(await open(await addTestCompany(db)));

    const other = await open(await addTestCompany(db));

    expect(other.ok).toBe(true);
  });

  test("the next can start when one has ended", async () => {
    const companyId = await addTestCompany(db);
    const first = expectOk(await open(companyId));
    await failRun(db.queries, first, { failure: { kind: "tenant-gone" }, at: 2_000, read: null });

    const second = await open(companyId);

    expect(second.ok).toBe(true);
  });
});

describe("the end of a run", () => {
  test("a closed run tells its counts, its digest and all it found", async () => {
    const companyId = await addTestCompany(db);
    const run = expectOk(await open(companyId));

    await close(run, { state: "partly-failed", digest: "d1", counts: COUNTS, ...FINDINGS });

    const closed: Run = {
      ...run,
      state: "partly-failed",
      finishedAt: 5_000,
      leaseUntil: null,
      digest: "d1",
      counts: COUNTS,
      progress: null,
      errorLineCount: 4,
    };
    expect(await findRun(db.queries, companyId, run.id)).toEqual({ ...closed, findings: FINDINGS });
    expect(await listRuns(db.queries, companyId, 10)).toEqual([closed]);
  });

  test("a failed run tells why", async () => {
    const companyId = await addTestCompany(db);
    const run = expectOk(await open(companyId));

    const failed = await failRun(db.queries, run, {
      failure: { kind: "missing-permission", resource: "crews" },
      at: 2_000,
      read: null,
    });

    expect(failed).toBe(true);
    expect(await listRuns(db.queries, companyId, 10)).toEqual([
      {
        ...run,
        state: "failed",
        finishedAt: 2_000,
        leaseUntil: null,
        progress: null,
        failure: { kind: "missing-permission", resource: "crews" },
      },
    ]);
  });

  test("a run ends once: failing it again changes nothing, closing it again undoes the transaction", async () => {
    const companyId = await addTestCompany(db);
    const run = expectOk(await open(companyId));
    await close(run);
    const before = await listRuns(db.queries, companyId, 10);

    const failedAgain = await failRun(db.queries, run, { failure: { kind: "internal" }, at: 9_000, read: null });
    const closing = close(run);

    await expect(closing).rejects.toThrow("is no longer at work");
    expect(failedAgain).toBe(false);
    expect(await listRuns(db.queries, companyId, 10)).toEqual(before);
  });

  test("of many findings none is lost", async () => {
    const companyId = await addTestCompany(db);
    const run = expectOk(await open(companyId));
    const skips = Array.from({ length: 5_000 }, (_, number) => ({
      row: identity(`crew-${number}`),
      reason: "opted-out" as const,
    }));

    await close(run, { ...NO_FINDINGS, skips });

    const found = await findRun(db.queries, companyId, run.id);
    expect(found?.findings.skips).toEqual(skips);
  });
});

describe("a process may die at any instruction", () => {
  test("a run whose lease ran out is closed as interrupted, others stay", async () => {
    const [companyId, otherId] = [await addTestCompany(db), await addTestCompany(db)];
    const dead = expectOk(await open(companyId, { at: 1_000, leaseUntil: 2_000 }));
    const alive = expectOk(await open(otherId, { at: 1_000, leaseUntil: 3_000 }));

    const settled = await settleInterruptedRuns(db.queries, 2_500, await leaseOutAt(2_500));

    expect(settled).toEqual({ closed: [dead.id], queuedAgain: [] });
    expect(await listRuns(db.queries, companyId, 10)).toEqual([
      {
        ...dead,
        state: "failed",
        finishedAt: 2_500,
        leaseUntil: null,
        progress: null,
        failure: { kind: "interrupted" },
      },
    ]);
    expect(await listRuns(db.queries, otherId, 10)).toEqual([alive]);
    await close(alive);
  });

  test("a renewed lease keeps a run alive", async () => {
    const companyId = await addTestCompany(db);
    const run = expectOk(await open(companyId, { at: 1_000, leaseUntil: 2_000 }));

    const renewed = await renewLease(db.queries, run, 4_000);

    expect(renewed).toBe(true);
    expect(await settleInterruptedRuns(db.queries, 3_000, await leaseOutAt(3_000))).toEqual({
      closed: [],
      queuedAgain: [],
    });
    expect(await listRuns(db.queries, companyId, 10)).toEqual([{ ...run, leaseUntil: 4_000 }]);
    await close(run);
  });

  test("a run that was closed as interrupted can neither be renewed nor closed by the process that comes back", async () => {
    const companyId = await addTestCompany(db);
    const run = expectOk(await open(companyId, { at: 1_000, leaseUntil: 2_000 }));
    await settleInterruptedRuns(db.queries, 2_500, await leaseOutAt(2_500));

    const renewed = await renewLease(db.queries, run, 9_000);
    const closing = close(run);

    expect(renewed).toBe(false);
    await expect(closing).rejects.toThrow("its lease ran out before it was done");
  });
});

describe("what a complete reading taught", () => {
  test("is nothing before the first", async () => {
    const companyId = await addTestCompany(db);

    expect(await lastGoodRead(db.queries, { companyId, subject: "employees", subdomain: "acme" })).toBeNull();
  });

  test("is remembered from the newest reading, also of a run that failed afterwards", async () => {
    const companyId = await addTestCompany(db);
    await close(expectOk(await open(companyId)), { read: READ });
    const later: GoodRead = {
      at: 8_000,
      sourceCount: 4,
      newestCrewId: "crew-4",
      optedOutCrewIds: [],
      optOutValuesRead: 0,
    };
    const second = expectOk(await open(companyId, { at: 7_000 }));
    await failRun(db.queries, second, { failure: { kind: "plan-changed" }, at: 9_000, read: later });
    const third = expectOk(await open(companyId, { at: 10_000 }));
    await failRun(db.queries, third, { failure: { kind: "smarthr-busy" }, at: 11_000, read: null });

    expect(await lastGoodRead(db.queries, { companyId, subject: "employees", subdomain: "acme" })).toEqual(later);
  });

  test.each<[string, { subject?: "departments"; subdomain?: string }]>([
    ["another subject", { subject: "departments" }],
    ["another SmartHR account", { subdomain: "other" }],
  ])("says nothing about %s", async (_, special) => {
    const companyId = await addTestCompany(db);
    await close(expectOk(await open(companyId)), { read: READ });

    const read = await lastGoodRead(db.queries, { companyId, subject: "employees", subdomain: "acme", ...special });

    expect(read).toBeNull();
  });
});

describe("lists", () => {
  test("show the newest first, and no more than asked for", async () => {
    const companyId = await addTestCompany(db);
    const ids = [];
    for (const at of [1_000, 3_000, 2_000]) {
      const run = expectOk(await open(companyId, { at }));
      await close(run);
      ids.push(run.id);
    }

    const runs = await listRuns(db.queries, companyId, 2);

    expect(runs.map(({ id }) => id)).toEqual([ids[1], ids[2]]);
  });

  test("a run of another company is not found, nor is any text that is no run's id", async () => {
    const run = expectOk(await open(await addTestCompany(db)));
    const otherId = await addTestCompany(db);

    expect(await findRun(db.queries, otherId, run.id)).toBeNull();
    expect(await findRun(db.queries, otherId, "no such run")).toBeNull();
  });
});

describe("the database refuses a run that cannot be", () => {
  test.each([
    ["a state nobody knows", "state = 'done', lease_until = null", "runs_follow_transitions"],
    ["an end that never came", "state = 'succeeded', lease_until = null", "runs_finished_when_at_rest"],
    [
      "a failure without a reason",
      "state = 'failed', finished_at = now(), lease_until = null",
      "runs_failure_when_failed",
    ],
    ["a running run without a lease", "lease_until = null", "runs_lease_when_running"],
    ["a run that is put off for no reason", "resume_at = now()", "runs_resume_when_put_off"],
    ["a reading without a count", "read_at = now()", "runs_count_when_read"],
  ])("%s", async (_, assignments, constraint) => {
    const run = expectOk(await open(await addTestCompany(db)));

    const updating = sql`update runs set ${sql.raw(assignments)} where id = ${run.id}`.execute(db.queries);

    await expect(updating).rejects.toMatchObject({ constraint });
  });
});

async function leaseOutAt(at: number) {
  return (await listLeases(db.queries)).filter(({ leaseUntil }) => leaseUntil < at);
}

function identity(crewId: string): EmployeeFindings["skips"][number]["row"] {
  return { crewId, employeeNumber: null, email: `${crewId}@example.com`, lastName: "見本", firstName: null };
}

async function open(companyId: CompanyId, special: Partial<Parameters<typeof openRun>[1]> = {}) {
  const at = special.at ?? 1_000;
  return openRun(db.queries, {
    id: randomUUID(),
    companyId,
    subject: "employees",
    actor: "hr@example.com",
    subdomain: "acme",
    at,
    leaseUntil: at + 60_000,
    ...special,
  });
}

async function close(run: Run, special: Partial<Parameters<typeof closeRun>[2]> = {}): Promise<void> {
  const outcome = {
    state: "succeeded",
    at: 5_000,
    digest: "d",
    counts: COUNTS,
    ...NO_FINDINGS,
    read: READ,
    facts: NO_FACTS,
    ...special,
  };
  await db.transaction((tx) => closeRun(tx, run, outcome as Parameters<typeof closeRun>[2]));
}
