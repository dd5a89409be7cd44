import type { Instant } from "../core/calendar.ts";
import type { GuardName } from "../core/guards.ts";
import { type Counts, countNamesOf, type RunKind, type RunState, type Subject } from "../core/run.ts";
import { dateMinuteText } from "./date-time-text.ts";
import { guardNumberText } from "./guard-text.ts";
import { approveText, runNameText } from "./run-summary-text.ts";
import { countText, stateText, subjectText } from "./state-text.ts";

/** What the command line says of itself; names of commands and options are given by the command line. */
export const COMMAND_TEXT = {
  product: "SmartHRの部署と社員を、ミキワメに同期します。",
  sync: "SmartHRの部署または社員を同期します。",
  syncOf: {
    departments: "SmartHRの部署を同期する内容を表示します。「--apply」をつけると同期します。",
    employees: "SmartHRの社員を同期する内容を表示します。「--apply」をつけると同期します。",
  },
  apply: "同期します（つけないときは、内容を表示するだけで何も変更しません）",
  expect: "内容がこのダイジェストと一致するときだけ同期します",
  approve: "確認待ちになる同期を、内容を確認したうえで同期します（「--expect」と一緒に指定）",
  approveNeedsExpect:
    "「--approve」は「--expect」と一緒に指定してください。先に内容を表示し、そのダイジェストを「--expect」に指定します。",
  digestExpected:
    "先に「--apply」をつけずに実行し、表示されたダイジェスト（半角の英数字64文字）を、そのまま指定してください。",
  json: "結果をJSONで出力します",
  company: "企業（複数あるときに指定）",
  actor: "実行者のメールアドレス（履歴に表示されます）",
  departments: "ミキワメの部署を表示します。",
  employees: "ミキワメの社員を表示します。",
  runs: "同期の一覧を新しい順に表示します。",
  run: "1回の同期の結果を表示します。",
  runId: "実行ID",
  undo: "1回の処理で変更した内容を元に戻す計画を表示します。「--apply」をつけると元に戻します。",
  undoApply: "元に戻します（つけないときは、内容を表示するだけで何も変更しません）",
  undoExpect: "内容がこのダイジェストと一致するときだけ元に戻します",
  explain:
    "1人の社員が同期される理由、または同期されない理由を表示します。「--apply」をつけると、その社員だけを同期します。",
  person: "メールアドレス、または社員番号（ミキワメに登録のない人も指定できます）",
  personExpected: "メールアドレス、または社員番号を指定してください。",
  explainApply: "この社員だけを同期します（つけないときは、理由を表示するだけで何も変更しません）",
  explainApprove: "別の人の情報で上書きされる場合も、内容を確認したうえで同期します（「--expect」と一緒に指定）",
  sandbox: "練習用のSmartHRを起動します。",
  port: "待ち受けるポート番号",
  sandboxPort: "練習用のSmartHRが待ち受けるポート番号",
  seed: "はじめのデータ（manual、demo、edge-cases、または従業員の人数）",
  portExpected: "0から65535までの数を指定してください。",
  seedExpected: "manual、demo、edge-cases、または従業員の人数を指定してください。",
  noLimits: "SmartHRの利用回数の制限をなくします",
  migrate: "データベースの構造を、このバージョンに合わせます。",
  doctor: "設定、データベース、SmartHRとの接続を確認します。",
  rotateKey: "保存した連携の情報を、今の暗号鍵（SECRET_KEYの最初のもの）で暗号化し直します。",
  optOutField: "SmartHRの「ミキワメ連携」が正しく使えるかと、「連携しない」を選んでいた従業員を確認します。",
  remake: "「ミキワメ連携」がないときに、SmartHRに作成し直します（前に選んだ内容は戻りません）",
  restore: "最後の同期で「連携しない」を選んでいた従業員を、SmartHRで「連携しない」に戻します",
  demo: "ミキワメと練習用のSmartHRを、見本の部署と社員を入れて起動します。",
  serve: "ミキワメを起動します。",
  webOnly: "画面だけを起動します（同期の処理は別に起動）",
  workerOnly: "同期の処理だけを起動します",
  webOrWorker: "「--web-only」と「--worker-only」は、どちらか1つを指定してください。",
  reset: "前回のデータを消して、はじめからやり直します",
  companies: "企業を管理します。",
  companyAdd: "企業を追加します。",
  companyList: "企業を表示します。",
  slug: "企業を指定するときの名前（半角の英小文字、数字、ハイフン）",
  companyName: "企業の名前",
  companyNameExpected: "企業の名前を入力してください。",
  admins: "ログインする管理者と閲覧者を管理します。",
  adminAdd: "管理者または閲覧者を追加し、パスワードを設定するURLを表示します。",
  adminList: "管理者と閲覧者を表示します。",
  adminResetPassword: "パスワードを設定し直すURLを表示します。",
  adminEmail: "メールアドレス",
  adminName: "名前",
  adminNameExpected: "名前を入力してください。",
  role: "権限（administratorまたはviewer）",
  roleExpected: "administratorまたはviewerを指定してください。",
} as const;

