import type { Change, DepartmentPlan, EmployeePlan } from "./plan.ts";
import { type Department, EMPLOYEE_FIELDS, type Employee, type RosterEmployee } from "./roster.ts";
import type { AddressChoices, SyncSettings } from "./settings.ts";
import type { SourceDepartment, SourceEmployee } from "./source.ts";
import type { RowChange, SubjectUndo, UndoPlan } from "./undo.ts";

// Raise it when the form below changes: a digest seen before must never be met by another plan.
const FORM = "mikiwame-plan-2";

/** As much of a plan as its digest seals: what is kept of a plan that waits has it, too. */
type Sealed<Plan extends DepartmentPlan | EmployeePlan, Row> = Pick<Plan, "changes" | "unchangedCount"> & {
  readonly skips: readonly { readonly row: Row; readonly reason: Plan["skips"][number]["reason"] }[];
  readonly rejections: readonly { readonly row: Row; readonly reasons: Plan["rejections"][number]["reasons"] }[];
};

export type SealedDepartments = Sealed<DepartmentPlan, Pick<SourceDepartment, "departmentId">>;
export type SealedEmployees = Sealed<EmployeePlan, Pick<SourceEmployee, "crewId">>;

/** The canonical form of a department plan, line by line: equal exactly when the plans mean the same, whatever the order of their rows. */
export function* departmentPlanLines(plan: SealedDepartments): Generator<string> {
  const sourceId = ({ row }: { row: Pick<SourceDepartment, "departmentId"> }) => row.departmentId;
  yield JSON.stringify([FORM, "departments", plan.unchangedCount]);
  for (const change of sortedBy(plan.changes, ({ after }) => after.code)) {
    yield changeLine(change, departmentValues, ({ code }) => code);
  }
  for (const { row, reason } of sortedBy(plan.skips, sourceId)) {
    yield JSON.stringify(["skip", row.departmentId, reason]);
  }
  for (const { row, reasons } of sortedBy(plan.rejections, sourceId)) {
    yield JSON.stringify(["rejection", row.departmentId, inOrder(reasons)]);
  }
}

/** The canonical form of an employee plan under those settings and choices, line by line. */
export function* employeePlanLines(
  plan: SealedEmployees,
  settings: SyncSettings,
  choices: AddressChoices = {},
): Generator<string> {
  const sourceId = ({ row }: { row: Pick<SourceEmployee, "crewId"> }) => row.crewId;
  const { createRetired, whenAddressChanged } = settings;
  yield JSON.stringify([FORM, "employees", plan.unchangedCount, createRetired, whenAddressChanged]);
  for (const chosen of sortedBy(Object.entries(choices), ([crewId]) => crewId))
    yield JSON.stringify(["choice", ...chosen]);
  for (const change of sortedBy(plan.changes, ({ after }) => after.crewId ?? "")) {
    yield changeLine(change, employeeValues, ({ id }) => id);
  }
  for (const { row, reason } of sortedBy(plan.skips, sourceId)) yield JSON.stringify(["skip", row.crewId, reason]);
  for (const { row, reasons } of sortedBy(plan.rejections, sourceId)) {
    yield JSON.stringify(["rejection", row.crewId, inOrder(reasons)]);
  }
}

/** The canonical form of the plan that takes back that run, line by line: with what it keeps, and with what the roster alone knows. */
export function* undoPlanLines(undo: SubjectUndo, undoOf: string): Generator<string> {
  yield JSON.stringify([FORM, "undo", undo.subject, undoOf, undo.plan.unchangedCount]);
  for (const [, line] of undoLines(undo)) yield line;
}

/** What an undo does and leaves to each row, in a form that is the same for the same; by id, or code. */
export function undoLineByRow(undo: SubjectUndo): ReadonlyMap<string, string> {
  return new Map(undoLines(undo));
}

function undoLines({ subject, plan }: SubjectUndo): Generator<readonly [string, string]> {
  return subject === "departments"
    ? linesOfRows(plan, departmentValues, ({ code }) => code)
    : linesOfRows(plan, rosterEmployeeValues, ({ id }) => id);
}

// One after the other, by row: all of them at once take more memory than the plan.
function* linesOfRows<Row, Field>(
  { changes, kept }: UndoPlan<Row, Field>,
  valuesOf: (row: Row) => readonly unknown[],
  keyOf: (row: Row) => string,
): Generator<readonly [string, string]> {
  const keptByKey = new Map(kept.map((row) => [keyOf(row.row), row]));
  const changeByKey = new Map(changes.map((change) => [keyOf(rowOf(change)), change]));
  for (const key of [...new Set([...changeByKey.keys(), ...keptByKey.keys()])].sort()) {
    const [change, row] = [changeByKey.get(key), keptByKey.get(key)];
    const changed = change === undefined ? "" : lineOfChange(change, key, valuesOf);
    const left = row === undefined ? "" : JSON.stringify(["kept", key, inOrder(row.reasons)]);
    yield [key, changed + left];
  }
}

function lineOfChange<Row>(change: RowChange<Row>, key: string, valuesOf: (row: Row) => readonly unknown[]): string {
  const before = change.kind === "create" ? null : valuesOf(change.before);
  const after = change.kind === "delete" ? null : valuesOf(change.after);
  return JSON.stringify([change.kind, key, before, after]);
}

/** The value with the names of its parts in one order: a database keeps them in an order of its own. */
function inOrder(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inOrder);
  if (typeof value !== "object" || value === null) return value;
  return sortedBy(Object.entries(value), ([name]) => name).map(([name, part]) => [name, inOrder(part)]);
}

function rowOf<Row>(change: RowChange<Row>): Row {
  return change.kind === "create" ? change.after : change.before;
}

function changeLine<Before extends After, After>(
  change: Change<Before, After>,
  valuesOf: (row: After) => readonly unknown[],
  idOf: (before: Before) => string,
): string {
  const after = valuesOf(change.after);
  return change.kind === "create"
    ? JSON.stringify(["create", after])
    : JSON.stringify(["update", idOf(change.before), valuesOf(change.before), after]);
}

function departmentValues({ code, name, parentCode }: Department): readonly unknown[] {
  return [code, name, parentCode];
}

function employeeValues(employee: Employee): readonly unknown[] {
  return EMPLOYEE_FIELDS.map((field) => employee[field]);
}

function rosterEmployeeValues(employee: RosterEmployee): readonly unknown[] {
  return [...employeeValues(employee), employee.crewSince, employee.retiredByHand];
}

function sortedBy<Row>(rows: readonly Row[], keyOf: (row: Row) => string): Row[] {
  return [...rows].sort((one, other) => {
    const key = keyOf(one);
    const otherKey = keyOf(other);
    return key < otherKey ? -1 : key > otherKey ? 1 : 0;
  });
}
