import type { RunDetail, RunRow } from "../../contract/runs.ts";
import { startOfDayInJapan } from "../../core/calendar.ts";
import type { Counts } from "../../core/run.ts";
import type { RunWaiting } from "../../core/run-waiting.ts";

const MINUTE = 60_000;

/** The morning of the catalogue's day. */
export const CATALOGUE_NOW = startOfDayInJapan("2026-04-03") + 9 * 60 * MINUTE;

export const SOME_COUNTS: Counts = { read: 128, create: 3, update: 12, unchanged: 105, skip: 3, reject: 5, notice: 4 };

/** SmartHR has been in maintenance since that morning. */
export const WAITING: RunWaiting = {
  kind: "smarthr-maintenance",
  since: CATALOGUE_NOW,
  until: CATALOGUE_NOW + 6 * 60 * MINUTE,
  nextTryAt: CATALOGUE_NOW + 20 * MINUTE,
};

/** A run that ended well, but for what is said. */
export function aRun(special: Partial<RunRow> = {}): RunRow {
  return {
    id: "0198f5a0-0000-7000-8000-000000000001",
    subject: "employees",
    kind: "sync",
    state: "succeeded",
    actor: "見本 花子",
    subdomain: "acme",
    requestedAt: CATALOGUE_NOW,
    startedAt: CATALOGUE_NOW + 1_000,
    finishedAt: CATALOGUE_NOW + 15_000,
    counts: { ...SOME_COUNTS, reject: 0, unchanged: 110 },
    failure: null,
    progress: null,
    waiting: null,
    holding: null,
    cancelReason: null,
    ...special,
  };
}

/** The same as its page knows it. */
export function aRunDetail(special: Partial<RunDetail> = {}): RunDetail {
  return {
    ...aRun(),
    plan: null,
    undoOf: null,
    replacedBy: null,
    cancelledBy: null,
    keptCount: 0,
    canUndo: false,
    undoneBy: null,
    personId: null,
    optOutUnused: false,
    errorFile: { expiresAt: startOfDayInJapan("2026-05-03") + 9 * 60 * MINUTE, expired: false, lineCount: 7 },
    tenantUrl: "https://acme.smarthr.jp",
    ...special,
  };
}

/** A run that is not over. */
export function anOpenRun(special: Partial<RunRow> = {}): RunRow {
  return aRun({
    state: "running",
    finishedAt: null,
    counts: null,
    progress: { phase: "reading", read: 1_200, total: 5_000 },
    ...special,
  });
}
