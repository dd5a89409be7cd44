import { randomUUID } from "node:crypto";
import { afterAll, expect, test } from "vitest";
import { addTestCompany, expectOk, openTestDatabase } from "../../test/database.ts";
import type { Instant } from "../core/calendar.ts";
import { DEFAULT_GUARD_LIMITS, type GuardReading, limitsOf } from "../core/guards.ts";
import type { Subject } from "../core/run.ts";
import { readGuardLimits, readLastGuards, saveGuardLimits } from "./guard-settings.ts";
import { failRun, openRun } from "./runs.ts";

const db = await openTestDatabase();
afterAll(() => db.close());

const READING: GuardReading = {
  guard: "new-employees",
  column: null,
  count: 3,
  base: 30,
  earlierCount: 2,
  limit: { percentage: 20, minimum: 10 },
  awake: true,
  tripped: false,
  people: [],
};

/** A run that came to nothing, of which guards had seen so many new employees. */
async function keepRun(
  companyId: number,
  subject: Subject,
  at: Instant,
  special: { readonly count?: number; readonly crewId?: string } = {},
): Promise<string> {
  const { count, crewId = null } = special;
  const id = randomUUID();
  const leaseUntil = at + 1;
  const run = expectOk(
    await openRun(db.queries, { id, companyId, subject, actor: "hr@example.com", subdomain: "acme", at, leaseUntil }),
  );
  const guards = count === undefined ? null : JSON.stringify([{ ...READING, count }]);
  await db.queries.updateTable("runs").set({ only_crew_id: crewId, guards }).where("id", "=", id).execute();
  await failRun(db.queries, run, { failure: { kind: "internal" }, at, read: null });
  return id;
}

test("a company's limits are the defaults until it chooses its own, and are nobody else's", async () => {
  const [companyId, otherId] = [await addTestCompany(db), await addTestCompany(db)];
  const limits = limitsOf({ "new-employees": { percentage: 100, minimum: 1_000_000 } });

  const before = await readGuardLimits(db.queries, companyId);
  await saveGuardLimits(db.queries, companyId, limits);

  expect(before).toEqual(DEFAULT_GUARD_LIMITS);
  expect(await readGuardLimits(db.queries, companyId)).toEqual(limits);
  expect(await readGuardLimits(db.queries, otherId)).toEqual(DEFAULT_GUARD_LIMITS);
});

test("only what differs from a default is kept, so that going back to the defaults keeps nothing", async () => {
  const companyId = await addTestCompany(db);
  const stored = () => db.queries.selectFrom("companies").select("guard_limits").where("id", "=", companyId).execute();

  await saveGuardLimits(db.queries, companyId, limitsOf({ "rejected-rows": { percentage: 30, minimum: 11 } }));
  const chosen = await stored();
  await saveGuardLimits(db.queries, companyId, DEFAULT_GUARD_LIMITS);

  expect(chosen).toEqual([{ guard_limits: { "rejected-rows": { percentage: 30, minimum: 11 } } }]);
  expect(await stored()).toEqual([{ guard_limits: {} }]);
});

test("what guards saw last is of the newest run of each subject that they looked at", async () => {
  const companyId = await addTestCompany(db);
  await keepRun(companyId, "employees", 1_000, { count: 1 });
  const newest = await keepRun(companyId, "employees", 2_000, { count: 2 });
  const departments = await keepRun(companyId, "departments", 500, { count: 5 });
  // It failed before there was a plan.
  await keepRun(companyId, "employees", 3_000);
  await keepRun(companyId, "employees", 4_000, { count: 4, crewId: "crew-1" });
  await keepRun(await addTestCompany(db), "employees", 5_000, { count: 9 });

  expect(await readLastGuards(db.queries, companyId)).toEqual([
    { subject: "departments", runId: departments, requestedAt: 500, readings: [{ ...READING, count: 5 }] },
    { subject: "employees", runId: newest, requestedAt: 2_000, readings: [{ ...READING, count: 2 }] },
  ]);
});

test("an undo, at which no guard looks, hides nothing that was seen before it", async () => {
  const companyId = await addTestCompany(db);
  const seen = await keepRun(companyId, "employees", 1_000, { count: 1 });
  const undo = await keepRun(companyId, "employees", 2_000, { count: 2 });
  await db.queries.updateTable("runs").set({ undo_of: seen, guards: "[]" }).where("id", "=", undo).execute();

  expect((await readLastGuards(db.queries, companyId)).map(({ runId }) => runId)).toEqual([seen]);
});

test("before the first run guards saw nothing", async () => {
  expect(await readLastGuards(db.queries, await addTestCompany(db))).toEqual([]);
});
