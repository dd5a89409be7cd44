// Zero-width and control characters survive NFKC: controls, format characters (U+200B, U+FEFF, bidirectional marks, soft hyphen …),
// the combining grapheme joiner and variation selectors.
const INVISIBLE = /\p{Cc}|\p{Cf}|\p{Variation_Selector}|\u034F/gu;

/** The text, or null when nobody could see anything in it: SmartHR's `null`, `""` and blanks mean the same. */
export function visibleText(text: string | null): string | null {
  if (text === null || text === "") return null;
  return isBlank(text) ? null : text;
}

/** The text as a database can hold it and give it back: without U+0000, and without halves of a character. Anything else stays. */
export function storableText(text: string): string {
  return text.includes("\0") || !text.isWellFormed() ? text.toWellFormed().replaceAll("\0", "") : text;
}

/** Whether a database could hold the text; nothing in it equals one that it could not. */
export function isStorable(text: string): boolean {
  return storableText(text) === text;
}

/** The text without characters that take no room on the screen. */
export function withoutInvisible(text: string): string {
  return text.replace(INVISIBLE, "");
}

function isBlank(text: string): boolean {
  const first = text.charCodeAt(0);
  // Nearly every value begins with a visible character: ASCII, kana or a kanji. The rest are looked at closely.
  if ((first > 0x20 && first < 0x7f) || (first > 0x3040 && first < 0xa000)) return false;
  return withoutInvisible(text).trim() === "";
}
