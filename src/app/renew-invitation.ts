import { fail, ok, type Result } from "../core/result.ts";
import { type Administrator, type AdministratorKey, findAdministrator } from "../store/administrators.ts";
import { endInvitations } from "../store/invitations.ts";
import { type HandedLink, makePasswordLink, sendPasswordLink } from "./password-link.ts";
import type { Product } from "./product.ts";

/** A new link for a person of the company, to join or to choose another password; links made before are useless from now on. */
export async function renewInvitation(
  product: Pick<Product, "db" | "clock" | "mail" | "appUrl">,
  key: AdministratorKey,
  /** The administrator whom the letter names; null sends none. */
  requestedBy: string | null,
): Promise<Result<HandedLink, { readonly kind: "not-found" }>> {
  const person = await findAdministrator(product.db.queries, key);
  if (person === null) return fail({ kind: "not-found" });
  const link = await replaceLinks(product, person);
  const letter = requestedBy === null ? "not-sent" : await sendPasswordLink(product, person, link, requestedBy);
  return ok({ ...link, letter });
}

function replaceLinks(product: Pick<Product, "db" | "clock" | "appUrl">, person: Administrator) {
  return product.db.transaction(async (tx) => {
    await endInvitations(tx, person.id);
    return makePasswordLink(product, tx, person);
  });
}
