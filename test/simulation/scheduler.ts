import type { Instant } from "../../src/core/calendar.ts";
import { untilQuiet } from "../until-quiet.ts";
import type { Chance } from "./random.ts";

/** Whether a process of the simulation goes on; once it is dead, nothing of it does. */
export interface Life {
  readonly name: string;
  alive: boolean;
}

/** What waits at a door to be carried out. */
export interface Order<T> {
  readonly life: Life;
  /** The same for the same seed, and nothing of a person. */
  readonly label: string;
  /** A step is numbered, and its process can die before or after it; what only waits for something is none. */
  readonly isStep: boolean;
  /** Whether it is the machine that answers, and not the simulation: then nothing else happens until it did. */
  readonly isReal: boolean;
  readonly isReady: () => boolean;
  readonly carryOut: () => Promise<T>;
}

/** What decides the order of everything, and lets time go by when there is nothing to do. */
export interface Scheduler {
  now(): Instant;
  /** Waits for its turn, and then for its end; never ends when its process dies. */
  order<T>(order: Order<T>): Promise<T>;
  /** Calls at that moment, unless the process is dead by then; what is given back calls it off. */
  at(moment: Instant, life: Life, ring: () => void): () => void;
  /** Ends a process now: what its code is about to do comes to nothing. */
  kill(life: Life, why: string): void;
  /** Goes on until that is true, or until that moment; tells whether it became true. */
  runUntil(isDone: () => boolean, until: Instant): Promise<boolean>;
  /** A line of the trace. */
  note(line: string): void;
  /** How many steps were carried out. */
  stepCount(): number;
  /** A number that the process may die of where it does not wait, as for an id. */
  countInstant(life: Life, label: string): void;
}

export interface SchedulerOptions {
  readonly startAt: Instant;
  readonly chance: Chance;
  /** The point at which the process that is at it dies: `2 × step` before the step was carried out, one more after it. Null for none. */
  readonly crashAt: number | null;
  readonly note: (line: string) => void;
  readonly onDeath: (life: Life) => void;
  /** Puts right what only a living process could put right; called before anything else goes on. */
  readonly afterDeath: () => Promise<void>;
}

interface Waiting extends Order<unknown> {
  readonly resolve: (value: unknown) => void;
  readonly reject: (reason: unknown) => void;
}

interface Timer {
  readonly moment: Instant;
  readonly life: Life;
  readonly ring: () => void;
}

// How often the event loop must come round without any news: promises settle in one, the rest is room for streams.
const QUIET_ROUNDS = 3;
// Most often who asked first is served first, as it is in life.
const OUT_OF_TURN = 0.3;

export function createScheduler(options: SchedulerOptions): Scheduler {
  const { chance, crashAt, note, onDeath, afterDeath } = options;
  let now = options.startAt;
  let steps = 0;
  let news = 0;
  let waiting: Waiting[] = [];
  let timers: Timer[] = [];
  let deaths = 0;
  let deathsSeen = 0;

  function kill(life: Life, why: string): void {
    if (!life.alive) return;
    life.alive = false;
    deaths++;
    note(`${life.name} dies ${why}`);
    waiting = waiting.filter((order) => order.life !== life);
    timers = timers.filter((timer) => timer.life !== life);
    onDeath(life);
  }

  async function settle(): Promise<void> {
    await untilQuiet(QUIET_ROUNDS, () => news);
    if (deathsSeen === deaths) return;
    deathsSeen = deaths;
    await afterDeath();
    await settle();
  }

  async function carryOut(order: Waiting): Promise<void> {
    const { life, label, isStep, isReal, resolve, reject } = order;
    const step = isStep ? ++steps : null;
    if (step !== null) {
      note(`${step} ${life.name} ${label}`);
      if (crashAt === 2 * step) return kill(life, `before step ${step} (${label})`);
    }
    const end = (settle: () => void) => {
      news++;
      if (!life.alive) return;
      if (step !== null && crashAt === 2 * step + 1) kill(life, `after step ${step} (${label})`);
      else settle();
    };
    const ended = order.carryOut().then(
      (value) => end(() => resolve(value)),
      (reason) => end(() => reject(reason)),
    );
    if (isReal) await ended;
  }

  function takeNext(): Waiting | null {
    const ready = waiting.filter((order) => order.isReady());
    const chosen = ready.length > 1 && chance.happens(OUT_OF_TURN) ? chance.pick(ready) : ready[0];
    if (chosen === undefined) return null;
    waiting = waiting.filter((order) => order !== chosen);
    return chosen;
  }

  function ringNext(until: Instant): boolean {
    const next = timers[0];
    if (next === undefined || next.moment > until) return false;
    timers = timers.slice(1);
    now = Math.max(now, next.moment);
    news++;
    next.ring();
    return true;
  }

  return {
    now: () => now,
    note,
    stepCount: () => steps,
    kill,
    order<T>(order: Order<T>): Promise<T> {
      news++;
      // A dead process waits for ever.
      if (!order.life.alive) return new Promise<T>(() => {});
      return new Promise<T>((resolve, reject) => {
        waiting.push({ ...order, resolve: resolve as (value: unknown) => void, reject });
      });
    },
    at(moment, life, ring) {
      if (!life.alive) return () => {};
      news++;
      const timer = { moment, life, ring };
      const after = timers.findIndex((other) => other.moment > moment);
      timers.splice(after === -1 ? timers.length : after, 0, timer);
      return () => {
        timers = timers.filter((other) => other !== timer);
      };
    },
    async runUntil(isDone, until) {
      for (;;) {
        await settle();
        if (isDone()) return true;
        const order = takeNext();
        if (order !== null) await carryOut(order);
        else if (!ringNext(until)) {
          now = Math.max(now, until);
          return false;
        }
      }
    },
    countInstant(life, label) {
      const step = ++steps;
      note(`${step} ${life.name} ${label}`);
      if (crashAt === 2 * step || crashAt === 2 * step + 1) kill(life, `at step ${step} (${label})`);
    },
  };
}
