import type { RunProgress, RunRow } from "../../contract/runs.ts";
import { findingCount } from "../../core/findings.ts";
import { type Counts, changeCountOf, type RunFailure, type RunKind, type RunState } from "../../core/run.ts";
import { STATES_AT_WORK } from "../../core/run-transitions.ts";
import { RUN_TABS, type RunTab } from "./run-search.ts";

/** The colours SmartHR's users know; the word says the same. */
export const STATE_COLOUR = {
  queued: "blue",
  running: "blue",
  "awaiting-approval": "warning",
  succeeded: "grey",
  "partly-failed": "warning",
  failed: "error",
  cancelled: "grey",
} as const satisfies Record<RunState, "grey" | "blue" | "warning" | "error">;

/** Waiting or at work: it will change without anybody's doing. */
export function isOpen({ state }: Pick<RunRow, "state">): boolean {
  return STATES_AT_WORK.some((atWork) => atWork === state);
}

/** 確認待ち: it goes on when somebody has looked at its plan. */
export function isHeld({ state }: Pick<RunRow, "state">): boolean {
  return state === "awaiting-approval";
}

/** It wrote what it planned. */
export function isApplied({ state }: Pick<RunRow, "state">): boolean {
  return state === "succeeded" || state === "partly-failed";
}

/** At work, and not waiting for SmartHR. */
export function isProgressing({ state, waiting }: Pick<RunRow, "state" | "waiting">): boolean {
  return state === "running" && waiting === null;
}

/** Nothing has been applied yet, and nothing is being applied. */
export function canBeStopped({ state, progress }: Pick<RunRow, "state" | "progress">): boolean {
  return state === "queued" || state === "awaiting-approval" || (state === "running" && progress?.phase !== "applying");
}

/** How much of SmartHR's list was read, in whole percent; null where nobody can say how much is left. */
export function percentRead(progress: RunProgress | null): number | null {
  if (progress?.phase !== "reading" || !progress.total) return null;
  return Math.min(100, Math.floor((progress.read / progress.total) * 100));
}

/** 所要時間 in milliseconds; null while it is not over, or when it never began. */
export function timeTaken({ startedAt, finishedAt }: Pick<RunRow, "startedAt" | "finishedAt">): number | null {
  return startedAt === null || finishedAt === null ? null : finishedAt - startedAt;
}

/** How many rows a part of a run's page lists. */
export function rowsOf(tab: RunTab, counts: Counts): number {
  return tab === "change" ? changeCountOf(counts) : findingCount(counts, tab);
}

/** The parts of a run's page: an undo leaves nothing out and notices nothing. */
export function tabsOf(kind: RunKind): readonly RunTab[] {
  return kind === "undo" ? ["change"] : RUN_TABS;
}

/** The part of a run's page that is looked at, when somebody asks for that one. */
export function tabOf(kind: RunKind, asked: RunTab): RunTab {
  return tabsOf(kind).includes(asked) ? asked : "change";
}

/** What is shown first: whatever somebody must act on, else what changed, else the first that has rows. */
export function firstTab(counts: Counts): RunTab {
  const byWeight = ["rejection", "change", "notice", "skip"] as const;
  return byWeight.find((tab) => rowsOf(tab, counts) > 0) ?? "change";
}

/** Who can do something about a failed run: the link page, the page of opted-out people, the people who are asked, or time alone. */
export type WayOut = "link-page" | "opt-outs" | "contact" | "again";

/** Where somebody is sent whose run failed so. */
export function wayOutOf({ kind }: RunFailure): WayOut {
  return WAY_OUT[kind];
}

const WAY_OUT: Record<RunFailure["kind"], WayOut> = {
  "smarthr-busy": "again",
  "smarthr-unavailable": "again",
  "smarthr-maintenance": "again",
  "link-rejected": "link-page",
  "missing-permission": "link-page",
  "ip-not-permitted": "contact",
  "tenant-gone": "link-page",
  "unexpected-shape": "contact",
  "source-changed": "again",
  "opt-out-field-missing": "opt-outs",
  "opt-out-field-unreadable": "opt-outs",
  "opt-outs-being-restored": "opt-outs",
  "plan-changed": "again",
  interrupted: "again",
  "disk-full": "contact",
  internal: "contact",
};
