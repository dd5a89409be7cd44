import type { LetterOutcome } from "../app/password-link.ts";
import type { ApiParts } from "./api-parts.ts";

/** Tells the operator that a letter could not be sent: the code alone, nothing of the letter. */
export function logUnsent({ logDefect }: Pick<ApiParts, "logDefect">, letter: LetterOutcome): void {
  if (typeof letter === "object") logDefect(new Error(`a letter could not be sent (${letter.code}): look at SMTP_URL`));
}
