import type { FieldFault, Problem } from "../core/problem.ts";
import { dateTimeText } from "./date-time-text.ts";
import { linkRefusalText } from "./link-refusal-text.ts";
import { listQuoted } from "./list-quoted.ts";
import type { Message } from "./message.ts";
import { notMadeText } from "./opt-out-text.ts";
import { personText } from "./person-text.ts";
import { subjectText } from "./state-text.ts";

type Of<Kind extends Problem["kind"]> = Extract<Problem, { readonly kind: Kind }>;
type WithDetails = Extract<
  Problem["kind"],
  | "too-many-tries"
  | "department-code-taken"
  | "department-name-taken"
  | "department-has-employees"
  | "department-has-children"
  | "linking-not-set-up"
  | "link-refused"
  | "other-tenant"
  | "run-open"
  | "plan-waiting"
  | "plan-of-other-account"
  | "address-taken"
  | "opt-out-field-not-made"
  | "internal"
>;

/** Why the product did not do what was asked, and what to do about it. */
export function problemText(problem: Problem): Message {
  switch (problem.kind) {
    case "too-many-tries":
      return tooManyTries(problem);
    case "department-code-taken":
      return {
        event: "部署を登録できませんでした。",
        cause: `この部署コードは、部署「${problem.name}」が使用しています。`,
        remedy: "別の部署コードを入力してください。",
      };
    case "department-name-taken":
      return {
        event: "部署を保存できませんでした。",
        cause: `この部署名は、部署コード「${problem.holderCode}」の部署が使用しています。`,
        remedy: "別の部署名を入力してください。",
      };
    case "department-has-employees":
      return {
        event: "部署を削除できませんでした。",
        cause: `この部署に所属する社員が${problem.count}人います。`,
        remedy: "社員の所属部署を変更してから、もう一度削除してください。",
      };
    case "department-has-children":
      return {
        event: "部署を削除できませんでした。",
        cause: `この部署を親部署とする部署が${problem.count}件あります。`,
        remedy: "下の部署の親部署を変更してから、もう一度削除してください。",
      };
    case "address-taken":
      return {
        event: `${personText(problem.person)}を新しい社員として登録できません。`,
        cause: `SmartHRのこの従業員のメールアドレスは、${personText(problem.holder)}が使用しています。`,
        remedy: "「同じ社員として扱う」を選んでください。",
      };
    case "linking-not-set-up":
      return linkingNotSetUp(problem);
    case "opt-out-field-not-made":
      return notMadeText(problem.failure);
    case "link-refused":
      return linkRefusalText(problem.reason);
    case "other-tenant":
      return otherTenant(problem);
    case "run-open":
      return {
        event: "新しい同期を開始できませんでした。",
        cause: `${problem.actor}が${dateTimeText(problem.requestedAt)}に開始した${subjectText(problem.subject)}の同期が終わっていません。`,
        remedy: "処理一覧で終了を確認してから、もう一度同期してください。",
      };
    case "plan-waiting":
      return {
        event: "新しい同期を開始できませんでした。",
        cause: `${problem.actor}が開始した${subjectText(problem.subject)}の同期が、${dateTimeText(problem.heldAt)}から確認待ちです。`,
        remedy:
          "確認待ちの変更内容を確認し、「この内容で同期する」または「中止」を選んでください。置き換える場合は、もう一度同期を開始してください。",
      };
    case "plan-of-other-account":
      return {
        event: NOT_MADE_ANEW,
        cause: `この変更内容はSmartHRアカウント「${problem.subdomain}」のものですが、連携しているSmartHRアカウントは「${problem.linkedTo}」です。`,
        remedy: `「${problem.subdomain}」と連携している管理者に、変更内容の作り直しを依頼してください。自分で作り直す場合は、「設定」＞「SmartHR連携」で「${problem.subdomain}」と連携してから、もう一度操作してください。`,
      };
    case "internal":
      return {
        event: "操作を完了できませんでした。",
        cause: "ミキワメで予期しないエラーが発生しました。",
        remedy: `時間をおいて、もう一度操作してください。解決しない場合は、エラーID「${problem.id}」を添えて問い合わせ窓口に連絡してください。`,
      };
    default:
      return PLAIN[problem.kind];
  }
}

