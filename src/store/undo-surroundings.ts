import { sql } from "kysely";
import type { AddressHolder } from "../core/plan-undo-employees.ts";
import type { CompanyId } from "./companies.ts";
import type { Transaction } from "./database.ts";
import { readInBatches } from "./read-in-batches.ts";

/** Who of the company has one of these addresses, by their keys. */
export async function findAddressHolders(
  tx: Transaction,
  companyId: CompanyId,
  emailKeys: ReadonlySet<string>,
): Promise<ReadonlyMap<string, AddressHolder>> {
  const holders = new Map<string, AddressHolder>();
  if (emailKeys.size === 0) return holders;
  const query = sql<HolderRow>`
    select email_key, id, crew_id, employee_number, last_name, first_name from employees
     where company_id = ${companyId} and email_key = any(${[...emailKeys]}::text[])`;
  for await (const rows of readInBatches(tx, query)) {
    for (const { email_key, id, crew_id, employee_number, last_name, first_name } of rows) {
      holders.set(email_key, {
        id,
        crewId: crew_id,
        employeeNumber: employee_number,
        lastName: last_name,
        firstName: first_name,
      });
    }
  }
  return holders;
}

/** How many employees belong to each department itself; none has no entry. */
export async function countEmployeesByDepartment(
  tx: Transaction,
  companyId: CompanyId,
): Promise<ReadonlyMap<string, number>> {
  const { rows } = await sql<{ code: string; count: number }>`
    select department_code as code, count(*)::integer as count from employees
     where company_id = ${companyId} and department_code is not null group by department_code`.execute(tx);
  return new Map(rows.map(({ code, count }) => [code, count]));
}

/**
 * Which roster this is: equal for two moments exactly when nothing was written to the company's employees and departments between them.
 * To be asked for under the roster's lock.
 */
export async function markRoster(tx: Transaction, companyId: CompanyId): Promise<string> {
  // Every statement that writes employees is numbered, and no version of a department is ever taken out of the history.
  const { rows } = await sql<{ mark: string }>`
    select concat_ws(' ',
      (select coalesce(max(number), 0) from employee_writes where company_id = ${companyId}),
      (select count(*) from department_history where company_id = ${companyId})
    ) as mark`.execute(tx);
  const mark = rows[0]?.mark;
  if (mark === undefined) throw new Error("expected one row of a select without a table, found none");
  return mark;
}

interface HolderRow {
  readonly email_key: string;
  readonly id: string;
  readonly crew_id: string | null;
  readonly employee_number: string | null;
  readonly last_name: string;
  readonly first_name: string;
}
