import { dateTimeText } from "../../text/date-time-text.ts";
import type { Message } from "../../text/message.ts";

/** The words of 設定. */
export const SETTINGS_TEXT = {
  heading: "設定",
  back: "設定に戻る",
  company: "企業情報",
  companyName: "企業名",
  departments: "部署",
  departmentsAbout: "部署の確認と編集、SmartHRとの同期を行ないます。",
  manageDepartments: "部署を管理する",
  departmentsAboutViewer: "登録されている部署を確認します。",
  showDepartments: "部署を確認する",
  syncRules: "同期の設定",
  createRetired: "ミキワメに登録のない、退職済みの従業員",
  createRetiredYes: "退職者フラグをつけて登録する",
  createRetiredYesAbout: "退職済みの従業員も社員一覧に加わります。退職者は、対象人数に含みません。",
  createRetiredNo: "登録しない（対象外にする）",
  createRetiredNoAbout:
    "登録しなかった従業員は、「対象外」としてエラーファイルに記載します。登録済みの社員が退職した場合は、この設定に関わらず退職者フラグがつきます。",
  whenAddressChanged: "SmartHRでメールアドレスが変わった社員",
  createNew: "新しい社員として登録する",
  createNewAbout:
    "元の社員は、元のメールアドレスのまま残ります。社員が1人増えるため、基本費用が変わる場合があります。元の社員が不要な場合は、削除してください。",
  followPerson: "同じ社員として、メールアドレスを更新する",
  followPersonAbout:
    "SmartHRの従業員が前回の同期と同じ場合に、元の社員のメールアドレスを更新します。履歴はそのまま残り、社員は増えません。",
  whenAddressChangedAbout: "同期の前に「変更内容を確認する」を選ぶと、社員ごとに選べます。",
  none: "なし",
  guards: "同期の安全確認",
  guardsAbout: "通常と異なる変更がある同期を、反映する前に止める基準です。",
  changeGuards: "基準を変更する",
  showGuards: "基準を確認する",
  save: "保存",
  saved: "設定を保存しました。",
  administrators: "管理者",
  administratorsAbout: "ミキワメを利用する管理者と閲覧者を招待します。",
  manageAdministrators: "管理者を管理する",
  administratorsAboutViewer: "ミキワメを利用している管理者と閲覧者を確認します。",
  showAdministrators: "管理者を確認する",
  account: "パスワード",
  currentPassword: "現在のパスワード",
  newPassword: "新しいパスワード",
  passwordHelp: "12文字以上で入力してください。",
  changePassword: "パスワードを変更",
  passwordChanged: "パスワードを変更しました。ほかのブラウザではログアウトされます。",
  contact: "問い合わせ窓口",
  contactAbout: "エラーの対処などで案内する窓口です。",
  contactName: "窓口の名前",
  contactUrl: "URL",
  contactEmail: "メールアドレス",
  contactHours: "受付時間",
  optOuts: "連携しない社員",
  optOutsAbout:
    "SmartHRで「連携しない」を選んだ社員を確認します。カスタム項目「ミキワメ連携」が削除された場合の対処もできます。",
  optOutsAboutViewer: "SmartHRで「連携しない」を選んだ社員を確認します。",
  showOptOuts: "連携しない社員を確認する",
  externalTools: "外部ツールとの連携",
  smarthr: "SmartHR連携",
  smarthrAbout: "SmartHRの部署と従業員情報を、ミキワメに同期します。",
  link: "連携する",
  renew: "再連携する",
  smarthrAboutViewer: "SmartHRの部署と従業員情報は、管理者が連携して同期します。",
  viewerCannotLink: "連携できるのは管理者のみです。",
} as const;

