import { expect, test } from "vitest";
import { anEmployee } from "../../test/builders.ts";
import { employeeFileHeadings, employeeFileLine, employeeFileName } from "./employee-file.ts";

test("the file is named after what it lists and the moment in Japan", () => {
  expect(employeeFileName(Date.parse("2026-03-31T23:05:59Z"))).toBe("社員一覧_202604010805.csv");
});

test("M3: every item has its column, under the manual's name, and is written as people read it", () => {
  const employee = anEmployee({ departmentCode: "0012", retired: true, retiredOn: "2026-03-31", gender: "female" });

  const line = employeeFileLine({ employee, departmentName: "営業部" });

  expect(Object.fromEntries(employeeFileHeadings().map((heading, place) => [heading, line[place]]))).toEqual({
    社員番号: "\t0001",
    "氏名（姓）": "見本",
    "氏名（名）": "太郎",
    "姓（カナ）": "ミホン",
    "名（カナ）": "タロウ",
    メールアドレス: "taro@example.com",
    性別: "女性",
    生年月日: "1990/04/01",
    部署コード: "\t0012",
    所属部署: "営業部",
    役職: "主任",
    入社日: "2015/04/01",
    退職日: "2026/03/31",
    雇用形態: "正社員",
    退職者フラグ: "あり",
  });
});

test("what is blank is an empty cell, and a formula is none", () => {
  const employee = anEmployee({
    employeeNumber: null,
    gender: null,
    birthDate: null,
    jobTitle: "=1+1",
    hiredOn: null,
    employmentType: null,
  });

  const line = employeeFileLine({ employee, departmentName: null });

  expect(line).toEqual([
    "",
    "見本",
    "太郎",
    "ミホン",
    "タロウ",
    "taro@example.com",
    "",
    "",
    "",
    "",
    "'=1+1",
    "",
    "",
    "",
    "なし",
  ]);
});
