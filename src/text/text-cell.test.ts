import { describe, expect, test } from "vitest";
import { textCell } from "./text-cell.ts";

describe("a code that Excel would change stays text behind a tab", () => {
  test.each([
    "0012",
    "00",
    "123456789012",
    "1-2",
    "2024/4",
    "12:30",
    "1E5",
    "1.0",
    "(5)",
    "¥100",
    "００１２",
    "TRUE",
    "MAR1",
    "SEPT-2",
    "1-Jan",
    "5 PM",
    "2024年4月",
    "1,234",
    "5%",
  ])("%s", (code) => {
    expect(textCell(code)).toBe(`\t${code}`);
    expect(textCell(code).trim()).toBe(code);
  });
});

test.each([
  "",
  "0",
  "12",
  "12345678901",
  "A001",
  "D-1",
  "営業部",
  "第1営業部",
  "MARKETING",
  "TRUEか",
  "見本",
  "1課",
  "12A",
  "001@example.com",
  "E5",
  "MAR",
  "MARKETING1",
  "()",
])("%j is left as it is, as Excel leaves it", (code) => {
  expect(textCell(code)).toBe(code);
});

test("a code that begins as a formula is defused", () => {
  expect(textCell("-0012")).toBe("'-0012");
});
