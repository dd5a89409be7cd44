import type { Message } from "../../text/message.ts";

/** Words that the roster's pages share; labels are the manual's. */
export const ROSTER_TEXT = {
  sync: "SmartHRと同期",
  setUpLink: "SmartHR連携を設定",
  pastRoster: "この日時点の名簿",
  add: "追加",
  edit: "編集",
  remove: "削除",
  save: "保存",
  cancel: "キャンセル",
  none: "なし",
  clearSearch: "検索条件をクリア",
  loading: "読み込んでいます",
  notSaved: "保存できませんでした。",
  notRemoved: "削除できませんでした。",
  loadNewest: "最新の情報を読み込む",
  noDepartment: "選択中の部署をクリア",
} as const;

/** 「3人」, with the thousands set apart. */
export function peopleCountText(count: number): string {
  return `${count.toLocaleString("ja-JP")}人`;
}

/** A department where it has to be told from others: 「A001 営業部」. */
export function departmentText({ code, name }: { readonly code: string; readonly name: string }): string {
  return `${code} ${name}`;
}

/** Beside a field that somebody else changed while it was being typed. */
export function newestValueText(value: string): string {
  return `最新の値：${value}`;
}

/** After 「最新の情報を読み込む」: what was typed is still there. */
export const NEWEST_LOADED_TEXT: Message = {
  event: "最新の情報を読み込みました。",
  cause: "入力した内容は、そのまま残っています。",
  remedy: "最新の値と異なる項目には、入力欄の下に最新の値を表示しています。内容を確認してから保存してください。",
};

export const GONE_TEXT: Message = {
  event: "保存できません。",
  cause: "この画面を開いたあとに、ほかの人が削除しました。",
  remedy: "必要な入力内容を控えてから、画面を閉じてください。",
};

/** After 「最新の情報を読み込む」 in a dialog that types nothing. */
export const NEWEST_ROW_TEXT: Message = {
  event: "最新の情報を読み込みました。",
  cause: "この画面を開いたあとに、ほかの人または同期が変更した内容を表示しています。",
  remedy: "内容を確認してから、もう一度操作してください。",
};
