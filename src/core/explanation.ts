import type { Instant } from "./calendar.ts";
import type { EmployeeIdentity } from "./findings.ts";
import { isAnotherPerson } from "./guards.ts";
import type { PersonName } from "./person-name.ts";
import type { EmployeeNotice } from "./plan.ts";
import type { PersonFate } from "./plan-person.ts";
import type { RosterEmployee } from "./roster.ts";
import type { RunFailure } from "./run.ts";

/** What becomes of a person in a sync, or why that cannot be said. */
export type PersonVerdict =
  | PersonFate
  /** Synced once; SmartHR does not have the person any more. */
  | { readonly kind: "gone" }
  /** Synced from a SmartHR account that cannot be asked, as whoever asks is linked to another one. */
  | ({ readonly kind: "other-account" } & OtherAccount)
  /** In the roster, but no SmartHR person is known to be the same. */
  | { readonly kind: "never-synced" }
  /** SmartHR cannot be asked for an address. */
  | { readonly kind: "not-found"; readonly by: "email" | "number" }
  /** The person whom it is about has to be chosen. */
  | { readonly kind: "several" }
  /** SmartHR was not asked, and the last run said nothing against the person. */
  | { readonly kind: "not-read" };

/** Why an explanation is from the past: SmartHR could not be asked. */
export type Unread =
  | { readonly kind: "failed"; readonly failure: RunFailure }
  | ({ readonly kind: "other-account" } & OtherAccount)
  /** Whoever asks is a viewer, who has no link. */
  | { readonly kind: "viewer" }
  | { readonly kind: "not-linked" | "link-expired" | "link-unreadable" | "linking-not-set-up" };

/** Of which SmartHR account somebody is, and which one was asked instead. */
export interface OtherAccount {
  readonly subdomain: string;
  readonly linkedTo: string;
}

/** Somebody whom a search may have meant. */
export interface PersonCandidate extends PersonName {
  readonly email: string | null;
  readonly employeeId: string | null;
}

/** An employee who had the address or the number once that somebody asks about. */
export interface FormerEmployee extends PersonName {
  readonly employeeId: string;
  /** Today's, or the last one before the employee was deleted. */
  readonly email: string;
  readonly deleted: boolean;
  /** When the employee was last written or deleted, and by which run; null when somebody did it by hand. */
  readonly at: Instant;
  readonly runId: string | null;
  readonly isUndo: boolean;
}

/** Whether a change gives the employee the data of another SmartHR person than before, of another name (docs/decisions/0037). */
export function overwrites(verdict: PersonVerdict): boolean {
  return verdict.kind === "update" && isAnotherPerson(verdict.before, verdict.after);
}

/** Why one person is synced, held or left out. */
export interface PersonExplanation {
  readonly verdict: PersonVerdict;
  readonly notices: readonly EmployeeNotice[];
  /** Whether SmartHR was asked just now; else it is what the last run of everybody found. */
  readonly asOf: "now" | "last-run";
  /** Why SmartHR was not asked, if it was to be. */
  readonly unread: Unread | null;
  /** The roster's person whom it is about. */
  readonly employee: RosterEmployee | null;
  /** The person as SmartHR said, now or at the last run. */
  readonly crew: EmployeeIdentity | null;
  /** The employee whom the same SmartHR person is synced to today, where that is another one. */
  readonly syncedAs: Pick<RosterEmployee, "id" | "email"> | null;
  /** Who has to give up the address in the same run. */
  readonly waitsFor: PersonName | null;
  /** Of a sync of this person alone; null when it would change nothing or is not possible. */
  readonly seal: { readonly digest: string; readonly differentPerson: boolean } | null;
  /** The newest run that read everybody of the person's SmartHR account: from it other people are known. */
  readonly lastRun: { readonly runId: string; readonly readAt: Instant } | null;
  /** The run that last wrote the employee. */
  readonly lastWritten: { readonly runId: string; readonly at: Instant; readonly isUndo: boolean } | null;
  /** Who had the address or the number once, where nobody in the roster has it. */
  readonly former: FormerEmployee | null;
  /** The plan that waits for approval and would change this person. */
  readonly waitingPlan: { readonly runId: string; readonly heldAt: Instant } | null;
  /** The run at work: as long as there is one, nobody can be synced alone. */
  readonly openRun: { readonly runId: string } | null;
  /** Of `several`, those to choose from. */
  readonly candidates: readonly PersonCandidate[];
}
