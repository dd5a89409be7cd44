import type { CompanyId } from "../store/companies.ts";
import { listLinks } from "../store/links.ts";
import type { Product } from "./product.ts";

/**
 * Design 2.7: the SmartHR accounts that the company's links are of, expired or not and the administrator's own included, when none of them
 * is this one. Then people of another account would come into the same roster, and linking has to be confirmed. None: nothing to confirm.
 */
export async function otherLinkedAccounts(
  { db }: Pick<Product, "db">,
  companyId: CompanyId,
  subdomain: string,
): Promise<readonly string[]> {
  const linked = [...new Set((await listLinks(db.queries, companyId)).map((link) => link.subdomain))];
  return linked.includes(subdomain) ? [] : linked.sort();
}
