import { withoutInvisible } from "../../core/text-shape.ts";

/** Text as it is compared when somebody searches: width, case and hiragana or katakana make no difference. */
export function foldText(text: string): string {
  return withoutInvisible(text)
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[\u3041-\u3096]/g, (kana) => String.fromCharCode(kana.charCodeAt(0) + 0x60))
    .trim();
}
