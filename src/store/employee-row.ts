import type { Selectable } from "kysely";
import type { RosterEmployee } from "../core/roster.ts";
import type { EmployeeStateColumns } from "./tables.ts";

/** What a row of employees, or of their history, says of the person. */
export type EmployeeStateRow = Selectable<EmployeeStateColumns>;

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

/** Turns rows into core's employees. Use one reader for many rows: texts that people share are then kept once. */
export function employeeReader(): (id: string, row: EmployeeStateRow) => RosterEmployee {
  const known = new Map<string, string>();
  // A hundred thousand people share some thousand names, days and titles; without this the roster takes half as much memory again.
  const shared = <Text extends string>(text: Text): Text => {
    const earlier = known.get(text);
    if (earlier !== undefined) return earlier as Text;
    known.set(text, text);
    return text;
  };
  const sharedOrNull = <Text extends string>(text: Text | null): Text | null => (text === null ? null : shared(text));
  return (id, row) => ({
    id,
    email: row.email,
    employeeNumber: row.employee_number,
    lastName: shared(row.last_name),
    firstName: shared(row.first_name),
    lastNameKana: shared(row.last_name_kana),
    firstNameKana: shared(row.first_name_kana),
    gender: sharedOrNull(row.gender),
    birthDate: sharedOrNull(row.birth_date),
    departmentCode: sharedOrNull(row.department_code),
    jobTitle: sharedOrNull(row.job_title),
    hiredOn: sharedOrNull(row.hired_on),
    retiredOn: sharedOrNull(row.retired_on),
    employmentType: sharedOrNull(row.employment_type),
    retired: row.retired,
    crewId: row.crew_id,
    crewSince: row.crew_since,
    retiredByHand: row.retired_by_hand,
  });
}