/** The same, of making a plan anew, which syncs nobody. */
export function replanProblemText(problem: Problem): Message {
  switch (problem.kind) {
    case "not-linked":
    case "link-expired":
    case "link-unreadable":
    case "linking-not-set-up":
    case "plan-changed":
      return { ...problemText(problem), event: NOT_MADE_ANEW };
    case "run-open":
      return {
        ...problemText(problem),
        event: NOT_MADE_ANEW,
        remedy: "処理一覧で終了を確認してから、もう一度操作してください。",
      };
    default:
      return problemText(problem);
  }
}

const NOT_MADE_ANEW = "変更内容を作り直せませんでした。";

/** What is wrong with one field, beside the field. */
export function fieldFaultText(fault: FieldFault): string {
  switch (fault) {
    case "required":
      return "入力してください。";
    case "too-long":
      return "文字数が多すぎます。短くしてください。";
    case "too-short":
      return "12文字以上で入力してください。";
    case "invalid-email":
      return "メールアドレスの形式で入力してください。";
    case "invalid-date":
      return "実在する日付を入力してください。";
    case "invalid-choice":
      return "選択肢から選んでください。";
    case "invalid-subdomain":
      return "SmartHRのURL（https://◯◯◯.smarthr.jp）の「◯◯◯」を入力してください。";
    case "invalid-token":
      return "SmartHRで発行したアクセストークンを、空白や改行を含めずに入力してください。";
    case "invalid-url":
      return "「https://」または「http://」で始まるURLを入力してください。";
    case "not-katakana":
      return "全角カタカナで入力してください。";
    case "invalid-count":
      return "1から1,000,000までの整数を入力してください。";
    case "invalid-percentage":
      return "0から100までの整数を入力してください。";
    case "wrong-password":
      return "パスワードが正しくありません。入力し直してください。";
    case "invalid":
      return "入力内容を確認してください。";
  }
}

