import { describe, expect, test } from "vitest";
import type { DepartmentFinding, EmployeeFinding, Finding } from "../core/findings.ts";
import type {
  DepartmentRejectionReason,
  DepartmentSkipReason,
  EmployeeNotice,
  EmployeeRejectionReason,
  EmployeeSkipReason,
} from "../core/plan.ts";
import { errorFileHeadings, errorFileLines, errorFileName } from "./error-file-text.ts";

const URL_OF_CREW = "https://acme.smarthr.jp/crews/crew-1";

const taro: EmployeeFinding["row"] = {
  crewId: "crew-1",
  employeeNumber: "0001",
  email: "Ｔaro@example.com",
  lastName: "見本",
  firstName: "太郎",
};
const sales: DepartmentFinding["row"] = { departmentId: "department-1", code: "0012", name: "営業部" };
const hanako = { crewId: "crew-2", employeeNumber: "0002", lastName: "山田", firstName: "花子" };

type Case<Reason extends { readonly kind: string }> = {
  readonly [Kind in Reason["kind"]]: readonly [Extract<Reason, { readonly kind: Kind }>, string, string];
};

describe("M23: a line says which field is meant, and what it holds", () => {
  const employeeErrors: Case<EmployeeRejectionReason> = {
    "missing-name": [{ kind: "missing-name" }, "", ""],
    "missing-kana": [{ kind: "missing-kana" }, "姓（カタカナ）、名（カタカナ）", ""],
    "missing-email": [{ kind: "missing-email" }, "メールアドレス", "Ｔaro@example.com"],
    "invalid-email": [{ kind: "invalid-email" }, "メールアドレス", "Ｔaro@example.com"],
    "duplicate-email": [
      { kind: "duplicate-email", others: [hanako], otherCount: 1 },
      "メールアドレス",
      "Ｔaro@example.com",
    ],
    "unknown-department": [
      { kind: "unknown-department", departmentId: "d", departmentCode: "A004", departmentName: "サポート部" },
      "部署1",
      "A004 サポート部",
    ],
    "email-held": [{ kind: "email-held", holder: hanako }, "メールアドレス", "Ｔaro@example.com"],
  };

  test.each(Object.values(employeeErrors))("the error $kind of an employee", (reason, field, value) => {
    expect(shownOf({ subject: "employees", row: taro, reasons: [reason] })).toEqual([
      ["エラー", "0001", "見本 太郎", "Ｔaro@example.com", field, value, reason.kind],
    ]);
  });

  const employeeSkips: Record<EmployeeSkipReason, readonly [string, string]> = {
    "opted-out": ["ミキワメ連携", "連携しない"],
    "retired-not-in-roster": ["在籍状況", "退職済"],
  };

  test.each(Object.entries(employeeSkips))("an employee skipped as %s", (skip, [field, value]) => {
    expect(shownOf({ subject: "employees", row: taro, skip: skip as EmployeeSkipReason })).toEqual([
      ["対象外", "0001", "見本 太郎", "Ｔaro@example.com", field, value, skip],
    ]);
  });

  const employeeNotices: Case<EmployeeNotice> = {
    "email-change-suspected": [
      { kind: "email-change-suspected", formerEmail: "old@example.com", formerEmployeeId: "1" },
      "メールアドレス",
      "Ｔaro@example.com",
    ],
    "email-change-followed": [
      { kind: "email-change-followed", formerEmail: "old@example.com", formerEmployeeId: "1" },
      "メールアドレス",
      "Ｔaro@example.com",
    ],
    "person-change-suspected": [
      { kind: "person-change-suspected", formerCrewId: "crew-2", former: hanako },
      "メールアドレス",
      "Ｔaro@example.com",
    ],
    "status-date-mismatch": [
      { kind: "status-date-mismatch", retired: false, retiredOn: "2026-03-31" },
      "退職年月日",
      "2026/03/31",
    ],
    "retired-flag-cleared": [{ kind: "retired-flag-cleared" }, "在籍状況", ""],
    "opted-out-in-roster": [{ kind: "opted-out-in-roster" }, "ミキワメ連携", "連携しない"],
    "kana-fallback": [{ kind: "kana-fallback" }, "ビジネスネームの姓（カタカナ）、名（カタカナ）", ""],
    "kana-not-katakana": [
      { kind: "kana-not-katakana", kana: "みほん タロウ" },
      "姓（カタカナ）、名（カタカナ）",
      "みほん タロウ",
    ],
    "email-normalised": [
      { kind: "email-normalised", email: "Taro@example.com" },
      "メールアドレス",
      "Ｔaro@example.com",
    ],
    "employment-type-other": [{ kind: "employment-type-other", typeName: "嘱託", peopleCount: 3 }, "雇用形態", "嘱託"],
  };

  test.each(Object.values(employeeNotices))("the notice $kind of an employee", (notice, field, value) => {
    expect(shownOf({ subject: "employees", row: taro, notice })).toEqual([
      ["注意", "0001", "見本 太郎", "Ｔaro@example.com", field, value, notice.kind],
    ]);
  });

  const departmentErrors: Case<DepartmentRejectionReason> = {
    "duplicate-department-code": [
      { kind: "duplicate-department-code", otherDepartmentIds: ["department-2"] },
      "部署コード",
      "0012",
    ],
    "missing-department-name": [{ kind: "missing-department-name" }, "部署名", ""],
    "department-code-too-long": [{ kind: "department-code-too-long" }, "部署コード", "0012"],
    "department-name-too-long": [{ kind: "department-name-too-long" }, "部署名", "営業部"],
    "duplicate-department-name": [
      { kind: "duplicate-department-name", holderCode: "A003", rivalCodes: [] },
      "部署名",
      "営業部",
    ],
    "parent-loop": [{ kind: "parent-loop", loopCodes: ["0012", "A002"] }, "親部署", "A002"],
  };

  test.each(Object.values(departmentErrors))("the error $kind of a department", (reason, field, value) => {
    expect(shownOf({ subject: "departments", row: sales, reasons: [reason] })).toEqual([
      ["エラー", "0012", "営業部", "", field, value, reason.kind],
    ]);
  });

  const departmentSkips: Record<DepartmentSkipReason, readonly [string, string]> = {
    "no-department-code": ["部署コード", ""],
  };

  test.each(Object.entries(departmentSkips))("a department skipped as %s", (skip, [field, value]) => {
    const row = { ...sales, code: null };

    expect(shownOf({ subject: "departments", row, skip: skip as DepartmentSkipReason })).toEqual([
      ["対象外", "", "営業部", "", field, value, skip],
    ]);
  });

  test("the notice about a department's parent", () => {
    const notice = { kind: "parent-not-registered", parentName: "本部", placedUnderCode: null } as const;

    expect(shownOf({ subject: "departments", row: sales, notice })).toEqual([
      ["注意", "0012", "営業部", "", "親部署", "本部", "parent-not-registered"],
    ]);
  });
});

