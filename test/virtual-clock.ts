import type { Instant } from "../src/core/calendar.ts";
import type { Clock } from "../src/core/clock.ts";
import { untilQuiet } from "./until-quiet.ts";

/** A clock for tests: sleeping takes no real time, and time moves only when asked to, or when everyone waits. */
export interface VirtualClock extends Clock {
  /** Lets that much time go by, waking each sleeper at its moment, in order. */
  advance(milliseconds: number): Promise<void>;
  /** Sets the time of day so much forward, or back, without any time going by. */
  set(milliseconds: number): void;
  /** How many are asleep. */
  sleeperCount(): number;
}

export interface VirtualClockOptions {
  readonly startAt?: Instant;
  /**
   * By default time jumps to the next waking as soon as nothing else goes on in the process. Turn it off where something sleeps
   * again and again in the background: time would race ahead of work that the clock cannot see, such as a database's.
   */
  readonly movesByItself?: boolean;
}

interface Sleeper {
  readonly wakeAt: Instant;
  readonly wake: () => void;
}

// 2026-04-01 09:00 in Japan.
const START_AT = Date.UTC(2026, 3, 1);

// How often the event loop must come round without anybody falling asleep or waking before everyone counts as waiting. Promises
// and in-process requests settle within one round; the rest is room for streams and the like.
const QUIET_ROUNDS = 8;

export function createVirtualClock({
  startAt = START_AT,
  movesByItself = true,
}: VirtualClockOptions = {}): VirtualClock {
  const sleepers: Sleeper[] = [];
  let now = startAt;
  let setMs = 0;
  let changes = 0;
  let moving = false;

  function wakeNext(until: Instant): boolean {
    const next = sleepers[0];
    if (!next || next.wakeAt > until) return false;
    sleepers.shift();
    now = Math.max(now, next.wakeAt);
    changes++;
    next.wake();
    return true;
  }

  async function moveWhileAnybodySleeps(): Promise<void> {
    if (moving) return;
    moving = true;
    do await untilQuiet(QUIET_ROUNDS, () => changes);
    while (wakeNext(Number.POSITIVE_INFINITY));
    moving = false;
  }

  return {
    now: () => now + setMs,
    elapsed: () => now,
    set: (milliseconds) => {
      setMs += milliseconds;
    },
    sleep(milliseconds) {
      const wakeAt = now + Math.max(0, milliseconds);
      return new Promise((resolve) => {
        const after = sleepers.findIndex((sleeper) => sleeper.wakeAt > wakeAt);
        sleepers.splice(after === -1 ? sleepers.length : after, 0, { wakeAt, wake: resolve });
        changes++;
        if (movesByItself) void moveWhileAnybodySleeps();
      });
    },
    // Whether a process lives is a matter of real time: a clock that jumps an hour says nothing about it.
    every(milliseconds, act) {
      const timer = setInterval(act, milliseconds).unref();
      return () => clearInterval(timer);
    },
    async advance(milliseconds) {
      const until = now + milliseconds;
      do await untilQuiet(QUIET_ROUNDS, () => changes);
      while (wakeNext(until));
      now = Math.max(now, until);
      await untilQuiet(QUIET_ROUNDS, () => changes);
    },
    sleeperCount: () => sleepers.length,
  };
}