const PLAIN: Record<Exclude<Problem["kind"], WithDetails>, Message> = {
  "not-signed-in": {
    event: "操作を続けられませんでした。",
    cause: "ログインしていないか、ログインの有効期限が切れています。",
    remedy: "もう一度ログインしてください。",
  },
  "not-permitted": {
    event: "この操作を行なえませんでした。",
    cause: "この操作は、管理者のみが行なえます。",
    remedy: "管理者に依頼してください。",
  },
  "not-found": {
    event: "表示できませんでした。",
    cause: "URLが正しくないか、すでに削除されています。",
    remedy: "一覧に戻って確認してください。",
  },
  "invalid-input": {
    event: "保存できませんでした。",
    cause: "入力内容に誤りがあります。",
    remedy: "各項目のエラーを確認し、入力し直してください。",
  },
  stale: {
    event: "保存できませんでした。",
    cause: "この画面を開いたあとに、ほかの人または同期が、同じ情報を変更または削除しました。",
    remedy: "最新の情報を読み込み、内容を確認してから、もう一度操作してください。",
  },
  "wrong-password": {
    event: "ログインできませんでした。",
    cause: "メールアドレスまたはパスワードが正しくありません。",
    remedy: "入力内容を確認してください。",
  },
  "invitation-over": {
    event: "このURLは使用できません。",
    cause: "URLの有効期限が切れているか、すでに使用されています。",
    remedy: "管理者に、URLの再発行を依頼してください。",
  },
  "administrator-exists": {
    event: "招待できませんでした。",
    cause: "このメールアドレスは、すでに登録されています。",
    remedy: "別のメールアドレスを入力してください。",
  },
  "last-administrator": {
    event: "変更できませんでした。",
    cause: "管理者が1人もいなくなるため、この管理者を外せません。",
    remedy: "先に、ほかの人を管理者にしてください。",
  },
  "parent-not-found": {
    event: "部署を保存できませんでした。",
    cause: "選んだ親部署が、すでに削除されています。",
    remedy: "別の親部署を選んでください。",
  },
  "parent-would-loop": {
    event: "部署を保存できませんでした。",
    cause: "自分自身または自分より下の部署を、親部署に選んでいます。",
    remedy: "別の親部署を選んでください。",
  },
  "not-linked": {
    event: "同期を開始できませんでした。",
    cause: "SmartHRと連携していません。連携設定は管理者ごとに必要です。",
    remedy: "「設定」＞「SmartHR連携」で「連携する」を選んでください。",
  },
  "link-expired": {
    event: "同期を開始できませんでした。",
    cause: "SmartHRとの連携の有効期限が切れています。同期済みの情報は削除されていません。",
    remedy: "「設定」＞「SmartHR連携」で「再連携する」を選んでください。",
  },
  "link-unreadable": {
    event: "同期を開始できませんでした。",
    cause: "保存されている連携の情報を読み取れませんでした。",
    remedy: "「設定」＞「SmartHR連携」で「再連携する」を選んでください。",
  },
  "plan-changed": {
    event: "変更内容を反映できませんでした。",
    cause: "確認した変更内容が、すでに新しい内容に変わったか、確認待ちではなくなっています。",
    remedy: "画面を読み込み直し、変更内容をもう一度確認してください。",
  },
  "run-not-undoable": {
    event: "取り消しを開始できませんでした。",
    cause: "この処理は、ミキワメの情報を変更していません。",
    remedy: "処理一覧で、取り消す処理を確認してください。",
  },
  "run-ended": {
    event: "同期を中止できませんでした。",
    cause: "この同期は、すでに終了しています。",
    remedy: "処理一覧で結果を確認してください。",
  },
  "restoration-open": {
    event: "社員を「連携しない」に戻す処理を開始できませんでした。",
    cause: "同じ処理がすでに実行されています。",
    remedy: "処理が終わってから、もう一度操作してください。",
  },
  "file-expired": {
    event: "エラーファイルをダウンロードできませんでした。",
    cause: "エラーファイルの有効期限（30日間）が過ぎています。",
    remedy: "もう一度同期し、新しいエラーファイルをダウンロードしてください。",
  },
  "disk-full": {
    event: "操作を完了できませんでした。",
    cause: "ミキワメの情報を保存するディスクの空き容量が不足しています。登録済みの情報は変わっていません。",
    remedy:
      "ディスクの空き容量を増やす必要があります。ミキワメの問い合わせ窓口に連絡し、空き容量が増えてから、もう一度操作してください。",
  },
};

function tooManyTries({ retryAfterSeconds }: Of<"too-many-tries">): Message {
  const wait = retryAfterSeconds < 60 ? `${retryAfterSeconds}秒` : `${Math.ceil(retryAfterSeconds / 60)}分`;
  return {
    event: "パスワードを確認できませんでした。",
    cause: "正しくないパスワードが続けて入力されたため、一時的に確認を止めています。",
    remedy: `${wait}ほど待ってから、もう一度入力してください。`,
  };
}

function linkingNotSetUp({ missing }: Of<"linking-not-set-up">): Message {
  return {
    event: "SmartHRと連携できませんでした。",
    cause:
      missing === "app"
        ? "ミキワメが、SmartHR Plusのアプリとして設定されていません。"
        : "アクセストークンを暗号化する鍵が、ミキワメに設定されていません。",
    remedy:
      missing === "app"
        ? "アクセストークンで連携するか、問い合わせ窓口に連絡してください。"
        : "問い合わせ窓口に連絡してください。",
  };
}

function otherTenant({ subdomain, linkedSubdomains }: Of<"other-tenant">): Message {
  return {
    event: "これまでの連携と異なるSmartHRアカウントです。",
    cause: `連携しようとしているのは「${subdomain}」ですが、この企業では${listQuoted(linkedSubdomains)}と連携しています。`,
    remedy: "このSmartHRアカウントの情報を同期してよいかを確認し、正しい場合のみ連携してください。",
  };
}
