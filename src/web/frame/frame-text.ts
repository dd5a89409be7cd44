import type { Message } from "../../text/message.ts";

/** The words of the frame around every page. */
export const FRAME_TEXT = {
  product: "ミキワメ",
  showWhole: "すべて表示",
  shorten: "短く表示",
  navigation: "メニュー",
  home: "ホーム",
  employees: "自社社員管理",
  departments: "部署管理",
  runs: "処理一覧",
  settings: "設定",
  guide: "使い方",
  signOut: "ログアウト",
  toSignIn: "ログイン画面を開く",
  toSignInAbout: "別のタブでログインすると、この画面で操作を続けられます。入力した内容は残っています。",
  toMain: "本文へ移動",
  waiting: "読み込んでいます",
  again: "もう一度読み込む",
  viewer: "閲覧者",
  pageFault: "ページを表示できません",
  pageMissing: "ページが見つかりません",
  toHome: "ホームに戻る",
} as const;

/** M33: to be said wherever employees come or go. */
export const FEE_TEXT = "ご契約プランによっては、社員数によって基本費用が変わります。";

/** The name of a box that scrolls sideways, for those who do not see that it does. */
export function scrollableText(label: string): string {
  return `${label}（横にスクロールできます）`;
}

/** 「1,234件」. */
export function countedText(count: number): string {
  return `${count.toLocaleString("ja-JP")}件`;
}

export const NO_ANSWER_TEXT: Message = {
  event: "ミキワメから応答がありませんでした。",
  cause: "インターネットに接続していないか、ミキワメが一時的に停止しています。",
  remedy: "接続を確認し、時間をおいて、もう一度操作してください。",
};

export const UNEXPECTED_TEXT: Message = {
  event: "画面を表示できませんでした。",
  cause: "ミキワメの画面で予期しないエラーが発生しました。",
  remedy: "画面を再読み込みしてください。解決しない場合は、問い合わせ窓口に連絡してください。",
};

export const PAGE_MISSING_TEXT: Message = {
  event: "このページは表示できません。",
  cause: "URLが正しくないか、ページが削除されています。",
  remedy: "URLを確認するか、メニューから選び直してください。",
};
