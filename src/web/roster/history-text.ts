import type { EmployeeHistoryEntry } from "../../contract/employees.ts";
import type { RunKind } from "../../core/run.ts";
import { dateTimeText } from "../../text/date-time-text.ts";

/** The words of what became of a person or a department. */
export const HISTORY_TEXT = {
  heading: "変更履歴",
  empty: "変更履歴はありません。",
  byHand: "手動",
  field: "項目",
  before: "変更前",
  after: "変更後",
  value: "値",
  showFields: "内容を表示",
  more: "以前の変更履歴をすべて表示",
} as const;

/** What kind of run made a change; one that is not known any more was no undo. */
export function byRunText(kind: RunKind | null): string {
  return kind === "undo" ? "取り消し" : "同期";
}

/** The way to the run that made a change. */
export function runLinkText(kind: RunKind | null): string {
  return `${byRunText(kind)}の結果を表示`;
}

/** One change, as far as its words need it. */
type Told = Pick<EmployeeHistoryEntry, "kind" | "at" | "actor" | "runId" | "runKind">;

/** What happened, as the history names it. */
export function historyKindText(kind: Told["kind"]): string {
  switch (kind) {
    case "create":
      return "登録";
    case "update":
      return "更新";
    case "delete":
      return "削除";
  }
}

/** The caption of one change's table. */
export function historyCaption({ kind, at, actor }: Told): string {
  return `${dateTimeText(at)} ${actor}による${historyKindText(kind)}`;
}

/** When something was deleted, and by whom; whoever it was is not known where there is no history of it. */
export function deletionText(deletedAt: number, newest: Told | undefined): string {
  const moment = dateTimeText(deletedAt);
  if (newest?.kind !== "delete") return `${moment}に削除されました。`;
  return newest.runId === null
    ? `${moment}に、${newest.actor}が削除しました。`
    : `${moment}に、${newest.actor}が実行した${byRunText(newest.runKind)}で削除されました。`;
}
