import { applyDepartments } from "../store/apply-departments.ts";
import { applyEmployees } from "../store/apply-employees.ts";
import type { Author } from "../store/history.ts";
import type { LockedRoster } from "../store/lock-roster.ts";
import type { RunRows } from "./run-report.ts";

/** Writes a plan's changes and their history; the only way in which a run writes the roster. */
export async function applyChanges(
  roster: LockedRoster,
  planned:
    | Pick<RunRows & { readonly subject: "departments" }, "subject" | "changes">
    | Pick<RunRows & { readonly subject: "employees" }, "subject" | "changes">,
  author: Author,
): Promise<void> {
  switch (planned.subject) {
    case "departments":
      return applyDepartments(roster, planned.changes, author);
    case "employees":
      return applyEmployees(roster, planned.changes, author);
  }
}
