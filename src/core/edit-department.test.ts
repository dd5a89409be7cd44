import { describe, expect, test } from "vitest";
import { aDepartment } from "../../test/builders.ts";
import { problemOfDepartment, problemOfNewDepartment } from "./edit-department.ts";

const sales = aDepartment({ code: "A", name: "営業部" });
const section = aDepartment({ code: "B", name: "営業一課", parentCode: "A" });
const team = aDepartment({ code: "C", name: "第一係", parentCode: "B" });
const departments = [sales, section, team];

describe("a new department", () => {
  test("may stand at the top, or below another", () => {
    expect(problemOfNewDepartment(departments, aDepartment({ code: "D", name: "人事部" }))).toBeNull();
    expect(problemOfNewDepartment(departments, aDepartment({ code: "D", name: "人事部", parentCode: "C" }))).toBeNull();
  });

  test("needs a code that nobody has; a and A are two", () => {
    const taken = { kind: "department-code-taken", name: "営業部" };

    expect(problemOfNewDepartment(departments, aDepartment({ code: "A", name: "人事部" }))).toEqual(taken);
    expect(problemOfNewDepartment(departments, aDepartment({ code: "a", name: "人事部" }))).toBeNull();
  });

  test("needs a name that nobody has", () => {
    const problem = problemOfNewDepartment(departments, aDepartment({ code: "D", name: "営業部" }));

    expect(problem).toEqual({ kind: "department-name-taken", holderCode: "A" });
  });

  test("cannot be its own parent", () => {
    const problem = problemOfNewDepartment(departments, aDepartment({ code: "D", parentCode: "D" }));

    expect(problem).toEqual({ kind: "parent-would-loop" });
  });
});

describe("a changed department", () => {
  test("may keep its name, and move", () => {
    expect(problemOfDepartment(departments, { ...team, parentCode: "A" })).toBeNull();
    expect(problemOfDepartment(departments, { ...section, parentCode: null })).toBeNull();
  });

  test("needs a parent that is there", () => {
    expect(problemOfDepartment(departments, { ...team, parentCode: "Z" })).toEqual({ kind: "parent-not-found" });
  });

  test.each([
    ["itself", "A"],
    ["one below it", "B"],
    ["one far below it", "C"],
  ])("cannot have %s as its parent", (_, parentCode) => {
    expect(problemOfDepartment(departments, { ...sales, parentCode })).toEqual({ kind: "parent-would-loop" });
  });
});
