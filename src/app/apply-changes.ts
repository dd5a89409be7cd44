import { applyDepartments } from "../store/apply-departments.ts";
import { applyEmployees } from "../store/apply-employees.ts";
import type { Author } from "../store/history.ts";
import type { LockedRoster } from "../store/lock-roster.ts";
import type { PlannedRows } from "./run-report.ts";

/** Writes a sync's changes and their history. */
export async function applyChanges(roster: LockedRoster, planned: PlannedRows, author: Author): Promise<void> {
  switch (planned.subject) {
    case "departments":
      return applyDepartments(roster, planned.changes, author);
    case "employees":
      return applyEmployees(roster, planned.changes, author);
  }
}
