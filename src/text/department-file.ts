import type { CalendarDate } from "../core/calendar.ts";
import type { Department } from "../core/roster.ts";
import { departmentFieldText } from "./field-text.ts";
import { textCell } from "./text-cell.ts";

/** The name of the file that the departments of a past day are downloaded as. */
export function pastDepartmentFileName(day: CalendarDate): string {
  return `部署一覧_${day.replaceAll("-", "")}時点.csv`;
}

/** The first line of the file: the manual's names (M8). */
export function departmentFileHeadings(): string[] {
  return [departmentFieldText("code"), departmentFieldText("name"), departmentFieldText("parentCode"), HEAD_COUNT];
}

/** A department's line of the file; what is blank is an empty cell. */
export function departmentFileLine(filed: Department & { readonly headCount: number }): string[] {
  return [textCell(filed.code), textCell(filed.name), textCell(filed.parentCode ?? ""), String(filed.headCount)];
}

const HEAD_COUNT = "所属人数（退職者を除く）";
