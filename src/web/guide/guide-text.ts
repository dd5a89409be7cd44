import { FEE_TEXT } from "../frame/frame-text.ts";

/** One step or question of the guide; `to` leads to the page where it is done. */
export interface GuidePart {
  readonly heading: string;
  readonly lines: readonly string[];
  /** What is good to know besides; no step of its own. */
  readonly notes?: readonly string[];
  readonly to?: "/settings" | "/settings/smarthr" | "/departments" | "/employees" | "/employees/explain" | "/runs";
  readonly linkText?: string;
}

export const GUIDE_TEXT = {
  heading: "使い方",
  about: "SmartHRの部署と従業員情報を、ミキワメに同期する手順です。",
  rulesAbout: "「同期の状態を調べる」の「根拠」に表示される番号のルールです。",
  ruleColumns: ["番号", "ルール"],
  fields: "同期される項目",
  fieldColumns: ["SmartHR", "ミキワメ"],
  employmentTypes: "雇用形態の対応",
  errors: "エラー一覧",
  contact: "問い合わせ窓口",
} as const;

/** 手順1–6 (M9–M30). */
export const GUIDE_STEPS: readonly GuidePart[] = [
  {
    heading: "手順1：SmartHR Plusサイトでの連携操作",
    lines: [
      "SmartHRの管理者のアカウントで、SmartHR Plusの「ミキワメ」のページを開きます。",
      "画面右上の「連携をはじめる」を選びます。ボタンが「アプリを開く」に変わります。",
    ],
  },
  {
    heading: "手順2：ミキワメ上での連携操作",
    lines: [
      "サブメニュー「設定」を選び、画面下部「外部ツールとの連携」の「SmartHR連携」で「連携する」を選びます。",
      "移動先の画面で「連携する」を選びます。SmartHRにログインしていない場合は、ログインします。",
      "「SmartHRとの連携設定が完了しました。」と表示されます。連携は最大90日間有効です。",
      "「連携中のアカウントURL」で、連携しているSmartHRアカウントを確認します。",
    ],
    to: "/settings",
    linkText: "設定を開く",
  },
  {
    heading: "手順3：部署情報の連携",
    lines: [
      "「設定」の「部署を管理する」を選びます。",
      "画面右上の「一括操作」＞「SmartHRと同期」を選びます。表示されない場合は、連携設定を行なってください。",
      "「同期の実行状況を確認する」から「処理一覧」を開きます。「成功」の場合は、同期が完了しています。",
      "「一部失敗」の場合は、「エラーファイル」をダウンロードして、エラーの内容を確認します。「失敗」の場合は、処理名を選び、原因と対処を確認します。",
    ],
    notes: [
      "部署は「部署コード」で照合します。部署コードが入力されていない部署は同期されません。",
      "部署コードが異なる場合は、別の部署として登録されます。別の部署がすでに同じ部署名の場合は、「部署名重複エラー」になります。",
    ],
    to: "/departments",
    linkText: "部署管理を開く",
  },
  {
    heading: "手順4：社員情報の連携",
    lines: [
      "連携しない社員がいる場合は、先にSmartHRの従業員情報の「ミキワメカテゴリー」の「ミキワメ連携」で「連携しない」を選びます。従業員情報の一括更新でも選べます。",
      "サブメニュー「自社社員管理」を選びます。",
      "画面右上の「社員情報を一括操作」＞「SmartHRと同期」を選びます。",
      "「同期の実行状況を確認する」から「処理一覧」を開き、結果を確認します。",
    ],
    notes: [
      "社員は「メールアドレス」で照合します。一致する社員は更新され、一致しない社員は新しく登録されます。",
      "ミキワメに登録のない部署の社員、氏名・氏名カナ・メールアドレスが入力されていない社員、同じメールアドレスの社員は同期されません。",
    ],
    to: "/employees",
    linkText: "自社社員管理を開く",
  },
  {
    heading: "手順5：連携期間の延長（再連携）",
    lines: [
      "「設定」の「外部ツールとの連携」で「再連携する」を選びます。",
      "移動先の画面で「再連携する」を選びます。連携有効日数が90日間に更新されます。",
      "「SmartHRとの連携設定が完了しました。」と表示されます。",
    ],
    to: "/settings",
    linkText: "設定を開く",
  },
  {
    heading: "手順6：連携の解除",
    lines: ["「設定」の「外部ツールとの連携」で「連携を解除する」を選び、「OK」を選びます。"],
    notes: ["同期済みの部署と社員は削除されません。"],
    to: "/settings",
    linkText: "設定を開く",
  },
];

