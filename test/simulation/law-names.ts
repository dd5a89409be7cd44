import type { RunRow } from "./roster-reading.ts";

/** What must hold whatever happens. */
export const LAWS = {
  "one moment": "the rows read are those that SmartHR had at one moment of the reading",
  planned:
    "each row read is in a state it had meanwhile, and the run's changes, rejections, skips, notices and counts are what the rules make of them",
  sealed:
    "a preview, an undo and a run that trips a guard write nothing until somebody wants exactly that plan; then exactly that plan is written",
  roster: "the roster is what the rules and the edits by hand make of it; nothing is lost, nothing doubled",
  history: "replaying history from nothing gives the roster, version by version",
  "exactly once": "an applied run has one history row per change, and a run that failed or was cancelled has none",
  "nothing open": "after everything has settled no run is open",
  "at rest": "a run that has ended stays as it ended",
  "no defect": "no run meets a defect of ours",
  "goes on": "once all faults are over, a sync succeeds",
  "one start": "however often and wherever it is pressed, one run of a company is open at a time",
  "taken up": "a run whose process died is taken up again within 30 seconds",
  "stays up": "a process ends when it is told to, in order, and not by itself",
} as const;
export type Law = keyof typeof LAWS;

export interface Violation {
  readonly law: Law;
  readonly text: string;
}

/** Whether the run has applied a plan. */
export function isApplied(state: RunRow["state"]): boolean {
  return state === "succeeded" || state === "partly-failed";
}

/** Whether the run is at work, or waits for it: one of a company at a time. */
export function isOpen(state: RunRow["state"]): boolean {
  return state === "queued" || state === "running";
}

/** Whether the run has its end. */
export function isOver(state: RunRow["state"]): boolean {
  return !isOpen(state) && state !== "awaiting-approval";
}
