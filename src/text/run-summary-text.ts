import type {
  CancelReason,
  Counts,
  RunFailure,
  RunHolding,
  RunKind,
  RunProgress,
  RunState,
  Subject,
} from "../core/run.ts";
import type { RunWaiting } from "../core/run-waiting.ts";
import { dateMinuteText } from "./date-time-text.ts";
import { failureText } from "./failure-text.ts";
import { subjectText } from "./state-text.ts";

/** 処理名: {対象}の{操作}. */
export function runNameText(subject: Subject, kind: RunKind = "sync"): string {
  switch (kind) {
    case "sync":
      return `${subjectText(subject)}の同期`;
    case "preview":
      return `${subjectText(subject)}の変更内容の確認`;
    case "undo":
      return `${subjectText(subject)}の同期の取り消し`;
    case "person":
      return `${subjectText(subject)}1人の同期`;
  }
}

/** M22: what is said as soon as a run was started. */
export function runReceivedText(subject: Subject, kind: RunKind = "sync"): string {
  return `${runNameText(subject, kind)}を受け付けました`;
}

/** The button that approves a run which waits. */
export function approveText(kind: RunKind): string {
  return kind === "undo" ? "この内容で取り消す" : "この内容で同期する";
}

/** 結果概要: what a run did, or is doing. */
export function runSummaryText(run: {
  readonly subject: Subject;
  readonly kind?: RunKind;
  readonly state: RunState;
  readonly counts: Counts | null;
  readonly failure: RunFailure | null;
  readonly progress: RunProgress | null;
  readonly waiting: RunWaiting | null;
  readonly holding?: RunHolding | null;
  readonly cancelReason?: CancelReason | null;
}): string {
  const { kind = "sync" } = run;
  const name = runNameText(run.subject, kind);
  if (run.waiting) return runWaitingText(run.waiting);
  switch (run.state) {
    case "queued":
      return "開始を待っています。";
    case "running":
      return runProgressText(run.progress, kind);
    case "awaiting-approval":
      return run.holding ? runHoldingText(run.holding, kind) : `${toBeSeenText(kind)}の確認を待っています。`;
    case "succeeded":
    case "partly-failed":
      return kind === "undo" ? takenBackText(run.counts) : appliedText(run.subject, run.counts);
    case "failed":
      return `${name}に失敗しました。${run.failure === null ? "" : failureText(run.failure, kind).cause}`;
    case "cancelled":
      return runCancelledText(run.subject, kind, run.cancelReason ?? null);
  }
}

/** That a plan waits for somebody who approves it. */
export function runHoldingText({ heldAt, expiresAt }: RunHolding, kind: RunKind): string {
  return `${dateMinuteText(heldAt)}から、${toBeSeenText(kind)}の確認を待っています（期限：${dateMinuteText(expiresAt)}）。`;
}

function toBeSeenText(kind: RunKind): string {
  return kind === "undo" ? "取り消す内容" : "変更内容";
}

/** Why a run came to nothing without having failed. */
export function runCancelledText(subject: Subject, kind: RunKind, reason: CancelReason | null): string {
  const name = runNameText(subject, kind);
  const unchanged = "ミキワメの情報は変更されていません。";
  switch (reason) {
    case null:
    case "by-hand":
      return `${name}を中止しました。${unchanged}`;
    case "replaced":
      return `新しい処理に置き換わったため、${name}を中止しました。${unchanged}`;
    case "expired":
      return `24時間以内に${toBeSeenText(kind)}が確認されなかったため、${name}を中止しました。${unchanged}`;
  }
}

/** What an open run waits for, since when, when it is tried next, and what becomes of it at last. */
export function runWaitingText({ kind, since, until, nextTryAt }: RunWaiting): string {
  switch (kind) {
    case "smarthr-maintenance":
      return [
        "SmartHRがメンテナンス中のため、終わるまで待っています。",
        `待ち始めた日時：${dateMinuteText(since)}、次に確認する日時：${dateMinuteText(nextTryAt)}。`,
        `${dateMinuteText(until)}までに終わらないときは、同期に失敗します。`,
      ].join("");
  }
}

/** How far a run at work has come. */
export function runProgressText(progress: RunProgress | null, kind: RunKind = "sync"): string {
  if (kind === "undo") return undoProgressText(progress);
  switch (progress?.phase) {
    case undefined:
    case "reading":
      return `SmartHRから取得しています${progress?.total ? `（${progress.read}／${progress.total}件）` : ""}。`;
    case "planning":
      return "変更する内容を確認しています。";
    case "applying":
      return "ミキワメに反映しています。";
  }
}

// It reads nothing of SmartHR.
function undoProgressText(progress: RunProgress | null): string {
  return progress?.phase === "applying" ? "ミキワメの情報を元に戻しています。" : "元に戻す内容を確認しています。";
}

function takenBackText(counts: Counts | null): string {
  const { create = 0, update = 0, delete: deleted = 0 } = counts ?? {};
  const total = create + update + deleted;
  return total === 0 ? "元に戻すものはありませんでした。" : `変更を取り消しました（${total}件）。`;
}

function appliedText(subject: Subject, counts: Counts | null): string {
  const name = runNameText(subject);
  const { create = 0, update = 0, unchanged = 0, skip = 0, reject = 0 } = counts ?? {};
  const synced = create + update + unchanged;
  const sentences = [
    ...(synced > 0 ? [`${synced}件の${name}に成功しました。`] : []),
    ...(reject > 0 ? [`${reject}件の${name}に失敗しました。`] : []),
    ...(skip > 0 ? [`${skip}件は対象外です。`] : []),
  ];
  return sentences.join("") || NOTHING_READ[subject];
}

const NOTHING_READ: Record<Subject, string> = {
  departments: "SmartHRに部署がありませんでした。",
  employees: "SmartHRに従業員がいませんでした。",
};
