import { type AdministratorKey, findAdministrator } from "../store/administrators.ts";
import { endLink } from "./end-link.ts";
import type { Product } from "./product.ts";

/**
 * Ends the link of somebody who was removed, or became 閲覧者, while SmartHR was being asked for it: what was just made is theirs no more.
 * To be called when linking is over, however it ended.
 */
export async function endLinkOfFormer(
  product: Product,
  { companyId, id, email }: AdministratorKey & { readonly email: string },
): Promise<void> {
  const person = await findAdministrator(product.db.queries, { companyId, id });
  if (person?.role !== "administrator") await endLink(product, { companyId, administratorEmail: email });
}
