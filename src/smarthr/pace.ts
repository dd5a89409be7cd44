import type { Instant } from "../core/calendar.ts";
import type { Clock } from "../core/clock.ts";
import type { RateLimit } from "./rate-limit.ts";

/** Lets the requests of one token go one by one, so that SmartHR's limits are obeyed before they are hit. */
export interface Pace {
  /** Resolves when the caller may send, in the order of asking; "too-late" when that would be after `giveUpAt`. */
  takeTurn(): Promise<Turn | "too-late">;
  /** Takes in what the answer to the request of that turn told of the limits. */
  heed(turn: Turn, limits: readonly RateLimit[]): void;
  /** Nobody may send for so long; a longer wait that was told earlier stays. */
  pauseFor(milliseconds: number): void;
}

/** The permission to send one request now. */
export interface Turn {
  /** Counted from 1, over all requests of this token. */
  readonly number: number;
  /** Of this token, this request included. */
  readonly requestsInLastSecond: number;
}

export interface PaceOptions {
  readonly clock: Pick<Clock, "now">;
  readonly sleep: (milliseconds: number) => Promise<void>;
  /** A whole number. */
  readonly requestsPerSecond: number | "unlimited";
  readonly giveUpAt: Instant;
}

/** What may be sent after the request of that turn, before the limit is used up. */
interface Allowance {
  readonly afterTurn: number;
  readonly requests: number;
  readonly until: Instant;
}

const SECOND_MS = 1000;
// Requests do not travel equally fast: by so much may one of eleven overtake the time without an eleventh in SmartHR's second.
const TRAVEL_MARGIN_MS = 10;
// The first ones open connections and are under way for longer.
const FIRST_TRAVEL_MARGIN_MS = 100;
// How late a timer may fire without pushing back all that follow.
const CATCH_UP_MS = 10;
// How much longer our second is than SmartHR's when we count what we sent ourselves.
const COUNT_TOLERANCE_MS = 100;
const LONG_AGO = Number.NEGATIVE_INFINITY;

/**
 * Spaced evenly, without bursts, and never more than `requestsPerSecond` in any second however late a timer fires: then it does
 * not matter whether SmartHR's second is a fixed or a sliding one.
 */
export function createPace({ clock, sleep, requestsPerSecond, giveUpAt }: PaceOptions): Pace {
  const perSecond = requestsPerSecond === "unlimited" ? 0 : requestsPerSecond;
  const spacingMs = perSecond === 0 ? 0 : (SECOND_MS + TRAVEL_MARGIN_MS + CATCH_UP_MS) / perSecond;
  const recentSends: Instant[] = [];
  let sendCount = 0;
  let dueAt = LONG_AGO;
  let pausedUntil = LONG_AGO;
  let allowances: readonly Allowance[] = [];
  let heardOfTurn = 0;
  let lastTurn: Promise<unknown> = Promise.resolve();

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

  function earliestSend(): Instant {
    const sentBefore = perSecond === 0 ? undefined : recentSends.at(-perSecond);
    const marginMs = sendCount < 2 * perSecond ? FIRST_TRAVEL_MARGIN_MS : TRAVEL_MARGIN_MS;
    const windowFree = sentBefore === undefined ? LONG_AGO : sentBefore + SECOND_MS + marginMs;
    const usedUp = allowances.filter(({ afterTurn, requests }) => sendCount - afterTurn >= requests);
    return Math.max(dueAt, pausedUntil, windowFree, ...usedUp.map(({ until }) => until));
  }

  function noteSend(now: Instant): Turn {
    // An idle time is not made up for by a burst.
    dueAt = (now - dueAt <= CATCH_UP_MS ? dueAt : now) + spacingMs;
    sendCount++;
    recentSends.push(now);
    if (recentSends.length > 2 * perSecond + 1) recentSends.shift();
    const since = now - SECOND_MS - COUNT_TOLERANCE_MS;
    return { number: sendCount, requestsInLastSecond: recentSends.filter((sentAt) => sentAt > since).length };
  }

  return {
    takeTurn() {
      const turn = lastTurn.then(waitForTurn);
      lastTurn = turn.catch(() => {});
      return turn;
    },
    heed(turn, limits) {
      if (turn.number < heardOfTurn) return;
      heardOfTurn = turn.number;
      const now = clock.now();
      allowances = limits
        // What nobody but ourselves used within the last second is kept by the spacing already, and its reset, a whole number of
        // seconds, would make us wait many times too long.
        .filter(({ limit, remaining }) => limit - remaining > turn.requestsInLastSecond)
        .map(({ remaining, resetSeconds }) => ({
          afterTurn: turn.number,
          requests: remaining,
          until: now + Math.max(1, resetSeconds) * SECOND_MS,
        }));
    },
    pauseFor(milliseconds) {
      pausedUntil = Math.max(pausedUntil, clock.now() + milliseconds);
    },
  };
}
