import type { SmartHrFault } from "./fault.ts";

/** How often a request is sent that meets no answer, a server error or a broken body. */
export const TRIES_WHEN_UNAVAILABLE = 3;

const LONGEST_BACK_OFF_SECONDS = 60;

/** A request that met a fault. */
export interface FailedRequest {
  readonly method: "GET" | "POST" | "PATCH";
  readonly fault: SmartHrFault;
  /** How many times this request has met a fault of this kind, this time included. */
  readonly timesMet: number;
  /** From 0 (inclusive) to 1 (exclusive). */
  readonly random: () => number;
}

/** How many milliseconds to wait before sending the same request again, or that it is of no use. */
export function waitBefore({ method, fault, timesMet, random }: FailedRequest): number | "give-up" {
  switch (fault.kind) {
    // Not processed, so asking again is safe for a POST, too. The reset is a number of seconds, not a time.
    case "rate-limited":
      return 1000 * Math.max(1, fault.resetSeconds ?? Math.min(2 ** (timesMet - 1), LONGEST_BACK_OFF_SECONDS));
    // A POST without an answer may have been carried out: asking again could make a second one.
    case "unavailable":
      return method !== "POST" && timesMet < TRIES_WHEN_UNAVAILABLE
        ? withJitter(500 * 2 ** timesMet, random)
        : "give-up";
    // Asking again would give the same answer.
    case "maintenance":
    case "unauthorized":
    case "forbidden":
    case "ip-not-permitted":
    case "not-found":
    case "refused":
    case "unexpected-shape":
    case "source-changed":
    case "opt-out-field-missing":
    case "opt-out-field-unreadable":
      return "give-up";
  }
}

function withJitter(milliseconds: number, random: () => number): number {
  return Math.round(milliseconds * (0.5 + random()));
}
