import { fail, ok, type Result } from "../core/result.ts";
import type { StartFault } from "../core/start-fault.ts";
import { addCompany, type Company, findCompany, listCompanies } from "../store/companies.ts";
import type { Product } from "./product.ts";

const FIRST_COMPANY = { slug: "default", name: "自社" };

/** The company that a command means: the named one, else the only one; an installation's first company is made when it is needed. */
export async function chooseCompany(
  product: Pick<Product, "db">,
  slug: string | null,
): Promise<Result<Company, StartFault>> {
  const { db } = product;
  const chosen = await chooseExistingCompany(product, slug);
  if (chosen.ok || slug !== null || chosen.fault.kind !== "no-company") return chosen;
  await addCompany(db.queries, FIRST_COMPANY);
  const first = await findCompany(db.queries, FIRST_COMPANY.slug);
  if (first === null) throw new Error("the company that was just added is not there");
  return ok(first);
}

/** The same, where none may be made: people who sign in belong to a company that somebody named. */
export async function chooseExistingCompany(
  { db }: Pick<Product, "db">,
  slug: string | null,
): Promise<Result<Company, StartFault>> {
  const companies = await listCompanies(db.queries);
  const slugs = companies.map((company) => company.slug);
  if (slug !== null) {
    const named = companies.find((company) => company.slug === slug);
    return named ? ok(named) : fail({ kind: "no-company", slug, slugs });
  }
  const [only, ...others] = companies;
  if (only && others.length === 0) return ok(only);
  return fail(only ? { kind: "company-not-named", slugs } : { kind: "no-company", slug, slugs });
}
