import { type Examination, isWell } from "../core/examination.ts";
import { dateTimeText } from "./date-time-text.ts";
import { failureText } from "./failure-text.ts";
import { startFaultText } from "./start-fault-text.ts";

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
      return `データベース: ${examination.engine === "embedded" ? "組み込みのデータベース" : "PostgreSQL"}（${examination.version}）に接続しました。`;
    case "schema":
      return "データベースの構造: 最新です。";
    case "key":
      return examination.given
        ? "暗号鍵: 使用できます。"
        : "暗号鍵: 設定されていません。連携を保存するときは、環境変数SECRET_KEYに設定してください。";
    case "clock":
      return isWell(examination)
        ? "時計: データベースの時計と合っています。"
        : `時計: データベースの時計と${Math.round(Math.abs(examination.offSeconds))}秒ずれています。両方の時計を合わせてください。`;
    case "links":
      return linksText(examination);
    case "open-run":
      return openRunText(examination);
    case "smarthr":
      return smarthrText(examination.answer);
  }
}

function linksText({ count, expiredCount }: Extract<Examination, { kind: "links" }>): string {
  if (expiredCount === 0) return `連携: ${count}人の管理者が連携しています。`;
  return `連携: ${count}人の管理者のうち、${expiredCount}人の連携の有効期限が切れています。再連携してください。`;
}

function openRunText({ requestedAt, overdue }: Extract<Examination, { kind: "open-run" }>): string {
  if (requestedAt === null) return "同期: 処理中の同期はありません。";
  const since = `${dateTimeText(requestedAt)} に開始した同期が処理中です`;
  if (!overdue) return `同期: ${since}。`;
  return `同期: ${since}が、処理するプロセスが終了しています。次の同期を開始すると、中断として記録されます。`;
}

function smarthrText(answer: Extract<Examination, { kind: "smarthr" }>["answer"]): string {
  if (answer === "well") return "SmartHR: アクセストークンで応答がありました。";
  if (answer === "not-asked") {
    return "SmartHR: 確認していません。SMARTHR_SUBDOMAINとSMARTHR_ACCESS_TOKENを設定すると確認します。";
  }
  const { cause, remedy } = failureText(answer);
  return `SmartHR: ${cause}${remedy}`;
}
