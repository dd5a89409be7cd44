import { emailKey } from "../core/email.ts";
import { findAdministratorByEmail } from "../store/administrators.ts";
import { type Try, takeTries } from "../store/tries.ts";
import { type LetterOutcome, makePasswordLink, sendPasswordLink } from "./password-link.ts";
import type { Product } from "./product.ts";
import type { PasswordTry } from "./sign-in-tries.ts";

/**
 * Sends a link to choose a password to the address, if it is a person's of the installation. Whoever asked learns nothing of the outcome.
 * Links sent before stay usable: else anybody could make them useless by asking again and again.
 */
export async function requestNewPassword(
  product: Pick<Product, "db" | "clock" | "mail" | "appUrl">,
  { email, clientAddress }: PasswordTry,
): Promise<LetterOutcome> {
  const { db, mail } = product;
  if (mail === null) return "not-sent";
  const allowed = await takeTries(
    db,
    clientAddress === null ? [byEmail(email)] : [byEmail(email), byClient(clientAddress)],
  );
  if (!allowed.ok) return "not-sent";
  const person = await findAdministratorByEmail(db.queries, email);
  if (person === null) return "not-sent";
  const link = await makePasswordLink(product, db.queries, person);
  return sendPasswordLink(product, person, link, null);
}

// Nobody's mailbox is to be filled by somebody else.
function byEmail(email: string): Try {
  return { name: `letters to ${emailKey(email)}`, limit: { atOnce: 3, thenEverySeconds: 1200 } };
}

function byClient(clientAddress: string): Try {
  return { name: `letters asked for from ${clientAddress}`, limit: { atOnce: 10, thenEverySeconds: 60 } };
}
