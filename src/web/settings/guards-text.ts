import { AWAKE_FROM, type GuardLimit, type GuardName } from "../../core/guards.ts";
import { dateMinuteText } from "../../text/date-time-text.ts";
import { guardCounterText, guardCountText, guardLimitText, guardNameText } from "../../text/guard-text.ts";
import type { Message } from "../../text/message.ts";
import { runNameText } from "../../text/run-summary-text.ts";
import type { SeenReading } from "./guard-settings.ts";

/** The words of 同期の安全確認. */
export const GUARDS_TEXT = {
  heading: "同期の安全確認",
  about: [
    "通常と異なる変更がある同期を、反映する前に止めて「確認待ち」にします。確認待ちの間、ミキワメの情報は変更されません。",
    "人数（件数）と割合の両方が基準に達すると止めます。過去7日間に確認なしで反映した同期の変更も合わせて判定します。",
    `ミキワメの社員が${AWAKE_FROM}人未満（部署の変更は、部署が${AWAKE_FROM}件未満）の間は休止します。`,
  ],
  limits: "止める基準",
  base: "割合の分母",
  byDefault: "初期値",
  lastSeen: "最後に確認した値",
  neverSeen: "まだ確認していません。",
  resting: "休止中",
  percentage: "割合",
  percentageUnit: "%以上",
  save: "保存",
  saved: "同期の安全確認の設定を保存しました。",
  reset: "初期値に戻す",
  resetDone: "すべての入力欄を初期値に戻しました。「保存」を選ぶと、設定に反映します。",
} as const;

/** The label of a guard's minimum, and the words behind it. */
export function minimumText(guard: GuardName): { readonly label: string; readonly unit: string } {
  const counter = guardCounterText(guard);
  return { label: counter === "人" ? "人数" : "件数", unit: `${counter}以上` };
}

/** What a guard saw: of which column or subject, where there are several. */
export function seenText({ reading, subject, several }: SeenReading): string {
  const seen = guardCountText(reading);
  if (!several) return seen;
  const of = reading.column === null ? runNameText(subject) : guardNameText(reading.guard, reading.column);
  return `${of}：${seen}`;
}

/** In which run a guard saw that. */
export function seenInText({ subject, requestedAt }: SeenReading): string {
  return `${dateMinuteText(requestedAt)}の${runNameText(subject)}`;
}

/** Beneath a field: what somebody else has saved meanwhile. */
export function newestLimitText(guard: GuardName, limit: GuardLimit): string {
  return `最新の基準：${guardLimitText(guard, limit)}`;
}

/** Above the button: of which guards something is wrong. */
export function faultyGuardsText(guards: readonly GuardName[]): Message {
  return {
    event: "保存できませんでした。",
    cause: `${guards.map((guard) => `「${guardNameText(guard)}」`).join("")}の入力内容に誤りがあります。`,
    remedy: "入力欄の説明を確認し、入力し直してください。",
  };
}
