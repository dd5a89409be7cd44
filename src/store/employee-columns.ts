import { type RawBuilder, sql } from "kysely";
import type { Employee, RosterEmployee } from "../core/roster.ts";
import { toArrayLiteral } from "./array-literal.ts";
import { EMPLOYEE_STATE_COLUMNS } from "./employee-row.ts";
import type { Author } from "./history.ts";
import type { LockedRoster } from "./lock-roster.ts";
import { type EmployeeStateColumns, toTimestamp } from "./tables.ts";

/** A column of an employee's state, and what of an employee it holds. */
interface EmployeeColumn<Row> {
  readonly name: keyof EmployeeStateColumns;
  readonly type: "text" | "date" | "boolean" | "timestamptz";
  readonly read: (employee: Row) => string | boolean | null;
}

/** A column for every field on which SmartHR and the roster agree. */
export const AGREED_COLUMNS: readonly EmployeeColumn<Employee>[] = Object.values({
  email: { name: "email", type: "text", read: (employee) => employee.email },
  employeeNumber: { name: "employee_number", type: "text", read: (employee) => employee.employeeNumber },
  lastName: { name: "last_name", type: "text", read: (employee) => employee.lastName },
  firstName: { name: "first_name", type: "text", read: (employee) => employee.firstName },
  lastNameKana: { name: "last_name_kana", type: "text", read: (employee) => employee.lastNameKana },
  firstNameKana: { name: "first_name_kana", type: "text", read: (employee) => employee.firstNameKana },
  gender: { name: "gender", type: "text", read: (employee) => employee.gender },
  birthDate: { name: "birth_date", type: "date", read: (employee) => employee.birthDate },
  departmentCode: { name: "department_code", type: "text", read: (employee) => employee.departmentCode },
  jobTitle: { name: "job_title", type: "text", read: (employee) => employee.jobTitle },
  hiredOn: { name: "hired_on", type: "date", read: (employee) => employee.hiredOn },
  retiredOn: { name: "retired_on", type: "date", read: (employee) => employee.retiredOn },
  employmentType: { name: "employment_type", type: "text", read: (employee) => employee.employmentType },
  retired: { name: "retired", type: "boolean", read: (employee) => employee.retired },
  crewId: { name: "crew_id", type: "text", read: (employee) => employee.crewId },
} satisfies Record<keyof Employee, EmployeeColumn<Employee>>);

/** A column for all that the roster knows of an employee. */
export const STATE_COLUMNS: readonly EmployeeColumn<RosterEmployee>[] = [
  ...AGREED_COLUMNS,
  {
    name: "crew_since",
    type: "timestamptz",
    read: ({ crewSince }) => (crewSince === null ? null : toTimestamp(crewSince)),
  },
  { name: "retired_by_hand", type: "boolean", read: ({ retiredByHand }) => retiredByHand },
];

/** What the columns hold for these changes, one array for each. */
export function columnArrays<Change, Row>(
  columns: readonly EmployeeColumn<Row>[],
  chunk: readonly Change[],
  side: (change: Change) => Row,
): RawBuilder<unknown> {
  return sql.join(
    columns.map(({ type, read }) => {
      const literal = toArrayLiteral(chunk, (change) => read(side(change)));
      return sql`${literal}::${sql.raw(type)}[]`;
    }),
  );
}

/** A statement that writes employees, returning company, id, version and state of each, and their history; and how many they were. */
export function preparedWithHistory(
  { tx }: LockedRoster,
  author: Author,
  write: RawBuilder<unknown>,
  deleted = false,
): () => Promise<number> {
  const state = sql.raw(EMPLOYEE_STATE_COLUMNS.join(", "));
  const statement = sql`
    with changed as (${write})
    insert into employee_history (company_id, employee_id, version, run_id, actor, at, deleted, ${state})
    select company_id, id, version, ${author.runId}::uuid, ${author.actor}, ${toTimestamp(author.at)}::timestamptz,
           ${sql.lit(deleted)}, ${state}
      from changed`;
  return async () => Number((await statement.execute(tx)).numAffectedRows);
}
