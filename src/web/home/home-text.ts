import type { LinkState } from "../../contract/me.ts";
import type { RunState } from "../../core/run.ts";
import { dateText } from "../../text/date-text.ts";
import { dateTimeText } from "../../text/date-time-text.ts";
import type { LinkUrgency } from "./link-urgency.ts";
import type { Step } from "./next-steps.ts";

/** The words of ホーム. */
export const HOME_TEXT = {
  next: "次にすること",
  done: "完了",
  notDone: "未完了",
  link: "SmartHRとの連携",
  linked: "連携中",
  expired: "期限切れ",
  rejected: "無効",
  notLinked: "未連携",
  notLinkedWhy: "連携設定は管理者ごとに必要です。連携すると、「SmartHRと同期」が使えるようになります。",
  account: "連携中のアカウントURL",
  daysLeft: "連携有効日数",
  toLinkPage: "SmartHR連携を開く",
  renew: "再連携する",
  roster: "登録されている情報",
  departments: "部署",
  employees: "社員（退職者を除く）",
  retired: "退職者",
  lastRuns: "前回の同期",
  running: "実行中の処理",
  toRun: "実行状況を確認する",
  never: "まだ同期していません。",
  toRuns: "処理一覧を開く",
  byHand: "SmartHRの情報を更新したら、もう一度同期してください。自動では同期されません。",
  viewer: "部署、社員、同期の結果を確認できます。情報の変更と同期は、管理者が行ないます。",
  toRemedy: "原因と対処を確認する",
  toGuide: "使い方を確認する",
} as const;

/** What a step is, where it is taken, and what it brings. */
export const STEP_TEXT: Record<Step, { readonly title: string; readonly about: string; readonly open: string }> = {
  link: {
    title: "SmartHRと連携する",
    about: "「設定」の「外部ツールとの連携」から、SmartHRのアカウントと連携します。",
    open: "SmartHR連携を開く",
  },
  departments: {
    title: "部署を同期する",
    about: "「部署管理」の「一括操作」から「SmartHRと同期」を選びます。社員より先に同期してください。",
    open: "部署管理を開く",
  },
  employees: {
    title: "社員を同期する",
    about: "「自社社員管理」の「社員情報を一括操作」から「SmartHRと同期」を選びます。",
    open: "自社社員管理を開く",
  },
};

/** What is said of a subject whose last run did not end well. */
export function lookAtText(name: string, state: RunState): string {
  return state === "failed" ? `前回の${name}に失敗しています。` : `前回の${name}でエラーになったものがあります。`;
}

/** 88日（2026/06/30まで）. */
export function daysLeftText(daysLeft: number, lastDay: string): string {
  return daysLeft < 0 ? `0日（${dateText(lastDay)}まで）` : `${daysLeft}日（${dateText(lastDay)}まで）`;
}

type OwnLink = Pick<Exclude<LinkState, { readonly kind: "not-linked" }>, "daysLeft" | "lastDay" | "rejectedAt">;

/** What is said about a link that ends soon, has ended, or was refused; null when there is no hurry. */
export function linkWarningText(urgency: LinkUrgency, { daysLeft, lastDay, rejectedAt }: OwnLink): string | null {
  switch (urgency) {
    case "none":
      return null;
    case "soon":
    case "this-week":
      return `SmartHRとの連携は、あと${daysLeft}日（${dateText(lastDay)}まで）有効です。期限が切れる前に再連携してください。`;
    case "last-day":
      return daysLeft <= 0
        ? "SmartHRとの連携は、本日で期限が切れます。再連携してください。"
        : `SmartHRとの連携は、明日（${dateText(lastDay)}）で期限が切れます。再連携してください。`;
    case "rejected":
      return `SmartHRとの連携が無効になっています${rejectedAt === null ? "" : `（${dateTimeText(rejectedAt)} に確認）`}。SmartHRで連携が解除されたか、アクセストークンが削除された可能性があります。「SmartHRと同期」を使うには、再連携してください。同期済みの情報は削除されていません。`;
    case "expired":
      return `SmartHRとの連携の有効期限（${dateText(lastDay)}）が切れています。「SmartHRと同期」を使うには、再連携してください。同期済みの情報は削除されていません。`;
  }
}
