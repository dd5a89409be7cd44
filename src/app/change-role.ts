import type { Role } from "../core/administrator.ts";
import { fail, type Result } from "../core/result.ts";
import * as store from "../store/administrators.ts";
import type { Product } from "./product.ts";
import { withLinkEnded } from "./with-link-ended.ts";

/** Gives a person of the company another role. 閲覧者 do not sync, so the link of somebody who becomes one ends. */
export async function changeRole(
  product: Product,
  key: store.AdministratorKey,
  role: Role,
): Promise<Result<store.Administrator, store.AdministratorStays>> {
  if (role === "administrator") return store.saveRole(product.db.queries, key, role);
  const person = await store.findAdministrator(product.db.queries, key);
  if (person === null) return fail({ kind: "not-found" });
  const owner = { companyId: key.companyId, administratorEmail: person.email };
  return withLinkEnded(product, owner, (tx) => store.saveRole(tx, key, role));
}
