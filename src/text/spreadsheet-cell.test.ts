import { describe, expect, test } from "vitest";
import { defusedCell } from "./spreadsheet-cell.ts";

describe("a cell that a spreadsheet would run as a formula begins with an apostrophe", () => {
  test.each([
    ["=", "=1+1"],
    ["+", "+81-3-0000-0000"],
    ["-", "-1"],
    ["@", "@SUM(A1)"],
    ["a tab", "\t=1+1"],
    ["a carriage return", "\r=1+1"],
    ["a line feed", "\n=1+1"],
    ["a tab before plain text", "\t見本"],
    ["a full-width =", "＝1+1"],
    ["a full-width +", "＋1"],
    ["a full-width -", "－1"],
    ["a full-width @", "＠SUM(A1)"],
    ["spaces before it", "  =1+1"],
    ["a full-width space before it", "\u3000=1+1"],
    ["a space that does not break before it", "\u00a0=1+1"],
    ["an invisible character before it", "\u200b=1+1"],
    ["a byte order mark before it", "\ufeff=1+1"],
  ])("%s", (_, text) => {
    expect(defusedCell(text)).toBe(`'${text}`);
  });
});

describe("any other text stays as it is", () => {
  test.each([
    ["nothing", ""],
    ["a number with leading zeros", "0012"],
    ["a sign in the middle", "A-001"],
    ["an address", "taro@example.com"],
    ["a name", "見本 太郎"],
    ["a long vowel", "ー"],
    ["spaces alone", "  "],
    ["a URL", "https://acme.smarthr.jp/crews/1"],
    ["an apostrophe", "'='"],
  ])("%s", (_, text) => {
    expect(defusedCell(text)).toBe(text);
  });
});
