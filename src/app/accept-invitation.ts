import type { InvitationPurpose } from "../core/invitation.ts";
import { fail, ok, type Result } from "../core/result.ts";
import { lockPerson, savePassword } from "../store/administrators.ts";
import { endInvitations, findInvited, useInvitation } from "../store/invitations.ts";
import { hashOfToken, purposeFor } from "./password-link.ts";
import type { Product } from "./product.ts";
import { forgetPasswordTries } from "./sign-in-tries.ts";

/** Whom a link is for, and why they hold it. */
export interface OpenInvitation {
  readonly email: string;
  readonly name: string;
  readonly companyName: string;
  readonly purpose: InvitationPurpose;
}

/** The link was used already, replaced, is too old, or never was one. */
export interface InvitationOver {
  readonly kind: "invitation-over";
}

/** Reads a link without using it up. */
export async function readInvitation(
  { db, clock }: Pick<Product, "db" | "clock">,
  token: string,
): Promise<Result<OpenInvitation, InvitationOver>> {
  const invited = await findInvited(db.queries, hashOfToken(token), clock.now());
  if (invited === null) return fail({ kind: "invitation-over" });
  const { email, name, companyName } = invited;
  return ok({ email, name, companyName, purpose: purposeFor(invited) });
}

/** Chooses the password of the person whom the link is for. All their links are used up, and who is signed in as them is so no longer. */
export async function acceptInvitation(
  { db, clock }: Pick<Product, "db" | "clock">,
  { token, password }: { readonly token: string; readonly password: string },
  hashPassword: (password: string) => Promise<string>,
): Promise<Result<{ readonly email: string }, InvitationOver>> {
  const tokenHash = hashOfToken(token);
  const invited = await findInvited(db.queries, tokenHash, clock.now());
  if (invited === null) return fail({ kind: "invitation-over" });
  // Before the transaction, because it takes a while; and after the link was looked at, because strangers shall not make us work.
  const passwordHash = await hashPassword(password);
  const at = clock.now();
  const accepted = await db.transaction(async (tx) => {
    // Links of one person are used one after the other: each takes the others away.
    await lockPerson(tx, invited.id);
    if (!(await useInvitation(tx, tokenHash, at))) return false;
    await endInvitations(tx, invited.id);
    await savePassword(tx, invited.id, { passwordHash, at });
    return true;
  });
  if (!accepted) return fail({ kind: "invitation-over" });
  await forgetPasswordTries({ db }, invited.email);
  return ok({ email: invited.email });
}
