import type { Instant } from "../core/calendar.ts";
import type { Clock } from "../core/clock.ts";
import type { RateLimit } from "./rate-limit.ts";
import { reserveTurns, type SharedTurn } from "./reserved-turns.ts";
import type { SharedBudget } from "./shared-budget.ts";

/** Lets the requests of one token go one by one, so that SmartHR's limits are obeyed before they are hit. */
export interface Pace {
  /** Resolves when the caller may send, in the order of asking; "too-late" when that would be after `giveUpAt`, or not as the caller wants it. */
  takeTurn(token: string, wanted?: WantedTurn): Promise<Turn | "too-late">;
  /** Takes in what the answer to the request of that turn told of the limits; to be called as soon as it is there. */
  heed(turn: Turn, limits: readonly RateLimit[]): void;
  /** Nobody may send for so long; a longer wait that was told earlier stays. */
  pauseFor(token: string, milliseconds: number): void;
}

/** A turn that is of no use after that moment, nor once the signal is given: it is left to whoever is next. */
export interface WantedTurn {
  readonly by: Instant;
  readonly signal: AbortSignal;
}

/** The permission to send one request now. */
export interface Turn {
  /** Counted from 1, over all requests of this token. */
  readonly number: number;
  /** Of this token, this request included, as far as they were sent by us. */
  readonly requestsInLastSecond: number;
  /** Null where nobody counts the requests of all processes together. */
  readonly shared: SharedTurn | null;
}

export interface PaceOptions {
  readonly clock: Pick<Clock, "now">;
  readonly sleep: (milliseconds: number) => Promise<void>;
  /** A whole number. */
  readonly requestsPerSecond: number | "unlimited";
  readonly giveUpAt: Instant;
  readonly budget?: SharedBudget;
}

interface Sent {
  readonly number: number;
  readonly at: Instant;
  /** Until its answer was there; null before. */
  readonly tookMs: number | null;
}

/** What may be sent after the request of that turn, before the limit is used up. */
interface Allowance {
  readonly afterTurn: number;
  readonly requests: number;
  readonly until: Instant;
}

const SECOND_MS = 1000;
// Requests do not travel equally fast: so much later than the eleventh may the first of eleven arrive without being in its second.
const TRAVEL_MARGIN_MS = 10;
// One that took longer than four in five was held up, perhaps on its way (the first ones open connections), and arrived later still.
const USUAL_SHARE = 0.8;
// How late a timer may fire without pushing back all that follow.
const CATCH_UP_MS = 10;
// How much longer our second is than SmartHR's when we count what we sent ourselves.
const COUNT_TOLERANCE_MS = 100;
const LONG_AGO = Number.NEGATIVE_INFINITY;

function isTooLate(at: Instant, giveUpAt: Instant, wanted: WantedTurn | undefined): boolean {
  return at > giveUpAt || (wanted !== undefined && (at > wanted.by || wanted.signal.aborted));
}

/**
 * Spaced evenly, without bursts, and never more than `requestsPerSecond` in any second however late a timer fires: then it does
 * not matter whether SmartHR's second is a fixed or a sliding one.
 */
export function createPace({ clock, sleep, requestsPerSecond, giveUpAt, budget }: PaceOptions): Pace {
  const perSecond = requestsPerSecond === "unlimited" ? 0 : requestsPerSecond;
  const spacingMs = perSecond === 0 ? 0 : (SECOND_MS + TRAVEL_MARGIN_MS + CATCH_UP_MS) / perSecond;
  let recentSends: readonly Sent[] = [];
  let sendCount = 0;
  let dueAt = LONG_AGO;
  let pausedUntil = LONG_AGO;
  let allowances: readonly Allowance[] = [];
  let [heardOfTurn, waiting] = [0, 0];
  let lastTurn: Promise<unknown> = Promise.resolve();
  const shared = budget && reserveTurns(budget, { now: clock.now, spacingMs, perSecond, giveUpAt });

  async function waitForTurn(token: string, wanted?: WantedTurn): Promise<Turn | "too-late"> {
    // What cannot be sent in time, or is not wanted any more, is not taken from others.
    if (isTooLate(earliestSend(), giveUpAt, wanted)) return "too-late";
    const own = (await shared?.next(token, waiting)) ?? null;
    if (own === "too-late") return own;
    for (;;) {
      const at = Math.max(earliestSend(), own?.sendAt ?? LONG_AGO);
      if (isTooLate(at, giveUpAt, wanted)) return "too-late";
      const now = clock.now();
      if (now >= at) return noteSend(now, own);
      // Not added up: a pause that is told while we wait must hold this request, too.
      await sleep(Math.ceil(at - now));
    }
  }

  function earliestSend(): Instant {
    const tenthLast = perSecond === 0 ? undefined : recentSends.at(-perSecond);
    const secondOver = tenthLast ? latestArrival(tenthLast) + SECOND_MS + TRAVEL_MARGIN_MS : LONG_AGO;
    const usedUp = allowances.filter(({ afterTurn, requests }) => sendCount - afterTurn >= requests);
    return Math.max(dueAt, pausedUntil, secondOver, ...usedUp.map(({ until }) => until));
  }

  function latestArrival({ at, tookMs }: Sent): Instant {
    if (tookMs === null) return at;
    const times = recentSends.flatMap((sent) => sent.tookMs ?? []).sort((one, other) => one - other);
    const usualMs = times[Math.floor(times.length * USUAL_SHARE)] ?? tookMs;
    return at + Math.max(0, tookMs - usualMs);
  }

  function noteSend(now: Instant, own: SharedTurn | null): Turn {
    // An idle time is not made up for by a burst.
    dueAt = (now - dueAt <= CATCH_UP_MS ? dueAt : now) + spacingMs;
    sendCount++;
    recentSends = [...recentSends.slice(-2 * perSecond), { number: sendCount, at: now, tookMs: null }];
    const since = now - SECOND_MS - COUNT_TOLERANCE_MS;
    const requestsInLastSecond = Math.max(own?.inLastSecond ?? 0, recentSends.filter(({ at }) => at > since).length);
    return { number: sendCount, requestsInLastSecond, shared: own };
  }

  function noteAnswer(turn: Turn, now: Instant): void {
    recentSends = recentSends.map((sent) => (sent.number === turn.number ? { ...sent, tookMs: now - sent.at } : sent));
  }

  return {
    takeTurn(token, wanted) {
      waiting++;
      const turn = lastTurn.then(() => waitForTurn(token, wanted)).finally(() => waiting--);
      lastTurn = turn.catch(() => {});
      return turn;
    },
    heed(turn, limits) {
      const now = clock.now();
      noteAnswer(turn, now);
      if (turn.shared) shared?.heed(turn.shared, limits);
      if (turn.number < heardOfTurn) return;
      heardOfTurn = turn.number;
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
    pauseFor(token, milliseconds) {
      shared?.pauseFor(token, milliseconds);
      pausedUntil = Math.max(pausedUntil, clock.now() + milliseconds);
    },
  };
}
