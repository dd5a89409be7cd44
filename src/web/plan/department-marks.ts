import type { Department } from "../../core/roster.ts";

/** What a plan does to a department. */
export type DepartmentMark = "created" | "moved" | "renamed" | "deleted";

/** What becomes of each department between one state and the next; those that stay as they are have no mark. */
export function departmentMarks(
  before: readonly Department[],
  after: readonly Department[],
): ReadonlyMap<string, readonly DepartmentMark[]> {
  const beforeByCode = new Map(before.map((department) => [department.code, department]));
  const codesAfter = new Set(after.map(({ code }) => code));
  const marks = new Map<string, readonly DepartmentMark[]>();
  for (const department of after) {
    const found = marksOf(beforeByCode.get(department.code), department);
    if (found.length > 0) marks.set(department.code, found);
  }
  for (const { code } of before) if (!codesAfter.has(code)) marks.set(code, ["deleted"]);
  return marks;
}

function marksOf(before: Department | undefined, after: Department): readonly DepartmentMark[] {
  if (before === undefined) return ["created"];
  return [
    ...(before.parentCode === after.parentCode ? [] : (["moved"] as const)),
    ...(before.name === after.name ? [] : (["renamed"] as const)),
  ];
}
