import type { Problem } from "../core/problem.ts";
import { fail, ok, type Result } from "../core/result.ts";
import type { CompanyId } from "../store/companies.ts";
import { lockRoster } from "../store/lock-roster.ts";
import { deleteEmployees as deleteRows, findEmployeesById } from "../store/write-by-hand.ts";
import type { Product } from "./product.ts";

/** Whom to delete, each in the version that was seen. */
export interface DeletionRequest {
  readonly companyId: CompanyId;
  readonly employees: readonly { readonly id: string; readonly version: number }[];
  /** Whose name the history shows. */
  readonly actor: string;
}

/** M33: deletes these employees, all or none, and gives how many they were. Their history stays; a later sync may create them anew. */
export async function deleteEmployees(
  { db, clock }: Pick<Product, "db" | "clock">,
  { companyId, employees, actor }: DeletionRequest,
): Promise<Result<number, Extract<Problem, { readonly kind: "not-found" | "stale" }>>> {
  return db.transaction(async (tx) => {
    const roster = await lockRoster(tx, companyId);
    const ids = [...new Set(employees.map(({ id }) => id))];
    const found = await findEmployeesById(tx, companyId, ids);
    if (found.length < ids.length) return fail({ kind: "not-found" } as const);
    const versionById = new Map(found.map(({ id, version }) => [id, version]));
    if (employees.some(({ id, version }) => versionById.get(id) !== version)) return fail({ kind: "stale" } as const);
    return ok(await deleteRows(roster, ids, { actor, at: clock.now() }));
  });
}
