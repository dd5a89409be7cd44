import { BLANKABLE_FIELDS, type GuardName } from "../core/guards.ts";
import { employeeFieldText } from "./field-text.ts";

/** What exactly a guard counts. */
export function guardCountedText(guard: GuardName): string {
  return COUNTED[guard];
}

const COUNTED: Record<GuardName, string> = {
  "person-behind-address":
    "同じメールアドレスを、SmartHRで氏名の異なる別の従業員が使用している社員を数えます。社員が20人未満でも止めます。",
  "new-employees": "ミキワメに登録されていない従業員を数えます。",
  "newly-retired": "在籍している社員のうち、退職者フラグがつく社員を数えます。",
  "no-longer-retired": "退職者フラグがついている社員のうち、退職者フラグが外れる社員を数えます。",
  "moved-department": "所属部署が登録されている社員のうち、別の部署または空白に変わる社員を数えます。",
  "changed-name": "姓または名が変わる社員を数えます。カナだけが変わる社員は数えません。",
  "changed-employee-number": "社員番号が登録されている社員のうち、別の番号または空白に変わる社員を数えます。",
  "changed-job-title": "役職が登録されている社員のうち、別の役職または空白に変わる社員を数えます。",
  "changed-employment-type": "雇用形態が登録されている社員のうち、別の雇用形態または空白に変わる社員を数えます。",
  "column-blank": `登録済みの項目が空白になる社員を、項目（${BLANKABLE_FIELDS.map(employeeFieldText).join("、")}）ごとに数えます。SmartHRで全員が空白の項目は、基準に達していなくても止めます。`,
  "rejected-rows": "エラーになって同期されない部署または従業員を数えます。",
  "fewer-people": "前回反映した同期と比べて、SmartHRから取得した従業員が減った人数です。",
  "no-longer-opted-out":
    "前回反映した同期では「連携しない」が選ばれていて、今回は同期の対象になる従業員を数えます。「ミキワメ連携」を作り直したあとの同期は、基準に達していなくても、社員が20人未満でも止めます。",
  "departments-changed": "登録済みの部署のうち、部署名または親部署が変わる部署を数えます。",
};

/** What the percentage is of. */
export function guardBaseText(guard: GuardName): string {
  switch (guard) {
    case "person-behind-address":
    case "new-employees":
    case "newly-retired":
    case "no-longer-retired":
    case "moved-department":
    case "changed-name":
    case "changed-employee-number":
    case "changed-job-title":
    case "changed-employment-type":
      return "同期する前の、ミキワメの社員数（退職者を含む）";
    case "column-blank":
      return "同期する前に、その項目が登録されている社員数";
    case "rejected-rows":
      return "SmartHRから取得した件数";
    case "fewer-people":
      return "前回反映した同期で、SmartHRから取得した従業員数";
    case "no-longer-opted-out":
      return "前回反映した同期で、「連携しない」が選ばれていた従業員数";
    case "departments-changed":
      return "同期する前の、ミキワメの部署数";
  }
}
