import type { Role } from "../core/administrator.ts";
import { isValidEmail } from "../core/email.ts";
import { fail, ok, type Result } from "../core/result.ts";
import { type Administrator, addAdministrator } from "../store/administrators.ts";
import type { CompanyId } from "../store/companies.ts";
import { type HandedLink, makePasswordLink, sendPasswordLink } from "./password-link.ts";
import type { Product } from "./product.ts";

/** Who is to come to the company. */
export interface Invitee {
  readonly companyId: CompanyId;
  readonly email: string;
  readonly name: string;
  readonly role: Role;
  /** The administrator whom the letter names; null sends none, because whoever runs the command hands the link over. */
  readonly invitedBy: string | null;
}

export interface Invited {
  readonly person: Administrator;
  readonly link: HandedLink;
}

/** Why nobody was invited. */
export type InvitationFault = { readonly kind: "invalid-email" } | { readonly kind: "administrator-exists" };

/** Adds somebody who has no password yet, and makes the link by which they choose one. */
export async function inviteAdministrator(
  product: Pick<Product, "db" | "clock" | "newId" | "mail" | "appUrl">,
  { invitedBy, ...invitee }: Invitee,
): Promise<Result<Invited, InvitationFault>> {
  // Nothing is mended but blanks around it, unlike SmartHR's addresses: whoever types it can type it rightly, and signs in with it.
  const email = invitee.email.trim();
  if (!isValidEmail(email)) return fail({ kind: "invalid-email" });
  const added = await product.db.transaction(async (tx) => {
    const person = await addAdministrator(tx, { ...invitee, email, id: product.newId() });
    if (!person.ok) return person;
    return ok({ person: person.value, link: await makePasswordLink(product, tx, person.value) });
  });
  if (!added.ok) return added;
  const { person, link } = added.value;
  const letter = invitedBy === null ? "not-sent" : await sendPasswordLink(product, person, link, invitedBy);
  return ok({ person, link: { ...link, letter } });
}
