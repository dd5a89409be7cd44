import type {
  DepartmentPlan,
  DepartmentRejectionReason,
  DepartmentSkipReason,
  EmployeePlan,
  EmployeeRejectionReason,
  EmployeeSkipReason,
} from "./plan.ts";
import { type Department, EMPLOYEE_FIELDS, type Employee, type RosterEmployee } from "./roster.ts";
import type { RowChange } from "./undo.ts";

/** What a plan's counts are made of: how many updates change which field, and how many rows are left out for which reason. Nothing that is zero. */
export interface Breakdown {
  readonly updatesByField: Readonly<Partial<Record<keyof Employee | Exclude<keyof Department, "code">, number>>>;
  readonly skipsByReason: Readonly<Partial<Record<DepartmentSkipReason | EmployeeSkipReason, number>>>;
  /** A row with two reasons counts for both. */
  readonly rejectionsByReason: Readonly<
    Partial<Record<(DepartmentRejectionReason | EmployeeRejectionReason)["kind"], number>>
  >;
}

/** What the counts of a plan are made of. */
export function breakdownOf({
  changes,
  skips,
  rejections,
}: Pick<DepartmentPlan | EmployeePlan, "skips" | "rejections"> & {
  readonly changes: readonly RowChange<Department>[] | readonly RowChange<Employee>[];
}): Breakdown {
  return {
    updatesByField: tallied(changes.flatMap(changedFieldsOf)),
    skipsByReason: tallied(skips.map(({ reason }) => reason)),
    rejectionsByReason: tallied(rejections.flatMap(({ reasons }) => [...new Set(reasons.map(({ kind }) => kind))])),
  };
}

const DEPARTMENT_FIELDS = ["name", "parentCode"] as const satisfies readonly (keyof Department)[];

/** The fields that an update changes, in the order people read them; of a row that comes or goes, none. */
export function changedFieldsOf(
  change: RowChange<Department> | RowChange<Employee>,
): readonly (keyof Breakdown["updatesByField"])[] {
  if (change.kind !== "update") return [];
  if ("code" in change.before) return fieldsDiffering(DEPARTMENT_FIELDS, change.before, change.after as Department);
  const { before, after } = change as { readonly before: Employee; readonly after: Employee };
  return EMPLOYEE_FIELDS.filter(
    (field) => before[field] !== after[field] || (field === "retired" && changesWhoSetFlag(before, after)),
  );
}

/** Whether of 退職者フラグ nothing changes but who set it, as an undo may give back; a plan of SmartHR's does not say. */
export function changesWhoSetFlag(
  before: Pick<Employee, "retired"> & Partial<RosterEmployee>,
  after: Pick<Employee, "retired"> & Partial<RosterEmployee>,
): boolean {
  if (before.retired !== after.retired) return false;
  const [former, later] = [before.retiredByHand, after.retiredByHand];
  return former !== undefined && later !== undefined && former !== later;
}

function fieldsDiffering<Field extends string>(
  fields: readonly Field[],
  before: Readonly<Record<Field, unknown>>,
  after: Readonly<Record<Field, unknown>>,
): readonly Field[] {
  return fields.filter((field) => before[field] !== after[field]);
}

function tallied<Key extends string>(keys: readonly Key[]): Partial<Record<Key, number>> {
  const tally: Partial<Record<Key, number>> = {};
  for (const key of keys) tally[key] = (tally[key] ?? 0) + 1;
  return tally;
}
