import type { DepartmentDetail } from "../../contract/departments.ts";
import type { EmployeeOfChange } from "../../contract/runs.ts";
import type { Department, EMPLOYEE_FIELDS, Employee } from "../../core/roster.ts";
import {
  departmentFieldText,
  departmentValueText,
  employeeFieldText,
  employeeValueText,
} from "../../text/field-text.ts";
import { flagLines } from "../runs/change-lines.ts";
import type { HistoryLine } from "./ChangeHistory.tsx";
import { changedFields } from "./employee-changes.ts";

/** The names of departments that there are now: a code alone says little. */
export type NameByCode = ReadonlyMap<string, string>;

/** What a change of a person changed, in words. */
export function employeeHistoryLines(
  { before, after }: { readonly before: EmployeeOfChange | null; readonly after: EmployeeOfChange | null },
  nameByCode: NameByCode,
): readonly HistoryLine[] {
  const lines = changedFields(before, after).map((field) => ({
    field: employeeFieldText(field),
    before: before && employeeText(before, field, nameByCode),
    after: after && employeeText(after, field, nameByCode),
  }));
  return before && after ? [...lines, ...flagLines(before, after)] : lines;
}

const DEPARTMENT_FIELDS = ["code", "name", "parentCode"] as const;

/** What a change of a department changed, in words; of one that was made or deleted, all of it. */
export function departmentHistoryLines(
  { before, after }: Pick<DepartmentDetail["history"][number], "before" | "after">,
  nameByCode: NameByCode,
): readonly HistoryLine[] {
  return DEPARTMENT_FIELDS.filter((field) => !before || !after || before[field] !== after[field]).map((field) => ({
    field: departmentFieldText(field),
    before: before && departmentText(before, field, nameByCode),
    after: after && departmentText(after, field, nameByCode),
  }));
}

function employeeText(employee: Employee, field: (typeof EMPLOYEE_FIELDS)[number], nameByCode: NameByCode): string {
  const value = employeeValueText(employee, field);
  return field === "departmentCode" ? named(value, nameByCode) : value;
}

function departmentText(department: Department, field: keyof Department, nameByCode: NameByCode): string {
  const value = departmentValueText(department, field);
  return field === "parentCode" ? named(value, nameByCode) : value;
}

function named(code: string, nameByCode: NameByCode): string {
  const name = nameByCode.get(code);
  return name === undefined ? code : `${code} ${name}`;
}
