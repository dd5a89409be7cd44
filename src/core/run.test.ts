import { expect, test } from "vitest";
import { errorLineCount } from "./findings.ts";
import { errorFileExpiresAt } from "./run.ts";

test("an error file lasts for 30 days after its run has ended", () => {
  expect(errorFileExpiresAt(Date.UTC(2026, 3, 1, 0, 5))).toBe(Date.UTC(2026, 4, 1, 0, 5));
});

test("an error file has a line for each reason, skip and notice", () => {
  const skips = [{}, {}];
  const rejections = [{ reasons: [{}, {}, {}] }, { reasons: [{}] }];
  const notices = [{}];

  expect(errorLineCount({ skips, rejections, notices })).toBe(7);
  expect(errorLineCount({ skips: [], rejections: [], notices: [] })).toBe(0);
});
