import type { Contact } from "../../contract/me.ts";
import type { Message } from "../../text/message.ts";

/** The words of the page of one person. */
export const EMPLOYEE_TEXT = {
  title: "社員情報",
  back: "自社社員管理に戻る",
  fields: "登録内容",
  fromSmartHrNote: "次の項目は、SmartHRと同期しています。この画面で変更しても、次の同期でSmartHRの値に置き換わります。",
  editNote:
    "この社員は、SmartHRと同期しています。この画面で変更した項目は、次の同期でSmartHRの値に置き換わります。変更を残す場合は、SmartHRの従業員情報も変更してください。",
  byHandNote: "この社員は、SmartHRと同期されたことがありません。",
  flagByHand: "退職者フラグは、ミキワメでつけたものです。SmartHRの在籍状況が「退職済」でない場合、次の同期で外れます。",
  flagHelp:
    "退職者フラグをつけた社員は、「似ている社員機能」に表示されません。また、ウェルビーイングサーベイが配信されません。",
  flagLabel: "退職者フラグをつける",
  syncState: "SmartHRとの同期",
  openInSmartHr: "SmartHRで従業員情報を開く",
  noCrewUrl: "SmartHRの従業員情報へのリンクは、SmartHRと連携している管理者がいる場合に表示されます。",
  lastSyncAt: "社員の同期が最後に完了した日時",
  lastChangedBySyncAt: "この社員が同期で最後に変更された日時",
  never: "なし",
  emailFixed: "メールアドレスは、この画面で変更できません。",
  unset: "指定なし",
} as const;

/** Where a mail address is changed (M24): by the people who look after the product. */
export function emailContactText({ name, hours }: Contact): string {
  return `変更する場合は、${name}${hours === null ? "" : `（${hours}）`}に連絡してください。`;
}

/** After a person was changed. */
export function savedText(person: string): string {
  return `${person}の社員情報を保存しました。`;
}

export const EMPLOYEE_GONE_TEXT: Message = {
  event: "この社員は表示できません。",
  cause: "URLが正しくないか、すでに削除されています。",
  remedy: "自社社員管理で確認してください。",
};

/** In the page of somebody who was deleted; the cause says when, and by whom. */
export function employeeDeletedText(cause: string): Message {
  return {
    event: "この社員は、削除されています。",
    cause,
    remedy: "削除される直前の内容と、変更履歴を表示しています。もう一度登録する場合は、SmartHRと同期してください。",
  };
}