/** Who did it when nobody was named: shown in the history. */
export const COMMAND_LINE_ACTOR = "コマンドライン";

/** The counts of a run in one line. */
export function countsText(counts: Counts, kind: RunKind = "sync"): string {
  if (kind === "undo") return undoCountsText(counts);
  const [read, ...fates] = countNamesOf(kind).map((name) => `${countText(name)} ${counts[name] ?? 0}件`);
  return `${read}（${fates.join("、")}）`;
}

/** An option that was given twice with a value. */
export function givenOnceText(flags: string): string {
  return `「${flags}」は、1回だけ指定してください。`;
}

/** Which company a command was given, and whose link and name. */
export interface GivenOptions {
  readonly company?: string;
  readonly as?: string;
}

/** The same options for the next command, which finds the same company and link by them; with a blank before each. */
export function givenText({ company, as: email }: GivenOptions): string {
  return `${company === undefined ? "" : ` --company ${company}`}${email === undefined ? "" : ` --as ${email}`}`;
}

/** What stands between a result and the reader who wants all of it. */
export function moreRowsText(hiddenCount: number): string {
  return `ほか${hiddenCount}件。すべて見るには「--json」をつけてください。`;
}

/** The parts of a message as headings of a table. */
export const MESSAGE_HEADINGS = { event: "事象", cause: "原因", remedy: "対処" } as const;

/** The headings over the changes of a run. */
export const CHANGE_HEADINGS = ["変更", "対象", "内容"] as const;

/** What the report is about, in one line. */
export function reportHeading(summary: {
  readonly subject: Subject;
  readonly runId: string | null;
  readonly kind: RunKind | null;
  readonly state: RunState | null;
}): string {
  const { subject, runId, kind, state } = summary;
  if (runId === null || state === null) return `${subjectText(subject)}を同期する内容（まだ同期していません）`;
  return `${runNameText(subject, kind ?? "sync")}: ${stateText(state)}（実行ID ${runId}）`;
}

/** What the report of an undo is about, in one line. */
export function undoHeading(summary: Parameters<typeof reportHeading>[0], undoOf: string): string {
  const name = `${subjectText(summary.subject)}の同期の取り消し`;
  const undone = `取り消す処理の実行ID ${undoOf}`;
  if (summary.runId === null || summary.state === null) return `${name}の内容（まだ取り消していません、${undone}）`;
  return `${name}: ${stateText(summary.state)}（実行ID ${summary.runId}、${undone}）`;
}

/** The counts of an undo in one line. */
export function undoCountsText({ read, update, create, unchanged, delete: deleted = 0 }: Counts): string {
  return `対象 ${read}件（元の値に戻す ${update}件、削除 ${deleted}件、登録し直す ${create}件、変更なし ${unchanged}件）`;
}

/** An undo of which nothing is left to do. */
export const NOTHING_TO_UNDO = "元に戻すものはありません。";

/** What comes after an undo: said before and after it is applied. */
export const AFTER_UNDO = "SmartHRの情報は変わらないため、次に同期すると、SmartHRの内容がもう一度反映されます。";

/** The heading over what an undo leaves as it is. */
export const KEPT_HEADING = "取り消さずに残すもの";

/** How to go on from an undo that was only shown. */
export function plannedUndoText(digest: string): string {
  return `ダイジェスト: ${digest}\n元に戻すには、「--apply」をつけて実行してください。この内容だけを元に戻すには、「--expect」にダイジェストを指定してください。`;
}

/** How to go on from a plan that was only shown. */
export function plannedText(digest: string): string {
  return `ダイジェスト: ${digest}\n同期するには、「--apply」をつけて実行してください。この内容だけを同期するには、「--expect」にダイジェストを指定してください。`;
}

/** The heading over the guards that stop a plan. */
export const GUARDS_HEADING = "通常と異なる変更";

/** Some of the rows that a guard counts, and how many more there are. */
export function guardedRowsText(guard: GuardName, named: readonly string[], hiddenCount: number): string {
  return `対象: ${named.join("、")}${hiddenCount > 0 ? `、ほか${guardNumberText(guard, hiddenCount)}` : ""}`;
}

