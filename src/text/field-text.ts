import type { Department, EMPLOYEE_FIELDS, Employee, EmploymentType, Gender } from "../core/roster.ts";
import { dateText } from "./date-text.ts";
import { departmentOfCodeText, type NameByCode } from "./department-text.ts";

type EmployeeField = (typeof EMPLOYEE_FIELDS)[number];

const BLANK = "（空白）";

/** M3, the column ミキワメ: the name of an employee's field. */
export function employeeFieldText(field: EmployeeField): string {
  switch (field) {
    case "email":
      return "メールアドレス";
    case "employeeNumber":
      return "社員番号";
    case "lastName":
      return "氏名（姓）";
    case "firstName":
      return "氏名（名）";
    case "lastNameKana":
      return "姓（カナ）";
    case "firstNameKana":
      return "名（カナ）";
    case "gender":
      return "性別";
    case "birthDate":
      return "生年月日";
    case "departmentCode":
      return "所属部署";
    case "jobTitle":
      return "役職";
    case "hiredOn":
      return "入社日";
    case "retiredOn":
      return "退職日";
    case "employmentType":
      return "雇用形態";
    case "retired":
      return "退職者フラグ";
    case "crewId":
      return "SmartHRの従業員ID";
  }
}

/** M8, the column ミキワメ: the name of a department's field. */
export function departmentFieldText(field: keyof Department): string {
  switch (field) {
    case "code":
      return "部署コード";
    case "name":
      return "部署名";
    case "parentCode":
      return "親部署";
  }
}

/** The value of an employee's field as people read it; a blank one says that it is blank. */
export function employeeValueText(employee: Employee, field: EmployeeField, nameByCode: NameByCode): string {
  switch (field) {
    case "gender":
      return employee.gender === null ? BLANK : genderText(employee.gender);
    case "employmentType":
      return employee.employmentType === null ? BLANK : employmentTypeText(employee.employmentType);
    case "retired":
      return employee.retired ? "あり" : "なし";
    case "birthDate":
    case "hiredOn":
    case "retiredOn":
      return employee[field] === null ? BLANK : dateText(employee[field]);
    case "email":
    case "employeeNumber":
    case "lastName":
    case "firstName":
    case "lastNameKana":
    case "firstNameKana":
    case "jobTitle":
    case "crewId":
      return employee[field] || BLANK;
    case "departmentCode":
      return departmentValue(employee.departmentCode, nameByCode);
  }
}

/** The value of a department's field as people read it; a blank one says that it is blank. */
export function departmentValueText(department: Department, field: keyof Department, nameByCode: NameByCode): string {
  return field === "parentCode" ? departmentValue(department.parentCode, nameByCode) : department[field] || BLANK;
}

function departmentValue(code: string | null, nameByCode: NameByCode): string {
  return code ? departmentOfCodeText(code, nameByCode) : BLANK;
}

/** M7, the column ミキワメ. */
export function employmentTypeText(type: EmploymentType): string {
  switch (type) {
    case "permanent":
      return "正社員";
    case "contract":
      return "契約社員";
    case "dispatched":
      return "派遣社員";
    case "part-time":
      return "パート・アルバイト";
    case "outsourced":
      return "業務委託";
    case "officer":
      return "役員（任用契約）";
    case "other":
      return "その他";
  }
}

/** The two words SmartHR's 戸籍上の性別 knows. */
export function genderText(gender: Gender): string {
  switch (gender) {
    case "male":
      return "男性";
    case "female":
      return "女性";
  }
}
