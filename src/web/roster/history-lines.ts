import type { DepartmentDetail } from "../../contract/departments.ts";
import type { EmployeeHistoryEntry } from "../../contract/employees.ts";
import type { NameByCode } from "../../text/department-text.ts";
import {
  departmentFieldText,
  departmentValueText,
  employeeFieldText,
  employeeValueText,
} from "../../text/field-text.ts";
import type { HistoryLine } from "./ChangeHistory.tsx";
import { changedFields } from "./employee-changes.ts";

/** What a change of a person changed, in words. */
export function employeeHistoryLines(
  { before, after }: Pick<EmployeeHistoryEntry, "before" | "after">,
  nameByCode: NameByCode,
): readonly HistoryLine[] {
  return changedFields(before, after).map((field) => ({
    field: employeeFieldText(field),
    before: before && employeeValueText(before, field, nameByCode),
    after: after && employeeValueText(after, field, nameByCode),
  }));
}

const DEPARTMENT_FIELDS = ["code", "name", "parentCode"] as const;

/** What a change of a department changed, in words; of one that was made or deleted, all of it. */
export function departmentHistoryLines(
  { before, after }: Pick<DepartmentDetail["history"][number], "before" | "after">,
  nameByCode: NameByCode,
): readonly HistoryLine[] {
  return DEPARTMENT_FIELDS.filter((field) => !before || !after || before[field] !== after[field]).map((field) => ({
    field: departmentFieldText(field),
    before: before && departmentValueText(before, field, nameByCode),
    after: after && departmentValueText(after, field, nameByCode),
  }));
}