/** The words of SmartHR連携. */
export const LINK_TEXT = {
  heading: "SmartHR連携",
  completed: "SmartHRとの連携設定が完了しました。",
  completedCause: "「部署管理」と「自社社員管理」で「SmartHRと同期」を利用できます。",
  completedRemedy: "先に部署を、そのあとに社員を同期してください。",
  ended: "SmartHRとの連携を解除しました。",
  discarded: "連携を取りやめました。",
  state: "連携の状態",
  status: "ステータス",
  linked: "連携中",
  expired: "期限切れ",
  rejected: "無効",
  notLinked: "未連携",
  tenantUrl: "連携中のアカウントURL",
  linkedAt: "連携日時",
  daysLeft: "連携有効日数",
  kind: "連携の方法",
  oauth: "SmartHRのアカウント",
  token: "アクセストークン",
  notLinkedAbout:
    "SmartHRと連携すると、部署と社員を同期できます。連携は最大90日間有効です。連携設定は管理者ごとに必要です。",
  expiredEvent: "連携の有効期限が切れています。",
  expiredCause: "連携してから90日が過ぎたため、「SmartHRと同期」を利用できません。同期済みの情報は削除されていません。",
  expiredRemedy: "「再連携する」を選んでください。",
  rejectedEvent: "SmartHRとの連携が無効になっています。",
  rejectedRemedy:
    "「再連携する」を選んでください。アクセストークンで連携している場合は、SmartHRの「共通設定」＞「外部システム連携」＞「アクセストークン」で新しいアクセストークンを発行し、そのアクセストークンで連携してください。",
  oauthHeading: "SmartHRのアカウントで連携する",
  oauthAbout: "SmartHRの画面に移動します。SmartHRの管理者のアカウントでログインし、連携を許可してください。",
  oauthNotOffered: "この環境では、SmartHRのアカウントによる連携を利用できません。アクセストークンで連携してください。",
  link: "連携する",
  renew: "再連携する",
  tokenHeading: "アクセストークンで連携する",
  tokenAbout:
    "SmartHRの「共通設定」＞「外部システム連携」＞「アクセストークン」で発行したアクセストークンを使用します。従業員、部署、雇用形態、役職、従業員項目の参照と、従業員項目の追加を許可してください。",
  subdomain: "SmartHRのURLまたはサブドメイン",
  subdomainExample: "「https://acme.smarthr.jp」または「acme」",
  accessToken: "アクセストークン",
  accessTokenHelp: "暗号化して保存します。画面には表示しません。",
  linkByToken: "アクセストークンで連携する",
  renewByToken: "アクセストークンで再連携する",
  unlink: "連携を解除する",
  unlinkTitle: "SmartHRとの連携を解除しますか？",
  unlinkAbout: [
    "解除すると、この管理者は「SmartHRと同期」を利用できなくなります。",
    "保存されているアクセストークンを削除します。",
    "ミキワメに登録されている部署と社員は削除されません。",
    "確認待ちの変更内容は残り、管理者が反映できます。不要な場合は、「処理の詳細」で中止してください。",
  ],
  ok: "OK",
  others: "ほかの管理者の連携",
  othersAbout: "連携設定は管理者ごとに必要です。ほかの管理者の連携を使って同期することはありません。",
  administrator: "管理者",
  otherTenantTitle: "これまでの連携と異なるSmartHRアカウントです。",
  otherTenantRemedy: "このアカウントの情報を同期してよいかを確認し、正しい場合のみ連携してください。",
  accountHeading: "SmartHRのアカウントを入力してください",
  accountAbout: "SmartHRで連携が許可されました。連携するSmartHRのURLを入力すると、連携設定が完了します。",
  nameAccount: "このアカウントで連携する",
  confirmOther: "このアカウントで連携する",
  discardOther: "連携しない",
  optOutEvent: "社員を同期する前に、SmartHRでの作業が必要です。",
  optOutHeading: "「ミキワメ連携」を作成してください",
  optOutLostHeading: "「ミキワメ連携」を確認してください",
  optOutLostEvent: "「ミキワメ連携」に問題があるため、社員を同期できません。",
  optOutCause:
    "連携に使用しているアクセストークンまたはアプリに、カスタム従業員項目を追加する権限がないか、SmartHRにある「ミキワメ連携」で「連携しない」を選べません。",
  optOutRemedy:
    "SmartHRに「ミキワメ連携」がある場合は、ドロップダウンリストに「連携しない」を追加してから、この画面で、もう一度連携してください。ない場合は、次の手順で作成してください。",
  toOptOuts: "「連携しない社員」を確認する",
  optOutSteps: [
    "SmartHRの「共通設定」＞「従業員項目」＞「カスタム従業員項目」を開きます。",
    "グループ「ミキワメカテゴリー」を追加します。",
    "「ミキワメカテゴリー」に、項目「ミキワメ連携」をドロップダウンリストで追加します。",
    "選択肢に「連携する」（物理名sync）と「連携しない」（物理名skip）を追加します。",
    "この画面で、もう一度連携してください。",
  ],
} as const;

