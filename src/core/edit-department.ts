import type { Problem } from "./problem.ts";
import type { Department } from "./roster.ts";

/** Why a department cannot be written by hand as it is wanted. */
export type DepartmentProblem = Extract<
  Problem,
  { readonly kind: "department-code-taken" | "department-name-taken" | "parent-not-found" | "parent-would-loop" }
>;

/** What is wrong with a department that is to be added to these. */
export function problemOfNewDepartment(
  departments: readonly Department[],
  wanted: Department,
): DepartmentProblem | null {
  const holder = departments.find(({ code }) => code === wanted.code);
  if (holder !== undefined) return { kind: "department-code-taken", name: holder.name };
  return problemOfDepartment(departments, wanted);
}

/** What is wrong with a department, new or changed, beside the others: names are unique, parents exist, nobody is their own ancestor. */
export function problemOfDepartment(departments: readonly Department[], wanted: Department): DepartmentProblem | null {
  const others = new Map(departments.map((department) => [department.code, department]));
  others.delete(wanted.code);
  const holder = [...others.values()].find(({ name }) => name === wanted.name);
  if (holder !== undefined) return { kind: "department-name-taken", holderCode: holder.code };
  // From the wanted parent upwards; what is there already has no loops.
  for (let code = wanted.parentCode; code !== null; code = others.get(code)?.parentCode ?? null) {
    if (code === wanted.code) return { kind: "parent-would-loop" };
    if (!others.has(code)) return { kind: "parent-not-found" };
  }
  return null;
}
