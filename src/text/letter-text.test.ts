import { expect, test } from "vitest";
import type { Letter } from "../core/mail.ts";
import { letterText } from "./letter-text.ts";

const letter = {
  kind: "invitation",
  to: "hanako@example.com",
  name: "山田 花子",
  companyName: "見本株式会社",
  requestedBy: "見本 太郎",
  url: "https://mikiwame.example.com/invitations/token",
  expiresAt: Date.UTC(2026, 3, 8, 0, 5, 30),
} as const;

test("an invitation says who invites, where to, and until when", () => {
  expect(letterText(letter)).toEqual({
    subject: "ミキワメへの招待｜見本株式会社",
    body: [
      "山田 花子 様",
      "",
      "見本 太郎さんが、見本株式会社のミキワメにあなたを招待しました。",
      "次のURLを開いて、パスワードを設定してください。",
      "",
      "https://mikiwame.example.com/invitations/token",
      "",
      "このURLは、2026/04/08 09:05まで有効です。一度使用すると、無効になります。",
      "",
      "お心当たりがない場合は、このメールを破棄してください。パスワードは変更されません。",
      "",
      "ミキワメ｜見本株式会社",
      "",
    ].join("\n"),
  });
});

test("that a guard stopped a run: who started it, what each guard saw, until when, and nothing of any person", () => {
  const reading = { count: 296, base: 298, earlierCount: 0, awake: true, tripped: true } as const;
  const held: Letter = {
    kind: "run-held",
    to: letter.to,
    name: letter.name,
    companyName: letter.companyName,
    subject: "employees",
    runKind: "sync",
    actor: "見本 太郎",
    guards: [
      { ...reading, guard: "column-blank", column: "employeeNumber", limit: { percentage: 10, minimum: 5 } },
      { ...reading, guard: "changed-employee-number", column: null, limit: { percentage: 5, minimum: 5 } },
    ],
    url: "https://mikiwame.example.com/runs/1",
    expiresAt: Date.UTC(2026, 3, 8, 0, 5),
  };

  expect(letterText(held)).toEqual({
    subject: "社員の同期が確認待ちです｜見本株式会社",
    body: [
      "山田 花子 様",
      "",
      "見本 太郎が開始した社員の同期に、通常と異なる変更があったため、反映する前に止めました。",
      "ミキワメの情報は、まだ変更されていません。",
      "",
      "通常と異なる変更：",
      "・社員番号が空白になる社員が296人います（298人の99.3%）。止める基準は、5人以上、かつ10%以上です。",
      "・社員番号が変わる社員が296人います（298人の99.3%）。止める基準は、5人以上、かつ5%以上です。",
      "",
      "次のURLを開いて変更内容を確認し、「この内容で同期する」または「中止」を選んでください。",
      "",
      "https://mikiwame.example.com/runs/1",
      "",
      "2026/04/08 09:05までに確認しない場合は、自動で中止します。",
      "",
      "ミキワメ｜見本株式会社",
      "",
    ].join("\n"),
  });
});

test.each([
  ["invitation", null, "見本株式会社のミキワメに招待されています。"],
  ["new-password", null, "見本株式会社のミキワメで、パスワードの再設定が申し込まれました。"],
  [
    "new-password",
    "見本 太郎",
    "見本 太郎さんが、見本株式会社のミキワメで、あなたのパスワードを再設定するためのURLを発行しました。",
  ],
] as const)("%s, asked for by %s", (kind, requestedBy, cause) => {
  expect(letterText({ ...letter, kind, requestedBy }).body).toContain(`\n${cause}\n`);
});

test("a name stays in its line", () => {
  const { subject, body } = letterText({ ...letter, name: "山田\r\n\r\n花子", companyName: "見本\n株式会社" });

  expect(subject).toBe("ミキワメへの招待｜見本 株式会社");
  expect(body).toMatch(/^山田 花子 様\n/);
});
