import { randomUUID } from "node:crypto";
import { afterAll, describe, expect, test } from "vitest";
import { addTestCompany, expectOk, openTestDatabase } from "../../test/database.ts";
import { untilSomebodyWaits } from "../../test/until-somebody-waits.ts";
import { createVirtualClock } from "../../test/virtual-clock.ts";
import { breakdownOf } from "../core/breakdown.ts";
import { queueRun } from "../store/background-runs.ts";
import type { CompanyId } from "../store/companies.ts";
import { holdRun, approveRun as storeApproval } from "../store/held-runs.ts";
import { listRuns, openRun } from "../store/runs.ts";
import { approveRun } from "./approve-run.ts";
import { beginInItsPlace } from "./begin-in-its-place.ts";
import { letRunWait } from "./let-run-wait.ts";

const db = await openTestDatabase();
afterAll(() => db.close());

const clock = createVirtualClock();
const product = { db, clock, newId: () => randomUUID(), observe: () => {} };
// What waits is taken up by nobody.
const NOBODY = { send: async () => {}, wake: () => {} };
const BY = { administratorEmail: "hr@example.com", actor: "hr@example.com" } as const;
const DIGEST = "a".repeat(64);

describe("a start in the place of a plan, and that plan's approval, at the same moment", () => {
  test("have one winner, whichever it is, and neither meets an error", async () => {
    const pairs = await Promise.all(Array.from({ length: 20 }, () => aWaitingPlan()));

    const ends = await Promise.all(pairs.map(bothAtOnce));

    expect(ends.map(({ approved, started }) => [approved, started].filter((won) => won === "won"))).toEqual(
      pairs.map(() => ["won"]),
    );
    expect(ends.map(({ states }) => states)).toEqual(
      ends.map(({ approved }) => (approved === "won" ? ["queued"] : ["cancelled", "queued"])),
    );
  });

  // Not so, PostgreSQL would end one of the two as a deadlock: the approval holds the plan and waits for the place of the one open run.
  test("wait for one another in one order: the start holds the plan before it takes the place", async () => {
    const { companyId, runId } = await aWaitingPlan();
    const [begun, goOn] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    const at = clock.now();
    const run = { id: randomUUID(), companyId, subject: "employees", subdomain: "acme", at, ...BY } as const;

    const starting = db.transaction((tx) =>
      beginInItsPlace(tx, { ...run, replaces: runId }, async () => {
        const queued = await queueRun(tx, run);
        begun.resolve();
        await goOn.promise;
        return queued;
      }),
    );
    await begun.promise;
    const approving = db.transaction((tx) =>
      storeApproval(tx, { companyId, id: runId, digest: DIGEST }, { ...BY, at }),
    );
    await untilSomebodyWaits(db);
    goOn.resolve();

    const [started, approved] = await Promise.all([starting, approving]);
    expect([started.ok, approved]).toEqual([true, null]);
  });
});

interface WaitingPlan {
  readonly companyId: CompanyId;
  readonly runId: string;
}

async function aWaitingPlan(): Promise<WaitingPlan> {
  const companyId = await addTestCompany(db);
  const at = clock.now();
  const begun = { id: randomUUID(), companyId, subject: "employees", actor: BY.actor, subdomain: "acme" } as const;
  const run = expectOk(await openRun(db.queries, { ...begun, at, leaseUntil: at + 60_000 }));
  const counts = { read: 0, create: 0, update: 0, unchanged: 0, skip: 0, reject: 0, notice: 0 };
  const facts = {
    guards: [],
    headCount: null,
    breakdown: breakdownOf({ changes: [], skips: [], rejections: [] }),
  };
  const marksOf = () => ({ fields: [], guards: [], search: "", crewId: null });
  const nothing = {
    planned: { changes: [], marksOf },
    obstacles: [],
    skips: [],
    rejections: [],
    notices: [],
    read: null,
  };
  await db.transaction((tx) => holdRun(tx, run, { at, digest: DIGEST, counts, facts, ...nothing }));
  return { companyId, runId: run.id };
}

async function bothAtOnce({ companyId, runId }: WaitingPlan) {
  const start = { companyId, subject: "employees", subdomain: "acme", replaces: runId, ...BY } as const;
  const [approved, started] = await Promise.all([
    approveRun(product, NOBODY, { companyId, runId, digest: DIGEST, ...BY }),
    letRunWait(product, NOBODY, start),
  ]);
  const runs = await listRuns(db.queries, companyId, 10);
  return {
    approved: approved.ok ? "won" : approved.fault.kind,
    started: started.ok ? "won" : started.fault.kind,
    states: runs.map(({ state }) => state).toSorted(),
  };
}
