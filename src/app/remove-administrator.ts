import type { Result } from "../core/result.ts";
import * as store from "../store/administrators.ts";
import { changeWithoutLink } from "./change-without-link.ts";
import type { LettingGo } from "./let-go-of-tokens.ts";

/** Removes a person of the company with their sessions, invitations and link; what they did keeps their name. */
export function removeAdministrator(
  product: LettingGo,
  key: store.AdministratorKey,
): Promise<Result<store.Administrator, store.AdministratorStays>> {
  return changeWithoutLink(product, key, (tx) => store.removeAdministrator(tx, key));
}
