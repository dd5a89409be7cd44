import { fail, type Result } from "../core/result.ts";
import * as store from "../store/administrators.ts";
import type { Product } from "./product.ts";
import { withLinkEnded } from "./with-link-ended.ts";

/** Removes a person of the company with their sessions, invitations and link; what they did keeps their name. */
export async function removeAdministrator(
  product: Product,
  key: store.AdministratorKey,
): Promise<Result<store.Administrator, store.AdministratorStays>> {
  const person = await store.findAdministrator(product.db.queries, key);
  if (person === null) return fail({ kind: "not-found" });
  const owner = { companyId: key.companyId, administratorEmail: person.email };
  return withLinkEnded(product, owner, (tx) => store.removeAdministrator(tx, key));
}
