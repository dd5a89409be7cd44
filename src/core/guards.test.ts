import { describe, expect, test } from "vitest";
import { aDepartment, anEmployee, aRosterEmployee, aSourceEmployee } from "../../test/builders.ts";
import {
  DEFAULT_GUARD_LIMITS,
  GUARD_NAMES,
  type GuardedPlan,
  type GuardPast,
  guardsCounting,
  judgeGuards,
  limitsOf,
} from "./guards.ts";
import type { EmployeeChange, EmployeePlan } from "./plan.ts";
import type { Employee, RosterEmployee } from "./roster.ts";
import type { SourceEmployee } from "./source.ts";

const noPast: GuardPast = { lastApplied: null, earlier: [] };
const empty: EmployeePlan = { changes: [], unchangedCount: 0, skips: [], rejections: [], notices: [] };
const EVERYTHING = limitsOf(Object.fromEntries(GUARD_NAMES.map((guard) => [guard, { percentage: 0, minimum: 1 }])));

/** The guards that count the change of one person. */
function countingUpdate(before: Partial<RosterEmployee>, after: Partial<Employee>) {
  const change = { kind: "update" as const, before: aRosterEmployee(before), after: anEmployee(after) };
  return guardsCounting(change, judgeGuards(planOf([change]), noPast, EVERYTHING), new Set());
}

function planOf(changes: readonly EmployeeChange[]): GuardedPlan & { readonly subject: "employees" } {
  return { subject: "employees", plan: { ...empty, changes }, roster: [], source: [] };
}

describe("what a guard counts", () => {
  test("a field that is filled for the first time is no change", () => {
    const blank = { employeeNumber: null, departmentCode: null, jobTitle: null, employmentType: null, gender: null };

    expect(countingUpdate(blank, { departmentCode: "A" })).toEqual([]);
  });

  test("a field that becomes blank is changed, and blank", () => {
    expect(countingUpdate({ jobTitle: "主任" }, { jobTitle: null })).toEqual(["changed-job-title", "column-blank"]);
    expect(countingUpdate({ birthDate: "1990-04-01" }, { birthDate: null })).toEqual(["column-blank"]);
  });

  test("either part of a name makes another name, its reading does not", () => {
    expect(countingUpdate({}, { firstName: "花子" })).toEqual(["changed-name"]);
    expect(countingUpdate({}, { firstNameKana: "ハナコ" })).toEqual([]);
  });

  test("another person behind an address has another SmartHR record and another name", () => {
    expect(countingUpdate({}, { crewId: "crew-2", lastName: "山田" })).toEqual([
      "person-behind-address",
      "changed-name",
    ]);
    expect(countingUpdate({}, { crewId: "crew-2" })).toEqual([]);
    expect(countingUpdate({ crewId: null, crewSince: null }, { lastName: "山田" })).toEqual(["changed-name"]);
  });

  test("somebody created already retired is new, not newly retired", () => {
    const change = { kind: "create" as const, after: anEmployee({ retired: true }) };

    const readings = judgeGuards(planOf([change]), noPast, EVERYTHING);

    expect(guardsCounting(change, readings, new Set())).toEqual(["new-employees"]);
  });

  test("only the readings asked about are told, column by column", () => {
    const change = { kind: "update" as const, before: aRosterEmployee({}), after: anEmployee({ gender: null }) };
    const readings = judgeGuards(planOf([change]), noPast, EVERYTHING);

    const ofOthers = readings.filter(({ column }) => column !== "gender");

    expect(guardsCounting(change, ofOthers, new Set())).toEqual([]);
  });

  test("a new department is no renamed one", () => {
    const create = { kind: "create" as const, after: aDepartment() };
    const update = { kind: "update" as const, before: aDepartment(), after: aDepartment({ name: "新しい部" }) };
    const plan = { changes: [create, update], unchangedCount: 0, skips: [], rejections: [], notices: [] };

    const readings = judgeGuards({ subject: "departments", plan, roster: [] }, noPast, EVERYTHING);

    expect(guardsCounting(create, readings, new Set())).toEqual([]);
    expect(guardsCounting(update, readings, new Set())).toEqual(["departments-changed"]);
  });
});

describe("whom a guard names", () => {
  const roster = Array.from({ length: 25 }, (_, place) =>
    aRosterEmployee({
      id: String(place),
      crewId: `crew-${place}`,
      email: `p${place}@example.com`,
      employeeNumber: String(place).padStart(4, "0"),
      retired: place === 1,
    }),
  );
  const source = roster.map((each) =>
    aSourceEmployee({ crewId: each.crewId ?? "", employeeNumber: each.employeeNumber }),
  );

  function readingOf(guard: string, rows: readonly SourceEmployee[], plan: EmployeePlan, past: GuardPast) {
    const readings = judgeGuards({ subject: "employees", plan, roster, source: rows }, past, DEFAULT_GUARD_LIMITS);
    return readings.find((reading) => reading.guard === guard);
  }

  test("fewer people are the roster's people whom SmartHR did not return, those who have left last", () => {
    const past: GuardPast = { lastApplied: { sourceCount: 25, optedOutCrewIds: [] }, earlier: [] };

    const reading = readingOf("fewer-people", source.slice(5), empty, past);

    expect(reading).toMatchObject({ count: 5, base: 25, tripped: true });
    expect(reading?.people.map(({ employeeId }) => employeeId)).toEqual(["0", "2", "3", "4", "1"]);
    expect(reading?.people[0]).toEqual({
      crewId: "crew-0",
      employeeId: "0",
      employeeNumber: "0000",
      lastName: "見本",
      firstName: "太郎",
    });
  });

  test("people no longer opted out are named unless the plan changes them", () => {
    const past: GuardPast = {
      lastApplied: { sourceCount: 26, optedOutCrewIds: ["crew-1", "crew-2", "crew-3", "crew-new", "crew-gone"] },
      earlier: [],
    };
    const rows = [...source, aSourceEmployee({ crewId: "crew-new", employeeNumber: "9999" })];
    const [, , changed] = roster;
    const changes: EmployeeChange[] = changed
      ? [{ kind: "update", before: changed, after: anEmployee({ crewId: "crew-2", jobTitle: "部長" }) }]
      : [];

    const reading = readingOf("no-longer-opted-out", rows, { ...empty, changes }, past);

    expect(reading).toMatchObject({ count: 4, base: 5, tripped: true });
    expect(reading?.people.map(({ crewId, employeeId }) => [crewId, employeeId])).toEqual([
      ["crew-1", "1"],
      ["crew-3", "3"],
      ["crew-new", null],
    ]);
    const [change] = changes;
    const optedOutBefore = new Set(past.lastApplied?.optedOutCrewIds);
    expect(change && reading && guardsCounting(change, [reading], optedOutBefore)).toEqual(["no-longer-opted-out"]);
  });

  test("before anything was applied nobody is missing and nobody was opted out", () => {
    expect(readingOf("fewer-people", [], empty, noPast)).toMatchObject({ count: 0, base: 0, tripped: false });
    expect(readingOf("no-longer-opted-out", source, empty, noPast)).toMatchObject({
      count: 0,
      base: 0,
      tripped: false,
    });
  });
});

describe("a company's limits", () => {
  test("a guard whose limit was not chosen has its default", () => {
    const limit = { percentage: 50, minimum: 3 };

    expect(limitsOf({ "new-employees": limit })).toEqual({ ...DEFAULT_GUARD_LIMITS, "new-employees": limit });
    expect(limitsOf({})).toEqual(DEFAULT_GUARD_LIMITS);
  });
});
