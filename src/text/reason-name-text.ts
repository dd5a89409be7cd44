import type {
  DepartmentRejectionReason,
  DepartmentSkipReason,
  EmployeeRejectionReason,
  EmployeeSkipReason,
} from "../core/plan.ts";

/** Why rows are left out on purpose, in a few words, where they are counted. */
export function skipNameText(reason: DepartmentSkipReason | EmployeeSkipReason): string {
  switch (reason) {
    case "no-department-code":
      return "部署コード未入力";
    case "opted-out":
      return "「連携しない」を選択";
    case "retired-not-in-roster":
      return "退職済でミキワメに未登録";
  }
}

/** Why rows are rejected, in a few words, where they are counted. */
export function rejectionNameText(kind: (DepartmentRejectionReason | EmployeeRejectionReason)["kind"]): string {
  switch (kind) {
    case "duplicate-department-code":
      return "部署コードの重複";
    case "missing-department-name":
      return "部署名の未入力";
    case "department-code-too-long":
      return "部署コードの文字数超過";
    case "department-name-too-long":
      return "部署名の文字数超過";
    case "duplicate-department-name":
      return "部署名重複エラー";
    case "parent-loop":
      return "親部署の循環";
    case "missing-name":
      return "氏名の未入力";
    case "missing-kana":
      return "氏名カナの未入力";
    case "missing-email":
      return "メールアドレスの未入力";
    case "invalid-email":
      return "メールアドレスの形式の誤り";
    case "duplicate-email":
      return "メールアドレスの重複";
    case "unknown-department":
      return "ミキワメに未登録の部署";
    case "email-held":
      return "ほかの社員が使用中のメールアドレス";
  }
}
