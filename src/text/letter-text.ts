import type { Letter, LetterAboutHeldRun, LetterToPassword } from "../core/mail.ts";
import { dateMinuteText } from "./date-time-text.ts";
import { guardReadingText } from "./guard-text.ts";
import { approveText, runNameText } from "./run-summary-text.ts";

/** A letter as it is read in a mailbox. */
export interface LetterText {
  readonly subject: string;
  readonly body: string;
}

/** The words of a letter: who caused it, what to do, and until when. */
export function letterText(letter: Letter): LetterText {
  const companyName = inOneLine(letter.companyName);
  const paragraphs = [
    `${inOneLine(letter.name)} 様`,
    ...(letter.kind === "run-held" ? heldRunParagraphs(letter) : passwordParagraphs(letter, companyName)),
    `ミキワメ｜${companyName}`,
  ];
  return { subject: `${subjectOf(letter)}｜${companyName}`, body: `${paragraphs.join("\n\n")}\n` };
}

type PasswordLetter = LetterToPassword<"invitation"> | LetterToPassword<"new-password">;

function passwordParagraphs(letter: PasswordLetter, companyName: string): readonly string[] {
  return [
    `${causeText(letter, companyName)}\n次のURLを開いて、パスワードを設定してください。`,
    letter.url,
    `このURLは、${dateMinuteText(letter.expiresAt)}まで有効です。一度使用すると、無効になります。`,
    "お心当たりがない場合は、このメールを破棄してください。パスワードは変更されません。",
  ];
}

function heldRunParagraphs(letter: LetterAboutHeldRun): readonly string[] {
  const { subject, runKind, actor, guards, url, expiresAt } = letter;
  const name = runNameText(subject, runKind);
  return [
    `${inOneLine(actor)}が開始した${name}に、通常と異なる変更があったため、反映する前に止めました。\nミキワメの情報は、まだ変更されていません。`,
    ["通常と異なる変更：", ...guards.map((reading) => `・${guardReadingText(reading)}`)].join("\n"),
    `次のURLを開いて変更内容を確認し、「${approveText(runKind)}」または「中止」を選んでください。`,
    url,
    `${dateMinuteText(expiresAt)}までに確認しない場合は、自動で中止します。`,
  ];
}

function subjectOf(letter: Letter): string {
  switch (letter.kind) {
    case "invitation":
      return "ミキワメへの招待";
    case "new-password":
      return "ミキワメのパスワードの再設定";
    case "run-held":
      return `${runNameText(letter.subject, letter.runKind)}が確認待ちです`;
  }
}

function causeText({ kind, requestedBy }: PasswordLetter, companyName: string): string {
  const by = requestedBy === null ? null : `${inOneLine(requestedBy)}さんが、`;
  switch (kind) {
    case "invitation":
      return by === null
        ? `${companyName}のミキワメに招待されています。`
        : `${by}${companyName}のミキワメにあなたを招待しました。`;
    case "new-password":
      return by === null
        ? `${companyName}のミキワメで、パスワードの再設定が申し込まれました。`
        : `${by}${companyName}のミキワメで、あなたのパスワードを再設定するためのURLを発行しました。`;
  }
}

// Names are typed by people: a line break in one would let it write paragraphs of its own.
function inOneLine(text: string): string {
  return text.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, " ");
}