/** Q1–Q5：(M31–M35), and what people ask besides. */
export const GUIDE_QUESTIONS: readonly GuidePart[] = [
  {
    heading: "Q1：連携設定は、管理者ごとに必要ですか？",
    lines: [
      "必要です。1人が連携しても、ほかの管理者は同期を実行できません。",
      "同期済みの部署と社員の情報は、連携していない管理者も利用できます。",
    ],
  },
  {
    heading: "Q2：連携の有効日数が切れると、どうなりますか？",
    lines: [
      "「SmartHRと同期」を利用できなくなり、選ぶと連携設定のページに移動します。再連携すると、また利用できます。",
      "同期済みの情報は削除されません。",
    ],
  },
  {
    heading: "Q3：連携する必要のない社員を、誤って連携しました。",
    lines: [
      "自社社員管理で社員を選び、削除してください。次の同期で登録されないように、SmartHRの「ミキワメ連携」で「連携しない」を選んでください。",
      FEE_TEXT,
    ],
  },
  {
    heading: "Q4：社員が退職した場合は、どうすればよいですか？",
    lines: [
      "SmartHRの在籍状況と退職年月日を変更してから、社員を同期してください。ミキワメの社員のページで「退職者フラグ」をつけることもできます。",
      "退職者は「似ている社員機能」に表示されず、ウェルビーイングサーベイも配信されません。",
    ],
  },
  {
    heading: "Q5：SmartHRの「ミキワメカテゴリー」を削除してもよいですか？",
    lines: ["カスタム項目は必ず削除しないでください。「連携しない」の選択が失われるため、社員の同期を中止します。"],
  },
  {
    heading: "SmartHRの情報を更新すると、自動で同期されますか？",
    lines: ["自動では同期されません。SmartHRで情報を更新したら、もう一度同期してください。"],
  },
  {
    heading: "SmartHRにいる社員が、ミキワメに表示されません。",
    lines: [
      "「同期の状態を調べる」で、社員番号またはメールアドレスを入力すると、連携されない理由と対処を確認できます。",
      "SmartHRの従業員情報を修正したあとは、その社員だけを同期できます。",
    ],
    to: "/employees/explain",
    linkText: "同期の状態を調べる",
  },
  {
    heading: "ミキワメのメールアドレスを変更できますか？",
    lines: ["変更するには、問い合わせ窓口への連絡が必要です。"],
  },
];

/** M3: what is synced of a person. */
export const EMPLOYEE_FIELD_PAIRS: readonly (readonly [smarthr: string, ours: string])[] = [
  ["姓、名（ビジネスネームがある場合は、ビジネスネーム）", "氏名（姓）、氏名（名）"],
  ["姓（カタカナ）、名（カタカナ）", "姓（カナ）、名（カナ）"],
  ["社員番号", "社員番号"],
  ["戸籍上の性別", "性別"],
  ["生年月日", "生年月日"],
  ["所属部署（部署1のみ）", "所属部署"],
  ["役職（役職1のみ）", "役職"],
  ["入社年月日", "入社日"],
  ["退職年月日", "退職日"],
  ["雇用形態", "雇用形態"],
  ["メールアドレス", "メールアドレス"],
  ["在籍状況（退職済の場合のみ）", "退職者フラグ"],
];

/** M7. */
export const EMPLOYMENT_TYPE_PAIRS: readonly (readonly [smarthr: string, ours: string])[] = [
  ["正社員", "正社員"],
  ["契約社員", "契約社員"],
  ["派遣社員", "派遣社員"],
  ["アルバイト・パート", "パート・アルバイト"],
  ["業務委託", "業務委託"],
  ["役員", "役員（任用契約）"],
  ["その他、自社独自の雇用形態、名前を変更した雇用形態", "その他"],
];

/** The words of エラー一覧. */
export const CATALOGUE_TEXT = {
  heading: "エラー一覧",
  about: "エラーファイルに記載されるエラーコードと、同期が「失敗」になる原因の一覧です。「」の中の名前や値は例です。",
  code: "エラーコード",
  event: "事象",
  cause: "原因",
  remedy: "対処",
  back: "使い方に戻る",
} as const;
