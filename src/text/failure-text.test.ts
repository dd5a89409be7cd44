import { describe, expect, test } from "vitest";
import { failureText } from "./failure-text.ts";

test("a failed run says that nothing was changed", () => {
  const { event } = failureText({ kind: "smarthr-busy" });

  expect(event).toBe("同期できませんでした。ミキワメの情報は変更されていません。");
});

describe("a missing permission is named as SmartHR's screen 「アクセストークン」 shows it", () => {
  test("a resource, with its path", () => {
    const message = failureText({ kind: "missing-permission", resource: "departments" });

    expect(message).toEqual({
      event: "同期できませんでした。ミキワメの情報は変更されていません。",
      cause:
        "連携に使用しているアクセストークンまたはアプリに、SmartHRの「部署」（/departments）を参照する権限がありません。",
      remedy:
        "SmartHRの「共通設定」＞「外部システム連携」＞「アクセストークン」で、連携に使用しているアクセストークンの「リソースのアクセス許可」を開き、「部署」（/departments）の「参照」を許可してから、もう一度同期してください。SmartHR Plusのアプリで連携している場合は、ミキワメの「設定」＞「SmartHR連携」で「再連携する」を選び、「部署」（/departments）の参照を許可してください。",
    });
  });

  test.each([
    ["crews", "「従業員」（/crews）", "リソースのアクセス許可"],
    ["crews.emp_status", "「在籍状況」", "従業員項目のアクセス許可"],
    ["crew_custom_field_templates", "「カスタム従業員項目」（/crew_custom_field_templates）", "リソースのアクセス許可"],
    ["grades", "「/grades」", "リソースのアクセス許可"],
  ])("%s is %s in 「%s」", (resource, name, section) => {
    const { remedy } = failureText({ kind: "missing-permission", resource });

    expect(remedy).toContain(`アクセストークンの「${section}」を開き、${name}の「参照」を許可してから`);
  });
});

test("an unexpected answer says where, for whoever is asked", () => {
  const { cause, remedy } = failureText({ kind: "unexpected-shape", path: "GET /v1/crews [3].emp_status" });

  expect([cause, remedy]).toEqual([
    "SmartHRから取得した情報が、想定と異なる形式でした（GET /v1/crews [3].emp_status）。",
    "実行IDを添えて、ミキワメの問い合わせ窓口に連絡してください。",
  ]);
});
