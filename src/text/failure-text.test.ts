import { describe, expect, test } from "vitest";
import type { RunFailure } from "../core/run.ts";
import { failureText, replanFailureText } from "./failure-text.ts";

test("a failed run says that nothing was changed", () => {
  const { event } = failureText({ kind: "smarthr-busy" });

  expect(event).toBe("同期できませんでした。ミキワメの情報は変更されていません。");
});

test("a plan that could not be made anew says that it is as before, and to choose again rather than to sync again", () => {
  const kinds = ["smarthr-busy", "source-changed", "link-rejected", "opt-out-field-unreadable", "disk-full"] as const;
  const messages = kinds.map((kind): RunFailure => ({ kind })).map(replanFailureText);
  const missing = replanFailureText({ kind: "missing-permission", resource: "crews" });

  for (const { event, remedy } of [...messages, missing]) {
    expect(event).toBe("選んだ内容で、変更内容を作り直せませんでした。変更内容は、選ぶ前のまま確認を待っています。");
    expect(remedy).toContain("もう一度選んでください");
    expect(remedy).not.toContain("同期してください");
  }
});

test("an undo that failed says that nothing was taken back, and never to sync", () => {
  const kinds = ["plan-changed", "interrupted", "disk-full", "internal"] as const;

  for (const { event, cause, remedy } of kinds.map((kind) => failureText({ kind }, "undo"))) {
    expect(event).toBe("取り消せませんでした。ミキワメの情報は変更されていません。");
    expect(cause + remedy).not.toContain("同期");
  }
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