test("the parts of a name that are missing are named, the others are shown", () => {
  const half = { ...taro, firstName: null };
  const none = { ...half, lastName: null, employeeNumber: null, email: null };

  expect(
    [half, none].flatMap((row) => shownOf({ subject: "employees", row, reasons: [{ kind: "missing-name" }] })),
  ).toEqual([
    ["エラー", "0001", "見本", "Ｔaro@example.com", "名", "", "missing-name"],
    ["エラー", "", "", "", "姓、名", "", "missing-name"],
  ]);
});

test("a row with several reasons has a line for each, with 事象, 原因, 対処 and its page in SmartHR", () => {
  const finding: Finding = {
    subject: "employees",
    row: taro,
    reasons: [{ kind: "missing-kana" }, { kind: "invalid-email" }],
  };

  const lines = errorFileLines(finding, URL_OF_CREW);

  const headings = errorFileHeadings("employees");
  const [event, cause, remedy, url] = ["事象", "原因", "対処", "SmartHRのURL"].map((heading) =>
    lines.map((line) => line[headings.indexOf(heading)]),
  );
  expect(lines.map(({ length }) => length)).toEqual([headings.length, headings.length]);
  expect(event).toEqual(["この社員は同期できません。", "この社員は同期できません。"]);
  expect(cause?.[0]).toContain("姓（カタカナ）または名（カタカナ）が入力されていません");
  expect(remedy?.[1]).toContain("「メールアドレス」に余分な文字や抜けがないか");
  expect(url).toEqual([URL_OF_CREW, URL_OF_CREW]);
});

test("the columns are named for what the run was about", () => {
  expect(errorFileHeadings("employees").slice(0, 4)).toEqual(["区分", "社員番号", "氏名", "メールアドレス"]);
  expect(errorFileHeadings("departments").slice(0, 3)).toEqual(["区分", "部署コード", "部署名"]);
});

test("the file is named after the run and the minute it ended in Japan", () => {
  const at = Date.UTC(2026, 3, 1, 0, 5, 59);

  expect([errorFileName("employees", at), errorFileName("departments", at)]).toEqual([
    "社員の同期_エラー_202604010905",
    "部署の同期_エラー_202604010905",
  ]);
});

// Without the sentences, which have tests of their own.
function shownOf(finding: Finding): readonly string[][] {
  return errorFileLines(finding, URL_OF_CREW).map((line) => line.slice(0, 7));
}
