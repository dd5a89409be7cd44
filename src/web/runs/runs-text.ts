import type { RunDetail } from "../../contract/runs.ts";
import type { Instant } from "../../core/calendar.ts";
import type { RunKind, RunPhase, Subject } from "../../core/run.ts";
import { NOTHING_TO_UNDO } from "../../text/command-text.ts";
import { dateMinuteText, dateTimeText } from "../../text/date-time-text.ts";
import { changeKindText, countText, stateText } from "../../text/state-text.ts";
import { countedText, FEE_TEXT } from "../frame/frame-text.ts";
import type { ChangeKind, RunTab } from "./run-search.ts";

/** The words of 処理一覧 and of a run's page. */
export const RUNS_TEXT = {
  title: "処理一覧",
  detail: "処理の詳細",
  state: "ステータス",
  name: "処理名",
  requestedAt: "受付日時",
  actor: "実行者",
  cancelledBy: "中止した人",
  cancelledAt: "中止した日時",
  summary: "結果概要",
  timeTaken: "所要時間",
  runId: "実行ID",
  person: "同期した社員",
  openPerson: "社員情報を開く",
  account: "SmartHRのアカウント",
  counts: "件数",
  nothing: "-",
  emptyTitle: "処理はまだありません。",
  emptyRemedy:
    "「部署管理」の「一括操作」、または「自社社員管理」の「社員情報を一括操作」から「SmartHRと同期」を選ぶと、ここに実行状況が表示されます。",
  emptyViewer: "管理者がSmartHRと同期すると、ここに実行状況が表示されます。",
  toDepartments: "部署管理を開く",
  toEmployees: "自社社員管理を開く",
  toReplacing: "置き換わった処理を表示",
  toLinkPage: "SmartHR連携を開く",
  toOptOuts: "「連携しない社員」を確認する",
  toRuns: "処理一覧に戻る",
  toRun: "実行状況を確認する",
  toUndo: "取り消しの結果を表示",
  progress: "進行状況",
  contact: "問い合わせ窓口",
} as const;

/** That what a run changed was taken back since. */
export function undoneByText(actor: string, at: Instant): string {
  return `${actor}が、${dateMinuteText(at)}にこの処理の変更を取り消しました。`;
}

/** What a run at work is doing, in a word; an undo reads nothing. */
export function phaseText(phase: RunPhase, kind: RunKind): string {
  switch (phase) {
    case "reading":
      return kind === "undo" ? "計画中" : "読み込み中";
    case "planning":
      return "計画中";
    case "applying":
      return kind === "undo" ? "取り消し中" : "反映中";
  }
}

/** 「中止」 and the question before it. */
export const CANCEL_TEXT = {
  cancel: "中止",
  confirm: "中止する",
} as const;

/** What is asked before a run is stopped, and the way back to it. */
export function cancelQuestion(kind: RunKind) {
  return kind === "undo" ? CANCEL_UNDO : CANCEL_SYNC;
}

const CANCEL_SYNC = {
  title: "処理の中止",
  question: "この処理を中止しますか？",
  effect: "ミキワメの情報は変更されません。中止したあとも、もう一度開始できます。",
  keep: "処理を続ける",
} as const;

const CANCEL_UNDO = {
  title: "取り消しの中止",
  question: "この取り消しを中止しますか？",
  effect: "ミキワメの情報は変更されません。中止したあとも、もう一度取り消せます。",
  keep: "取り消しを続ける",
} as const;

/** 「エラーファイル」. */
export const ERROR_FILE_TEXT = {
  title: "エラーファイル",
  csv: "CSVをダウンロード",
  xlsx: "Excel（.xlsx）をダウンロード",
  none: "エラー、対象外、注意がないため、エラーファイルはありません。",
} as const;

/** Who started the run that took a plan's place, and when. */
export function replacedByText({ actor, requestedAt }: NonNullable<RunDetail["replacedBy"]>): string {
  return `${actor}が${dateTimeText(requestedAt)}に開始した処理に置き換わりました。`;
}

/** What is in the file, and until when it can be had. */
export function errorFileValidText(expiresAt: Instant, lineCount: number): string {
  return `エラー、対象外、注意を、${lineCount.toLocaleString("ja-JP")}行で記載しています。1件に複数の理由がある場合は、理由ごとに行を分けています。ダウンロードは${dateMinuteText(expiresAt)}まで有効です。`;
}

/** That the file is gone, and how to get a new one. */
export function errorFileExpiredText(expiresAt: Instant): string {
  return `ダウンロードの有効期限（${dateMinuteText(expiresAt)}）が過ぎました。もう一度同期すると、新しいエラーファイルをダウンロードできます。`;
}

/** The tables of a run's page. */
export const TABLE_TEXT = {
  tabs: "同期の結果",
  department: "部署",
  employee: "社員",
  inSmartHr: "SmartHR",
  openDepartment: "部署マスターを開く",
  openEmployee: "従業員情報を開く",
  noUrl: "-",
  kind: "区分",
  field: "項目",
  before: "変更前",
  after: "変更後",
  allKinds: "すべて",
  kindFilter: "変更の区分",
  nameless: "部署コードと部署名のない部署",
} as const;

/** The name of a part of a run's page. */
export function tabText(tab: RunTab): string {
  switch (tab) {
    case "rejection":
      return countText("reject");
    case "skip":
      return countText("skip");
    case "notice":
      return countText("notice");
    case "change":
      return "変更内容";
  }
}

/** What a part of a run's page says when it lists nothing. */
export function emptyTabText(tab: Exclude<RunTab, "change">): string {
  switch (tab) {
    case "rejection":
      return "エラーはありません。";
    case "skip":
      return "同期の対象外になったものはありません。";
    case "notice":
      return "確認が必要なものはありません。";
  }
}

