import type { Department, RosterEmployee } from "../core/roster.ts";
import type { CompanyId } from "../store/companies.ts";
import * as roster from "../store/roster.ts";
import type { Product } from "./product.ts";

/** The company's departments, by code. */
export function listDepartments({ db }: Pick<Product, "db">, companyId: CompanyId): Promise<readonly Department[]> {
  return roster.readDepartments(db.queries, companyId);
}

/** Hands over the company's employees as they were at one moment, by employee number, in batches. */
export async function listEmployees(
  { db }: Pick<Product, "db">,
  companyId: CompanyId,
  take: (employees: readonly RosterEmployee[]) => Promise<void>,
): Promise<void> {
  await db.snapshot(async (tx) => {
    for await (const batch of roster.listEmployees(tx, companyId)) await take(batch);
  });
}
