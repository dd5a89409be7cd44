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
  const sought = sql`
      from employees
     where company_id = ${companyId}
       and (${codes}::text[] is null or department_code = any(${codes}::text[]))
       and (${employmentType}::text is null or coalesce(employment_type, 'none') = ${employmentType}::text)
       and (${retired}::boolean is null or retired = ${retired}::boolean)`;
  // In two questions: kept for both in one, everybody's number takes twice as long.
  const counted = await sql<{ total: number; keyed: boolean | null }>`
    select count(*)::integer as total, bool_or(employee_number collate "C" ~ ${IN_NEED_OF_A_KEY}) as keyed
    ${sought}`.execute(queries);
  const { total = 0, keyed } = counted.rows[0] ?? {};
  if (keyed) return null;
  const { rows } = await sql<{ id: string }>`
    select id ${sought}
     order by lower(nullif(employee_number, '') collate "C") nulls last, id
     limit ${limit}::bigint offset ${offset}::bigint`.execute(queries);
  return { ids: rows.map(({ id }) => Number(id)), total };
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
