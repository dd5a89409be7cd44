import { expect, test } from "vitest";
import { aDepartment, aRosterEmployee, aSourceDepartment, aSourceEmployee } from "../../test/builders.ts";
import { planDepartments } from "./plan-departments.ts";
import { departmentPlanLines, employeePlanLines } from "./plan-digest.ts";
import { planEmployees } from "./plan-employees.ts";
import { MANUAL_SETTINGS } from "./settings.ts";

const roster = { employees: [aRosterEmployee({ jobTitle: "係長" })], departmentCodes: new Set(["A001"]) };
const source = [
  aSourceEmployee(),
  aSourceEmployee({ crewId: "c2", email: "jiro@example.com" }),
  aSourceEmployee({ crewId: "c3", email: null }),
  aSourceEmployee({ crewId: "c4", optedOut: true }),
];

function employeeLines(rows = source, employees = roster.employees, settings = MANUAL_SETTINGS) {
  return [...employeePlanLines(planEmployees({ ...roster, employees }, rows, settings, "2026-11-23"), settings)];
}

test("plans that mean the same have one canonical form, whatever the order of SmartHR's rows", () => {
  const departments = [aSourceDepartment(), aSourceDepartment({ code: "B" }), aSourceDepartment({ code: null })];

  expect(employeeLines([...source].reverse())).toEqual(employeeLines());
  expect([...departmentPlanLines(planDepartments([], [...departments].reverse()))]).toEqual([
    ...departmentPlanLines(planDepartments([], departments)),
  ]);
});

test("a change, what it is changed from, a skip, a rejection and a setting each show in the canonical form", () => {
  const [first, second, third, fourth] = source;
  if (!first || !second || !third || !fourth) throw new Error("the source has four rows");
  const forms = [
    employeeLines(),
    employeeLines([{ ...first, jobTitle: "部長" }, second, third, fourth]),
    employeeLines(source, [aRosterEmployee({ jobTitle: "課長" })]),
    employeeLines([first, second, third]),
    employeeLines([first, second, { ...third, lastName: null }, fourth]),
    employeeLines(source, roster.employees, { ...MANUAL_SETTINGS, createRetired: false }),
  ].map((lines) => lines.join("\n"));

  expect(new Set(forms).size).toBe(forms.length);
});

test("a renamed and a moved department show in the canonical form", () => {
  const forms = [
    planDepartments([aDepartment()], [aSourceDepartment()]),
    planDepartments([aDepartment()], [aSourceDepartment({ name: "営業本部" })]),
    planDepartments([aDepartment({ name: "旧" })], [aSourceDepartment({ name: "営業本部" })]),
    planDepartments([aDepartment({ parentCode: "B" }), aDepartment({ code: "B" })], [aSourceDepartment()]),
  ].map((plan) => [...departmentPlanLines(plan)].join("\n"));

  expect(new Set(forms).size).toBe(forms.length);
});
