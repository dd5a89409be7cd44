import { describe, expect, test } from "vitest";
import { departmentNoticeText, employeeNoticeText } from "./notice-text.ts";

describe("a parent that the roster does not have", () => {
  test("names the department that takes its place", () => {
    const { cause } = departmentNoticeText({
      kind: "parent-not-registered",
      parentName: "営業本部",
      placedUnderCode: "A001",
    });

    expect(cause).toBe(
      "SmartHRの親部署「営業本部」がミキワメに登録されないため、部署コード「A001」の部署が親部署になります。",
    );
  });

  test("says so when nobody takes its place", () => {
    const { cause } = departmentNoticeText({
      kind: "parent-not-registered",
      parentName: "営業本部",
      placedUnderCode: null,
    });

    expect(cause).toBe("SmartHRの親部署「営業本部」がミキワメに登録されないため、親部署なしになります。");
  });
});

test("M24: a changed address names the former one", () => {
  const { cause } = employeeNoticeText({
    kind: "email-change-suspected",
    formerEmail: "mae@example.com",
    formerEmployeeId: "1",
  });

  expect(cause).toBe(
    "SmartHRのこの従業員は、前回はメールアドレス「mae@example.com」で同期されています。メールアドレスが異なる社員は別の社員になり、元の社員も残ります。",
  );
});

test("a changed person names the former one", () => {
  const former = { crewId: "crew-1", employeeNumber: "0001", lastName: "見本", firstName: "太郎" };

  const { cause } = employeeNoticeText({ kind: "person-change-suspected", formerCrewId: "crew-1", former });

  expect(cause).toBe("このメールアドレスの社員は、前回はSmartHRの別の従業員（0001 見本 太郎）から同期されています。");
});

test("a changed person whom the roster knows under another address can be kept, and 対処 says how", () => {
  const former = { crewId: "crew-1", employeeNumber: "0001", lastName: "見本", firstName: "太郎" };

  const { cause, remedy } = employeeNoticeText({
    kind: "person-change-suspected",
    formerCrewId: "crew-1",
    former,
    formerEmail: "mae@example.com",
    formerEmployeeId: "1",
  });

  expect(cause).toMatch(/SmartHRのこの従業員は、前回はメールアドレス「mae@example.com」で同期されています。$/);
  expect(remedy).toContain("「同期の設定」で「同じ社員として、メールアドレスを更新する」を選び");
  expect(remedy).not.toContain("対応は不要です");
});

test("whoever got another employee's address is not said to be somebody who may be new", () => {
  const holder = { crewId: "crew-1", employeeNumber: "0001", lastName: "見本", firstName: "太郎" };

  const { cause, remedy } = employeeNoticeText({
    kind: "email-change-followed",
    formerEmail: "mae@example.com",
    formerEmployeeId: "1",
    holder,
  });

  expect(cause).toMatch(
    /変更前は0001 見本 太郎がこのメールアドレスを使用していたため、新しい社員として登録できません。$/,
  );
  expect(remedy).toBe("対応は不要です。");
});

describe("M34: a status and a date that disagree", () => {
  test("somebody who left without a date", () => {
    const { cause } = employeeNoticeText({ kind: "status-date-mismatch", retired: true, retiredOn: null });

    expect(cause).toBe("SmartHRの在籍状況は退職済ですが、退職年月日が入力されていません。退職者フラグはつきます。");
  });

  test("a date that is past for somebody who has not left", () => {
    const { cause } = employeeNoticeText({ kind: "status-date-mismatch", retired: false, retiredOn: "2026-03-31" });

    expect(cause).toBe(
      "SmartHRの退職年月日（2026/03/31）を過ぎていますが、在籍状況が退職済になっていません。退職者フラグはつきません。",
    );
  });
});

test("an address that was mended is shown as it will be stored", () => {
  const { cause } = employeeNoticeText({ kind: "email-normalised", email: "Taro@example.com" });

  expect(cause).toBe(
    "SmartHRの「メールアドレス」に、全角文字、空白、目に見えない文字のいずれかが入力されているため、「Taro@example.com」として同期します。",
  );
});

test("M7.7: an employment type of the company's own names the type and counts the people", () => {
  const { event, cause } = employeeNoticeText({ kind: "employment-type-other", typeName: "嘱託", peopleCount: 12 });

  expect([event, cause]).toEqual([
    "雇用形態「嘱託」は、ミキワメでは「その他」になります。",
    "SmartHRの雇用形態名「嘱託」に対応する雇用形態が、ミキワメにありません（12人）。",
  ]);
});
