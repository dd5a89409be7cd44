import type { CompanyId } from "../store/companies.ts";
import { addCompany, listCompanies } from "../store/companies.ts";
import { addAdministratorWithPassword } from "./add-administrator-with-password.ts";
import type { Product } from "./product.ts";

/** Somebody whose sign-in everybody may know. */
export interface DemoPerson {
  readonly email: string;
  readonly name: string;
}

/** The demo's company and its people; `isNew` when they were not there before, so that nothing of theirs has begun. */
export async function prepareDemo(
  product: Pick<Product, "db" | "clock" | "newId">,
  company: { readonly slug: string; readonly name: string },
  people: readonly DemoPerson[],
  passwordHash: string,
): Promise<{ readonly companyId: CompanyId; readonly isNew: boolean }> {
  const companyId = await demoCompany(product, company);
  const added = await Promise.all(
    people.map((person) =>
      addAdministratorWithPassword(product, { ...person, companyId, role: "administrator", passwordHash }),
    ),
  );
  return { companyId, isNew: added.every((one) => one.ok) };
}

// A folder that commands were used in before has a company already: the demo goes on with it.
async function demoCompany(
  { db }: Pick<Product, "db">,
  company: { readonly slug: string; readonly name: string },
): Promise<CompanyId> {
  const [first] = await listCompanies(db.queries);
  if (first !== undefined) return first.id;
  const added = await addCompany(db.queries, company);
  if (!added.ok) throw new Error(`the demo's company could not be added: ${added.fault.kind}`);
  return added.value.id;
}
