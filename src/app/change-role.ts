import type { Role } from "../core/administrator.ts";
import type { Result } from "../core/result.ts";
import * as store from "../store/administrators.ts";
import { changeWithoutLink } from "./change-without-link.ts";
import type { LettingGo } from "./let-go-of-tokens.ts";

/** Gives a person of the company another role. 閲覧者 do not sync, so the link of somebody who becomes one ends. */
export function changeRole(
  product: LettingGo,
  key: store.AdministratorKey,
  role: Role,
): Promise<Result<store.Administrator, store.AdministratorStays>> {
  const change: Parameters<typeof changeWithoutLink>[2] = (tx) => store.saveRole(tx, key, role);
  return role === "viewer" ? changeWithoutLink(product, key, change) : store.changePerson(product.db, change);
}
