import { fail, ok, type Result } from "../core/result.ts";
import { type Administrator, type AdministratorKey, findAdministrator, lockPerson } from "../store/administrators.ts";
import { endInvitations } from "../store/invitations.ts";
import { type HandedLink, makePasswordLink, type PasswordLink, purposeFor, sendPasswordLink } from "./password-link.ts";
import type { Product } from "./product.ts";

/** A new link, as far as whoever asked for it may know it. */
export interface RenewedLink extends Omit<HandedLink, "url"> {
  /** Null when the link goes to its person alone. */
  readonly url: string | null;
}

/**
 * A new link for a person of the company, to join or to choose another password; links made before are useless from now on. M31: whoever has
 * somebody's link to another password can become them, and use their link to SmartHR. Where mail is set up, it therefore goes by mail alone, also
 * when the letter cannot be sent.
 */
export async function renewInvitation(
  product: Pick<Product, "db" | "clock" | "mail" | "appUrl">,
  key: AdministratorKey,
  /** The administrator whom the letter names. */
  requestedBy: string,
): Promise<Result<RenewedLink, { readonly kind: "not-found" }>> {
  const person = await findAdministrator(product.db.queries, key);
  if (person === null) return fail({ kind: "not-found" });
  const link = await replaceLinks(product, person);
  const letter = await sendPasswordLink(product, person, link, requestedBy);
  const byMailAlone = product.mail !== null && purposeFor(person) === "new-password";
  return ok({ ...link, url: byMailAlone ? null : link.url, letter });
}

/** A new link in place of those made before, for whoever may hand it over. */
export function replaceLinks(
  product: Pick<Product, "db" | "clock" | "appUrl">,
  person: Administrator,
): Promise<PasswordLink> {
  return product.db.transaction(async (tx) => {
    await lockPerson(tx, person.id);
    await endInvitations(tx, person.id);
    return makePasswordLink(product, tx, person);
  });
}
