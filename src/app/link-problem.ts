import type { LinkRefusal, Problem } from "../core/problem.ts";
import { fail } from "../core/result.ts";
import type { OAuthFault } from "../smarthr/oauth.ts";

/** Why linking did not happen; in the words that people in front of the screen are told by. */
export type LinkProblem = Extract<Problem, { readonly kind: "linking-not-set-up" | "link-refused" | "other-tenant" }>;

/** The installation lacks what linking needs. */
export type LinkingNotSetUp = Extract<Problem, { readonly kind: "linking-not-set-up" }>;

/** What was typed is no SmartHR account, or not the one that gave its permission. */
export interface InvalidSubdomain {
  readonly kind: "invalid-subdomain";
}

/** The failed end of linking, for that reason. */
export function refused(reason: LinkRefusal) {
  return fail({ kind: "link-refused", reason } as const);
}

/** What SmartHR's refusal means to the administrator who came back. */
export function linkRefusalOf(fault: OAuthFault): LinkRefusal {
  switch (fault.kind) {
    case "access-denied":
    case "state-mismatch":
    case "grant-refused":
    case "client-refused":
      return { kind: fault.kind };
    case "unavailable":
      return { kind: "smarthr-unavailable" };
    case "unexpected-shape":
      return { kind: "unexpected-shape", path: fault.path };
  }
}
