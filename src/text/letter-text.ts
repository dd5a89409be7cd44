import type { Letter } from "../core/mail.ts";
import { dateMinuteText } from "./date-time-text.ts";

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
    `${causeText(letter, companyName)}\n次のURLを開いて、パスワードを設定してください。`,
    letter.url,
    `このURLは、${dateMinuteText(letter.expiresAt)}まで有効です。一度使用すると、無効になります。`,
    "お心当たりがない場合は、このメールを破棄してください。パスワードは変更されません。",
    `ミキワメ｜${companyName}`,
  ];
  return { subject: `${subjectOf(letter)}｜${companyName}`, body: `${paragraphs.join("\n\n")}\n` };
}

function subjectOf({ kind }: Letter): string {
  switch (kind) {
    case "invitation":
      return "ミキワメへの招待";
    case "new-password":
      return "ミキワメのパスワードの再設定";
  }
}

function causeText({ kind, requestedBy }: Letter, companyName: string): string {
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
