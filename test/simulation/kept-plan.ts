import type { EmployeeChange } from "../../src/core/plan.ts";
import type { Department, RosterEmployee } from "../../src/core/roster.ts";
import type { RowChange } from "../../src/core/undo.ts";
import { employeesAfter } from "../roster-after.ts";
import { rowsAfter } from "../roster-after-undo.ts";
import { canonical, departmentChange, employeeChange } from "./explain-run.ts";
import type { HistoryRow, PlannedRow, Roster, RunRow } from "./roster-reading.ts";

/** A plan that waits, as its rows tell of it. */
export interface KeptPlan {
  readonly digest: string;
  readonly counts: string;
  readonly rows: readonly PlannedRow[];
  /** The rows as texts, in order of these. */
  readonly texts: readonly string[];
}

/** What is kept of the run's plan. */
export function keptPlan({ digest, counts }: RunRow, rows: readonly PlannedRow[]): KeptPlan {
  return { digest: digest ?? "", counts: canonical(counts), rows, texts: rows.map(textOf).sort() };
}

/** What a run did, by its history, in the words of `keptPlan`. */
export function writtenTexts(
  history: readonly (HistoryRow<Department> | HistoryRow<RosterEmployee>)[],
  before: Roster,
): readonly string[] {
  const ids = new Set(before.employees.map(({ id }) => id));
  const codes = new Set(before.departments.map(({ code }) => code));
  return history
    .map(({ key, deleted, row }) => {
      if (deleted) return JSON.stringify(["delete", key]);
      if ("code" in row) return departmentChange({ kind: codes.has(row.code) ? "update" : "create", after: row });
      return ids.has(key)
        ? employeeChange({ kind: "update", before: { id: key }, after: row })
        : employeeChange({ kind: "create", after: row });
    })
    .sort();
}

/** The roster after exactly this plan; of rows that come back, the versions are those that are found: history judges them. */
export function rosterAfterPlan(before: Roster, found: Roster, { rows }: KeptPlan, run: RunRow): Roster {
  if (run.subject === "departments") {
    return { ...before, departments: rowsAfter(before.departments, rows as readonly RowChange<Department>[]) };
  }
  if (run.undoOf === null) {
    return { ...before, employees: employeesAfter(before.employees, rows as readonly EmployeeChange[], run.at ?? 0) };
  }
  const changes = rows as readonly RowChange<RosterEmployee>[];
  const foundById = new Map(found.employees.map((row) => [row.id, row]));
  const written = new Set(changes.map((change) => (change.kind === "delete" ? change.before.id : change.after.id)));
  const employees = rowsAfter(before.employees, changes).map((row) =>
    written.has(row.id) ? { ...row, version: foundById.get(row.id)?.version ?? row.version } : row,
  );
  return { ...before, employees };
}

function textOf(change: PlannedRow): string {
  if (change.kind === "delete") {
    return JSON.stringify(["delete", "code" in change.before ? change.before.code : change.before.id]);
  }
  if ("code" in change.after) return departmentChange({ kind: change.kind, after: change.after });
  return change.kind === "create"
    ? employeeChange({ kind: "create", after: change.after })
    : employeeChange({ kind: "update", before: change.before as RosterEmployee, after: change.after });
}
