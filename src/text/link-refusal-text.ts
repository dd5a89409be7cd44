import type { LinkRefusal } from "../core/problem.ts";
import { failureText } from "./failure-text.ts";
import type { Message } from "./message.ts";

const EVENT = "SmartHRと連携できませんでした。";
const TOKEN_SCREEN = "SmartHRの「共通設定」＞「外部システム連携」＞「アクセストークン」";
const LATER = "時間をおいて、もう一度連携してください。";

/** Why 「連携する」 did not end in a link. */
export function linkRefusalText(reason: LinkRefusal): Message {
  switch (reason.kind) {
    case "access-denied":
    case "state-mismatch":
    case "grant-refused":
    case "client-refused":
    case "link-rejected":
    case "tenant-gone":
    case "ip-not-permitted":
    case "internal":
      return { event: EVENT, ...EXPLANATIONS[reason.kind] };
    case "smarthr-busy":
    case "smarthr-unavailable":
      return { event: EVENT, cause: failureText(reason).cause, remedy: LATER };
    case "smarthr-maintenance":
      return {
        event: EVENT,
        cause: failureText(reason).cause,
        remedy: "SmartHRのメンテナンスが終了してから、もう一度連携してください。",
      };
    case "unexpected-shape":
      return { event: EVENT, cause: failureText(reason).cause, remedy: "ミキワメの問い合わせ窓口に連絡してください。" };
    // These end runs; a link stands all the same.
    case "missing-permission":
    case "opt-out-field-missing":
    case "opt-out-field-unreadable":
    case "opt-outs-being-restored":
    case "source-changed":
    case "plan-changed":
    case "interrupted":
    case "disk-full":
      return { ...failureText(reason), event: EVENT };
  }
}

type Explained =
  | "access-denied"
  | "state-mismatch"
  | "grant-refused"
  | "client-refused"
  | "link-rejected"
  | "tenant-gone"
  | "ip-not-permitted"
  | "internal";

const EXPLANATIONS: Record<Explained, Omit<Message, "event">> = {
  "access-denied": {
    cause: "SmartHRの画面で、連携が許可されませんでした。",
    remedy: "もう一度連携の操作を行ない、SmartHRの画面で連携を許可してください。",
  },
  "state-mismatch": {
    cause: "連携の手続きの途中で時間が経過したか、別のブラウザで手続きが行なわれました。",
    remedy: "もう一度、この画面で「連携する」を選んでください。",
  },
  "grant-refused": {
    cause: "SmartHRの許可が、使用済みか期限切れです。",
    remedy: "もう一度連携の操作を行なってください。",
  },
  "client-refused": {
    cause: "ミキワメのアプリの設定が、SmartHRに登録されている内容と一致しません。",
    remedy: "問い合わせ窓口に連絡してください。",
  },
  "link-rejected": {
    cause:
      "SmartHRがアクセストークンを受け付けませんでした。アクセストークンが正しくないか、削除されているか、別の企業アカウントで発行されています。",
    remedy: `SmartHRのサブドメインとアクセストークンを確認してから、もう一度連携してください。アクセストークンは、${TOKEN_SCREEN}で発行できます。`,
  },
  "tenant-gone": {
    cause: "このサブドメインの企業アカウントが、SmartHRに見つかりませんでした。",
    remedy:
      "SmartHRにログインしているときのURL（https://◯◯◯.smarthr.jp）の「◯◯◯」を確認してから、もう一度連携してください。",
  },
  "ip-not-permitted": {
    cause: "SmartHRのIPアドレス制限により、ミキワメからの接続が許可されていません。",
    remedy: `ミキワメのIPアドレスを問い合わせ窓口に確認し、${TOKEN_SCREEN}で、アクセストークンのIPアドレス制限に追加してから、もう一度連携してください。`,
  },
  internal: {
    cause: "ミキワメで予期しないエラーが発生しました。",
    remedy: `${LATER}解決しない場合は、問い合わせ窓口に連絡してください。`,
  },
};
