import { emailKey } from "../core/email.ts";
import type { Result } from "../core/result.ts";
import type { TooManyTries } from "../core/try-limit.ts";
import { recordSignIn as writeSignIn } from "../store/administrators.ts";
import { deleteExpired } from "../store/delete-expired.ts";
import { forgetTries, giveTryBack, type Try, takeTries } from "../store/tries.ts";
import type { Product } from "./product.ts";

/** Whose password is tried, and from where; the network's address is null when it is not known. */
export interface PasswordTry {
  readonly email: string;
  readonly clientAddress: string | null;
}

/** Takes a try of a password, before it is looked at: refused when the address, or where the try comes from, had too many wrong ones. */
export function takePasswordTry(
  { db }: Pick<Product, "db">,
  { email, clientAddress }: PasswordTry,
): Promise<Result<null, TooManyTries>> {
  return takeTries(db, clientAddress === null ? [byEmail(email)] : [byEmail(email), byClient(clientAddress)]);
}

/** The password was right and the person is signed in: what they tried before counts no more. */
export async function recordSignIn(
  { db, clock }: Pick<Product, "db" | "clock">,
  { email, clientAddress, administratorId }: PasswordTry & { readonly administratorId: string },
): Promise<void> {
  await writeSignIn(db.queries, administratorId, clock.now());
  await forgetPasswordTries({ db }, email);
  // Only this one: somebody with a password of their own could else go on guessing others'.
  if (clientAddress !== null) await giveTryBack(db.queries, byClient(clientAddress));
  await deleteExpired(db.queries, clock.now());
}

/** The person has shown who they are: wrong passwords for their address count no more. */
export async function forgetPasswordTries({ db }: Pick<Product, "db">, email: string): Promise<void> {
  await forgetTries(db.queries, byEmail(email).name);
}

// Five mistakes are human. After them one try each three minutes is 480 a day, which finds no password of 12 characters, and keeps
// nobody out for long whose address is known to somebody who wants to annoy them.
function byEmail(email: string): Try {
  return { name: `password of ${emailKey(email)}`, limit: { atOnce: 5, thenEverySeconds: 180 } };
}

// A whole office may share one address.
function byClient(clientAddress: string): Try {
  return { name: `passwords from ${clientAddress}`, limit: { atOnce: 30, thenEverySeconds: 30 } };
}
