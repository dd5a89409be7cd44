import type { RestorationOutcome } from "../core/opt-out-restoration.ts";
import type { RunFailure } from "../core/run.ts";
import { failureText } from "./failure-text.ts";
import type { Message } from "./message.ts";

const TOKEN_SCREEN = "SmartHRの「共通設定」＞「外部システム連携」＞「アクセストークン」";
const LINK_PAGE = "「設定」の「外部ツールとの連携」";
const CONTACT = "問い合わせ窓口に連絡してください。";

/** M35: why 「ミキワメ連携」 was not made again. */
export function notMadeText(failure: RunFailure): Message {
  const event = "SmartHRの「ミキワメ連携」を再作成できませんでした。";
  if (failure.kind === "opt-out-field-missing") {
    return {
      event,
      cause:
        "連携に使用しているアクセストークンまたはアプリに、カスタム従業員項目を追加する権限がないか、SmartHRにある「ミキワメ連携」で「連携しない」を選べません。",
      remedy:
        "SmartHRに「ミキワメ連携」がある場合は、ドロップダウンリストに「連携しない」を追加してください。ない場合は、カスタム従業員項目の「更新」を許可するか、SmartHRで「ミキワメ連携」を作成してから、もう一度「カスタム項目を再作成する」を選んでください。",
    };
  }
  return { event, ...explained(failure, "カスタム項目を再作成する") };
}

/** Why writing back ended before everybody was looked at. */
export function restorationFailureText(failure: RunFailure): Message {
  const event = "一部の社員を「連携しない」に戻す前に、処理を終了しました。";
  if (failure.kind === "missing-permission" && failure.resource.startsWith("crews")) {
    return {
      event,
      cause: "連携に使用しているアクセストークンまたはアプリに、「ミキワメ連携」を参照または更新する権限がありません。",
      remedy: `${TOKEN_SCREEN}で、従業員の「更新」と、「従業員項目のアクセス許可」の「ミキワメ連携」の「参照」と「更新」を許可してから、もう一度「選択した社員を「連携しない」に戻す」を選んでください。`,
    };
  }
  if (failure.kind === "opt-out-field-missing") {
    return {
      event,
      cause: "SmartHRに「ミキワメ連携」がないか、「連携しない」を選べなくなっています。",
      remedy:
        "「カスタム項目を再作成する」を選んでから、もう一度「選択した社員を「連携しない」に戻す」を選んでください。",
    };
  }
  if (failure.kind === "interrupted") {
    return {
      event,
      cause: "処理を実行していたコマンドが、途中で終了しました。",
      remedy: "もう一度「選択した社員を「連携しない」に戻す」を選んでください。",
    };
  }
  return { event, ...explained(failure, "選択した社員を「連携しない」に戻す") };
}

/** Cause and remedy where what failed is to be done again by that button, and no sync is. */
function explained(failure: RunFailure, button: string): Omit<Message, "event"> {
  const { cause } = failureText(failure);
  const again = `もう一度「${button}」を選んでください。`;
  switch (failure.kind) {
    case "link-rejected":
    case "tenant-gone":
      return { cause, remedy: `${LINK_PAGE}で「再連携する」を選んでから、${again}` };
    case "missing-permission":
      return { cause, remedy: `${TOKEN_SCREEN}で、カスタム従業員項目の「参照」と「更新」を許可してから、${again}` };
    case "ip-not-permitted":
      return {
        cause,
        remedy: `ミキワメのIPアドレスを問い合わせ窓口に確認し、${TOKEN_SCREEN}のIPアドレス制限に追加してから、${again}`,
      };
    case "unexpected-shape":
    case "internal":
    case "disk-full":
      return { cause, remedy: CONTACT };
    case "smarthr-maintenance":
      return { cause, remedy: `SmartHRのメンテナンスが終了してから、${again}` };
    default:
      return { cause, remedy: `時間をおいて、${again}` };
  }
}

/** What became of somebody, in a word. */
export const OUTCOME_TEXT: Readonly<Record<RestorationOutcome | "waiting", string>> = {
  restored: "「連携しない」に戻しました",
  already: "すでに「連携しない」でした",
  "chosen-otherwise": "戻していません（ほかの値が選ばれています）",
  gone: "戻していません（SmartHRにいません）",
  refused: "戻していません（SmartHRが受け付けませんでした）",
  "no-permission": "戻せたことを確認できません（権限がありません）",
  waiting: "まだ戻していません",
};

/** Why a command did not begin to write anybody back. */
export function restoreFaultText(kind: "stale" | "nobody-to-restore" | "restoration-open"): string {
  switch (kind) {
    case "stale":
      return "ほかの同期が実行されたため、「連携しない」に戻す処理を開始できませんでした。もう一度実行してください。";
    case "nobody-to-restore":
      return "最後の同期で「連携しない」を選んでいた従業員はいません。";
    case "restoration-open":
      return "「連携しない」に戻す処理が、すでに実行されています。終わってから、もう一度実行してください。";
  }
}
