import { describe, expect, test } from "vitest";
import type { RunRow } from "../../contract/runs.ts";
import { aRun } from "../runs/catalogue-runs.ts";
import { isDone, lastEnded, nextStep, runsToLookAt, type Standing } from "./next-steps.ts";

const NOTHING: Standing = { link: "not-linked", departments: 0, employees: 0, runs: [] };
const syncedDepartments: RunRow = aRun({ id: "d", subject: "departments", state: "succeeded" });
const syncedEmployees: RunRow = aRun({ id: "e", subject: "employees", state: "partly-failed" });

describe("what to do next", () => {
  test.each([
    ["link, at the very beginning", NOTHING, "link"],
    ["departments, once linked", { ...NOTHING, link: "linked" }, "departments"],
    [
      "departments, after a run that came to nothing",
      { ...NOTHING, link: "linked", runs: [aRun({ state: "failed", subject: "departments" })] },
      "departments",
    ],
    ["employees, once there are departments", { ...NOTHING, link: "linked", departments: 3 }, "employees"],
    [
      "employees, when SmartHR's departments have no codes",
      { ...NOTHING, link: "linked", runs: [syncedDepartments] },
      "employees",
    ],
    ["link again, once the link has expired", { link: "expired", departments: 3, employees: 20, runs: [] }, "link"],
    [
      "link, for the second administrator of a company that has synced",
      { link: "not-linked", departments: 3, employees: 20, runs: [] },
      "link",
    ],
    ["nothing, when all is done", { link: "linked", departments: 3, employees: 20, runs: [] }, null],
    [
      "nothing, when everybody who was read was left out",
      { ...NOTHING, link: "linked", departments: 3, runs: [syncedEmployees] },
      null,
    ],
  ] as const)("%s", (_, standing: Standing, step) => {
    expect(nextStep(standing)).toBe(step);
  });

  test("a step can be done while an earlier one is not", () => {
    expect(isDone("employees", { ...NOTHING, employees: 1 })).toBe(true);
  });
});

describe("the last run of a subject", () => {
  test("is the newest that is over", () => {
    const open = aRun({ id: "open", state: "running", subject: "employees", finishedAt: null });

    expect(lastEnded([open, syncedDepartments, syncedEmployees], "employees")).toBe(syncedEmployees);
  });

  test("is none when none is over", () => {
    expect(lastEnded([syncedDepartments], "employees")).toBeNull();
  });
});

describe("a run to look at", () => {
  test("is the last of its subject when it failed, in part or altogether", () => {
    const failed = aRun({ id: "f", subject: "departments", state: "failed" });

    expect(runsToLookAt([failed, syncedEmployees, syncedDepartments])).toEqual([failed, syncedEmployees]);
  });

  test("is none that was made good since", () => {
    const failed = aRun({ id: "f", subject: "departments", state: "failed" });

    expect(runsToLookAt([syncedDepartments, failed])).toEqual([]);
  });
});
