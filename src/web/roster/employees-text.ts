import type { Message } from "../../text/message.ts";
import { FEE_TEXT } from "../frame/frame-text.ts";
import { peopleCountText } from "./roster-text.ts";

/** The words of 自社社員管理; labels are the manual's. */
export const EMPLOYEES_TEXT = {
  title: "自社社員管理",
  bulk: "社員情報を一括操作",
  download: "CSVをダウンロード",
  table: "社員の一覧",
  search: "社員を検索",
  searchHelp: "氏名、カナ、社員番号、メールアドレスの一部を入力してください。",
  department: "部署",
  below: "下の部署を含める",
  employmentType: "雇用形態",
  retired: "退職者",
  all: "すべて",
  noEmploymentType: "雇用形態なし",
  onlyRetired: "退職者のみ",
  notRetired: "退職者を除く",
  number: "社員番号",
  name: "氏名",
  email: "メールアドレス",
  ownDepartment: "所属部署",
  jobTitle: "役職",
  hiredOn: "入社日",
  flag: "退職者フラグ",
  flagged: "退職者",
  deleted: "削除済み",
  removeTicked: "選択した社員を削除",
  tickFirst: "削除する社員を、一覧で選択してください。",
  noHit: "検索条件に一致する社員はいません。",
  noHitNext: "検索する言葉を短くするか、検索条件をクリアしてください。",
  empty: "社員が登録されていません。",
  firstSteps: "社員は、次の順に登録します。",
  emptyViewer: "社員の登録は、管理者が行ないます。",
  removeTitle: "社員の削除",
  guide: "「連携しない」の選び方を確認する（使い方）",
  feeNote: FEE_TEXT,
} as const;

/** What to do while there is nobody in the roster, in order. */
export const FIRST_STEPS = [
  { text: "SmartHRと連携する", to: "/settings/smarthr", label: "SmartHR連携を設定" },
  {
    text: "部署を同期する（「部署管理」＞「一括操作」＞「SmartHRと同期」）",
    to: "/departments",
    label: "部署管理を開く",
  },
  { text: "社員を同期する（この画面の「社員情報を一括操作」＞「SmartHRと同期」）", to: null, label: null },
] as const;

/** 「51〜100人目／1,234人」 */
export function rangeText(from: number, to: number, total: number): string {
  if (total === 0) return peopleCountText(0);
  const range =
    from === to ? `${from.toLocaleString("ja-JP")}` : `${from.toLocaleString("ja-JP")}〜${to.toLocaleString("ja-JP")}`;
  return `全${peopleCountText(total)}中 ${range}人目`;
}

/** How many people are ticked, after how many there are. */
export function tickedText(count: number): string {
  return `（${peopleCountText(count)}を選択中）`;
}

/** How many people are about to be deleted (M33). */
export function removeQuestion(count: number): string {
  return `次の社員${peopleCountText(count)}を、ミキワメから削除します。`;
}

/** How many more there are than the dialog names. */
export function othersText(count: number): string {
  return `ほか${peopleCountText(count)}`;
}

/** M33: what deleting people means. */
export const REMOVE_CONSEQUENCES = [
  "削除した社員は、元に戻せません。",
  "SmartHRの情報は削除されません。次に社員を同期すると、新しい社員としてもう一度登録されます。登録しない場合は、先にSmartHRの従業員情報の「ミキワメカテゴリー」＞「ミキワメ連携」で「連携しない」を選んでください。",
  FEE_TEXT,
] as const;

/** After people were deleted. */
export function removedText(count: number): string {
  return `社員${peopleCountText(count)}を削除しました。`;
}

/** After 「最新の情報を読み込む」 in the dialog: who is still there is listed anew. */
export const REMOVE_RELOADED_TEXT: Message = {
  event: "最新の情報を読み込みました。",
  cause: "選択した社員のうち、いまも一覧にいる社員を表示しています。",
  remedy: "削除する社員を確認してから、もう一度操作してください。",
};

export const ALL_GONE_TEXT: Message = {
  event: "削除する社員がいません。",
  cause: "選択した社員は、ほかの人がすでに削除したか、一覧に表示されなくなっています。",
  remedy: "画面を閉じて、一覧を確認してください。",
};
