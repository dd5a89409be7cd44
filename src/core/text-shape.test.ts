import { describe, expect, test } from "vitest";
import { storableText, visibleText } from "./text-shape.ts";

describe("a text in which nobody can see anything is blank", () => {
  test.each([null, "", " ", "　", "\u200B", "\u00A0\t", "\uFEFF \u2060", "\u0000"])("%j", (text) => {
    expect(visibleText(text)).toBeNull();
  });

  test.each(["0", "あ", "髙", "𠮷", " a", "\u200Bあ", "・", "ー", "\uFA19"])("%j is not", (text) => {
    expect(visibleText(text)).toBe(text);
  });
});

describe("a text is storable when a database gives back the same", () => {
  test.each([
    ["a\u0000b", "ab"],
    ["\uD83D", "\uFFFD"],
    ["x\uDE00y", "x\uFFFDy"],
  ])("%j becomes %j", (text, expected) => {
    expect(storableText(text)).toBe(expected);
  });

  test.each(["", "𠮷野家", "邉\u{E0101}", "ｶﾞ", "\uFA19", "a\nb"])("%j stays as it is", (text) => {
    expect(storableText(text)).toBe(text);
  });
});
