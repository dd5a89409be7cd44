import type { Instant } from "./calendar.ts";
import type { GuardReading } from "./guards.ts";
import type { Result } from "./result.ts";
import type { RunKind, Subject } from "./run.ts";

/** The door to people's mailboxes. A letter is a value; the door makes words of it. */
export interface Mail {
  send(letter: Letter): Promise<Result<null, MailFault>>;
  /** Whether letters would be taken, without sending one. */
  check(): Promise<Result<null, MailFault>>;
}

/** What is sent to one person of a company. */
export type Letter = LetterToPassword<"invitation"> | LetterToPassword<"new-password"> | LetterAboutHeldRun;

/** With the link by which the person chooses a password. */
export interface LetterToPassword<Kind extends string> {
  readonly kind: Kind;
  readonly to: string;
  readonly name: string;
  readonly companyName: string;
  /** Who asked for it: an administrator's name, or null for the person's own wish. */
  readonly requestedBy: string | null;
  readonly url: string;
  readonly expiresAt: Instant;
}

/** That a guard stopped a run, to an administrator who may approve its plan: nothing of any person of the roster. */
export interface LetterAboutHeldRun {
  readonly kind: "run-held";
  readonly to: string;
  readonly name: string;
  readonly companyName: string;
  readonly subject: Subject;
  readonly runKind: RunKind;
  /** Who started it. */
  readonly actor: string;
  readonly guards: readonly Omit<GuardReading, "people">[];
  /** Where the plan is looked at. */
  readonly url: string;
  readonly expiresAt: Instant;
}

/** A letter that could not be handed over; `code` is the mail library's word, without an address. */
export interface MailFault {
  readonly kind: "mail-unsent";
  readonly code: string;
}
