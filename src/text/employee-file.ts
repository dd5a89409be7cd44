import type { CalendarDate, Instant } from "../core/calendar.ts";
import type { Employee } from "../core/roster.ts";
import { NO_DEPARTMENTS } from "./department-text.ts";
import { departmentFieldText, employeeFieldText, employeeValueText } from "./field-text.ts";
import { fileStamp } from "./file-stamp.ts";
import { textCell } from "./text-cell.ts";

/** An employee with what the file says besides. */
export interface FiledEmployee {
  readonly employee: Employee;
  readonly departmentName: string | null;
}

/** The name of the file that 社員一覧 is downloaded as. */
export function employeeFileName(at: Instant): string {
  return `社員一覧_${fileStamp(at)}.csv`;
}

/** The name of the file that the employees of a past day are downloaded as. */
export function pastEmployeeFileName(day: CalendarDate): string {
  return `社員一覧_${day.replaceAll("-", "")}時点.csv`;
}

/** The first line of the file: the manual's names (M3, M8). */
export function employeeFileHeadings(): string[] {
  return COLUMNS.map(({ heading }) => heading);
}

/** A person's line of the file; what is blank is an empty cell. */
export function employeeFileLine(filed: FiledEmployee): string[] {
  return COLUMNS.map(({ value }) => value(filed));
}

interface Column {
  readonly heading: string;
  readonly value: (filed: FiledEmployee) => string;
}

type Field = Exclude<keyof Employee, "crewId" | "departmentCode">;

const COLUMNS: readonly Column[] = [
  text("employeeNumber"),
  text("lastName"),
  text("firstName"),
  text("lastNameKana"),
  text("firstNameKana"),
  text("email"),
  text("gender"),
  day("birthDate"),
  { heading: departmentFieldText("code"), value: ({ employee }) => textCell(employee.departmentCode ?? "") },
  { heading: employeeFieldText("departmentCode"), value: ({ departmentName }) => textCell(departmentName ?? "") },
  text("jobTitle"),
  day("hiredOn"),
  day("retiredOn"),
  text("employmentType"),
  text("retired"),
];

function text(field: Field): Column {
  return { heading: employeeFieldText(field), value: ({ employee }) => textCell(cellText(employee, field)) };
}

/** A day is to be one in the spreadsheet, too. */
function day(field: Field): Column {
  return { heading: employeeFieldText(field), value: ({ employee }) => cellText(employee, field) };
}

function cellText(employee: Employee, field: Field): string {
  return employee[field] === null || employee[field] === "" ? "" : employeeValueText(employee, field, NO_DEPARTMENTS);
}
