import { sql } from "kysely";
import type { CompanyId } from "./companies.ts";
import type { Queries } from "./database.ts";

/** How large the company's roster is. */
export interface RosterSize {
  readonly departments: number;
  /** M33: people with 退職者フラグ are not counted. */
  readonly employees: number;
}

/** Counts the company's roster. */
export async function countRoster(queries: Queries, companyId: CompanyId): Promise<RosterSize> {
  const { rows } = await sql<RosterSize>`
    select (select count(*)::integer from departments where company_id = ${companyId}) as departments,
           (select count(*)::integer from employees where company_id = ${companyId} and not retired) as employees`.execute(
    queries,
  );
  return rows[0] ?? { departments: 0, employees: 0 };
}
