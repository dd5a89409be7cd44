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
  notRemoved: "削除できませんでした。",
  noDepartment: "選択中の部署をクリア",
} as const;

/** 「3人」, with the thousands set apart. */
export function peopleCountText(count: number): string {
  return `${count.toLocaleString("ja-JP")}人`;
}
