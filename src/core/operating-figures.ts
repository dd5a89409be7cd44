import type { Instant } from "./calendar.ts";
import { daysLeft } from "./link.ts";
import type { Counts, RunFailure, RunState, Subject } from "./run.ts";

/** What the database tells of the installation, over all companies and without a person's data. */
export interface OperatingFigures {
  readonly runs: readonly RunFigures[];
  /** When the run that has waited longest for a worker was asked for; null when none waits. */
  readonly oldestWaitingSince: Instant | null;
  /** Open runs that wait until SmartHR is out of its maintenance. */
  readonly putOffCount: number;
  /** Runs at work whose process has been silent for longer than its lease. */
  readonly withoutProcessCount: number;
  /** Links that were stored with a key which this process was not given. */
  readonly unreadableLinkCount: number;
  /** When each link was made or renewed. */
  readonly linkedAt: readonly Instant[];
}

/** The runs of one subject, state and failure; the rows are those of the runs that were applied. */
export interface RunFigures {
  readonly subject: Subject;
  readonly state: RunState;
  readonly failure: RunFailure["kind"] | null;
  readonly count: number;
  readonly rows: Omit<Counts, "read">;
}

/** How many links there are, and when they end. */
export interface LinkFigures {
  readonly usableCount: number;
  readonly expiredCount: number;
  /** Of the usable ones. */
  readonly expiringCount: number;
  /** Of the usable ones; null when there is none. */
  readonly fewestDaysLeft: number | null;
}

/** From how many days on a link is said to expire soon. */
export const EXPIRING_DAYS = 14;

/** M13, M29: counts links by how long they can still be used. */
export function linkFigures(linkedAt: readonly Instant[], now: Instant): LinkFigures {
  const days = linkedAt.map((at) => daysLeft(at, now));
  const usable = days.filter((left) => left >= 0);
  return {
    usableCount: usable.length,
    expiredCount: days.length - usable.length,
    expiringCount: usable.filter((left) => left <= EXPIRING_DAYS).length,
    fewestDaysLeft: usable.length === 0 ? null : usable.reduce((fewest, left) => Math.min(fewest, left)),
  };
}
