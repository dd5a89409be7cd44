import type { DepartmentNotice, EmployeeNotice } from "../core/plan.ts";
import { dateText } from "./date-text.ts";
import type { Message } from "./message.ts";
import { personText } from "./person-text.ts";

type Of<Kind extends EmployeeNotice["kind"]> = Extract<EmployeeNotice, { readonly kind: Kind }>;

/** What is worth a look about a department that is synced all the same. */
export function departmentNoticeText({ parentName, placedUnderCode }: DepartmentNotice): Message {
  const parent = parentName === null ? "SmartHRの親部署" : `SmartHRの親部署「${parentName}」`;
  const place =
    placedUnderCode === null ? "親部署なしになります" : `部署コード「${placedUnderCode}」の部署が親部署になります`;
  return {
    event: "親部署がSmartHRと異なります。",
    cause: `${parent}がミキワメに登録されないため、${place}。`,
    remedy:
      "SmartHRと同じ親部署にする場合は、SmartHRの部署マスターで親部署に部署コードを入力してから、もう一度部署を同期してください。親部署がエラーになっている場合は、先にそのエラーを解消してください。",
  };
}

/** What is worth a look about an employee; nobody is left out because of it. */
export function employeeNoticeText(notice: EmployeeNotice): Message {
  switch (notice.kind) {
    case "email-change-suspected":
      return emailChangeText(notice);
    case "email-change-followed":
      return emailFollowedText(notice);
    case "person-change-suspected":
      return personChangeText(notice);
    case "status-date-mismatch":
      return statusDateText(notice);
    case "retired-flag-cleared":
      return {
        event: "退職者フラグが外れます。",
        cause:
          "ミキワメで退職者フラグをつけた社員ですが、SmartHRの在籍状況が退職済ではないため、退職者フラグが外れます。",
        remedy: "退職した場合は、SmartHRの在籍状況を退職済に変更してから、もう一度社員を同期してください。",
      };
    case "opted-out-in-roster":
      return {
        event: "同期の対象外の社員が、ミキワメに登録されています。",
        cause:
          "SmartHRの「ミキワメ連携」で「連携しない」が選ばれているため、登録済みの社員情報にSmartHRの変更が反映されません。",
        remedy:
          "反映する場合は、SmartHRの「ミキワメ連携」で「連携する」を選んでから、もう一度社員を同期してください。ミキワメに登録しない場合は、ミキワメの社員データ削除機能で削除してください。",
      };
    case "kana-fallback":
      return {
        event: "氏名カナが、ビジネスネームの読みと異なる可能性があります。",
        cause:
          "SmartHRのビジネスネームに姓（カタカナ）または名（カタカナ）が入力されていないため、戸籍上の氏名のカタカナを使用します。",
        remedy:
          "SmartHRの従業員情報で、ビジネスネームの姓（カタカナ）と名（カタカナ）を入力してから、もう一度社員を同期してください。",
      };
    case "kana-not-katakana":
      return {
        event: "氏名カナに、全角カタカナ以外の文字があります。",
        cause: "SmartHRの姓（カタカナ）または名（カタカナ）に、ひらがなや半角カタカナなどが入力されています。",
        remedy:
          "SmartHRの従業員情報で、姓（カタカナ）と名（カタカナ）を全角カタカナに修正してから、もう一度社員を同期してください。",
      };
    case "email-normalised":
      return {
        event: "メールアドレスを整えて同期します。",
        cause: `SmartHRの「メールアドレス」に、全角文字、空白、目に見えない文字のいずれかが入力されているため、「${notice.email}」として同期します。`,
        remedy:
          "整えたメールアドレスが正しいかを確認してください。正しくない場合は、SmartHRの従業員情報の「メールアドレス」を修正してから、もう一度社員を同期してください。",
      };
    case "employment-type-other":
      return otherEmploymentTypeText(notice);
  }
}

