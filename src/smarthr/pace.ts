import type { Instant } from "../core/calendar.ts";
import type { Clock } from "../core/clock.ts";
import type { RateLimit } from "./rate-limit.ts";
import { secondsToWait } from "./rate-limit.ts";

/** Lets the requests of one token go one by one, so that SmartHR's limits are obeyed before they are hit. */
export interface Pace {
  /** Resolves when the caller may send, in the order of asking; "too-late" when that would be after `giveUpAt`. */
  takeTurn(): Promise<Turn | "too-late">;
  /** Takes in what the answer to the request of that turn told of the limits. */
  heed(turn: Turn, limits: readonly RateLimit[]): void;
  /** Nobody may send for so long; waits that were told earlier stay. */
  pauseFor(milliseconds: number): void;
}

/** The permission to send one request now. */
export interface Turn {
  /** Of this token, this request included. */
  readonly requestsInLastSecond: number;
}

export interface PaceOptions {
  readonly clock: Pick<Clock, "now">;
  readonly sleep: (milliseconds: number) => Promise<void>;
  readonly requestsPerSecond: number | "unlimited";
  readonly giveUpAt: Instant;
}

const SECOND_MS = 1000;
const MARGIN_MS = 1;
// How late a timer may fire without pushing back all that follow.
const CATCH_UP_MS = 10;
// How much longer our second is than SmartHR's when we count what we sent ourselves: requests do not travel equally fast.
const COUNT_TOLERANCE_MS = 100;

/**
 * Spaced evenly, without bursts, and never more than `requestsPerSecond` in any second however late a timer fires: then it does
 * not matter whether SmartHR's second is a fixed or a sliding one.
 */
export function createPace({ clock, sleep, requestsPerSecond, giveUpAt }: PaceOptions): Pace {
  const spacingMs = requestsPerSecond === "unlimited" ? 0 : SECOND_MS / requestsPerSecond + MARGIN_MS;
  const perSecond = requestsPerSecond === "unlimited" ? 0 : Math.floor(requestsPerSecond);
  const recentSends: Instant[] = [];
  let dueAt = Number.NEGATIVE_INFINITY;
  let pausedUntil = Number.NEGATIVE_INFINITY;
  let lastTurn: Promise<unknown> = Promise.resolve();

  function earliestSend(): Instant {
    const sendBefore =
      perSecond > 0 ? (recentSends.at(-perSecond) ?? Number.NEGATIVE_INFINITY) : Number.NEGATIVE_INFINITY;
    return Math.max(dueAt, pausedUntil, sendBefore + SECOND_MS + MARGIN_MS);
  }

  async function waitForTurn(): Promise<Turn | "too-late"> {
    for (;;) {
      const at = earliestSend();
      if (at > giveUpAt) return "too-late";
      const now = clock.now();
      if (now >= at) return noteSend(now);
      // Not added up: a pause that is told while we wait must hold this request, too.
      await sleep(Math.ceil(at - now));
    }
  }

  function noteSend(now: Instant): Turn {
    // An idle time is not made up for by a burst.
    dueAt = (now - dueAt <= CATCH_UP_MS ? dueAt : now) + spacingMs;
    recentSends.push(now);
    if (recentSends.length > 2 * perSecond + 1) recentSends.shift();
    const since = now - SECOND_MS - COUNT_TOLERANCE_MS;
    return { requestsInLastSecond: recentSends.filter((sentAt) => sentAt > since).length };
  }

  function pauseFor(milliseconds: number): void {
    pausedUntil = Math.max(pausedUntil, clock.now() + milliseconds);
  }

  return {
    takeTurn() {
      const turn = lastTurn.then(waitForTurn);
      lastTurn = turn.catch(() => {});
      return turn;
    },
    heed(turn, limits) {
      // A limit used up by nobody but ourselves within the last second is kept by the spacing already, and its reset, a whole
      // number of seconds, would make us wait many times too long.
      const usedUpByOthers = limits.filter(({ limit, remaining }) => limit - remaining > turn.requestsInLastSecond);
      const seconds = secondsToWait(usedUpByOthers);
      if (seconds !== null) pauseFor(Math.max(1, seconds) * SECOND_MS);
    },
    pauseFor,
  };
}
