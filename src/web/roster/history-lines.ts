import type { DepartmentDetail } from "../../contract/departments.ts";
import type { EmployeeOfChange } from "../../contract/runs.ts";
import type { NameByCode } from "../../text/department-text.ts";
import {
  departmentFieldText,
  departmentValueText,
  employeeFieldText,
  employeeValueText,
} from "../../text/field-text.ts";
import { flagLines } from "../runs/change-lines.ts";
import type { HistoryLine } from "./ChangeHistory.tsx";
import { changedFields } from "./employee-changes.ts";

/** What a change of a person changed, in words. */
export function employeeHistoryLines(
  { before, after }: { readonly before: EmployeeOfChange | null; readonly after: EmployeeOfChange | null },
  nameByCode: NameByCode,
): readonly HistoryLine[] {
  const lines = changedFields(before, after).map((field) => ({
    field: employeeFieldText(field),
    before: before && employeeValueText(before, field, nameByCode),
    after: after && employeeValueText(after, field, nameByCode),
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
    before: before && departmentValueText(before, field, nameByCode),
    after: after && departmentValueText(after, field, nameByCode),
  }));
}
