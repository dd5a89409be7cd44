import { type Examination, isTolerable, isWell } from "../core/examination.ts";
import { EXPIRING_DAYS } from "../core/operating-figures.ts";
import { dateTimeText } from "./date-time-text.ts";
import { failureText } from "./failure-text.ts";
import { MIGRATE_AS_OWNER_TEXT, startFaultText } from "./start-fault-text.ts";

/** One line of `doctor`: ✓ and what was found, or ✗ and what to do. */
export function examinationText(examination: Examination): string {
  return `${isWell(examination) ? "✓" : "✗"} ${foundText(examination)}`;
}

function foundText(examination: Examination): string {
  switch (examination.kind) {
    case "fault":
      return startFaultText(examination.fault);
    case "settings":
      return "環境変数: 正しく設定されています。";
    case "database":
      return databaseText(examination);
    case "schema":
      return "データベースの構造: 最新です。";
    case "queue":
      return queueText(examination);
    case "key":
      return keyText(examination);
    case "clock":
      return clockText(examination);
    case "links":
      return linksText(examination);
    case "waiting-run":
      return waitingRunText(examination);
    case "lost-runs":
      return examination.count === 0
        ? "処理中の同期: 止まっているものはありません。"
        : `処理中の同期: ${examination.count}件は、処理するプロセスが終了しています。「mikiwame-sync serve」が動いているかを確認してください。動いていれば、自動で処理を再開します。`;
    case "mail":
      return mailText(examination.answer);
    case "smarthr":
      return smarthrText(examination.answer);
    case "disk":
      return diskText(examination);
    case "back-up":
      return backupText(examination);
  }
}

type Found<Kind extends Examination["kind"]> = Extract<Examination, { kind: Kind }>;

function databaseText({ engine, version, missingRights }: Found<"database">): string {
  const found = `${engine === "embedded" ? "組み込みのデータベース" : "PostgreSQL"}（${version}）に接続しました`;
  if (missingRights.length === 0) return `データベース: ${found}。`;
  return `データベース: ${found}が、ユーザーの権限が足りません（${missingRights.join("、")}）。データベースの所有者のユーザーで、PostgreSQLの「grant」を実行して、このユーザーに権限を与えてください。`;
}

function queueText({ version, expected, mayMake }: Found<"queue">): string {
  if (version === null) {
    return mayMake
      ? "同期の順番待ち（pgboss）: まだ作成されていません。はじめて起動するときに作成します。"
      : `同期の順番待ち（pgboss）: まだ作成されていません。DATABASE_URLのユーザーには、作成する権限がありません。${MIGRATE_AS_OWNER_TEXT}`;
  }
  if (version === expected) return `同期の順番待ち（pgboss）: 最新です（${version}）。`;
  return version < expected
    ? `同期の順番待ち（pgboss）: 以前のバージョンの構造です（${version}）。${MIGRATE_AS_OWNER_TEXT}`
    : `同期の順番待ち（pgboss）: このプログラムより新しいバージョンの構造です（${version}）。新しいバージョンのプログラムを使用してください。`;
}

function keyText({ currentId, storedIds, missingIds, unreadableCount }: Found<"key">): string {
  if (missingIds.length > 0) {
    return `暗号鍵: 保存されている連携の情報に、設定されていない暗号鍵（${missingIds.join("、")}）で暗号化されたものがあります。環境変数SECRET_KEYの2番目以降に、その暗号鍵を追加してください。暗号鍵がない場合は、再連携してください。`;
  }
  if (unreadableCount > 0) {
    return `暗号鍵: ${unreadableCount}件の連携の情報を読み取れませんでした。データベースの内容が書き換えられた可能性があります。該当する管理者が再連携してください。`;
  }
  if (currentId === null) {
    return "暗号鍵: 設定されていません。連携を保存するときは、環境変数SECRET_KEYに設定してください。";
  }
  const others = storedIds.filter((id) => id !== currentId);
  const rest =
    others.length === 0
      ? ""
      : `以前の暗号鍵（${others.join("、")}）で暗号化された情報もあります。「mikiwame-sync rotate-key」を実行すると、今の暗号鍵で暗号化し直します。`;
  return `暗号鍵: 使用できます（${currentId}）。${rest}`;
}

