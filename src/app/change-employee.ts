import { type EmployeeEdit, editedEmployee, unreadableNames } from "../core/edit-employee.ts";
import type { Problem } from "../core/problem.ts";
import { fail, ok, type Result } from "../core/result.ts";
import type { CompanyId } from "../store/companies.ts";
import { departmentsFromTop } from "../store/department-lines.ts";
import { lockRoster } from "../store/lock-roster.ts";
import { findEmployeesById, updateEmployee } from "../store/write-by-hand.ts";
import type { Product } from "./product.ts";

/** An edit by hand, and which version of the employee it was made from. */
export interface EmployeeEditRequest {
  readonly companyId: CompanyId;
  readonly employeeId: string;
  readonly version: number;
  /** Whose name the history shows. */
  readonly actor: string;
  readonly edit: EmployeeEdit;
}

/** Changes an employee by hand, and gives the version that is then the newest; an edit that changes nothing writes nothing. */
export async function changeEmployee(
  { db, clock }: Pick<Product, "db" | "clock">,
  { companyId, employeeId, version, actor, edit }: EmployeeEditRequest,
): Promise<Result<number, Extract<Problem, { readonly kind: "not-found" | "stale" | "invalid-input" }>>> {
  return db.transaction(async (tx) => {
    const roster = await lockRoster(tx, companyId);
    const [found] = await findEmployeesById(tx, companyId, [employeeId]);
    if (found === undefined) return fail({ kind: "not-found" } as const);
    if (found.version !== version) return fail({ kind: "stale" } as const);
    const unreadable = unreadableNames(found, edit);
    if (unreadable.length > 0) {
      const fields = unreadable.map((field) => ({ field, fault: "not-katakana" as const }));
      return fail({ kind: "invalid-input", fields } as const);
    }
    const after = editedEmployee(found, edit);
    if (after === null) return ok(version);
    const { departmentCode } = after;
    if (departmentCode !== null && (await departmentsFromTop(tx, companyId, departmentCode)).length === 0) {
      return fail({ kind: "invalid-input", fields: [{ field: "departmentCode", fault: "invalid-choice" }] } as const);
    }
    return ok(await updateEmployee(roster, after, { actor, at: clock.now() }));
  });
}
