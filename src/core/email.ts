import { withoutInvisible } from "./text-shape.ts";

// The HTML Standard's `input type=email`. It is laxer than RFC 5322 on purpose: `a..b@docomo.ne.jp` is a real address in Japan.
const VALID =
  /^[a-zA-Z0-9.!#$%&'*+/=?^_`{|}~-]+@[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?(?:\.[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?)*$/;

/** The address mail can be sent to: full width and invisible characters mended, letter case kept. */
export function cleanedEmail(email: string): string {
  // A valid address is plain ASCII, on which every step below changes nothing.
  if (VALID.test(email)) return email;
  return withoutInvisible(email.normalize("NFKC")).trim();
}

/** M24: two addresses are the same person exactly when their keys are equal. Takes any address, cleaned or not. */
export function emailKey(email: string): string {
  return keyOfCleaned(cleanedEmail(email));
}

/** The `emailKey` of an address that was cleaned already. */
export function keyOfCleaned(cleaned: string): string {
  return cleaned.toLowerCase();
}

// RFC 5321, 4.5.3.1.3: no mail server takes a longer one.
const LONGEST = 254;

/** Whether a cleaned address is one that a browser's e-mail field takes and that mail can be sent to. */
export function isValidEmail(cleaned: string): boolean {
  return cleaned.length <= LONGEST && VALID.test(cleaned);
}
