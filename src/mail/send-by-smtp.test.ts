import { expect, onTestFinished, test } from "vitest";
import { startSmtpServer } from "../../test/smtp-server.ts";
import type { Letter } from "../core/mail.ts";
import { letterText } from "../text/letter-text.ts";
import { sendBySmtp } from "./send-by-smtp.ts";

const letter: Letter = {
  kind: "invitation",
  to: "hanako@example.com",
  name: "山田 花子",
  companyName: "見本株式会社",
  requestedBy: "見本 太郎",
  url: "https://mikiwame.example.com/invitations/token",
  expiresAt: Date.UTC(2026, 3, 8),
};

test("a letter arrives at the mail server, word for word, for one person", async () => {
  const server = await aServer();

  const sent = await sendBySmtp({ url: server.url, from: "ミキワメ <no-reply@example.com>" }).send(letter);

  const { subject, body } = letterText(letter);
  expect(sent).toEqual({ ok: true, value: null });
  expect(server.received).toMatchObject([
    {
      from: "no-reply@example.com",
      to: ["hanako@example.com"],
      headers: { subject, from: "ミキワメ <no-reply@example.com>", to: "hanako@example.com" },
      body,
    },
  ]);
});

test("an address that looks like several is one, and is refused as one", async () => {
  const server = await aServer();
  const two = { ...letter, to: "hanako@example.com, taro@example.com" };

  await sendBySmtp({ url: server.url, from: "no-reply@example.com" }).send(two);

  expect(server.received.flatMap(({ to }) => to)).not.toContain("taro@example.com");
});

test("what the server answers about a person stays here: only a code is told", async () => {
  const server = await aServer({ refuse: ["hanako@example.com"] });

  const sent = await sendBySmtp({ url: server.url, from: "no-reply@example.com" }).send(letter);

  expect(sent).toEqual({ ok: false, fault: { kind: "mail-unsent", code: "EENVELOPE" } });
});

test("a mail server that is not there", async () => {
  const server = await startSmtpServer();
  await server.close();

  const sent = await sendBySmtp({ url: server.url, from: "no-reply@example.com" }).send(letter);

  expect(sent).toEqual({ ok: false, fault: { kind: "mail-unsent", code: "ESOCKET" } });
});

async function aServer(special: Parameters<typeof startSmtpServer>[0] = {}) {
  const server = await startSmtpServer(special);
  onTestFinished(() => server.close());
  return server;
}
