import type { Counts, RunKind, RunState, Subject } from "../core/run.ts";
import type { RowChange } from "../core/undo.ts";

/** The state of a run, as the list of runs shows it. */
export function stateText(state: RunState): string {
  switch (state) {
    case "queued":
      return "待機中";
    case "running":
      return "処理中";
    case "awaiting-approval":
      return "確認待ち";
    case "succeeded":
      return "成功";
    case "partly-failed":
      return "一部失敗";
    case "failed":
      return "失敗";
    case "cancelled":
      return "中止";
  }
}

/** What a run syncs. */
export function subjectText(subject: Subject): string {
  switch (subject) {
    case "departments":
      return "部署";
    case "employees":
      return "社員";
  }
}

/** What happens to a row that is not as the roster has it. */
export function changeKindText(kind: RowChange<unknown>["kind"]): string {
  switch (kind) {
    case "create":
      return "新規";
    case "update":
      return "更新";
    case "delete":
      return "削除";
  }
}

/** What one of a run's counts counts; an undo reads nothing of SmartHR but the rows of the run that it takes back. */
export function countText(count: keyof Counts, kind: RunKind = "sync"): string {
  switch (count) {
    case "read":
      return kind === "undo" ? "対象" : "取得";
    case "create":
      return changeKindText("create");
    case "update":
      return changeKindText("update");
    case "delete":
      return changeKindText("delete");
    case "unchanged":
      return "変更なし";
    case "skip":
      return "対象外";
    case "reject":
      return "エラー";
    case "notice":
      return "注意";
  }
}
