import type { Message } from "../../text/message.ts";

/** What is said when somebody else wrote the same meanwhile. */
export const NEWEST_TEXT = {
  notSaved: "保存できませんでした。",
  load: "最新の情報を読み込む",
} as const;

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

/** There is nothing any more that could be saved. */
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