/** What one of a plan's counts is made of, in one line. */
export function tallyText(heading: string, tally: readonly (readonly [name: string, count: number])[]): string {
  return `${heading}: ${tally.map(([name, count]) => `${name} ${count}件`).join("、")}`;
}

/** How to go on from a plan that was only shown, and that a guard would stop. */
export function stoppedPlanText(subject: Subject, digest: string, given: GivenOptions): string {
  return [
    `ダイジェスト: ${digest}`,
    "通常と異なる変更があるため、「--apply」をつけて実行すると、反映せずに確認待ちになります。",
    "この内容で同期するには、変更内容を確認してから、次のコマンドを実行してください。",
    `  ${approvingCommand(subject, digest, given)}`,
  ].join("\n");
}

/** Both ways on from a run that waits for approval. */
export function heldText(address: string, subject: Subject, digest: string, given: GivenOptions): string {
  return [
    "ミキワメの情報は、まだ変更されていません。変更内容を確認し、次のどちらかの方法で進めてください。",
    `1. ミキワメの画面で「${approveText("sync")}」または「中止」を選びます: ${address}`,
    "2. 次のコマンドを実行します。SmartHRからもう一度取得し、この内容と一致する場合だけ同期します。",
    `  ${approvingCommand(subject, digest, given)}`,
  ].join("\n");
}

/** The way on where something was chosen on the screens, of which a command knows nothing: its plan would be another one. */
export function heldOnScreenText(address: string): string {
  return `ミキワメの情報は、まだ変更されていません。ミキワメの画面で変更内容を確認し、「${approveText("sync")}」または「中止」を選んでください: ${address}`;
}

/** The way on from an undo that waits for approval. */
export function heldUndoText(address: string): string {
  return `ミキワメの情報は、まだ変更されていません。ミキワメの画面で変更内容を確認し、「${approveText("undo")}」または「中止」を選んでください: ${address}`;
}

function approvingCommand(subject: Subject, digest: string, given: GivenOptions): string {
  return `mikiwame-sync sync ${subject} --expect ${digest} --approve${givenText(given)}`;
}

/** The progress bar's line; the words in braces are filled in by the bar. */
export const PROGRESS_FORMAT =
  "SmartHRから取得しています：{bar}{percentage}%（{value}/{total}件、残り{eta_formatted}）";

/** Headings of the lists. */
export const LIST_HEADINGS = {
  runs: ["実行ID", "ステータス", "処理名", "受付日時", "実行者", "結果概要"],
  admins: ["メールアドレス", "名前", "権限", "SmartHR連携", "最終ログイン"],
} as const;

/** A list without a row says so. */
export const NOTHING_TO_LIST = "まだありません。";

/** What to set so that a command uses the sandbox that has just started. */
export function sandboxReadyText(sandbox: {
  readonly url: string;
  readonly subdomain: string;
  readonly accessToken: string;
}): string {
  return [
    `練習用のSmartHRを起動しました: ${sandbox.url}`,
    `操作画面: ${sandbox.url}/__sandbox`,
    `SmartHRのログイン: hr@example.com / smarthr-demo（${sandbox.subdomain}）`,
    "別の端末で次の環境変数を設定すると、この練習用のSmartHRと同期できます。",
    `  export SMARTHR_AUTH_URL=${sandbox.url}`,
    `  export SMARTHR_API_URL=${sandbox.url}/api`,
    `  export SMARTHR_SUBDOMAIN=${sandbox.subdomain}`,
    `  export SMARTHR_ACCESS_TOKEN=${sandbox.accessToken}`,
    "終了するにはCtrl+Cを押してください。",
    "",
  ].join("\n");
}

/** How the demo begins. */
export function demoText(sandbox: { readonly url: string }): string {
  return `練習用のSmartHRを起動しました: ${sandbox.url}\n`;
}

/** What the demo's company and its two administrators are called. */
export const DEMO_TEXT = { company: "見本株式会社", linkedPerson: "見本花子", otherPerson: "見本太郎" } as const;

/** Where to go on, once everything runs. */
export function demoReadyText(
  appUrl: string,
  sandbox: { readonly url: string; readonly subdomain: string },
  people: readonly string[],
  password: string,
): string {
  return [
    "",
    `ミキワメ: ${appUrl}`,
    `  ログイン: ${people.join("、")}（パスワード: ${password}）`,
    `練習用のSmartHR: ${sandbox.url}`,
    `  ログイン: hr@example.com（パスワード: smarthr-demo、企業アカウント: ${sandbox.subdomain}）`,
    "終了するにはCtrl+Cを押してください。次に「npm start」を実行すると続きから、「npm start -- --reset」を実行するとはじめから開始します。",
    "",
  ].join("\n");
}

