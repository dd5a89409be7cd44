import { sql } from "kysely";
import type { RosterEmployee } from "../core/roster.ts";
import type { CompanyId } from "./companies.ts";
import {
  askTablesFirst,
  currentEmployeeIndex,
  keepEmployeeIndex,
  keptEmployeeIndex,
} from "./current-employee-index.ts";
import type { Database, Queries } from "./database.ts";
import type { EmployeeQuestion, FoundEmployees } from "./employee-index.ts";
import { EMPLOYEE_STATE_COLUMNS, type EmployeeStateRow, toEmployee } from "./employee-row.ts";
import { countHeadsInTables, findInTables } from "./found-in-tables.ts";

/** An employee as lists show one. */
export interface ListedEmployee {
  readonly employee: RosterEmployee;
  readonly departmentName: string | null;
}

/** One page of the company's employees, and how many there are in all. */
export async function findEmployees(
  db: Database,
  companyId: CompanyId,
  question: EmployeeQuestion,
): Promise<{ readonly employees: readonly ListedEmployee[]; readonly total: number }> {
  const { ids, total } = await find(db, companyId, question);
  return { employees: ids.length === 0 ? [] : await readListed(db.queries, companyId, ids), total };
}

// The first page that somebody sees of a large company does not wait until it is read into memory, which begins once they have it.
async function find(db: Database, companyId: CompanyId, question: EmployeeQuestion): Promise<FoundEmployees> {
  const kept = await keptEmployeeIndex(db, companyId);
  if (kept !== null) return kept.find(question);
  const found = await askTablesFirst(db, () => findInTables(db.queries, companyId, question));
  if (found === null) return (await currentEmployeeIndex(db, companyId)).find(question);
  keepEmployeeIndex(db, companyId);
  return found;
}

/** All employees sought, in order, in batches; who is deleted on the way is left out. Holds nothing open between batches. */
export async function* readFoundEmployees(
  db: Database,
  companyId: CompanyId,
  question: Omit<EmployeeQuestion, "offset" | "limit">,
): AsyncGenerator<readonly ListedEmployee[]> {
  const index = await currentEmployeeIndex(db, companyId);
  const { ids } = index.find({ ...question, offset: 0, limit: Number.POSITIVE_INFINITY });
  for (let start = 0; start < ids.length; start += BATCH_ROWS) {
    yield await readListed(db.queries, companyId, ids.slice(start, start + BATCH_ROWS));
  }
}

// A batch is some hundred kilobytes, and takes the database some milliseconds.
const BATCH_ROWS = 1_000;

/** How many people who have not left each department has, by its code. */
export async function readHeadCounts(db: Database, companyId: CompanyId): Promise<ReadonlyMap<string, number>> {
  const kept = await keptEmployeeIndex(db, companyId);
  if (kept !== null) return kept.headCounts();
  const counts = await askTablesFirst(db, () => countHeadsInTables(db.queries, companyId));
  keepEmployeeIndex(db, companyId);
  return counts;
}

async function readListed(
  queries: Queries,
  companyId: CompanyId,
  ids: readonly number[],
): Promise<readonly ListedEmployee[]> {
  const { rows } = await sql<EmployeeStateRow & { id: string; department_name: string | null }>`
    select employee.id, employee.version, department.name as department_name, ${STATE}
      from unnest(${[...ids]}::bigint[]) with ordinality as wanted (id, place)
      join employees employee on employee.id = wanted.id and employee.company_id = ${companyId}
      left join departments department
        on department.company_id = employee.company_id and department.code = employee.department_code
     order by wanted.place`.execute(queries);
  return rows.map((row) => ({ employee: toEmployee(row.id, row), departmentName: row.department_name }));
}

const STATE = sql.raw(EMPLOYEE_STATE_COLUMNS.map((column) => `employee.${column}`).join(", "));
