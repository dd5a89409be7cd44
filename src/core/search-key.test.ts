import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { searchKey, searchWords } from "./search-key.ts";

describe("texts that are searched alike", () => {
  test.each<[string, string, string]>([
    ["hiragana and katakana", "やまだはなこ", "ヤマダハナコ"],
    ["half-width katakana", "ﾔﾏﾀﾞﾊﾅｺ", "ヤマダハナコ"],
    ["a half-width mark on its own", "ﾊﾟ", "パ"],
    ["voiced marks that stand alone", "カ゛ハ゜", "ガパ"],
    ["decomposed letters, as macOS writes them", "カ\u3099", "ガ"],
    ["ゔ and ヴ", "ゔぁいおりん", "ヴァイオリン"],
    ["repetition marks", "すゞき", "スヾキ"],
    ["full-width letters and digits", "ＡＢＣ００１２", "abc0012"],
    ["upper and lower case", "Taro.Mihon@Example.COM", "taro.mihon@example.com"],
    ["spaces within a name, of any width", "アンナ　マリア ルイーズ", "アンナマリアルイーズ"],
    ["the dot between parts of a name", "ジョン・スミス", "ジョンスミス"],
    ["a half-width dot", "ｼﾞｮﾝ･ｽﾐｽ", "ジョンスミス"],
    ["a minus sign for a hyphen", "A−001", "A-001"],
    ["a full-width hyphen", "Ａ－００１", "a-001"],
    ["a half-width long vowel mark", "ﾙｲｰｽﾞ", "ルイーズ"],
    ["a dash for a long vowel mark", "ルイ―ズ", "ルイーズ"],
    ["characters nobody sees", "山\u200B田\uFEFF", "山田"],
    ["a form of a character chosen by a selector", "邉\u{E0101}", "辺"],
    ["a compatibility character", "神\uFE00", "神"],
    ["髙 and 高", "髙橋", "高橋"],
    ["﨑 and 崎", "山﨑", "山崎"],
    ["𠮷 and 吉", "𠮷田", "吉田"],
    ["齋, 齊 and 斎", "齋藤", "斎藤"],
    ["composed signs", "㈱①", "(株)1"],
  ])("%s", (_, one, other) => {
    expect(searchKey(one)).toBe(searchKey(other));
  });
});

describe("texts that stay different", () => {
  test.each<[string, string, string]>([
    ["ハ, バ and パ", "ハナコ", "バナコ"],
    ["small and large kana", "キヨウ", "キョウ"],
    ["kanji and their reading", "山田", "ヤマダ"],
    ["0012 and 12", "0012", "12"],
  ])("%s", (_, one, other) => {
    expect(searchKey(one)).not.toBe(searchKey(other));
  });
});

test("a key is its own key", () => {
  const anyText = fc.oneof(
    fc.string({ unit: "binary" }),
    fc.string({ unit: fc.constantFrom(..."かカｶ゛゜ﾞﾟ\u3099\u309Aー－‐ 　・･髙𠮷ゝＡaİßΣ¨㍿ﷺ\u0345") }),
  );

  fc.assert(
    fc.property(anyText, (text) => {
      expect(searchKey(searchKey(text))).toBe(searchKey(text));
    }),
    { numRuns: 2_000 },
  );
});

test("what was typed is taken word by word, whatever the space between", () => {
  expect(searchWords(" 山田　はなこ\tＡ１ ")).toEqual(["山田", "ハナコ", "a1"]);
});

test("a word of which nothing is left is no word", () => {
  expect(searchWords("・ \u200B 　")).toEqual([]);
});
