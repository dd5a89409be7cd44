import type { Department, Employee } from "../core/roster.ts";
import { NOTHING_TO_LIST } from "../text/command-text.ts";
import { type NameByCode, nameByCodeOf } from "../text/department-text.ts";
import { departmentFieldText, departmentValueText, employeeFieldText, employeeValueText } from "../text/field-text.ts";
import { printable } from "./table.ts";

const DEPARTMENT_COLUMNS = ["code", "name", "parentCode"] as const;
const EMPLOYEE_COLUMNS = [
  "employeeNumber",
  "lastName",
  "firstName",
  "email",
  "departmentCode",
  "jobTitle",
  "employmentType",
  "retired",
] as const;

/** The departments for a person: one a line, columns parted by tabs, which a terminal and a spreadsheet both line up. */
export function* departmentsTable(departments: readonly Department[]): Generator<string> {
  const nameByCode = nameByCodeOf(departments);
  yield* lines(DEPARTMENT_COLUMNS.map(departmentFieldText), departments, (department) =>
    DEPARTMENT_COLUMNS.map((field) => departmentValueText(department, field, nameByCode)),
  );
}

/** The employees for a person, as `departmentsTable`. */
export function* employeesTable(employees: readonly Employee[], nameByCode: NameByCode): Generator<string> {
  yield* lines(EMPLOYEE_COLUMNS.map(employeeFieldText), employees, (employee) =>
    EMPLOYEE_COLUMNS.map((field) => employeeValueText(employee, field, nameByCode)),
  );
}

function* lines<Row>(
  headings: readonly string[],
  rows: readonly Row[],
  cellsOf: (row: Row) => readonly string[],
): Generator<string> {
  if (rows.length === 0) yield `${NOTHING_TO_LIST}\n`;
  else yield `${headings.join("\t")}\n`;
  for (const row of rows) yield `${cellsOf(row).map(printable).join("\t")}\n`;
}
