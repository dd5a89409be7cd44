import type { SettingExpectation, StartFault } from "../core/start-fault.ts";
import { type GivenOptions, givenText } from "./command-text.ts";
import { dateTimeText } from "./date-time-text.ts";
import { listQuoted } from "./list-quoted.ts";
import { subjectText } from "./state-text.ts";

/** What only the database's owner can put right, where there are two roles; where there is one, it is the owner. */
export const MIGRATE_AS_OWNER_TEXT =
  "データベースの所有者のURLを環境変数DATABASE_URLに設定して、「mikiwame-sync migrate」を実行してください。";

/** Why nothing was begun and what to do about it, as one paragraph for the person at the command line. */
export function startFaultText(fault: StartFault, given: GivenOptions = {}): string {
  switch (fault.kind) {
    case "wrong-setting":
      return settingText(fault.setting, fault.expected);
    case "folder-in-use":
      return `データフォルダ「${fault.folder}」は、別のプロセス${fault.processId === null ? "" : `（プロセスID ${fault.processId}）`}が使用中です。そのプロセスを終了してから、もう一度実行してください。同時に使う場合は、DATABASE_URLにPostgreSQLを設定してください。`;
    case "folder-unusable":
      return `データフォルダ「${fault.folder}」を開けませんでした（${fault.reason}）。読み書きできるフォルダをDATA_DIRに設定してください。`;
    case "database-unreachable":
      return `データベース（${fault.host}）に接続できませんでした（${fault.reason}）。PostgreSQLが起動しているか、DATABASE_URLが正しいかを確認してください。`;
    case "database-refused":
      return `データベースがユーザー「${fault.user}」の接続を拒否しました。DATABASE_URLのユーザー名とパスワードを確認してください。`;
    case "database-missing":
      return `データベース「${fault.database}」がありません。作成するか、DATABASE_URLのデータベース名を確認してください。`;
    case "database-unfit":
      return `このデータベース（${fault.found}）は使用できません。${fault.needed}を使用してください。`;
    case "database-forbids":
      return `データベースの構造を作成または使用できませんでした。DATABASE_URLのユーザーに、必要な権限がありません。先に、${MIGRATE_AS_OWNER_TEXT}そのあとも同じメッセージが表示される場合は、PostgreSQLの「grant」で、このユーザーに権限を与えてください。`;
    case "schema-behind":
      return `データベースが、以前のバージョンの構造です。バックアップを取ってから、${MIGRATE_AS_OWNER_TEXT}`;
    case "schema-ahead":
      return "データベースが、このプログラムより新しいバージョンの構造です。新しいバージョンのプログラムを使用してください。";
    case "schema-altered":
      return "データベースの構造が、このプログラムの記録と一致しません。バックアップから戻すか、問い合わせ窓口に連絡してください。";
    case "key-unusable":
      return `暗号鍵を使用できませんでした（${fault.reason}）。環境変数SECRET_KEYに正しい鍵を設定してください。`;
    case "no-company":
      return noCompanyText(fault);
    case "company-not-named":
      return `企業が複数あります。「--company」に${fault.slugs.join("、")}のいずれかを指定してください。`;
    case "not-linked":
      return notLinkedText(fault);
    case "link-expired":
      return `管理者「${fault.administratorEmail}」の連携は有効期限が切れています。再連携してから、もう一度実行してください。同期済みの情報は削除されていません。`;
    case "link-unreadable":
      return `管理者「${fault.administratorEmail}」の連携の情報を読み取れませんでした。暗号鍵が変わった可能性があります。環境変数SECRET_KEYに、連携したときの暗号鍵も設定するか、再連携してください。`;
    case "run-open":
      return `${fault.actor}が ${dateTimeText(fault.requestedAt)} に開始した${subjectText(fault.subject)}の同期が処理中です（実行ID ${fault.runId}）。終わるまで待ってから、もう一度実行してください。`;
    case "plan-waiting":
      return planWaitingText(fault, given);
    case "no-run":
      return `実行ID ${listQuoted([fault.runId])}の同期はありません。「${runsCommand(given)}」で実行IDを確認してください。`;
    case "run-not-undoable":
      return `実行ID ${listQuoted([fault.runId])}の処理は、ミキワメの情報を変更していないため、取り消せません。「${runsCommand(given)}」で、取り消す処理の実行IDを確認してください。`;
    case "slug-taken":
      return `企業「${fault.slug}」はすでにあります。別の名前を指定してください。`;
    case "invalid-slug":
      return `「${fault.slug}」は企業を指定する名前にできません。半角の英小文字、数字、ハイフンを63文字までで指定してください。`;
    case "port-in-use":
      return `ポート${fault.port}は、別のプロセスが使用中です。そのプロセスを終了するか、別のポート番号を指定してください。ミキワメは環境変数PORTまたはOPERATING_PORT、練習用のSmartHRは「npm start -- --sandbox-port」または「sandbox --port」で指定します。`;
    case "web-not-built":
      return "画面のファイルが作成されていません。「npm ci」のあとに「npm run build:web」を実行してから、もう一度起動してください。";
    case "embedded-serves-alone":
      return "組み込みのデータベースでは、画面と同期の処理を別々に起動できません。「--web-only」「--worker-only」をつけずに起動するか、DATABASE_URLにPostgreSQLを設定してください。";
    case "invalid-email":
      return `${listQuoted([fault.email])}はメールアドレスではありません。「taro@example.com」のように、半角で指定してください。`;
    case "administrator-exists":
      return `メールアドレス${listQuoted([fault.email])}は、すでに登録されています。パスワードを設定し直す場合は「mikiwame-sync admin reset-password」を実行してください。`;
    case "no-administrator":
      return `メールアドレス${listQuoted([fault.email])}は登録されていません。「mikiwame-sync admin list」で確認するか、「mikiwame-sync admin add」で追加してください。`;
  }
}

