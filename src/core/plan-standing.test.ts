import { describe, expect, test } from "vitest";
import { aDepartment, anEmployee, aRosterEmployee } from "../../test/builders.ts";
import { type KeptPlan, obstaclesOf, type StandingRoster } from "./plan-standing.ts";

const NOBODY_FOLLOWED = () => false;

describe("a plan of employees", () => {
  const before = aRosterEmployee({ id: "7", version: 2, email: "a@example.com" });
  const update = employees({ kind: "update", before, after: anEmployee({ email: "b@example.com" }) });

  test("stands while its rows are as they were, whatever became of others", () => {
    const other = aRosterEmployee({ id: "8", email: "c@example.com", version: 9 });

    expect(obstaclesOf(update, roster({ employees: [before, other] }), NOBODY_FOLLOWED)).toEqual([]);
  });

  test("does not when somebody changed or deleted a row", () => {
    expect(kindsOf(update, { employees: [{ ...before, version: 3 }] })).toEqual(["row-changed"]);
    expect(kindsOf(update, { employees: [] })).toEqual(["row-gone"]);
  });

  test("does not when another has the address by now, unless that one gives it up", () => {
    const holder = aRosterEmployee({ id: "8", email: "B@example.com" });
    const leaving = { kind: "update", before: holder, after: anEmployee({ email: "c@example.com" }) } as const;
    const both = { ...update, changes: [...update.changes, leaving] } as KeptPlan;

    expect(kindsOf(update, { employees: [before, holder] })).toEqual(["name-taken"]);
    expect(kindsOf(both, { employees: [before, holder] })).toEqual([]);
  });

  test("does not when whoever it creates is there", () => {
    const create = employees({ kind: "create", after: anEmployee({ email: "a@example.com" }) });

    expect(kindsOf(create, { employees: [before] })).toEqual(["row-there"]);
  });

  test("M24: of people who are followed, also under another address", () => {
    const after = anEmployee({ email: "old@example.com", crewId: "crew-7" });
    const there = { employees: [aRosterEmployee({ id: "9", email: "new@example.com", crewId: "crew-7" })] };

    expect(kindsOf(employees({ kind: "create", after }), there)).toEqual([]);
    expect(
      obstaclesOf(employees({ kind: "create", after }), roster(there), (crewId) => crewId === "crew-7"),
    ).toMatchObject([{ kind: "row-there", row: "old@example.com" }]);
  });

  test("does not when the department is gone", () => {
    const after = anEmployee({ email: "b@example.com", departmentCode: "X" });

    expect(kindsOf(employees({ kind: "update", before, after }), { employees: [before] })).toEqual(["department-gone"]);
  });
});

describe("a plan of departments", () => {
  const before = aDepartment({ code: "A", name: "営業部", parentCode: null });
  const rename = departments({ kind: "update", before, after: { ...before, name: "販売部" } });

  test("stands while its rows are as they were", () => {
    expect(kindsOf(rename, { departments: [before] })).toEqual([]);
  });

  test("does not when a row changed, or is gone", () => {
    expect(kindsOf(rename, { departments: [{ ...before, name: "第一営業部" }] })).toEqual(["row-changed"]);
    expect(kindsOf(rename, { departments: [] })).toEqual(["row-gone"]);
  });

  test("does not when another has the name", () => {
    const holder = aDepartment({ code: "B", name: "販売部", parentCode: null });

    expect(kindsOf(rename, { departments: [before, holder] })).toEqual(["name-taken"]);
  });

  test("does not when what it creates is there, or its parent is gone", () => {
    const after = aDepartment({ code: "C", name: "法務部", parentCode: "A" });
    const create = departments({ kind: "create", after });

    expect(kindsOf(create, { departments: [before, { ...after, name: "総務部" }] })).toEqual(["row-there"]);
    expect(kindsOf(create, { departments: [] })).toEqual(["department-gone"]);
  });

  test("does not when a loop would close", () => {
    const below = aDepartment({ code: "B", name: "開発部", parentCode: "A" });
    const move = departments({ kind: "update", before, after: { ...before, parentCode: "B" } });

    expect(kindsOf(move, { departments: [before, below] })).toContain("parent-loop");
  });
});

function employees(...changes: Extract<KeptPlan, { subject: "employees" }>["changes"][number][]): KeptPlan {
  return { subject: "employees", changes };
}

function departments(...changes: Extract<KeptPlan, { subject: "departments" }>["changes"][number][]): KeptPlan {
  return { subject: "departments", changes };
}

function roster(special: Partial<StandingRoster>): StandingRoster {
  return { departments: [aDepartment({ code: "A001" })], employees: [], ...special };
}

function kindsOf(plan: KeptPlan, now: Partial<StandingRoster>): readonly string[] {
  return obstaclesOf(plan, roster(now), NOBODY_FOLLOWED).map(({ kind }) => kind);
}
