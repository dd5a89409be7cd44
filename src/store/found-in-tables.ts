import { sql } from "kysely";
import type { CompanyId } from "./companies.ts";
import type { Queries } from "./database.ts";
import type { EmployeeQuestion, FoundEmployees } from "./employee-index.ts";

/**
 * What the index would answer (employee-index.ts), straight from the tables; null when only the index knows. The tables know the usual
 * order, and whom filters leave over, but none of the keys by which people are searched and other orders are made.
 */
export async function findInTables(
  queries: Queries,
  companyId: CompanyId,
  question: EmployeeQuestion,
): Promise<FoundEmployees | null> {
  const { words, departmentCodes, employmentType, retired, sort, descending, offset, limit } = question;
  if (words.length > 0 || sort !== "employee-number" || descending) return null;
  const codes = departmentCodes && [...departmentCodes];
  const { rows } = await sql<{ ids: string[]; total: number; ordered: boolean }>`
    with sought as materialized (
      select id, employee_number collate "C" as number
        from employees
       where company_id = ${companyId}
         and (${codes}::text[] is null or department_code = any(${codes}::text[]))
         and (${employmentType}::text is null or coalesce(employment_type, 'none') = ${employmentType}::text)
         and (${retired}::boolean is null or retired = ${retired}::boolean)
    )
    select (select count(*)::integer from sought) as total,
           not exists (select from sought where number ~ ${IN_NEED_OF_A_KEY}) as ordered,
           array(
             select id from sought order by lower(nullif(number, '')) nulls last, id
              limit ${limit}::bigint offset ${offset}::bigint
           ) as ids`.execute(queries);
  const [found] = rows;
  return found?.ordered ? { ids: found.ids.map(Number), total: found.total } : null;
}

// Of letters, digits and marks of ASCII, without gaps, the search key (core/search-key.ts) is the small letters.
const IN_NEED_OF_A_KEY = "[^!-~]";

/** How many people who have not left each department has, by its code. */
export async function countHeadsInTables(queries: Queries, companyId: CompanyId): Promise<ReadonlyMap<string, number>> {
  const { rows } = await sql<{ code: string; heads: number }>`
    select department_code as code, count(*)::integer as heads
      from employees
     where company_id = ${companyId} and not retired and department_code <> ''
     group by department_code`.execute(queries);
  return new Map(rows.map(({ code, heads }) => [code, heads]));
}
