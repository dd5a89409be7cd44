import type { Instant } from "./calendar.ts";
import { fail, ok, type Result } from "./result.ts";

/** How often something may be tried by one and the same: a few times at once, then once in a while. */
export interface TryLimit {
  readonly atOnce: number;
  readonly thenEverySeconds: number;
}

/** It was tried too often; the next try is due then. */
export interface TooManyTries {
  readonly kind: "too-many-tries";
  readonly retryAfterSeconds: number;
}

/**
 * Judges one more try. All that is remembered of former ones is a moment, `freeAt`, from which on they count no more; each try
 * moves it on by the limit's interval. The answer is the moved moment.
 */
export function judgeTry(limit: TryLimit, freeAt: Instant, now: Instant): Result<Instant, TooManyTries> {
  const intervalMs = limit.thenEverySeconds * 1000;
  const from = Math.max(freeAt, now);
  const earliest = from - (limit.atOnce - 1) * intervalMs;
  if (earliest > now) return fail({ kind: "too-many-tries", retryAfterSeconds: Math.ceil((earliest - now) / 1000) });
  return ok(from + intervalMs);
}
