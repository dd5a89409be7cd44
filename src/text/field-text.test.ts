import { expect, test } from "vitest";
import { anEmployee } from "../../test/builders.ts";
import { EMPLOYEE_FIELDS } from "../core/roster.ts";
import { NO_DEPARTMENTS, nameByCodeOf } from "./department-text.ts";
import {
  departmentFieldText,
  departmentValueText,
  employeeFieldText,
  employeeValueText,
  employmentTypeText,
} from "./field-text.ts";

test("M3: an employee's fields have the names of the manual's column ミキワメ", () => {
  expect(EMPLOYEE_FIELDS.map(employeeFieldText)).toEqual([
    "メールアドレス",
    "社員番号",
    "氏名（姓）",
    "氏名（名）",
    "姓（カナ）",
    "名（カナ）",
    "性別",
    "生年月日",
    "所属部署",
    "役職",
    "入社日",
    "退職日",
    "雇用形態",
    "退職者フラグ",
    "SmartHRの従業員ID",
  ]);
});

test("M7: employment types have the names of the manual's column ミキワメ", () => {
  const types = ["permanent", "contract", "dispatched", "part-time", "outsourced", "officer", "other"] as const;

  expect(types.map(employmentTypeText)).toEqual([
    "正社員",
    "契約社員",
    "派遣社員",
    "パート・アルバイト",
    "業務委託",
    "役員（任用契約）",
    "その他",
  ]);
});

test("M8: a department's fields have the names of the manual's column ミキワメ", () => {
  expect((["name", "code", "parentCode"] as const).map(departmentFieldText)).toEqual([
    "部署名",
    "部署コード",
    "親部署",
  ]);
});

test("values are shown as people read them", () => {
  const employee = anEmployee({ gender: "female", hiredOn: "2015-04-01", employmentType: "officer", retired: true });

  const fields = ["email", "gender", "hiredOn", "employmentType", "retired"] as const;

  expect(fields.map((field) => employeeValueText(employee, field, NO_DEPARTMENTS))).toEqual([
    "taro@example.com",
    "女性",
    "2015/04/01",
    "役員（任用契約）",
    "あり",
  ]);
});

test("a value that is blank says so", () => {
  const employee = anEmployee({
    employeeNumber: null,
    gender: null,
    birthDate: null,
    departmentCode: null,
    jobTitle: "",
    employmentType: null,
  });
  const fields = ["employeeNumber", "gender", "birthDate", "departmentCode", "jobTitle", "employmentType"] as const;

  expect(fields.map((field) => employeeValueText(employee, field, NO_DEPARTMENTS))).toEqual(
    fields.map(() => "（空白）"),
  );
  expect(departmentValueText({ code: "A001", name: "営業部", parentCode: null }, "parentCode", NO_DEPARTMENTS)).toBe(
    "（空白）",
  );
});

test("a department is told by its code and the name it has now, or by its code alone", () => {
  const nameByCode = nameByCodeOf([{ code: "A001", name: "営業部" }]);
  const [there, gone] = [anEmployee({ departmentCode: "A001" }), anEmployee({ departmentCode: "A009" })];

  expect([there, gone].map((employee) => employeeValueText(employee, "departmentCode", nameByCode))).toEqual([
    "A001 営業部",
    "A009",
  ]);
  expect(departmentValueText({ code: "A002", name: "支援課", parentCode: "A001" }, "parentCode", nameByCode)).toBe(
    "A001 営業部",
  );
});
