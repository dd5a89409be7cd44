import type { DepartmentChangeRow, EmployeeChangeRow, EmployeeOfChange } from "../../contract/runs.ts";
import { changesWhoSetFlag } from "../../core/breakdown.ts";
import { EMPLOYEE_FIELDS, type Employee } from "../../core/roster.ts";
import type { NameByCode } from "../../text/department-text.ts";
import {
  departmentFieldText,
  departmentValueText,
  employeeFieldText,
  employeeValueText,
} from "../../text/field-text.ts";
import { retiredFlagText } from "../../text/retired-flag-text.ts";

/** One field of a change in words. Something new was nothing before, something deleted is nothing after. */
export interface ChangeLine {
  readonly field: string;
  readonly before: string | null;
  readonly after: string | null;
}

// An `Omit` would take the kinds of change apart from their rows.
type PersonChange = EmployeeChangeRow extends infer Each
  ? Each extends unknown
    ? Omit<Each, "employeeId">
    : never
  : never;

const DEPARTMENT_FIELDS = ["code", "name", "parentCode"] as const;

/** The fields that a change of a department changed; all of them when it comes or goes. */
export function departmentLines(change: DepartmentChangeRow, nameByCode: NameByCode): readonly ChangeLine[] {
  return lines(change, DEPARTMENT_FIELDS, departmentFieldText, (row, field) =>
    departmentValueText(row, field, nameByCode),
  );
}

/** The fields that a change of an employee changed; all of them when they come or go. */
export function employeeLines(change: PersonChange, nameByCode: NameByCode): readonly ChangeLine[] {
  const valueText = (row: Employee, field: (typeof EMPLOYEE_FIELDS)[number]) =>
    employeeValueText(row, field, nameByCode);
  return [
    ...lines(change, EMPLOYEE_FIELDS, employeeFieldText, valueText),
    ...(change.kind === "update" ? flagLines(change.before, change.after) : []),
  ];
}

/** Who set 退職者フラグ, where that is what changes of it: an undo may give back nothing else of somebody. */
export function flagLines(before: EmployeeOfChange, after: EmployeeOfChange): readonly ChangeLine[] {
  if (!changesWhoSetFlag(before, after)) return [];
  return [{ field: employeeFieldText("retired"), before: retiredFlagText(before), after: retiredFlagText(after) }];
}

function lines<Row, Field extends keyof Row>(
  change: { readonly before?: Row | undefined; readonly after?: Row | undefined },
  fields: readonly Field[],
  nameOf: (field: Field) => string,
  textOf: (row: Row, field: Field) => string,
): readonly ChangeLine[] {
  const before = change.before ?? null;
  const after = change.after ?? null;
  return fields
    .filter((field) => before === null || after === null || before[field] !== after[field])
    .map((field) => ({
      field: nameOf(field),
      before: before && textOf(before, field),
      after: after && textOf(after, field),
    }));
}
