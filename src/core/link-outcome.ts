import type { LinkRefusal } from "./problem.ts";

/** How a press of 「連携する」 ended that led to SmartHR. */
export type LinkOutcome =
  | { readonly kind: "completed" }
  | { readonly kind: "refused"; readonly reason: LinkRefusal }
  /** SmartHR gave its permission, and the administrator has to confirm it or to name the account. */
  | { readonly kind: "waiting" };
