import { expect, test } from "vitest";
import { headCountText, leavingText } from "./breakdown-text.ts";

test.each([
  [{ before: 120, after: 123 }, "120人から123人（3人増加）"],
  [{ before: 1_000, after: 998 }, "1,000人から998人（2人減少）"],
  [{ before: 5, after: 5 }, "5人（増減なし）"],
])("M33: the head count %j is %s", (headCount, text) => {
  expect(headCountText(headCount)).toBe(text);
});

test("how many people leave is what the guard counted, and nothing where it counted nobody", () => {
  const readings = [
    { guard: "new-employees", count: 7 },
    { guard: "newly-retired", count: 2 },
  ] as const;

  expect(leavingText(readings)).toBe("退職になる社員（退職者フラグがつく社員）：2人");
  expect(leavingText([])).toBeNull();
});
