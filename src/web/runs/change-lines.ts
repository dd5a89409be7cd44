import type { DepartmentChange, EmployeeChange } from "../../core/plan.ts";
import { EMPLOYEE_FIELDS } from "../../core/roster.ts";
import {
  departmentFieldText,
  departmentValueText,
  employeeFieldText,
  employeeValueText,
} from "../../text/field-text.ts";

/** One field of a change in words. Something new was nothing before. */
export interface ChangeLine {
  readonly field: string;
  readonly before: string | null;
  readonly after: string;
}

const DEPARTMENT_FIELDS = ["code", "name", "parentCode"] as const;

/** The fields that a change of a department changed; all of them when it is new. */
export function departmentLines(change: DepartmentChange): readonly ChangeLine[] {
  const before = change.kind === "create" ? null : change.before;
  return DEPARTMENT_FIELDS.filter((field) => before === null || before[field] !== change.after[field]).map((field) => ({
    field: departmentFieldText(field),
    before: before && departmentValueText(before, field),
    after: departmentValueText(change.after, field),
  }));
}

/** The fields that a change of an employee changed; all of them when they are new. */
export function employeeLines(change: EmployeeChange): readonly ChangeLine[] {
  const before = change.kind === "create" ? null : change.before;
  return EMPLOYEE_FIELDS.filter((field) => before === null || before[field] !== change.after[field]).map((field) => ({
    field: employeeFieldText(field),
    before: before && employeeValueText(before, field),
    after: employeeValueText(change.after, field),
  }));
}
