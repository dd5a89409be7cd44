import type { Instant } from "../../src/core/calendar.ts";

/** What a process tells of a run, in words of the log. */
export interface ToldOfRun {
  readonly event: string;
  readonly runId: string;
  readonly at: Instant;
  /** Whether a run whose process died waits again. */
  readonly waitsAgain?: boolean;
}

/** A run that was taken up again, or closed, after nobody had carried it any more. */
export interface TakeUp {
  readonly runId: string;
  readonly because: "died" | "handed-back" | "database";
  /** Without the time in which there was no database, or nobody who could have noticed. */
  readonly milliseconds: number;
}

/** Follows by what processes tell who carries which run, and measures how long it is until another one takes up what a dead one carried. */
export interface TakeUps {
  told(worker: string, told: ToldOfRun): void;
  /** From now on this process takes up runs, and notices those of the dead. */
  begins(worker: string, at: Instant): void;
  /** It was killed, or has ended in order. */
  ends(worker: string, at: Instant): void;
  /** Those who carry runs may have lost them together with the database. */
  databaseIsBack(at: Instant): void;
  /** What the tables know better than anybody told: a process may die between taking a run up and saying so. */
  runsAtWork(runIds: readonly string[], at: Instant): void;
  readonly all: readonly TakeUp[];
  /** The longest that a run waited for its first worker while there were some, in milliseconds. */
  longestFirstWait(): number;
  /** Runs that are told to have ended well more than once. */
  readonly endedTwice: readonly string[];
}

interface Wait {
  readonly since: Instant;
  readonly because: TakeUp["because"];
}

export function followTakeUps(): TakeUps {
  const carriers = new Map<string, string>();
  const waits = new Map<string, Wait>();
  const queuedAt = new Map<string, Instant>();
  const ended = new Set<string>();
  const workers = new Map<string, Instant>();
  const all: TakeUp[] = [];
  const endedTwice: string[] = [];
  let databaseBackAt = 0;
  let longestFirstWait = 0;

  function waited(since: Instant, until: Instant): number {
    // Whoever has lived longest of those who live: nobody else can have noticed earlier.
    const somebodySince = Math.min(...workers.values(), until);
    return Math.max(0, until - Math.max(since, databaseBackAt, somebodySince));
  }

  function settle(runId: string, at: Instant): void {
    const wait = waits.get(runId);
    waits.delete(runId);
    if (wait !== undefined) all.push({ runId, because: wait.because, milliseconds: waited(wait.since, at) });
  }

  /** Whether it had the run: what processes tell is heard in another order than it happened. */
  function letGo(runId: string, worker: string): boolean {
    return carriers.get(runId) === worker && carriers.delete(runId);
  }

  function waitSince(runId: string, wait: Wait): void {
    if (!waits.has(runId)) waits.set(runId, wait);
  }

  return {
    told(worker, { event, runId, at, waitsAgain }) {
      switch (event) {
        case "run-queued":
          queuedAt.set(runId, at);
          return;
        case "run-started": {
          settle(runId, at);
          const since = queuedAt.get(runId);
          queuedAt.delete(runId);
          if (since !== undefined) longestFirstWait = Math.max(longestFirstWait, waited(since, at));
          carriers.set(runId, worker);
          return;
        }
        case "run-ended":
          if (ended.has(runId)) endedTwice.push(runId);
          ended.add(runId);
          letGo(runId, worker);
          // By the very process that was thought to have lost it.
          waits.delete(runId);
          return;
        case "run-handed-back":
          if (letGo(runId, worker)) waitSince(runId, { since: at, because: "handed-back" });
          return;
        case "run-lost":
          letGo(runId, worker);
          return;
        case "run-interrupted":
          if (waitsAgain === false) settle(runId, at);
      }
    },
    begins: (worker, at) => void workers.set(worker, at),
    ends(worker, at) {
      workers.delete(worker);
      for (const [runId, carrier] of carriers) {
        if (carrier !== worker) continue;
        carriers.delete(runId);
        waitSince(runId, { since: at, because: "died" });
      }
    },
    databaseIsBack(at) {
      databaseBackAt = at;
      for (const runId of carriers.keys()) waitSince(runId, { since: at, because: "database" });
    },
    runsAtWork(runIds, at) {
      for (const runId of runIds) {
        if (!carriers.has(runId)) waitSince(runId, { since: at, because: "died" });
      }
    },
    all,
    longestFirstWait: () => longestFirstWait,
    endedTwice,
  };
}
