import { countsBelow } from "../core/department-tree.ts";
import type { Department } from "../core/roster.ts";
import type { CompanyId } from "../store/companies.ts";
import { readHeadCounts } from "../store/listed-employees.ts";
import { readVersionedDepartments } from "../store/write-by-hand.ts";
import type { Product } from "./product.ts";

/** A department with what a list of departments shows of it. */
export interface ShownDepartment extends Department {
  /** Employees of the department itself; people with 退職者フラグ are not counted. */
  readonly headCount: number;
  /** The same with all departments below it. */
  readonly headCountBelow: number;
  readonly version: number;
}

/** All departments of the company, by code. */
export async function showDepartments(
  { db }: Pick<Product, "db">,
  companyId: CompanyId,
): Promise<readonly ShownDepartment[]> {
  const departments = await readVersionedDepartments(db.queries, companyId);
  const headCounts = await readHeadCounts(db, companyId);
  const below = countsBelow(
    departments.map(({ row }) => row),
    headCounts,
  );
  return departments.map(({ row, version }) => ({
    ...row,
    headCount: headCounts.get(row.code) ?? 0,
    headCountBelow: below.get(row.code) ?? 0,
    version,
  }));
}
