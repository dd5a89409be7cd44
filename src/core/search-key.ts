import { withoutInvisible } from "./text-shape.ts";

/**
 * A text as it is searched: neither width, case, hiragana or katakana, spaces, look-alike hyphens nor old forms of characters make
 * a difference. Only for comparing, never to be stored or shown: names stay as they are.
 */
export function searchKey(text: string): string {
  if (PLAIN.test(text) && !OLD_FORM.test(text)) return text;
  return withoutGaps(withoutGaps(text).normalize("NFKC"))
    .toLowerCase()
    .normalize("NFKC")
    .replace(HIRAGANA, (character) => String.fromCharCode(character.charCodeAt(0) + TO_KATAKANA))
    .replace(HYPHEN_LIKE, "-")
    .replace(OLD_FORM, (character) => MODERN_FORM.get(character) ?? character);
}

/** What somebody typed, word by word: who is sought has every one of them. */
export function searchWords(typed: string): readonly string[] {
  return typed
    .split(/\s+/u)
    .map(searchKey)
    .filter((word) => word !== "");
}

// Nearly every text: numbers, addresses, common kanji and katakana, on which no step below changes anything.
const PLAIN = /^[!-@[-~一-鿿ァ-ヺ]*$/u;

const HIRAGANA = /[ぁ-ゖゝゞ]/gu;
const TO_KATAKANA = 0x60;
// Hyphens, dashes, the minus sign and the long vowel mark, which people type for each other; ｰ and － are one of them by now.
const HYPHEN_LIKE = /[\u2010-\u2015\u2212ー]/gu;

// The forms that people's names are really written in, beside the one that others type. All of them survive NFKC.
const FORMS = [
  ..."髙高 﨑崎 嵜崎 碕崎 濵浜 濱浜 邊辺 邉辺 齋斉 齊斉 斎斉 澤沢 廣広 眞真 櫻桜 國国 𠮷吉 瀧滝 龍竜 曾曽 冨富 嶋島 嶌島 德徳 惠恵".split(
    " ",
  ),
  ..."圓円 榮栄 學学 藏蔵 壽寿 實実 與与 豐豊 萬万 鐵鉄 關関 條条 應応 黑黒 靜静 淺浅 假仮 戶戸 凜凛 遙遥".split(" "),
];
const MODERN_FORM = new Map(
  FORMS.map((pair) => {
    const [old = "", modern = ""] = pair;
    return [old, modern];
  }),
);
const OLD_FORM = new RegExp(`[${[...MODERN_FORM.keys()].join("")}]`, "gu");

/** Without what separates the parts of a name, and with marks that stand alone put to the letter before them: カ゛ is ガ. */
function withoutGaps(text: string): string {
  return withoutInvisible(text)
    .replace(/[\s・･]/gu, "")
    .replaceAll("゛", "\u3099")
    .replaceAll("゜", "\u309A");
}
