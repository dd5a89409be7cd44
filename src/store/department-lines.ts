import { sql } from "kysely";
import type { Department } from "../core/roster.ts";
import type { CompanyId } from "./companies.ts";
import type { Queries } from "./database.ts";

/** The codes of a department and of all below it; none when the company has no such department. */
export async function codesFromDown(queries: Queries, companyId: CompanyId, code: string): Promise<readonly string[]> {
  const { rows } = await sql<{ code: string }>`
    with recursive line as (
      select code from departments where company_id = ${companyId} and code = ${code}
      union
      select below.code from departments below join line on below.parent_code = line.code where below.company_id = ${companyId}
    )
    select code from line`.execute(queries);
  return rows.map((row) => row.code);
}

/** A department with all above it, the topmost first; none when the company has no such department. */
export async function departmentsFromTop(
  queries: Queries,
  companyId: CompanyId,
  code: string,
): Promise<readonly Pick<Department, "code" | "name">[]> {
  const { rows } = await sql<Pick<Department, "code" | "name">>`
    with recursive line as (
      select code, name, parent_code, 1 as height from departments where company_id = ${companyId} and code = ${code}
      union all
      select above.code, above.name, above.parent_code, line.height + 1
        from departments above join line on above.code = line.parent_code where above.company_id = ${companyId}
    )
    select code, name from line order by height desc`.execute(queries);
  return rows;
}