function notLinkedText({ administratorEmail }: Extract<StartFault, { kind: "not-linked" }>): string {
  return administratorEmail === null
    ? "SmartHRと連携していません。環境変数SMARTHR_SUBDOMAINとSMARTHR_ACCESS_TOKENを設定するか、連携した管理者のメールアドレスを「--as」に指定してください。"
    : `管理者「${administratorEmail}」はSmartHRと連携していません。連携設定は管理者ごとに必要です。SmartHRと連携してから、もう一度実行してください。`;
}

function runsCommand({ company }: GivenOptions): string {
  return `mikiwame-sync runs${givenText(company === undefined ? {} : { company })}`;
}

function planWaitingText(fault: Extract<StartFault, { kind: "plan-waiting" }>, given: GivenOptions): string {
  const { actor, subject, heldAt, runId, undoing } = fault;
  const waits = `${actor}が開始した${subjectText(subject)}の処理が、${dateTimeText(heldAt)} から確認待ちです（実行ID ${runId}）。`;
  const command = undoing === undefined ? `mikiwame-sync sync ${subject}` : `mikiwame-sync undo ${undoing}`;
  const acting = `${command} --expect DIGEST${undoing === undefined ? " --approve" : ""}${givenText(given)}`;
  return `${waits}ミキワメの画面で内容を確認し、反映するか中止してから、もう一度実行してください。確認待ちの処理を中止して代わりに実行する場合は、「${command}${givenText(given)}」で内容を確認し、表示されたダイジェストを指定して「${acting}」を実行してください。`;
}

function noCompanyText({ slug, slugs }: Extract<StartFault, { kind: "no-company" }>): string {
  if (slug === null)
    return "企業がまだありません。「mikiwame-sync company add」で追加してから、もう一度実行してください。";
  return `企業「${slug}」はありません。${slugs.length === 0 ? "「mikiwame-sync company add」で追加してください。" : `「--company」には${slugs.join("、")}のいずれかを指定してください。`}`;
}

function settingText(setting: string, expected: SettingExpectation): string {
  switch (expected) {
    case "postgres-url":
      return `環境変数「${setting}」には、「postgres://ユーザー:パスワード@ホスト:5432/データベース」の形で設定してください。`;
    case "folder":
      return `環境変数「${setting}」には、フォルダの場所を設定してください。`;
    case "https-url":
      return `環境変数「${setting}」には、「https://」で始まるURLを設定してください。`;
    case "https-url-template":
      return `環境変数「${setting}」には、「https://{subdomain}.smarthr.jp/api」のような、「https://」で始まるURLを設定してください。`;
    case "subdomain":
      return `環境変数「${setting}」には、SmartHRのサブドメインを設定してください。「https://acme.smarthr.jp」の「acme」の部分です。`;
    case "token":
      return `環境変数「${setting}」には、SmartHRで発行したアクセストークンを、空白や改行を入れずに設定してください。`;
    case "smtp-url":
      return `環境変数「${setting}」には、「smtp://ユーザー:パスワード@ホスト:587」または「smtps://」で始まる、メールサーバーのURLを設定してください。`;
    case "sender":
      return `環境変数「${setting}」には、メールの差出人を「no-reply@example.com」または「ミキワメ<no-reply@example.com>」の形で設定してください。`;
    case "both-or-neither":
      return `環境変数「${setting}」が設定されていません。組になる設定と一緒に設定してください。`;
    case "port":
      return `環境変数「${setting}」には、0から65535までのポート番号を設定してください。`;
    case "log-level":
      return `環境変数「${setting}」には、「error」「warn」「info」「debug」のいずれかを設定してください。`;
    case "host":
      return `環境変数「${setting}」には、待ち受けるアドレスを「127.0.0.1」のように設定してください。`;
    case "metrics-token":
      return `環境変数「${setting}」には、16文字以上の推測されにくい文字列を、空白を入れずに設定してください。「OPERATING_HOST」にこのコンピューター以外からも接続できるアドレスを設定するときに必要です。`;
    case "secret-key":
      return `環境変数「${setting}」には、32バイトの暗号鍵をBase64で設定してください。「openssl rand -base64 32」で作成できます。`;
  }
}
