import { type DepartmentProblem, problemOfDepartment, problemOfNewDepartment } from "../core/edit-department.ts";
import type { DepartmentChange } from "../core/plan.ts";
import type { Problem } from "../core/problem.ts";
import { fail, ok, type Result } from "../core/result.ts";
import type { Department } from "../core/roster.ts";
import { applyDepartments } from "../store/apply-departments.ts";
import type { CompanyId } from "../store/companies.ts";
import { type LockedRoster, lockRoster } from "../store/lock-roster.ts";
import { countEmployeesOf, deleteDepartment as deleteRow, readVersionedDepartments } from "../store/write-by-hand.ts";
import type { Product } from "./product.ts";

type GoneOrStale = Extract<Problem, { readonly kind: "not-found" | "stale" }>;
type InUse = Extract<Problem, { readonly kind: "department-has-employees" | "department-has-children" }>;

/** Whose roster is changed, and whose name the history shows. */
export interface DepartmentEditor {
  readonly companyId: CompanyId;
  readonly actor: string;
}

/** Adds a department by hand. */
export async function addDepartment(
  product: Pick<Product, "db" | "clock">,
  editor: DepartmentEditor,
  department: Department,
): Promise<Result<null, DepartmentProblem>> {
  return underLock(product, editor, async (roster, apply) => {
    const departments = await readVersionedDepartments(roster.tx, roster.companyId);
    const problem = problemOfNewDepartment(
      departments.map(({ row }) => row),
      department,
    );
    if (problem !== null) return fail(problem);
    await apply({ kind: "create", after: department });
    return ok(null);
  });
}

/** Changes a department's name or parent by hand, if the version is still the newest; one that stays as it is, is not written. */
export async function changeDepartment(
  product: Pick<Product, "db" | "clock">,
  editor: DepartmentEditor,
  after: Department,
  version: number,
): Promise<Result<null, DepartmentProblem | GoneOrStale>> {
  return underLock(product, editor, async (roster, apply) => {
    const departments = await readVersionedDepartments(roster.tx, roster.companyId);
    const found = departments.find(({ row }) => row.code === after.code);
    if (found === undefined) return fail({ kind: "not-found" } as const);
    if (found.version !== version) return fail({ kind: "stale" } as const);
    const before = found.row;
    if (before.name === after.name && before.parentCode === after.parentCode) return ok(null);
    const problem = problemOfDepartment(
      departments.map(({ row }) => row),
      after,
    );
    if (problem !== null) return fail(problem);
    await apply({ kind: "update", before, after });
    return ok(null);
  });
}

/** Deletes a department that nobody belongs to and no department is below, if the version is still the newest. */
export async function deleteDepartment(
  product: Pick<Product, "db" | "clock">,
  editor: DepartmentEditor,
  { code, version }: { readonly code: string; readonly version: number },
): Promise<Result<null, GoneOrStale | InUse>> {
  return underLock(product, editor, async (roster) => {
    const departments = await readVersionedDepartments(roster.tx, roster.companyId);
    const found = departments.find(({ row }) => row.code === code);
    if (found === undefined) return fail({ kind: "not-found" } as const);
    if (found.version !== version) return fail({ kind: "stale" } as const);
    const employees = await countEmployeesOf(roster, code);
    if (employees > 0) return fail({ kind: "department-has-employees", count: employees } as const);
    const children = departments.filter(({ row }) => row.parentCode === code).length;
    if (children > 0) return fail({ kind: "department-has-children", count: children } as const);
    await deleteRow(roster, code, { actor: editor.actor, at: product.clock.now() });
    return ok(null);
  });
}

function underLock<T>(
  { db, clock }: Pick<Product, "db" | "clock">,
  { companyId, actor }: DepartmentEditor,
  work: (roster: LockedRoster, apply: (change: DepartmentChange) => Promise<void>) => Promise<T>,
): Promise<T> {
  return db.transaction(async (tx) => {
    const roster = await lockRoster(tx, companyId);
    return work(roster, (change) => applyDepartments(roster, [change], { runId: null, actor, at: clock.now() }));
  });
}
