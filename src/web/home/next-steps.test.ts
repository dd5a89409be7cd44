import { describe, expect, test } from "vitest";
import { aRun } from "../runs/catalogue-runs.ts";
import { isDone, nextStep, runsToLookAt, type Standing } from "./next-steps.ts";

const NOTHING: Standing = {
  link: { kind: "not-linked" },
  departments: 0,
  employees: 0,
  retired: 0,
  lastRuns: [],
  synced: { departments: false, employees: false },
};
const LINKED: Standing = { ...NOTHING, link: { kind: "linked" } };
const ALL: Standing = { ...LINKED, departments: 3, employees: 20, synced: { departments: true, employees: true } };

describe("what to do next", () => {
  test.each([
    ["link, at the very beginning", NOTHING, "link"],
    ["departments, once linked", LINKED, "departments"],
    ["employees, once there are departments", { ...LINKED, departments: 3 }, "employees"],
    [
      "employees, when SmartHR's departments have no codes",
      { ...LINKED, synced: { departments: true, employees: false } },
      "employees",
    ],
    ["link again, once the link has expired", { ...ALL, link: { kind: "expired" } }, "link"],
    [
      "link, for the second administrator of a company that has synced",
      { ...ALL, link: { kind: "not-linked" } },
      "link",
    ],
    ["nothing, when all is done", ALL, null],
    ["nothing, when everybody who was read was left out", { ...ALL, employees: 0 }, null],
  ] satisfies [string, Standing, ReturnType<typeof nextStep>][])("%s", (_, standing, step) => {
    expect(nextStep(standing)).toBe(step);
  });

  test("a step can be done while an earlier one is not", () => {
    expect(isDone("employees", { ...NOTHING, employees: 1 })).toBe(true);
  });

  test("employees who have all left are employees, too", () => {
    expect(isDone("employees", { ...NOTHING, retired: 1 })).toBe(true);
  });
});

test("a run to look at is the last of its subject when it failed, in part or altogether", () => {
  const failed = aRun({ id: "f", subject: "departments", state: "failed" });
  const partlyFailed = aRun({ id: "e", subject: "employees", state: "partly-failed" });
  const succeeded = aRun({ id: "s", subject: "employees", state: "succeeded" });

  expect(runsToLookAt({ lastRuns: [failed, partlyFailed] })).toEqual([failed, partlyFailed]);
  expect(runsToLookAt({ lastRuns: [succeeded] })).toEqual([]);
});