// M24: the product knows people by their address alone.
function emailChangeText({ formerEmail, formerTakenBy }: Of<"email-change-suspected">): Message {
  const former =
    formerTakenBy === undefined
      ? "元の社員も残ります"
      : `元の社員の情報は、このメールアドレスを現在使用している${personText(formerTakenBy)}の情報に置き換わります`;
  return {
    event: "メールアドレスが変更された可能性があります。新しい社員として登録します。",
    cause: `${syncedBefore(formerEmail)}メールアドレスが異なる社員は別の社員になり、${former}。`,
    remedy:
      "同じ社員として扱う場合は、同期するときに「変更内容を確認する」を選び、「同じ社員として扱う」を選んでください。すでに同期した場合は、先に、その同期の「この処理を取り消す」を選んでください。いつも同じ社員として扱う場合は、ミキワメの「設定」＞「同期の設定」で「同じ社員として、メールアドレスを更新する」を選んでください。",
  };
}

function emailFollowedText({ formerEmail, holder }: Of<"email-change-followed">): Message {
  const event = "メールアドレスが変更されました。同じ社員として更新します。";
  const cause = `${syncedBefore(formerEmail)}ミキワメの社員と変更履歴をそのまま残し、メールアドレスなどをSmartHRの内容に更新します。`;
  if (holder !== undefined) {
    const taken = `変更前は${personText(holder)}がこのメールアドレスを使用していたため、新しい社員として登録できません。`;
    return { event, cause: `${cause}${taken}`, remedy: "対応は不要です。" };
  }
  return {
    event,
    cause,
    remedy:
      "対応は不要です。別の社員として登録する場合は、同期するときに「変更内容を確認する」を選び、「新しい社員として登録する」を選んでください。",
  };
}

function personChangeText({ former, formerEmail }: Of<"person-change-suspected">): Message {
  const event = "別の従業員の情報で上書きされる可能性があります。";
  const cause = `このメールアドレスの社員は、前回はSmartHRの別の従業員（${personText(former)}）から同期されています。`;
  if (formerEmail !== undefined) {
    return {
      event,
      cause: cause + syncedBefore(formerEmail),
      remedy:
        "SmartHRの「メールアドレス」が正しい場合は、同期するときに「変更内容を確認する」を選び、「同じ社員として扱う」を選んでください。すでに同期した場合は、先に、その同期の「この処理を取り消す」を選んでください。いつも同じ社員として扱う場合は、ミキワメの「設定」＞「同期の設定」で「同じ社員として、メールアドレスを更新する」を選び、もう一度社員を同期してください。SmartHRの「メールアドレス」が誤っている場合は、SmartHRの従業員情報の「メールアドレス」を修正してから、もう一度社員を同期してください。",
    };
  }
  return {
    event,
    cause,
    remedy:
      "再入社などで同じ人の場合、対応は不要です。別の人の場合は、SmartHRの従業員情報の「メールアドレス」を修正してから、もう一度社員を同期してください。",
  };
}

function syncedBefore(formerEmail: string): string {
  return `SmartHRのこの従業員は、前回はメールアドレス「${formerEmail}」で同期されています。`;
}

function statusDateText({ retired, retiredOn }: Of<"status-date-mismatch">): Message {
  const event = "在籍状況と退職年月日が合っていません。";
  if (retired) {
    return {
      event,
      cause: "SmartHRの在籍状況は退職済ですが、退職年月日が入力されていません。退職者フラグはつきます。",
      remedy: "SmartHRの従業員情報で退職年月日を入力してから、もう一度社員を同期してください。",
    };
  }
  const date = retiredOn === null ? "" : `（${dateText(retiredOn)}）`;
  return {
    event,
    cause: `SmartHRの退職年月日${date}を過ぎていますが、在籍状況が退職済になっていません。退職者フラグはつきません。`,
    remedy:
      "退職した場合は、SmartHRの在籍状況を退職済に変更してから、もう一度社員を同期してください。在籍している場合は、SmartHRの退職年月日を空白にしてください。",
  };
}

// M7.7.
function otherEmploymentTypeText({ typeName, peopleCount }: Of<"employment-type-other">): Message {
  return {
    event: `雇用形態「${typeName}」は、ミキワメでは「その他」になります。`,
    cause: `SmartHRの雇用形態名「${typeName}」に対応する雇用形態が、ミキワメにありません（${peopleCount}人）。`,
    remedy:
      "「その他」でよい場合、対応は不要です。変更する場合は、SmartHRの従業員情報の雇用形態を、正社員、契約社員、派遣社員、アルバイト・パート、業務委託、役員のいずれかにしてから、もう一度社員を同期してください。",
  };
}
