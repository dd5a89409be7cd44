import type { RunRow } from "../../contract/runs.ts";
import type { Instant } from "../../core/calendar.ts";
import { dateTimeText } from "../../text/date-time-text.ts";
import { runNameText } from "../../text/run-summary-text.ts";

/** 「この処理を取り消す」 and the question before it. */
export const UNDO_TEXT = {
  undo: "この処理を取り消す",
  title: "処理の取り消し",
  question: "この処理で変更したミキワメの情報を、元に戻しますか？",
  effects: [
    "先に、元に戻す内容を確認できます。確認するまで、ミキワメの情報は変更されません。",
    "この処理のあとに変更された情報は、元に戻さずに残します。残した情報は、一覧で確認できます。",
    "SmartHRの情報は変更されません。次に同期すると、SmartHRの内容がもう一度反映されます。",
  ],
  confirm: "取り消す内容を確認する",
  notStarted: "取り消しを開始できませんでした。",
  again: "もう一度「取り消す内容を確認する」を選んでください。",
  loading: "読み込んでいます",
  kept: "取り消さずに残した情報",
  keptPlanned: "取り消さずに残す情報",
} as const;

/** That the plan which waits is stopped, and whose it is. */
export function waitingPlanGoesText({ subject, kind, actor, requestedAt }: WaitingPlan): string {
  const name = runNameText(subject, kind);
  return `${actor}が${dateTimeText(requestedAt)}に開始した${name}が確認待ちです。取り消す内容を確認すると、その${name}は中止されます。`;
}

/** A plan that waits, as far as whoever replaces it is told of it. */
export type WaitingPlan = Pick<RunRow, "subject" | "kind" | "actor" | "requestedAt">;

/** The way to the run that an undo takes back. */
export function toUndoneText(name: string, requestedAt: Instant): string {
  return `取り消す処理の結果を表示：${name}（${dateTimeText(requestedAt)}）`;
}
