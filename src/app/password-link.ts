import { createHash, randomBytes } from "node:crypto";
import type { Instant } from "../core/calendar.ts";
import { INVITATION_PAGE, type InvitationPurpose } from "../core/invitation.ts";
import type { MailFault } from "../core/mail.ts";
import type { Administrator } from "../store/administrators.ts";
import { readCompany } from "../store/companies.ts";
import type { Queries } from "../store/database.ts";
import { addInvitation } from "../store/invitations.ts";
import type { Product } from "./product.ts";

/** A link by which its holder chooses the person's password. */
export interface PasswordLink {
  readonly url: string;
  readonly expiresAt: Instant;
}

/** What became of the letter with the link; it is not sent where mail is not set up. */
export type LetterOutcome = "sent" | "not-sent" | MailFault;

/** A link in the hands of whoever asked for it for somebody else. */
export interface HandedLink extends PasswordLink {
  readonly letter: LetterOutcome;
}

// Who was invited may be on holiday; a new password is asked for by somebody who waits for it.
const HOURS: Record<InvitationPurpose, number> = { invitation: 7 * 24, "new-password": 24 };
const TOKEN_BYTES = 32;

/** Why this person would get a link. */
export function purposeFor({ joinedAt }: Pick<Administrator, "joinedAt">): InvitationPurpose {
  return joinedAt === null ? "invitation" : "new-password";
}

/** Makes a link for the person. Only whoever is given it can use it: what is stored is a hash. */
export async function makePasswordLink(
  { clock, appUrl }: Pick<Product, "clock" | "appUrl">,
  queries: Queries,
  person: Administrator,
): Promise<PasswordLink> {
  const token = randomBytes(TOKEN_BYTES).toString("base64url");
  const expiresAt = clock.now() + HOURS[purposeFor(person)] * 3_600_000;
  await addInvitation(queries, { tokenHash: hashOfToken(token), administratorId: person.id, expiresAt });
  return { url: `${appUrl}${INVITATION_PAGE}/${token}`, expiresAt };
}

/** What is stored of a link's token. A token is random and long, so that one round of hashing keeps it from being found. */
export function hashOfToken(token: string): string {
  return createHash("sha256").update(token).digest("hex");
}

/** Sends the link to the person's own mailbox, where the installation can. */
export async function sendPasswordLink(
  { db, mail }: Pick<Product, "db" | "mail">,
  person: Administrator,
  link: PasswordLink,
  requestedBy: string | null,
): Promise<LetterOutcome> {
  if (mail === null) return "not-sent";
  const { name: companyName } = await readCompany(db.queries, person.companyId);
  const { email: to, name } = person;
  const sent = await mail.send({ kind: purposeFor(person), to, name, companyName, requestedBy, ...link });
  return sent.ok ? "sent" : sent.fault;
}
