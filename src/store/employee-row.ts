import type { Selectable } from "kysely";
import type { RosterEmployee } from "../core/roster.ts";
import type { EmployeeStateColumns } from "./tables.ts";

/** What a row of employees, or of their history, says of the person. */
export type EmployeeStateRow = Selectable<EmployeeStateColumns> & { readonly version: number };

/** The columns that employees and their history have in common. */
export const EMPLOYEE_STATE_COLUMNS = [
  "email",
  "employee_number",
  "last_name",
  "first_name",
  "last_name_kana",
  "first_name_kana",
  "gender",
  "birth_date",
  "department_code",
  "job_title",
  "hired_on",
  "retired_on",
  "employment_type",
  "retired",
  "crew_id",
  "crew_since",
  "retired_by_hand",
] as const satisfies readonly (keyof EmployeeStateColumns)[];

/** A row as core's employee. */
export function toEmployee(id: string, row: EmployeeStateRow): RosterEmployee {
  return {
    id,
    version: row.version,
    email: row.email,
    employeeNumber: row.employee_number,
    lastName: row.last_name,
    firstName: row.first_name,
    lastNameKana: row.last_name_kana,
    firstNameKana: row.first_name_kana,
    gender: row.gender,
    birthDate: row.birth_date,
    departmentCode: row.department_code,
    jobTitle: row.job_title,
    hiredOn: row.hired_on,
    retiredOn: row.retired_on,
    employmentType: row.employment_type,
    retired: row.retired,
    crewId: row.crew_id,
    crewSince: row.crew_since,
    retiredByHand: row.retired_by_hand,
  };
}
