import type { Instant } from "./calendar.ts";

/** That an open run waits for something outside, since when, when it is tried next, and when it gives up. */
export interface RunWaiting {
  readonly kind: "smarthr-maintenance";
  readonly since: Instant;
  readonly until: Instant;
  readonly nextTryAt: Instant;
}

const MINUTE_MS = 60_000;
const SHORTEST_WAIT_MS = MINUTE_MS;
const LONGEST_WAIT_MS = 10 * MINUTE_MS;
// Runs that were put off together do not come back together.
const SPREAD = 0.2;

/** How long SmartHR's maintenance is waited for (design 2.3). */
export const LONGEST_MAINTENANCE_MS = 6 * 60 * MINUTE_MS;

/** No wait is longer; what is to be tried later still was put off by a clock that has been set back since. */
export const FARTHEST_NEXT_TRY_MS = LONGEST_WAIT_MS * (1 + SPREAD / 2);

/**
 * SmartHR answers that it is in maintenance, as it has since that moment (null: this is the first time the run hears so): when to try
 * again, after as long a time as it has lasted, at least 1 and at most 10 minutes; or that it was long enough. The spread is from 0
 * (inclusive) to 1 (exclusive).
 */
export function waitForMaintenance(toldSince: Instant | null, now: Instant, spread: number): RunWaiting | "give-up" {
  // A clock that was set back must not make the wait longer.
  const since = Math.min(toldSince ?? now, now);
  const until = since + LONGEST_MAINTENANCE_MS;
  if (now >= until) return "give-up";
  const usualMs = Math.min(LONGEST_WAIT_MS, Math.max(SHORTEST_WAIT_MS, now - since));
  const waitMs = Math.round(usualMs * (1 + SPREAD * (spread - 0.5)));
  return { kind: "smarthr-maintenance", since, until, nextTryAt: Math.min(now + waitMs, until) };
}
