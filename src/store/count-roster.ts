import { sql } from "kysely";
import type { CompanyId } from "./companies.ts";
import type { Queries } from "./database.ts";

/** How large the company's roster is. */
export interface RosterSize {
  readonly departments: number;
  /** M33: people with 退職者フラグ are not counted. */
  readonly employees: number;
  readonly retired: number;
}

/** Counts the company's roster. */
export async function countRoster(queries: Queries, companyId: CompanyId): Promise<RosterSize> {
  const { rows } = await sql<RosterSize>`
    select (select count(*)::integer from departments where company_id = ${companyId}) as departments,
           count(*) filter (where not retired)::integer as employees,
           count(*) filter (where retired)::integer as retired
      from employees where company_id = ${companyId}`.execute(queries);
  return rows[0] ?? { departments: 0, employees: 0, retired: 0 };
}
