import type { Problem } from "../core/problem.ts";

/** The field of a form that a problem is about, where it is about one: there it is said, too. */
export const PROBLEM_FIELD = {
  "department-code-taken": "code",
  "department-name-taken": "name",
  "parent-not-found": "parentCode",
  "parent-would-loop": "parentCode",
  "administrator-exists": "email",
} as const satisfies Partial<Record<Problem["kind"], string>>;
