import type { EmployeeHistoryEntry } from "../../contract/employees.ts";
import type { Contact } from "../../contract/me.ts";
import { dateTimeText } from "../../text/date-time-text.ts";
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
  history: "変更履歴",
  historyEmpty: "変更履歴はありません。",
  byRun: "同期",
  byHand: "手動",
  runLink: "同期の実行結果を表示",
  field: "項目",
  before: "変更前",
  after: "変更後",
  value: "値",
  showFields: "内容を表示",
  more: "以前の変更履歴をすべて表示",
  emailFixed: "メールアドレスは、この画面で変更できません。",
  unset: "指定なし",
} as const;

/** Where a mail address is changed (M24): by the people who look after the product. */
export function emailContactText({ name, hours }: Contact): string {
  return `変更する場合は、${name}${hours === null ? "" : `（${hours}）`}に連絡してください。`;
}

/** What happened to a person, as the history names it. */
export function historyKindText(kind: EmployeeHistoryEntry["kind"]): string {
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
export function historyCaption({ kind, at, actor }: EmployeeHistoryEntry): string {
  return `${dateTimeText(at)} ${actor}による${historyKindText(kind)}`;
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
