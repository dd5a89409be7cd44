import type { Instant } from "../core/calendar.ts";
import { countsBelow } from "../core/department-tree.ts";
import type { Problem } from "../core/problem.ts";
import { fail, ok, type Result } from "../core/result.ts";
import type { Department } from "../core/roster.ts";
import { isStorable } from "../core/text-shape.ts";
import type { CompanyId } from "../store/companies.ts";
import { departmentsFromTop } from "../store/department-lines.ts";
import { type AppliedDepartmentChange, readDepartmentHistory } from "../store/history.ts";
import { readHeadCounts } from "../store/listed-employees.ts";
import { readDepartments } from "../store/roster.ts";
import { historyByRuns, type ToldEntry } from "./history-by-runs.ts";
import type { Product } from "./product.ts";

/** A department with everything the product knows of it. */
export interface DepartmentWithHistory {
  /** As it is now; of one that was deleted, as it was last. */
  readonly department: Department;
  /** From the top department down to this one. */
  readonly path: readonly Pick<Department, "code" | "name">[];
  /** People with 退職者フラグ are not counted. */
  readonly headCount: number;
  readonly headCountBelow: number;
  readonly deletedAt: Instant | null;
  /** Newest first. */
  readonly history: readonly ToldEntry<AppliedDepartmentChange>[];
}

/** One department of the company, and what became of it; also one that was deleted. */
export async function showDepartment(
  { db }: Pick<Product, "db">,
  companyId: CompanyId,
  code: string,
): Promise<Result<DepartmentWithHistory, Extract<Problem, { readonly kind: "not-found" }>>> {
  if (!isStorable(code)) return fail({ kind: "not-found" });
  const history = await historyByRuns(db.queries, companyId, await readDepartmentHistory(db.queries, companyId, code));
  const [newest] = history;
  if (newest === undefined) return fail({ kind: "not-found" });
  if (newest.change.kind === "delete") {
    const department = newest.change.before;
    const path = [{ code, name: department.name }];
    return ok({ department, path, headCount: 0, headCountBelow: 0, deletedAt: newest.at, history });
  }
  const headCounts = await readHeadCounts(db, companyId);
  const below = countsBelow(await readDepartments(db.queries, companyId), headCounts);
  return ok({
    department: newest.change.after,
    path: await departmentsFromTop(db.queries, companyId, code),
    headCount: headCounts.get(code) ?? 0,
    headCountBelow: below.get(code) ?? 0,
    deletedAt: null,
    history,
  });
}
