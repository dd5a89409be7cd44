import type { Letter, Mail } from "../src/core/mail.ts";
import { ok } from "../src/core/result.ts";

/** A mail door that keeps the letters instead of sending them. */
export interface Mailbox extends Mail {
  readonly letters: readonly Letter[];
  /** The first letter that nobody has asked for yet, as soon as it is there. */
  next(): Promise<Letter>;
}

export function createMailbox(): Mailbox {
  const letters: Letter[] = [];
  const waiting: ((letter: Letter) => void)[] = [];
  let taken = 0;
  return {
    letters,
    async send(letter) {
      letters.push(letter);
      const wake = waiting.shift();
      if (wake) {
        taken++;
        wake(letter);
      }
      return ok(null);
    },
    check: async () => ok(null),
    async next() {
      const letter = letters[taken];
      if (letter === undefined) return new Promise((resolve) => waiting.push(resolve));
      taken++;
      return letter;
    },
  };
}