function clockText({ offSeconds, smarthrOffSeconds }: Found<"clock">): string {
  if (!isTolerable(offSeconds)) return `時計: データベースの時計と${offText(offSeconds)}`;
  if (smarthrOffSeconds === null) return "時計: データベースの時計と合っています。";
  if (!isTolerable(smarthrOffSeconds)) return `時計: SmartHRの時計と${offText(smarthrOffSeconds)}`;
  return "時計: データベースとSmartHRの時計と合っています。";
}

function offText(offSeconds: number): string {
  return `${Math.round(Math.abs(offSeconds))}秒ずれています。NTPなどで時計を合わせてください。`;
}

function linksText({ usableCount, expiredCount, expiringCount, fewestDaysLeft }: Found<"links">): string {
  const usable = `${usableCount}人の管理者が連携しています`;
  if (expiredCount === 0 && expiringCount === 0) {
    return fewestDaysLeft === null
      ? `連携: ${usable}。`
      : `連携: ${usable}（残り日数は最も短い人で${fewestDaysLeft}日）。`;
  }
  const expired = expiredCount === 0 ? "" : `${expiredCount}人の連携の有効期限が切れています。`;
  const expiring = expiringCount === 0 ? "" : `${expiringCount}人の連携の有効期限が${EXPIRING_DAYS}日以内に切れます。`;
  return `連携: ${expired}${expiring}該当する管理者が再連携してください。`;
}

function waitingRunText(examination: Found<"waiting-run">): string {
  const { since, waitedSeconds } = examination;
  if (since === null) return "待機中の同期: ありません。";
  const found = `${dateTimeText(since)} から待っている同期があります`;
  if (isWell(examination)) return `待機中の同期: ${found}。`;
  return `待機中の同期: ${found}（${Math.round(waitedSeconds / 60)}分）。「mikiwame-sync serve」または「serve --worker-only」が動いているかを確認してください。`;
}

function mailText(answer: Found<"mail">["answer"]): string {
  if (answer === "well") return "メール: メールサーバーに接続しました（メールは送信していません）。";
  if (answer === "not-set") {
    return "メール: 設定されていません。パスワードを設定するURLは、画面に表示されたものを本人に伝えてください。";
  }
  return `メール: メールサーバーに接続できませんでした（${answer.code}）。環境変数SMTP_URLのホスト、ポート番号、ユーザー名、パスワードを確認してください。`;
}

function diskText(examination: Found<"disk">): string {
  const free = `データフォルダの空きは${(examination.freeBytes / 1024 ** 3).toFixed(1)}GBです。`;
  return isWell(examination)
    ? `ディスク: ${free}`
    : `ディスク: ${free}不要なファイルを削除するか、容量を増やしてください。`;
}

function backupText(examination: Found<"back-up">): string {
  const { folder, ageSeconds, emptyName } = examination;
  if (folder === null) {
    return "バックアップ: 確認していません。環境変数BACKUP_DIRにバックアップのフォルダを設定すると確認します。";
  }
  if (emptyName !== null) {
    const rest =
      ageSeconds === null
        ? "ほかにバックアップはありません。"
        : `内容のあるバックアップは、${Math.floor(ageSeconds / 3_600)}時間前のものが最新です。`;
    return `バックアップ: フォルダ「${folder}」の最も新しいファイル「${emptyName}」は空です（0バイト）。${rest}バックアップのコマンドが失敗しています。コマンドのエラーを確認し、バックアップを取り直してください。PostgreSQLのユーザーが2つある場合は、データベースの所有者のURLで取ってください。`;
  }
  if (ageSeconds === null)
    return `バックアップ: フォルダ「${folder}」にバックアップがありません。バックアップを取ってください。`;
  const found = `最新のバックアップは${Math.floor(ageSeconds / 3_600)}時間前のものです。`;
  return isWell(examination)
    ? `バックアップ: ${found}`
    : `バックアップ: ${found}定期的なバックアップが動いているかを確認してください。`;
}

function smarthrText(answer: Found<"smarthr">["answer"]): string {
  if (answer === "well") return "SmartHR: アクセストークンで応答がありました。";
  if (answer === "reached") {
    return "SmartHR: 応答がありました。SMARTHR_SUBDOMAINとSMARTHR_ACCESS_TOKENを設定すると、アクセストークンも確認します。";
  }
  const { cause, remedy } = failureText(answer);
  return `SmartHR: ${cause}${remedy}`;
}
