import type { Result } from "../core/result.ts";
import * as store from "../store/administrators.ts";
import { changeWithoutLink, type LinkEnding } from "./change-without-link.ts";

/** Removes a person of the company with their sessions, invitations and link; what they did keeps their name. */
export function removeAdministrator(
  product: LinkEnding,
  key: store.AdministratorKey,
): Promise<Result<store.Administrator, store.AdministratorStays>> {
  return changeWithoutLink(product, key, (tx) => store.removeAdministrator(tx, key));
}
