import { expect, test } from "vitest";
import type { Letter } from "../core/mail.ts";
import { letterText } from "./letter-text.ts";

const letter: Letter = {
  kind: "invitation",
  to: "hanako@example.com",
  name: "山田 花子",
  companyName: "見本株式会社",
  requestedBy: "見本 太郎",
  url: "https://mikiwame.example.com/invitations/token",
  expiresAt: Date.UTC(2026, 3, 8, 0, 5, 30),
};

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
