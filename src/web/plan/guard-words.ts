import type { GuardName, GuardReading } from "../../core/guards.ts";
import { employeeFieldText } from "../../text/field-text.ts";

/** What a guard watches, in a few words. */
export function guardNameText(guard: GuardName, column: GuardReading["column"] = null): string {
  if (guard === "column-blank" && column !== null) return `${employeeFieldText(column)}が空白になる社員`;
  return NAMES[guard];
}

const NAMES: Record<GuardName, string> = {
  "person-behind-address": "別の従業員の情報で上書きされる社員",
  "new-employees": "新しく登録される社員",
  "newly-retired": "退職者フラグがつく社員",
  "no-longer-retired": "退職者フラグが外れる社員",
  "moved-department": "所属部署が変わる社員",
  "changed-name": "氏名が変わる社員",
  "changed-employee-number": "社員番号が変わる社員",
  "changed-job-title": "役職が変わる社員",
  "changed-employment-type": "雇用形態が変わる社員",
  "column-blank": "項目が空白になる社員",
  "rejected-rows": "エラーになるデータ",
  "fewer-people": "SmartHRから取得できなかった社員",
  "no-longer-opted-out": "「連携しない」ではなくなった社員",
  "departments-changed": "変更される部署",
};

/** What it may mean that a guard tripped, and what to look at. */
export function guardMeaningText(guard: GuardName): string {
  return MEANINGS[guard];
}

const MEANINGS: Record<GuardName, string> = {
  "person-behind-address":
    "同じメールアドレスが、SmartHRで別の従業員に使われています。再入社などで同じ人かどうかを確認してください。",
  "new-employees":
    "登録される社員が、通常より多くなっています。連携しない社員が含まれていないかを確認してください。ご契約プランによっては、社員数によって基本費用が変わります。",
  "newly-retired": "退職になる社員が、通常より多くなっています。SmartHRの在籍状況を確認してください。",
  "no-longer-retired": "退職者フラグが外れる社員が、通常より多くなっています。SmartHRの在籍状況を確認してください。",
  "moved-department": "所属部署が変わる社員が、通常より多くなっています。組織変更の予定があるかを確認してください。",
  "changed-name": "氏名が変わる社員が、通常より多くなっています。SmartHRの一括更新に誤りがないかを確認してください。",
  "changed-employee-number":
    "社員番号が変わる社員が、通常より多くなっています。SmartHRの一括更新に誤りがないかを確認してください。",
  "changed-job-title":
    "役職が変わる社員が、通常より多くなっています。SmartHRの一括更新に誤りがないかを確認してください。",
  "changed-employment-type":
    "雇用形態が変わる社員が、通常より多くなっています。SmartHRの雇用形態の名称が変更されていないかを確認してください。",
  "column-blank": "登録済みの項目が空白になります。SmartHRで、この項目の参照権限が外れていないかを確認してください。",
  "rejected-rows": "エラーになるデータが、通常より多くなっています。エラーの原因と対処を確認してください。",
  "fewer-people":
    "前回の同期では取得できた従業員が、SmartHRから取得できませんでした。SmartHRの参照権限と、従業員が削除されていないかを確認してください。ミキワメの社員は削除しません。",
  "no-longer-opted-out":
    "前回の同期では「連携しない」が選ばれていた従業員が、同期の対象になりました。SmartHRの「ミキワメ連携」を確認してください。",
  "departments-changed":
    "名称や親部署が変わる部署が、通常より多くなっています。組織変更の予定があるかを確認してください。",
};
