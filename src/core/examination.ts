import type { Instant } from "./calendar.ts";
import type { RunFailure } from "./run.ts";
import type { StartFault } from "./start-fault.ts";

/** One thing that was looked at to see whether the installation is well. */
export type Examination =
  | { readonly kind: "fault"; readonly fault: StartFault }
  | { readonly kind: "settings" }
  | { readonly kind: "database"; readonly engine: "embedded" | "postgresql"; readonly version: string }
  | { readonly kind: "schema" }
  /** Without a key nothing is wrong until a link is to be stored. */
  | { readonly kind: "key"; readonly given: boolean }
  /** How far this machine's clock is from the database's. */
  | { readonly kind: "clock"; readonly offSeconds: number }
  | { readonly kind: "links"; readonly count: number; readonly expiredCount: number }
  /** The run that has been at work longest; overdue when its process is no longer alive. */
  | { readonly kind: "open-run"; readonly requestedAt: Instant | null; readonly overdue: boolean }
  /** Whether SmartHR takes the access that the environment gives; it may give none. */
  | { readonly kind: "smarthr"; readonly answer: "well" | "not-asked" | RunFailure };

// Tokens and links are judged by the minute at most; more than this makes times in lists wrong.
const TOLERATED_SECONDS = 60;

/** Whether nothing has to be done about it. */
export function isWell(examination: Examination): boolean {
  switch (examination.kind) {
    case "settings":
    case "database":
    case "schema":
    case "key":
      return true;
    case "fault":
      return false;
    case "clock":
      return Math.abs(examination.offSeconds) <= TOLERATED_SECONDS;
    case "links":
      return examination.expiredCount === 0;
    case "open-run":
      return !examination.overdue;
    case "smarthr":
      return typeof examination.answer === "string";
  }
}