/** That the product runs, and where; null when it has no pages. */
export function servedText(appUrl: string | null): string {
  return appUrl === null ? "同期の処理を開始しました。\n" : `ミキワメを開始しました: ${appUrl}\n`;
}

/** M13, M14, in two lines. */
export function linkedText(tenantUrl: string): string {
  return `SmartHRとの連携設定が完了しました。\n連携中のアカウントURL: ${tenantUrl}\n\n`;
}

/** What `migrate` did. */
export function migratedText(steps: readonly string[]): string {
  if (steps.length === 0) return "データベースの構造は最新です。\n";
  return `データベースの構造を最新にしました（${steps.join("、")}）。\n`;
}

/** What `company add` did, and that nobody can sign in yet. */
export function companyAddedText({ slug, name }: { readonly slug: string; readonly name: string }): string {
  return `企業「${name}」（${slug}）を追加しました。次に、管理者を追加してください。\n例：mikiwame-sync admin add hr@example.com --name "見本太郎" --company ${slug}\n`;
}

/** After a company was added beside others: from now on commands have to be told which one is meant. */
export function severalCompaniesText(slug: string): string {
  return `企業が複数になりました。これからは、コマンドに「--company ${slug}」のように企業を指定してください。企業は「mikiwame-sync company list」で確認できます。\n`;
}

/** What to do with the link that was printed. */
export function handOverText(expiresAt: Instant): string {
  return `このURLを本人に伝えてください。URLを開くと、パスワードを設定できます。${dateMinuteText(expiresAt)}まで、一度だけ使用できます。\n`;
}

/** Ctrl-C, where there is no run whose result would say so. */
export const STOPPED_TEXT = "中止しました。ミキワメの情報は変更されていません。";

/** What the person at the command line sees of a defect of ours. */
export function defectText(logId: string): string {
  return `予期しないエラーが発生しました。問い合わせ窓口に、ログのID「${logId}」を伝えてください。`;
}

/** M35: nothing has to be done. */
export const OPT_OUT_FIELD_READY = "SmartHRの「ミキワメ連携」は正しく使えます。";

/** M27: the first link or sync makes it. */
export const OPT_OUT_FIELD_NOT_MADE =
  "SmartHRに「ミキワメ連携」はまだありません。連携設定をするか、社員をはじめて同期すると、作成されます。";

/** M27: so that nobody believes people are kept out who are not. */
export const OPT_OUT_UNUSED = "「連携しない」を選んだ社員は見つかっていません。";

/** Who was opted out at the last sync; where the field is lost, they are in danger of being synced against their wish. Their names follow. */
export function optedOutText(count: number, field: "ready" | "lost"): string {
  if (field === "ready") return `最後の同期では、次の${count}人が「連携しない」を選んでいました。`;
  if (count === 0)
    return "最後の同期で「連携しない」を選んでいた従業員はいません。「--remake」をつけると作成し直します。";
  return `最後の同期では、次の${count}人が「連携しない」を選んでいました。「--remake」をつけると作成し直しますが、選んだ内容は戻りません。`;
}

/** What is left to do after the field was made anew, or somebody's own was taken for it; the names follow. */
export function remadeText(outcome: "made" | "adopted", count: number): string {
  const done =
    outcome === "made" ? "SmartHRに「ミキワメ連携」を作成しました。" : "SmartHRにある「ミキワメ連携」を使用します。";
  if (count === 0) return done;
  return `${done}同期する前に、次の${count}人の「ミキワメ連携」で「連携しない」を選び直すか、「--restore」をつけて戻してください。`;
}

/** Beside the failure of a run at the command line: the command that shows the way out. */
export const OPT_OUT_FIELD_HINT =
  "コマンドラインでは「mikiwame-sync opt-out-field」で、「連携しない」を選んでいた従業員の確認と、「ミキワメ連携」の作成ができます。";

/** What `rotate-key` did to the stored tokens. */
export function rotatedText(counts: {
  readonly renewedCount: number;
  readonly currentCount: number;
  readonly unreadableCount: number;
}): string {
  const { renewedCount, currentCount, unreadableCount } = counts;
  const done = `${renewedCount}件の連携の情報を、今の暗号鍵で暗号化し直しました（すでに今の暗号鍵のもの ${currentCount}件）。`;
  if (unreadableCount === 0) return `${done}以前の暗号鍵は、SECRET_KEYから取り除けます。\n`;
  return `${done}\n${unreadableCount}件は読み取れませんでした。SECRET_KEYに以前の暗号鍵も設定して、もう一度実行してください。暗号鍵がない場合は、再連携してください。\n`;
}
