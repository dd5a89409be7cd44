import { sql } from "kysely";
import type { Department, RosterEmployee } from "../core/roster.ts";
import type { CompanyId } from "./companies.ts";
import type { Queries, Transaction } from "./database.ts";
import { EMPLOYEE_STATE_COLUMNS, type EmployeeStateRow, toEmployee } from "./employee-row.ts";
import { readInBatches } from "./read-in-batches.ts";

/** All departments of the company, by code. */
export async function readDepartments(queries: Queries, companyId: CompanyId): Promise<readonly Department[]> {
  const rows = await queries
    .selectFrom("departments")
    .select(["code", "name", "parent_code"])
    .where("company_id", "=", companyId)
    .orderBy("code")
    .execute();
  return rows.map((row) => ({ code: row.code, name: row.name, parentCode: row.parent_code }));
}

/** The names of the company's departments that have these codes. */
export async function readDepartmentNames(
  queries: Queries,
  companyId: CompanyId,
  codes: readonly string[],
): Promise<readonly Pick<Department, "code" | "name">[]> {
  const { rows } = await sql<Pick<Department, "code" | "name">>`
    select code, name from departments
     where company_id = ${companyId} and code = any(${[...codes]}::text[]) order by code`.execute(queries);
  return rows;
}

/** All employees of the company, in no particular order. */
export async function readEmployees(tx: Transaction, companyId: CompanyId): Promise<readonly RosterEmployee[]> {
  const employees: RosterEmployee[] = [];
  for await (const batch of readEmployeesInBatches(tx, companyId, "")) employees.push(...batch);
  return employees;
}

/** All employees of the company in the order people look for them: by employee number, those without one last, then by address. */
export function listEmployees(tx: Transaction, companyId: CompanyId): AsyncGenerator<readonly RosterEmployee[]> {
  return readEmployeesInBatches(tx, companyId, `order by employee_number collate "C" nulls last, email_key`);
}

async function* readEmployeesInBatches(
  tx: Transaction,
  companyId: CompanyId,
  order: string,
): AsyncGenerator<readonly RosterEmployee[]> {
  const query = sql<EmployeeStateRow & { id: string }>`
    select id, version, ${sql.raw(EMPLOYEE_STATE_COLUMNS.join(", "))} from employees where company_id = ${companyId} ${sql.raw(order)}`;
  for await (const rows of readInBatches(tx, query)) yield rows.map((row) => toEmployee(row.id, row));
}
