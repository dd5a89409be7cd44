import type { SandboxSwitches } from "./switches.ts";

/** What a request met: let through or not, and the headers that every answer carries, errors too. */
export interface RateVerdict {
  readonly allowed: boolean;
  readonly headers: Readonly<Record<string, string>>;
}

/** The counters of all tokens and tenants. */
export interface RateLimits {
  /** Counts the request unless one of the limits is reached. `token` is null for a request without a valid one. */
  admit(token: string | null, subdomain: string | null, now: number, switches: SandboxSwitches): RateVerdict;
}

// about_api: 10 a second and 5,000 an hour for a token, 50,000 a minute for a subdomain.
const SECOND = { limit: 10, milliseconds: 1_000 } as const;
const HOUR = { limit: 5_000, milliseconds: 3_600_000 } as const;
const TENANT_MINUTE = { limit: 50_000, milliseconds: 60_000 } as const;

type Limit = { readonly limit: number; readonly milliseconds: number };

/** New counters, all at nothing. */
export function createRateLimits(): RateLimits {
  const windowByName = new Map<string, Window>();
  const windowOf = (name: string, limit: Limit, sliding: boolean): Window => {
    const key = `${sliding ? "sliding" : "fixed"}:${limit.milliseconds}:${name}`;
    let window = windowByName.get(key);
    if (!window) {
      window = sliding ? createSlidingWindow(limit) : createFixedWindow(limit);
      windowByName.set(key, window);
    }
    return window;
  };

  return {
    admit(token, subdomain, now, switches) {
      const sliding = switches.rateWindow === "sliding";
      const second = windowOf(token ?? "", SECOND, sliding);
      const hour = windowOf(token ?? "", HOUR, sliding);
      const minute = windowOf(subdomain ?? "", TENANT_MINUTE, sliding);
      const windows = [second, hour, minute];
      const allowed = windows.every((window) => window.remaining(now) > 0);
      if (allowed && token !== null) for (const window of windows) window.count(now);

      // The hour gives way to the tenant's minute in the plain family when that is the one that is used up.
      const plain = minute.remaining(now) === 0 ? minute : hour;
      const intensive = switches.intensiveLimit === "second" ? second : minute;
      const wait = Math.max(
        ...windows.filter((window) => window.remaining(now) === 0).map((window) => window.reset(now)),
      );
      return {
        allowed,
        headers: {
          ...describe("x-rate-limit", plain, now),
          ...describe("x-intensive-rate-limit", intensive, now),
          ...(!allowed && switches.retryAfter ? { "retry-after": String(wait) } : {}),
        },
      };
    },
  };
}

interface Window {
  readonly limit: number;
  remaining(now: number): number;
  /** Whole seconds until requests are possible again. */
  reset(now: number): number;
  count(now: number): void;
}

function describe(family: string, window: Window, now: number): Record<string, string> {
  return {
    [`${family}-limit`]: String(window.limit),
    [`${family}-remaining`]: String(window.remaining(now)),
    [`${family}-reset`]: String(window.reset(now)),
  };
}

function createFixedWindow({ limit, milliseconds }: Limit): Window {
  let startedAt = Number.NEGATIVE_INFINITY;
  let used = 0;
  const turn = (now: number) => {
    const start = Math.floor(now / milliseconds) * milliseconds;
    if (start !== startedAt) {
      startedAt = start;
      used = 0;
    }
  };
  return {
    limit,
    remaining(now) {
      turn(now);
      return limit - used;
    },
    reset(now) {
      turn(now);
      return Math.ceil((startedAt + milliseconds - now) / 1_000);
    },
    count(now) {
      turn(now);
      used++;
    },
  };
}

function createSlidingWindow({ limit, milliseconds }: Limit): Window {
  let moments: number[] = [];
  const drop = (now: number) => {
    if (moments.length > 0 && (moments[0] ?? now) <= now - milliseconds) {
      moments = moments.filter((moment) => moment > now - milliseconds);
    }
  };
  return {
    limit,
    remaining(now) {
      drop(now);
      return limit - moments.length;
    },
    reset(now) {
      drop(now);
      return Math.ceil(((moments[0] ?? now - milliseconds) + milliseconds - now) / 1_000);
    },
    count(now) {
      drop(now);
      moments.push(now);
    },
  };
}
