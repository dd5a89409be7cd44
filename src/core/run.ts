import type { Instant } from "./calendar.ts";

/** 同期の対象. */
export type Subject = "departments" | "employees";

/** 待機中・処理中・確認待ち・成功・一部失敗・失敗・中止. */
export type RunState =
  | "queued"
  | "running"
  | "awaiting-approval"
  | "succeeded"
  | "partly-failed"
  | "failed"
  | "cancelled";

/** What a run is for: to sync, to look at what a sync would do (until that is approved), to take back what a run did, or to sync one person. */
export type RunKind = "sync" | "preview" | "undo" | "person";

/** That somebody has seen a plan and wants exactly that. */
export interface RunApproval {
  readonly digest: string;
  readonly by: string;
  readonly at: Instant;
}

/** People without 退職者フラグ (M33), before and after a plan. */
export interface HeadCount {
  readonly before: number;
  readonly after: number;
}

/** Why a run was cancelled: 「中止」 was pressed, a new start took the place of its plan, or nobody approved it in time. */
export type CancelReason = "by-hand" | "replaced" | "expired";

/** How long a plan waits for approval. */
export const APPROVAL_MS = 24 * 3_600_000;

/** Since when a plan waits for approval, and until when it does. */
export interface RunHolding {
  readonly heldAt: Instant;
  readonly expiresAt: Instant;
}

/** Until when a run's plan waits; null unless it does. */
export function holdingOf({
  state,
  heldAt,
}: {
  readonly state: RunState;
  readonly heldAt: Instant | null;
}): RunHolding | null {
  return state === "awaiting-approval" && heldAt !== null ? { heldAt, expiresAt: heldAt + APPROVAL_MS } : null;
}

/** What a run at work is doing. */
export type RunPhase = "reading" | "planning" | "applying";

/** How far a run at work has come; the total is null until SmartHR has said how many there are. */
export interface RunProgress {
  readonly phase: RunPhase;
  readonly read: number;
  readonly total: number | null;
}

/** How many source rows met which fate, and how many notices were given. */
export interface Counts {
  readonly read: number;
  readonly create: number;
  readonly update: number;
  /** Of an undo alone: a sync takes nothing from the roster. */
  readonly delete?: number | undefined;
  readonly unchanged: number;
  readonly skip: number;
  readonly reject: number;
  readonly notice: number;
}

/** The names of the counts, in the order people read them. */
export const COUNT_NAMES = [
  "read",
  "create",
  "update",
  "unchanged",
  "skip",
  "reject",
  "notice",
] as const satisfies readonly Exclude<keyof Counts, "delete">[];

/** The names of the counts that a run of the kind has: only an undo deletes, and it leaves nothing out for somebody to act. */
export function countNamesOf(kind: RunKind): readonly (keyof Counts)[] {
  return kind === "undo" ? ["read", "create", "update", "delete", "unchanged"] : COUNT_NAMES;
}

/** How many rows of the roster a run changed, or is going to. */
export function changeCountOf({ create, update, delete: deleted = 0 }: Counts): number {
  return create + update + deleted;
}

/** Why a run failed; nothing was applied. */
export type RunFailure =
  | { readonly kind: "smarthr-busy" }
  | { readonly kind: "smarthr-unavailable" }
  | { readonly kind: "smarthr-maintenance" }
  | { readonly kind: "link-rejected" }
  | { readonly kind: "missing-permission"; readonly resource: string }
  | { readonly kind: "ip-not-permitted" }
  | { readonly kind: "tenant-gone" }
  /** Where in SmartHR's answer, as `GET /v1/crews [3].emp_status`; never a value. */
  | { readonly kind: "unexpected-shape"; readonly path: string }
  | { readonly kind: "source-changed" }
  | { readonly kind: "opt-out-field-missing" }
  | { readonly kind: "opt-out-field-unreadable" }
  /** Values of that field were being written back while people were read. */
  | { readonly kind: "opt-outs-being-restored" }
  /** What was to be applied is not the plan that was seen. */
  | { readonly kind: "plan-changed" }
  /** The process that carried the run died. */
  | { readonly kind: "interrupted" }
  /** Our own database has no room for what was to be written. */
  | { readonly kind: "disk-full" }
  | { readonly kind: "internal" };

/** The counts of a plan; they are never kept beside it. */
export function countsOf(plan: {
  readonly changes: readonly { readonly kind: "create" | "update" }[];
  readonly unchangedCount: number;
  readonly skips: readonly unknown[];
  readonly rejections: readonly unknown[];
  readonly notices: readonly unknown[];
}): Counts {
  let create = 0;
  for (const change of plan.changes) if (change.kind === "create") create++;
  const update = plan.changes.length - create;
  const unchanged = plan.unchangedCount;
  const skip = plan.skips.length;
  const reject = plan.rejections.length;
  return {
    read: create + update + unchanged + skip + reject,
    create,
    update,
    unchanged,
    skip,
    reject,
    notice: plan.notices.length,
  };
}

/** The state an applied run ends in. */
export function stateAfterApplying(counts: Counts): "succeeded" | "partly-failed" {
  return counts.reject > 0 ? "partly-failed" : "succeeded";
}

/** How long 「エラーファイル」 can be downloaded after the run has ended. */
export const ERROR_FILE_DAYS = 30;

/** The moment after which a run's error file cannot be downloaded any more. */
export function errorFileExpiresAt(finishedAt: Instant): Instant {
  return finishedAt + ERROR_FILE_DAYS * 86_400_000;
}