/** Why a viewer has nothing to do on SmartHR連携. */
export const NO_VIEWERS_LINK_TEXT: Message = {
  event: "閲覧者は、SmartHR連携を利用できません。",
  cause: "連携できるのは管理者のみです。",
  remedy: "連携や再連携が必要な場合は、管理者に依頼してください。",
};

/** When SmartHR refused the link, and why it may have. */
export function rejectedCause(rejectedAt: number): string {
  return `${dateTimeText(rejectedAt)} に終了した処理で、SmartHRから情報を取得できませんでした。SmartHRで連携が解除されたか、アクセストークンが削除された可能性があります。同期済みの情報は削除されていません。`;
}

/** M29, with the date: 残り90日（2026/06/30まで）. */
export function daysLeftText(daysLeft: number, lastDay: string): string {
  return daysLeft < 0 ? `期限切れ（${lastDay}まで）` : `残り${daysLeft}日（${lastDay}まで）`;
}

/** What a link to a tenant other than the company's would mean. */
export function otherTenantText(subdomain: string, linkedSubdomains: readonly string[]): string {
  const linked = linkedSubdomains.map((one) => `「${one}」`).join("");
  return `連携しようとしているのは「${subdomain}」ですが、この企業では${linked}と連携しています。異なる会社の従業員を同期するおそれがあります。`;
}

/** The words of 管理者. */
export const ADMINISTRATORS_TEXT = {
  heading: "管理者",
  invite: "招待する",
  inviteTitle: "管理者を招待",
  columns: ["名前", "メールアドレス", "権限", "SmartHR連携", "最終ログイン", "操作"],
  administrator: "管理者",
  viewer: "閲覧者",
  administratorAbout: "すべての操作を行なえます。",
  viewerAbout: "部署、社員、処理の結果を確認します。変更は行なえません。",
  becomesViewer: "この人のSmartHRとの連携は、解除されます。",
  email: "メールアドレス",
  name: "名前",
  role: "権限",
  invited: "招待中",
  none: "-",
  link: { "not-linked": "未連携", linked: "連携中", expired: "期限切れ" },
  makeViewer: "閲覧者にする",
  makeAdministrator: "管理者にする",
  newInvitation: "URLを再発行",
  remove: "削除",
  removed: "管理者を削除しました。",
  roleChanged: "権限を変更しました。",
  invitationTitle: "パスワードを設定するURL",
  mailed: "招待のメールを送信しました。届かない場合は、次のURLを本人に伝えてください。",
  mailTitle: "パスワードの再設定",
  mailedAlone: "パスワードを再設定するURLを、本人にメールで送信しました。URLは本人のメールだけに記載しています。",
  notMailed: "次のURLを本人に伝えてください。URLを開くと、パスワードを設定してログインできます。",
  url: "URL",
  copy: "URLをコピー",
  copied: "コピーしました。",
  ok: "OK",
} as const;

/** The title over the question whether somebody is to be removed, and what will happen. */
export function removeText(name: string): { readonly title: string; readonly lines: readonly string[] } {
  return {
    title: `${name}さんを削除しますか？`,
    lines: [
      "この人は、ミキワメにログインできなくなります。",
      "SmartHRとの連携も解除されます。",
      "この人が行なった操作の履歴は残ります。",
    ],
  };
}

/** The title over the question whether somebody's role is to change. */
export function changeRoleText(name: string, role: string): string {
  return `${name}さんの権限を「${role}」に変更しますか？`;
}

/** Mail is set up, but the letter with a new-password link could not be sent. */
export const PASSWORD_UNSENT_TEXT: Message = {
  event: "パスワードを再設定するURLを送信できませんでした。",
  cause: "メールサーバーに接続できないか、メールサーバーが送信を受け付けませんでした。",
  remedy:
    "時間をおいて、もう一度［URLを再発行］を押してください。解決しない場合は、ミキワメの運用担当者に連絡してください。",
};

/** Until when a link that was mailed can be used. */
export function mailedExpiryText(until: string): string {
  return `メールに記載したURLは${until}まで、1回だけ使用できます。`;
}

/** Until when an invitation can be used. */
export function invitationExpiryText(until: string): string {
  return `このURLは${until}まで、1回だけ使用できます。`;
}
