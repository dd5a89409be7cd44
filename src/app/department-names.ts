import type { Department, Employee } from "../core/roster.ts";
import type { CompanyId } from "../store/companies.ts";
import type { Queries } from "../store/database.ts";
import { readPlannedDepartmentNames } from "../store/planned-changes.ts";
import { readDepartmentNames } from "../store/roster.ts";

/** A department's name, for a screen that has its code from elsewhere. */
export type DepartmentName = Pick<Department, "code" | "name">;

/** A row that may name a department by its code. */
export type NamingRow = Pick<Employee, "departmentCode"> | Pick<Department, "parentCode">;

/** The names that the departments have now which these rows name; of a plan of departments, those that come with it as well. */
export async function departmentNamesFor(
  queries: Queries,
  companyId: CompanyId,
  rows: readonly NamingRow[],
  planId: string | null = null,
): Promise<readonly DepartmentName[]> {
  const codes = codesNamed(rows);
  if (codes.length === 0) return [];
  const there = await readDepartmentNames(queries, companyId, codes);
  const known = new Set(there.map(({ code }) => code));
  const others = codes.filter((code) => !known.has(code));
  if (planId === null || others.length === 0) return there;
  return [...there, ...(await readPlannedDepartmentNames(queries, planId, others))];
}

/** Both states of changes, as far as they have them. */
export function rowsOfChanges<Row>(
  changes: readonly { readonly before?: Row | undefined; readonly after?: Row | undefined }[],
): readonly Row[] {
  return changes.flatMap(({ before, after }) => [before, after].filter((row) => row !== undefined));
}

function codesNamed(rows: readonly NamingRow[]): readonly string[] {
  const codes = rows.map((row) => ("departmentCode" in row ? row.departmentCode : row.parentCode));
  return [...new Set(codes.filter((code) => code !== null))];
}
