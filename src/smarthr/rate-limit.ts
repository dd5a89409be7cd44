/** One of the limits an answer tells of. */
export interface RateLimit {
  readonly limit: number;
  readonly remaining: number;
  readonly resetSeconds: number;
}

// smarthr-api 5: which of the two counts the hour and which the second is not documented, so both are obeyed alike.
const FAMILIES = ["x-rate-limit", "x-intensive-rate-limit"];

/** The limits an answer tells of, as far as they are complete. `retry-after` in seconds counts as one that is used up. */
export function readLimits(headers: Headers): RateLimit[] {
  const limits: RateLimit[] = [];
  for (const family of FAMILIES) {
    const limit = readCount(headers.get(`${family}-limit`));
    const remaining = readCount(headers.get(`${family}-remaining`));
    const resetSeconds = readCount(headers.get(`${family}-reset`));
    if (remaining === null || resetSeconds === null) continue;
    limits.push({ limit: limit ?? Number.POSITIVE_INFINITY, remaining, resetSeconds });
  }
  const retryAfterSeconds = readCount(headers.get("retry-after"));
  if (retryAfterSeconds !== null) {
    limits.push({ limit: Number.POSITIVE_INFINITY, remaining: 0, resetSeconds: retryAfterSeconds });
  }
  return limits;
}

/** The seconds until no limit is used up any more; null when none says that it is. */
export function secondsToWait(limits: readonly RateLimit[]): number | null {
  const resets = limits.filter(({ remaining }) => remaining <= 0).map(({ resetSeconds }) => resetSeconds);
  return resets.length === 0 ? null : Math.max(...resets);
}

function readCount(text: string | null): number | null {
  if (text === null || !/^\s*\d+(\.\d+)?\s*$/.test(text)) return null;
  return Number(text);
}
