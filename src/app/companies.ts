import { fail, type Result } from "../core/result.ts";
import type { StartFault } from "../core/start-fault.ts";
import * as store from "../store/companies.ts";
import type { Product } from "./product.ts";

/** Adds a company whose settings are the manual's. */
export async function addCompany(
  { db }: Pick<Product, "db">,
  company: { readonly slug: string; readonly name: string },
): Promise<Result<store.Company, StartFault>> {
  const added = await store.addCompany(db.queries, company);
  return added.ok ? added : fail({ kind: added.fault.kind, slug: company.slug });
}

/** The installation's companies, by slug. */
export function listCompanies({ db }: Pick<Product, "db">): Promise<readonly store.Company[]> {
  return store.listCompanies(db.queries);
}
