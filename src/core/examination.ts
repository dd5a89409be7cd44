import type { Instant } from "./calendar.ts";
import type { LinkFigures } from "./operating-figures.ts";
import type { RunFailure } from "./run.ts";
import type { StartFault } from "./start-fault.ts";

/** One thing that was looked at to see whether the installation is well. */
export type Examination =
  | { readonly kind: "fault"; readonly fault: StartFault }
  | { readonly kind: "settings" }
  | {
      readonly kind: "database";
      readonly engine: "embedded" | "postgresql";
      readonly version: string;
      /** What the role may not do and must, as PostgreSQL names it. */
      readonly missingRights: readonly string[];
    }
  | { readonly kind: "schema" }
  /** The queue's own tables; null where there are none yet. `mayMake`: whether the role could make them. */
  | { readonly kind: "queue"; readonly version: number | null; readonly expected: number; readonly mayMake: boolean }
  | KeyExamination
  /** How far this machine's clock is from the database's, and from SmartHR's where it answered. */
  | { readonly kind: "clock"; readonly offSeconds: number; readonly smarthrOffSeconds: number | null }
  | ({ readonly kind: "links" } & LinkFigures)
  /** For how long a run has waited for a worker; null when none waits. */
  | { readonly kind: "waiting-run"; readonly since: Instant | null; readonly waitedSeconds: number }
  /** Runs at work whose process has been silent for longer than its lease. */
  | { readonly kind: "lost-runs"; readonly count: number }
  /** Whether the mail server takes us; a letter is not sent. `code` is the mail library's word. */
  | { readonly kind: "mail"; readonly answer: "well" | "not-set" | { readonly code: string } }
  /** Whether SmartHR takes the access that the environment gives; where it gives none, whether SmartHR answers at all. */
  | { readonly kind: "smarthr"; readonly answer: "well" | "reached" | RunFailure }
  /** Of the embedded database's folder. */
  | { readonly kind: "disk"; readonly freeBytes: number }
  /**
   * The newest back-up of the folder that the environment names; null when it names none, or there is none in it. An empty file is no
   * back-up; `emptyName` is the newest file's name when it is one.
   */
  | {
      readonly kind: "back-up";
      readonly folder: string | null;
      readonly ageSeconds: number | null;
      readonly emptyName: string | null;
    };

/** Whether what is stored can be read with the keys that are given. */
export interface KeyExamination {
  readonly kind: "key";
  /** The id of the key that encrypts; null without one, which is well until a link is to be stored. */
  readonly currentId: string | null;
  /** By which keys the stored tokens were encrypted. */
  readonly storedIds: readonly string[];
  /** Those of them that are not given. */
  readonly missingIds: readonly string[];
  /** Links whose tokens cannot be read, for whatever reason. */
  readonly unreadableCount: number;
}

// Tokens and links are judged by the minute at most; more than this makes times in lists wrong.
const TOLERATED_SECONDS = 60;
// A free worker takes a run up within seconds; all of them may be busy with large companies for some minutes.
const LONGEST_WAIT_SECONDS = 600;
// A first import of a large company, with its history and the database's own log of it.
const LEAST_FREE_BYTES = 512 * 1024 ** 2;
// Once a night, and one that was late.
const OLDEST_BACK_UP_SECONDS = 48 * 3_600;

/** Whether nothing has to be done about it. */
export function isWell(examination: Examination): boolean {
  switch (examination.kind) {
    case "settings":
    case "schema":
      return true;
    case "fault":
      return false;
    case "database":
      return examination.missingRights.length === 0;
    case "queue":
      // None: the first process that serves makes it, if it may.
      return examination.version === null ? examination.mayMake : examination.version === examination.expected;
    case "key":
      return examination.missingIds.length === 0 && examination.unreadableCount === 0;
    case "clock":
      return isTolerable(examination.offSeconds) && isTolerable(examination.smarthrOffSeconds ?? 0);
    case "links":
      return examination.expiredCount === 0 && examination.expiringCount === 0;
    case "waiting-run":
      return examination.waitedSeconds <= LONGEST_WAIT_SECONDS;
    case "lost-runs":
      return examination.count === 0;
    case "mail":
    case "smarthr":
      return typeof examination.answer === "string";
    case "disk":
      return examination.freeBytes >= LEAST_FREE_BYTES;
    case "back-up":
      return (
        examination.folder === null ||
        (examination.emptyName === null &&
          examination.ageSeconds !== null &&
          examination.ageSeconds <= OLDEST_BACK_UP_SECONDS)
      );
  }
}

/** Whether a clock is near enough to another one. */
export function isTolerable(offSeconds: number): boolean {
  return Math.abs(offSeconds) <= TOLERATED_SECONDS;
}
