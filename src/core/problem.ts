import type { Instant } from "./calendar.ts";
import type { PersonName } from "./person-name.ts";
import type { RunFailure, Subject } from "./run.ts";

/** Why the product did not do what a person in front of it asked for; nothing was written. */
export type Problem =
  | { readonly kind: "not-signed-in" }
  /** 閲覧者 changes nothing. */
  | { readonly kind: "not-permitted" }
  /** No such row, or one of another company. */
  | { readonly kind: "not-found" }
  | { readonly kind: "invalid-input"; readonly fields: readonly FieldProblem[] }
  /** Somebody else changed or deleted the row since it was shown. */
  | { readonly kind: "stale" }
  | { readonly kind: "wrong-password" }
  | { readonly kind: "too-many-tries"; readonly retryAfterSeconds: number }
  /** An invitation, or a link to a new password, that was used or is too old. */
  | { readonly kind: "invitation-over" }
  | { readonly kind: "administrator-exists" }
  | { readonly kind: "last-administrator" }
  | { readonly kind: "department-code-taken"; readonly name: string }
  | { readonly kind: "department-name-taken"; readonly holderCode: string }
  | { readonly kind: "parent-not-found" }
  | { readonly kind: "parent-would-loop" }
  | { readonly kind: "department-has-employees"; readonly count: number }
  | { readonly kind: "department-has-children"; readonly count: number }
  /** M31: this administrator has no link. */
  | { readonly kind: "not-linked" }
  /** M32. */
  | { readonly kind: "link-expired" }
  /** The link's tokens cannot be read with the keys there are. */
  | { readonly kind: "link-unreadable" }
  /** The installation lacks what linking needs: the SmartHR Plus app, or the key that encrypts tokens. */
  | { readonly kind: "linking-not-set-up"; readonly missing: "app" | "key" }
  | { readonly kind: "link-refused"; readonly reason: LinkRefusal }
  /** The company's other links are of other SmartHR accounts: linking this one has to be confirmed. */
  | { readonly kind: "other-tenant"; readonly subdomain: string; readonly linkedSubdomains: readonly string[] }
  /** One run of a company at a time. */
  | {
      readonly kind: "run-open";
      readonly runId: string;
      readonly subject: Subject;
      readonly actor: string;
      readonly requestedAt: Instant;
    }
  | { readonly kind: "run-ended" }
  /** A plan of the subject waits for approval, and the new start did not name it as the one to replace. */
  | {
      readonly kind: "plan-waiting";
      readonly runId: string;
      readonly subject: Subject;
      readonly actor: string;
      readonly heldAt: Instant;
    }
  /** The plan that waits is not the one that was seen: it was made anew, or it waits no more. */
  | { readonly kind: "plan-changed" }
  /** The plan was made of one SmartHR account, and whoever wants it made anew is linked to another one. */
  | { readonly kind: "plan-of-other-account"; readonly subdomain: string; readonly linkedTo: string }
  /** M24: nobody new can come of an address that an employee has. */
  | { readonly kind: "address-taken"; readonly person: PersonName; readonly holder: PersonName }
  /** The run changed nothing that could be taken back. */
  | { readonly kind: "run-not-undoable" }
  /** M35: SmartHR did not let 「ミキワメ連携」 be made again. */
  | { readonly kind: "opt-out-field-not-made"; readonly failure: RunFailure }
  /** Opt-outs of the company are being written back already. */
  | { readonly kind: "restoration-open" }
  | { readonly kind: "file-expired" }
  /** The database had no room for what was to be written. */
  | { readonly kind: "disk-full" }
  /** A defect of ours, logged under the id. */
  | { readonly kind: "internal"; readonly id: string };

/** What is wrong with one field of a form. */
export interface FieldProblem {
  /** As the form names it. */
  readonly field: string;
  readonly fault: FieldFault;
}

export type FieldFault =
  | "required"
  | "too-long"
  | "too-short"
  | "invalid-email"
  | "invalid-date"
  | "invalid-choice"
  | "invalid-subdomain"
  | "invalid-token"
  | "invalid-url"
  | "not-katakana"
  /** Not a whole number from 1 to 1,000,000. */
  | "invalid-count"
  /** Not a whole number from 0 to 100. */
  | "invalid-percentage"
  | "wrong-password"
  | "invalid";

/** Why 「連携する」 did not end in a link. */
export type LinkRefusal =
  /** The administrator did not press 「許可する」 in SmartHR. */
  | { readonly kind: "access-denied" }
  /** The answer does not belong to the question asked in this browser, or too much time went by. */
  | { readonly kind: "state-mismatch" }
  /** SmartHR's code was used already, or is too old. */
  | { readonly kind: "grant-refused" }
  /** SmartHR does not know this installation's app, or its secret. */
  | { readonly kind: "client-refused" }
  | RunFailure;
