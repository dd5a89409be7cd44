import type { Instant } from "./calendar.ts";
import type { PersonName } from "./person-name.ts";
import type { Department, Employee, RosterEmployee } from "./roster.ts";
import type { Counts, Subject } from "./run.ts";

/** A change that may also take a row away, as an undo's may; both sides are whole states. */
export type RowChange<Row> =
  | { readonly kind: "create"; readonly after: Row }
  | { readonly kind: "update"; readonly before: Row; readonly after: Row }
  | { readonly kind: "delete"; readonly before: Row };

/** Who wrote a row, and when; the run is null for a person's hand. */
export interface Writer {
  readonly actor: string;
  readonly at: Instant;
  readonly runId: string | null;
}

/** A later write to a row: what it left there, or null when it deleted the row. */
export interface LaterWrite<Row> {
  readonly after: Row | null;
  readonly by: Writer;
}

/** What the run that is taken back did to one row, and all that was written to the row since, oldest first. */
export interface UndoneRow<Row> {
  readonly change: RowChange<Row>;
  readonly since: readonly LaterWrite<Row>[];
}

/** Why something stays as it is. Without a field it is about the whole row. */
export type KeptReason<Field> =
  /** It has another value than the run gave it, or, of the whole row, was touched since. */
  | { readonly kind: "changed-since"; readonly field: Field | null; readonly by: Writer }
  | { readonly kind: "deleted-since"; readonly field: null; readonly by: Writer }
  /** What was to be made again came back by a later run: a person as a new employee, a department under its code. */
  | { readonly kind: "registered-again"; readonly field: null }
  /** Another row has the address, or the department's name. */
  | { readonly kind: "address-held"; readonly field: Field | null; readonly holder: PersonName }
  | { readonly kind: "name-held"; readonly field: Field | null; readonly holderCode: string }
  | { readonly kind: "department-gone"; readonly field: Field | null; readonly departmentCode: string }
  | { readonly kind: "parent-loop"; readonly field: Field | null }
  /** A department that the run created, to which others belong that stay. */
  | {
      readonly kind: "department-in-use";
      readonly field: null;
      readonly employeeCount: number;
      readonly belowCount: number;
    };

/** A row that stays as it is, wholly or in part, with every reason; the row as it is now, or as it was when it is gone. */
export interface KeptRow<Row, Field> {
  readonly row: Row;
  readonly reasons: readonly [KeptReason<Field>, ...KeptReason<Field>[]];
}

/** What an undo is going to do. Each of the run's rows is changed, or is as it should be already; any of them may be kept in part. */
export interface UndoPlan<Row, Field> {
  readonly changes: readonly RowChange<Row>[];
  readonly kept: readonly KeptRow<Row, Field>[];
  /** The run's rows to which nothing is done. */
  readonly unchangedCount: number;
}

/** What can be restored of a department; its code never changes. */
export type DepartmentField = Exclude<keyof Department, "code">;

export type DepartmentUndo = UndoPlan<Department, DepartmentField>;
export type EmployeeUndo = UndoPlan<RosterEmployee, keyof Employee>;

/** The plan of an undo of either subject, told apart. */
export type SubjectUndo =
  | { readonly subject: Extract<Subject, "departments">; readonly plan: DepartmentUndo }
  | { readonly subject: Extract<Subject, "employees">; readonly plan: EmployeeUndo };

/** A kept row of either subject, told apart. */
export type SubjectKeptRow =
  | ({ readonly subject: Extract<Subject, "departments"> } & KeptRow<Department, DepartmentField>)
  | ({ readonly subject: Extract<Subject, "employees"> } & KeptRow<RosterEmployee, keyof Employee>);

/** The counts of an undo: it reads the run's rows, and leaves none of them out for somebody to act. */
export function countsOfUndo({ changes, unchangedCount }: UndoPlan<unknown, unknown>): Counts {
  const count = (kind: RowChange<unknown>["kind"]) => changes.filter((change) => change.kind === kind).length;
  return {
    read: changes.length + unchangedCount,
    create: count("create"),
    update: count("update"),
    delete: count("delete"),
    unchanged: unchangedCount,
    skip: 0,
    reject: 0,
    notice: 0,
  };
}
