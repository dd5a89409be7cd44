import type { RunReport, RunRows } from "../app/run-report.ts";
import { changesCountedBy, type GuardReading } from "../core/guards.ts";
import type { RowChange } from "../core/undo.ts";

/** A guard that stopped a plan, and the rows it counts as far as they are known. */
export interface TrippedGuard {
  readonly reading: GuardReading;
  readonly rows: readonly GuardedRow[];
}

/** A department or a person whom a guard counts; the address is null where SmartHR has none, or the plan leaves them as they are. */
export type GuardedRow =
  | { readonly subject: "departments"; readonly code: string | null; readonly name: string | null }
  | {
      readonly subject: "employees";
      readonly crewId: string | null;
      readonly employeeNumber: string | null;
      readonly email: string | null;
      readonly lastName: string | null;
      readonly firstName: string | null;
    };

/** The guards that stopped a plan, in the order people read them. */
export function trippedGuards({ facts, rows, optedOutBefore = [] }: RunReport): readonly TrippedGuard[] {
  const optedOut = new Set(optedOutBefore);
  return (facts?.guards ?? [])
    .filter(({ tripped }) => tripped)
    .map((reading) => ({ reading, rows: rowsOf(reading, rows, optedOut) }));
}

function rowsOf(reading: GuardReading, rows: RunRows, optedOut: ReadonlySet<string>): readonly GuardedRow[] {
  if (reading.guard === "rejected-rows") return rejectedRows(rows);
  switch (rows.subject) {
    case "departments":
      return changesCountedBy(reading, withoutDeletions(rows.changes), optedOut).map(({ after }) =>
        departmentRow(after),
      );
    case "employees": {
      const counted = changesCountedBy(reading, withoutDeletions(rows.changes), optedOut);
      return [
        ...counted.map(({ after }) => personRow(after)),
        ...reading.people.map((person) => personRow({ ...person, email: null })),
      ];
    }
  }
}

function rejectedRows(rows: RunRows): readonly GuardedRow[] {
  switch (rows.subject) {
    case "departments":
      return rows.findings.rejections.map(({ row }) => departmentRow(row));
    case "employees":
      return rows.findings.rejections.map(({ row }) => personRow(row));
  }
}

// An undo deletes, and no guard judges it.
function withoutDeletions<Row>(changes: readonly RowChange<Row>[]) {
  return changes.filter((change) => change.kind !== "delete");
}

function departmentRow({ code, name }: { readonly code: string | null; readonly name: string | null }): GuardedRow {
  return { subject: "departments", code, name };
}

function personRow(person: {
  readonly crewId: string | null;
  readonly employeeNumber: string | null;
  readonly email: string | null;
  readonly lastName: string | null;
  readonly firstName: string | null;
}): GuardedRow {
  const { crewId, employeeNumber, email, lastName, firstName } = person;
  return { subject: "employees", crewId, employeeNumber, email, lastName, firstName };
}
