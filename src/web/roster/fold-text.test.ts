import { expect, test } from "vitest";
import { foldText } from "./fold-text.ts";

test.each([
  ["えいぎょう", "エイギョウ"],
  ["ｴｲｷﾞｮｳ", "エイギョウ"],
  ["Ａ００１", "a001"],
  ["  a001　", "A001"],
  ["a\u200b001", "a001"],
])("%s is found as %s", (one, other) => {
  expect(foldText(one)).toBe(foldText(other));
});

test("leading zeros stay", () => {
  expect(foldText("0012")).not.toBe(foldText("12"));
});
