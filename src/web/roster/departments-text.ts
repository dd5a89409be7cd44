import type { Message } from "../../text/message.ts";
import { countedText } from "../frame/frame-text.ts";
import { peopleCountText } from "./roster-text.ts";

/** The words of 部署管理. */
export const DEPARTMENTS_TEXT = {
  title: "部署管理",
  bulk: "一括操作",
  add: "部署を追加",
  viewLabel: "表示の切り替え",
  list: "一覧",
  chart: "組織図",
  search: "部署を検索",
  searchHelp: "部署名または部署コードの一部を入力してください。",
  openAll: "すべて開く",
  closeAll: "すべて閉じる",
  tree: "部署の一覧",
  treeHelp: "行を選び、右矢印キーで下の部署を開き、左矢印キーで閉じます。上下の矢印キーで移動します。",
  headCount: "所属する社員",
  headCountBelow: "下の部署を含む",
  headCountNote: "社員の人数には、退職者フラグがついた社員を含みません。",
  actions: "操作",
  hit: "一致",
  noHit: "検索条件に一致する部署はありません。",
  empty: "部署が登録されていません。",
  emptyLinked:
    "「一括操作」＞「SmartHRと同期」を選ぶと、SmartHRの部署を登録できます。「部署を追加」でも、1件ずつ登録できます。",
  emptyNotLinked:
    "SmartHRの部署を登録するには、先にSmartHRと連携してください。「部署を追加」でも、1件ずつ登録できます。",
  emptyViewer: "部署の登録は、管理者が行ないます。",
  addTitle: "部署の追加",
  editTitle: "部署の編集",
  removeTitle: "部署の削除",
  codeHelp: "SmartHRの部署コードと一致する部署は、同期の際に同じ部署として更新されます。登録後は変更できません。",
  codeFixed: "部署コードは変更できません。",
  parentHelp: "指定しない場合は、最上位の部署になります。",
  overwritten: "SmartHRに同じ部署コードの部署がある場合、次の同期でSmartHRの部署名と親部署に置き換わります。",
  showEmployees: "この部署に所属する社員を表示",
} as const;

/** The words of the chart. */
export const CHART_TEXT = {
  alternative:
    "組織図では、部署の上下関係を線で表しています。同じ内容を「一覧」でも確認できます。部署を選ぶと、下の部署を開閉できます。",
  markedAlternative:
    "部署の上下関係を線で表しています。同じ変更は「変更内容」でも確認できます。部署を選ぶと、下の部署を開閉できます。",
  keys: "移動：矢印キー、開閉：Enterキー、拡大・縮小：＋キー・－キー、全体を表示：0キー。マウスでは、ドラッグで移動し、Ctrlキー（Macでは⌘キー）を押しながらホイールを回して拡大・縮小します。",
  zoomIn: "拡大",
  zoomOut: "縮小",
  fit: "全体を表示",
  depth: "表示する階層",
  custom: "個別に開閉",
} as const;

/** How deep the chart goes: 「2階層目まで」. */
export function levelText(level: number): string {
  return `${level}階層目まで`;
}

/** What a search found, or that it found nothing. */
export function hitCountText(count: number): string {
  return count === 0 ? DEPARTMENTS_TEXT.noHit : `${countedText(count)}の部署が一致しました。`;
}

/** How many departments there are, in the company's box of the chart. */
export function departmentCountText(count: number): string {
  return `部署 ${countedText(count)}`;
}

/** 「編集」 of one department, told from those of all others. */
export function editLabel(name: string): string {
  return `「${name}」を編集`;
}

/** 「削除」 of one department, told from those of all others. */
export function removeLabel(name: string): string {
  return `「${name}」を削除`;
}

/** How many belong to a department, as a box of the chart says it. */
export function boxCountText(own: number, withBelow: number): string {
  return own === withBelow
    ? peopleCountText(own)
    : `${peopleCountText(own)}（下を含む：${peopleCountText(withBelow)}）`;
}

/** A box of the chart, read aloud. */
export function boxLabel(code: string, name: string, own: number, withBelow: number): string {
  return `${name}、部署コード ${code}、所属する社員 ${boxCountText(own, withBelow)}`;
}

/** A box of a chart that shows what changes, read aloud. */
export function markedBoxLabel(code: string, name: string, mark: string): string {
  return `${name}、部署コード ${code}${mark === "" ? "" : `、${mark}`}`;
}

/** After a department was added. */
export function addedText(name: string): string {
  return `部署「${name}」を追加しました。`;
}

/** After a department was changed. */
export function savedText(name: string): string {
  return `部署「${name}」を保存しました。`;
}

/** After a department was deleted. */
export function removedText(name: string): string {
  return `部署「${name}」を削除しました。`;
}

/** Which department is about to be deleted. */
export function removeQuestion(name: string, code: string): string {
  return `部署「${name}」（部署コード：${code}）を削除します。`;
}

/** Why there is nothing to ask before a department is deleted. */
export function inUseText(name: string, code: string): string {
  return `部署「${name}」（部署コード：${code}）は、削除できません。`;
}

/** How many people are in the way, and what to do about them. */
export function employeesInWayText(count: number): string {
  return `社員が${peopleCountText(count)}所属しています。社員の所属部署を変更してから、削除してください。`;
}

/** How many departments are in the way, and what to do about them. */
export function childrenInWayText(count: number): string {
  return `下の部署が${countedText(count)}あります。下の部署の親部署を変更するか、下の部署を先に削除してください。`;
}

/** The departments that a list leaves out. */
export function moreDepartmentsText(count: number): string {
  return `ほか${countedText(count)}`;
}

/** What deleting a department means. */
export const REMOVE_CONSEQUENCES = [
  "削除した部署は、元に戻せません。",
  "退職者フラグがついた社員が所属している場合は、削除できません。",
  "SmartHRに同じ部署コードの部署がある場合、次の同期で再び登録されます。",
] as const;

export const DEPARTMENT_GONE_TEXT: Message = {
  event: "部署を削除できません。",
  cause: "この画面を開いたあとに、ほかの人がこの部署を削除しました。",
  remedy: "画面を閉じてください。",
};