/** What 変更内容 of a run says when it lists nothing; an undo knows nothing of SmartHR. */
export function emptyChangesText(kind: RunKind, changeKind?: ChangeKind): string {
  if (changeKind) return `${changeKindText(changeKind)}はありません。`;
  return kind === "undo" ? NOTHING_TO_UNDO : "変更はありません。ミキワメの情報は、SmartHRと同じです。";
}

/** What the rows of a part of a run's page have in common. */
export function tabHintText(tab: RunTab, held: boolean, kind: RunKind): string {
  switch (tab) {
    case "rejection":
      return "このままでは同期できません。それぞれの対処を確認してください。";
    case "skip":
      return "設定や選択のとおりに、同期の対象から外しました。対応は不要です。";
    case "notice":
      return held
        ? "エラーではありませんが、反映する前に、それぞれの対処を確認してください。"
        : "エラーではありませんが、それぞれの対処を確認してください。";
    case "change":
      if (kind === "undo")
        return held ? "ミキワメの情報を元に戻す予定の内容です。" : "ミキワメの情報を元に戻した内容です。";
      return held ? "ミキワメに反映する予定の内容です。" : "ミキワメに反映した内容です。";
  }
}

/** 「SmartHRと同期」 and its dialog. */
export const SYNC_TEXT = {
  sync: "SmartHRと同期",
  preview: "変更内容を確認する",
  previewAbout:
    "「変更内容を確認する」を選ぶと、SmartHRの情報を読み込み、変更内容を表示します。内容を確認して「この内容で同期する」を選ぶまで、ミキワメの情報は変更されません。",
  otherAccount: "前回の同期と異なるSmartHRアカウントです。",
  planInWay: "確認待ちの変更内容があります。",
  planFaster: "同期を開始できませんでした。この画面を開いたあとに、変更内容が確認待ちになりました。",
  toPlan: "確認待ちの変更内容を確認する",
  toRuns: "同期の実行状況を確認する",
  loading: "同期の内容を確認しています",
  departmentsFirst: "先に部署を同期してください。",
  departmentsFirstReason:
    "ミキワメに部署が登録されていません。所属部署がミキワメに登録されていない社員は、エラーになり登録されません。",
  optOutFirst: "連携しない社員がいる場合は、先にSmartHRで「連携しない」を選んでください。",
  optOutWhere:
    "SmartHRの従業員情報の最下部にある「ミキワメカテゴリー」の「ミキワメ連携」で、「連携しない」を選びます。従業員情報の一括更新からも選べます。「連携する」または空白の社員は、ミキワメに登録されます。",
  fee: FEE_TEXT,
  openRun: "ほかの処理が終わっていません。",
  openRunRemedy: "終了してから、もう一度同期してください。",
} as const;

/** What a sync is going to do, sentence by sentence. */
export const SYNC_EFFECTS: Record<Subject, readonly string[]> = {
  departments: [
    "SmartHRの部署マスターを読み込み、ミキワメの部署に反映します。",
    "「部署コード」が一致する部署は更新し、一致しない部署は新しく登録します。",
    "部署コードが入力されていない部署は、同期しません。",
    "ミキワメの部署は削除しません。",
  ],
  employees: [
    "SmartHRの従業員情報を読み込み、ミキワメの社員に反映します。",
    "「メールアドレス」が一致する社員は更新し、一致しない社員は新しく登録します。",
    "氏名、氏名カナ、メールアドレスのいずれかがない社員や、同期できない社員は、理由と対処を「処理一覧」に表示します。",
    "ミキワメの社員は削除しません。",
  ],
};

/** Which SmartHR account is read. */
export function accountText(url: string): string {
  return `情報を読み込むSmartHRアカウント：${url}`;
}

/** What becomes of the roster when another account is synced than before. */
export function otherAccountTexts(subject: Subject, subdomain: string, last: string): readonly string[] {
  const accounts = `の同期では、「${last}」の情報を読み込みました。今回は、「${subdomain}」の情報を読み込みます。`;
  const check =
    "このSmartHRアカウントの情報を同期してよいかを確認してください。誤っている場合は、同期せずに、「設定」＞「SmartHR連携」で正しいSmartHRアカウントと連携してください。";
  switch (subject) {
    case "departments":
      return [
        `前回の部署${accounts}`,
        `「部署コード」が同じ部署の情報は、「${subdomain}」の情報で上書きされます。ほかの部署は、そのまま残ります。`,
        check,
      ];
    case "employees":
      return [
        `前回の社員${accounts}`,
        `「メールアドレス」が同じ社員の情報は、「${subdomain}」の情報で上書きされます。ほかの社員は、そのまま残ります。`,
        check,
      ];
  }
}

/** How many the roster holds before the sync. */
export function rosterCountText(subject: Subject, count: number): string {
  switch (subject) {
    case "departments":
      return `現在、ミキワメに登録されている部署：${countedText(count)}`;
    case "employees":
      return `現在、ミキワメに登録されている社員（退職者を除く）：${count.toLocaleString("ja-JP")}人`;
  }
}

/** Whose run is at work, and since when. */
export function openRunText(name: string, actor: string, requestedAt: Instant): string {
  return `${actor}が${dateTimeText(requestedAt)}に開始した${name}を実行しています。`;
}

/** 読み込み中（1,200／5,000件）: how far a run has come, beside its bar. */
export function progressCountText(read: number, total: number | null): string {
  if (total === null) return read === 0 ? "" : countedText(read);
  return `${read.toLocaleString("ja-JP")}／${countedText(total)}`;
}

/** What is read out when a run's state changes. */
export function announcementText(name: string, state: Parameters<typeof stateText>[0]): string {
  return `${name}：${stateText(state)}`;
}
