import type { PersonName } from "../../core/person-name.ts";
import { personText } from "../../text/person-text.ts";

/** The words of the page that says why one person is synced or not. */
export const EXPLAIN_TEXT = {
  title: "同期の状態を調べる",
  about:
    "社員が連携される理由、または連携されない理由を、1人ずつ調べられます。ミキワメに登録のない人も、社員番号またはメールアドレスで調べられます。",
  person: "社員番号またはメールアドレス",
  personHelp: "社員番号は、先頭の0も含めて入力してください。氏名では調べられません。",
  personMissing: "社員番号またはメールアドレスを入力してください。",
  submit: "調べる",
  again: "調べ直す",
  asking: "SmartHRの従業員情報を確認しています",
  result: "結果",
  cause: "原因",
  remedy: "対処",
  rule: "根拠",
  changes: "SmartHRとの違い",
  changesLabel: "次の同期で変わる項目",
  dialogLabel: "同期する内容",
  notices: "注意",
  records: "記録",
  openInSmartHr: "SmartHRで従業員情報を開く",
  openEmployee: "ミキワメの社員情報を開く",
  openRun: "同期の実行結果を表示",
  openOpenRun: "終わっていない同期を表示",
  openPlan: "確認待ちの同期を表示",
  candidates: "候補",
  syncOne: "この社員だけを同期",
  syncTitle: "この社員だけを同期",
  syncConfirm: "この内容で同期する",
  syncQuestion: "SmartHRの現在の従業員情報で、この社員だけを同期します。ほかの社員は変更されません。",
  noLink: "SmartHR連携を開く",
  fromEmployee: "SmartHRの現在の従業員情報と比べ、この社員だけを同期できます。",
  fromEmployeeViewer: "この社員が同期されているか、前回の同期の結果で調べられます。",
  fromNoHit: "この人が連携されない理由を調べる",
  before: "現在の社員",
  after: "SmartHRの従業員",
  back: "自社社員管理に戻る",
} as const;

/** Who was synced. */
export function syncedText(person: Pick<PersonName, "employeeNumber" | "lastName" | "firstName">): string {
  return `${personText(person)}だけを同期しました。`;
}
