import { type RawBuilder, sql } from "kysely";
import type { Department, RosterEmployee } from "../core/roster.ts";
import type { CompanyId } from "./companies.ts";
import type { Queries } from "./database.ts";
import { isEmployeeId } from "./employee-id.ts";
import { EMPLOYEE_STATE_COLUMNS, type EmployeeStateRow, toEmployee } from "./employee-row.ts";
import type { Author } from "./history.ts";
import type { LockedRoster } from "./lock-roster.ts";
import { toTimestamp } from "./tables.ts";

/** A person who changes the roster in the product, and when. */
export type Hand = Omit<Author, "runId">;

/** A department with the version that whoever changes it must name. */
export interface VersionedDepartment {
  readonly row: Department;
  readonly version: number;
}

/** The company's employees of these ids, or those of them that there are; any text may be asked for. */
export async function findEmployeesById(
  queries: Queries,
  companyId: CompanyId,
  ids: readonly string[],
): Promise<readonly RosterEmployee[]> {
  const { rows } = await sql<EmployeeStateRow & { id: string }>`
    select id, version, ${STATE} from employees
     where company_id = ${companyId} and id = any(${ids.filter(isEmployeeId)}::bigint[])`.execute(queries);
  return rows.map((row) => toEmployee(row.id, row));
}

/** Writes what the hand may change of an employee, and its history; the version that is then the newest. Throws when nobody has the id. */
export async function updateEmployee(
  { tx, companyId }: LockedRoster,
  after: RosterEmployee,
  by: Hand,
): Promise<number> {
  const { rows } = await sql<{ version: number }>`
    with changed as (
      update employees
         set employee_number = ${after.employeeNumber}, last_name = ${after.lastName}, first_name = ${after.firstName},
             last_name_kana = ${after.lastNameKana}, first_name_kana = ${after.firstNameKana}, gender = ${after.gender},
             birth_date = ${after.birthDate}, department_code = ${after.departmentCode}, job_title = ${after.jobTitle},
             hired_on = ${after.hiredOn}, retired_on = ${after.retiredOn}, employment_type = ${after.employmentType},
             retired = ${after.retired}, retired_by_hand = ${after.retiredByHand}, version = version + 1
       where company_id = ${companyId} and id = ${after.id}
      returning company_id, id, version, ${STATE}
    )
    insert into employee_history (company_id, employee_id, version, actor, at, ${STATE})
    select company_id, id, version, ${authorColumns(by)}, ${STATE} from changed
    returning version`.execute(tx);
  const [written] = rows;
  if (written === undefined) throw new Error(`there is no employee ${after.id} in company ${companyId}`);
  return written.version;
}

/** M33: takes these employees from the roster; their history keeps what they were. Gives how many there were. */
export async function deleteEmployees(
  { tx, companyId }: LockedRoster,
  ids: readonly string[],
  by: Hand,
): Promise<number> {
  const written = await sql`
    with gone as (
      delete from employees where company_id = ${companyId} and id = any(${[...ids]}::bigint[])
      returning company_id, id, version, ${STATE}
    )
    insert into employee_history (company_id, employee_id, version, actor, at, deleted, ${STATE})
    select company_id, id, version + 1, ${authorColumns(by)}, true, ${STATE} from gone`.execute(tx);
  return Number(written.numAffectedRows);
}

/** All departments of the company with their versions, by code. */
export async function readVersionedDepartments(
  queries: Queries,
  companyId: CompanyId,
): Promise<readonly VersionedDepartment[]> {
  const rows = await queries
    .selectFrom("departments")
    .select(["code", "name", "parent_code", "version"])
    .where("company_id", "=", companyId)
    .orderBy("code")
    .execute();
  return rows.map(({ version, code, name, parent_code }) => ({
    row: { code, name, parentCode: parent_code },
    version,
  }));
}

/** How many employees belong to the department itself, whether they left or not. */
export async function countEmployeesOf({ tx, companyId }: LockedRoster, departmentCode: string): Promise<number> {
  const { count } = await tx
    .selectFrom("employees")
    .select(({ fn }) => fn.countAll<string>().as("count"))
    .where("company_id", "=", companyId)
    .where("department_code", "=", departmentCode)
    .executeTakeFirstOrThrow();
  return Number(count);
}

/** Takes a department from the roster; its history keeps what it was. Throws when it is in use, or not there. */
export async function deleteDepartment({ tx, companyId }: LockedRoster, code: string, by: Hand): Promise<void> {
  const written = await sql`
    with gone as (
      delete from departments where company_id = ${companyId} and code = ${code}
      returning company_id, code, version, name, parent_code
    )
    insert into department_history (company_id, code, version, actor, at, deleted, name, parent_code)
    select company_id, code, version + 1, ${authorColumns(by)}, true, name, parent_code from gone`.execute(tx);
  if (written.numAffectedRows !== 1n) throw new Error(`there is no department to delete in company ${companyId}`);
}

const STATE = sql.raw(EMPLOYEE_STATE_COLUMNS.join(", "));

function authorColumns({ actor, at }: Hand): RawBuilder<unknown> {
  return sql`${actor}, ${toTimestamp(at)}::timestamptz`;
}
