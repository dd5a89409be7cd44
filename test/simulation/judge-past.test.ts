import { expect, test } from "vitest";
import { MANUAL_SETTINGS } from "../../src/core/settings.ts";
import { createPastJudge, type PastJudge } from "./judge-past.ts";
import type { Law } from "./law-names.ts";
import type { RunRow, Tables } from "./roster-reading.ts";

test("a run that stays open breaks a law when all is at rest, and not before", async () => {
  const judge = aJudge();
  const runs = [aRun({ id: "a", state: "running", at: null })];

  expect(await lawsBroken(judge, runs, false)).toEqual([]);
  expect(await lawsBroken(judge, runs, true)).toEqual(["nothing open"]);
});

test("a run that had ended and is another since breaks a law", async () => {
  const judge = aJudge();
  await lawsBroken(judge, [aRun({ id: "a" })], false);

  expect(await lawsBroken(judge, [aRun({ id: "a" })], false)).toEqual([]);
  expect(await lawsBroken(judge, [aRun({ id: "a", at: 3_000 })], false)).toEqual(["at rest"]);
  expect(await lawsBroken(judge, [aRun({ id: "a", state: "queued", at: null })], false)).toEqual(["at rest"]);
});

test("two runs of a company that are open at the same time break a law", async () => {
  const open = { state: "queued", startedAt: null, at: null } as const;

  expect(await lawsBroken(aJudge(), [aRun({ id: "a", ...open }), aRun({ id: "b", ...open })], false)).toEqual([
    "one start",
  ]);
});

test("a run that was taken up before the former had ended breaks a law", async () => {
  const former = aRun({ id: "a", startedAt: 1_000, at: 2_000 });

  expect(await lawsBroken(aJudge(), [former, aRun({ id: "b", startedAt: 2_000, at: 2_500 })], false)).toEqual([]);
  expect(await lawsBroken(aJudge(), [former, aRun({ id: "b", startedAt: 1_999, at: 2_500 })], false)).toEqual([
    "one start",
  ]);
});

test("a run that met a defect of ours breaks a law, once", async () => {
  const judge = aJudge();
  const runs = [aRun({ id: "a", failure: { kind: "internal" } })];

  expect(await lawsBroken(judge, runs, false)).toEqual(["no defect"]);
  expect(await lawsBroken(judge, runs, false)).toEqual([]);
});

test("a plan that waits breaks no law at rest, and was read before its run began anew", async () => {
  const asked: number[] = [];
  const statesBetween = (from: number) => {
    asked.push(from);
    return [];
  };
  const judge = createPastJudge({ settings: MANUAL_SETTINGS, statesBetween });
  const waiting = aRun({ id: "a", state: "awaiting-approval", heldAt: 1_500, at: null });
  const applied = { state: "succeeded", startedAt: 9_000, at: 9_500 } as const;

  expect(await lawsBroken(judge, [waiting], true)).toEqual([]);
  await lawsBroken(judge, [aRun({ ...applied, id: "b", heldAt: 1_500 }), aRun({ ...applied, id: "c" })], false);

  expect(asked).toEqual([900, 9_000]);
});

function aJudge(): PastJudge {
  return createPastJudge({ settings: MANUAL_SETTINGS, statesBetween: () => [] });
}

async function lawsBroken(judge: PastJudge, runs: readonly RunRow[], atRest: boolean): Promise<readonly Law[]> {
  const tables: Tables = {
    roster: async () => ({ departments: [], employees: [] }),
    runs: async () => runs,
    departmentHistory: async () => [],
    employeeHistory: async () => [],
    plannedRows: async () => [],
  };
  return (await judge.judge(tables, atRest)).map(({ law }) => law);
}

function aRun(special: Partial<RunRow>): RunRow {
  return {
    id: "a",
    subject: "departments",
    state: "failed",
    attempts: 1,
    requestedAt: 900,
    startedAt: 1_000,
    at: 2_000,
    counts: null,
    failure: null,
    sourceCount: null,
    errorLines: null,
    skips: [],
    rejections: [],
    notices: [],
    preview: false,
    undoOf: null,
    digest: null,
    heldAt: null,
    approvedDigest: null,
    choices: {},
    tripped: false,
    ...special,
  };
}
