import { expect, test } from "vitest";
import { createdRetiredText, headCountText, leavingText } from "./breakdown-text.ts";

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

  expect(leavingText(readings)).toBe("登録済みの社員のうち、退職者フラグがつく社員：2人");
  expect(leavingText([])).toBeNull();
});

test("people who are created although they had left are named, as the head count does not have them", () => {
  const readings = [
    { guard: "newly-retired", count: 2 },
    { guard: "no-longer-retired", count: 1 },
  ] as const;

  // 296 new people of whom 3 had left: 293 more, 2 who leave and 1 who comes back.
  expect(createdRetiredText({ create: 296 }, { before: 10, after: 302 }, readings)).toBe(
    "退職者フラグをつけて新しく登録する社員（対象人数に含みません）：3人",
  );
  expect(createdRetiredText({ create: 4 }, { before: 10, after: 13 }, readings)).toBeNull();
  expect(createdRetiredText({ create: 4 }, null, readings)).toBeNull();
  expect(createdRetiredText({ create: 4 }, { before: 10, after: 13 }, [])).toBeNull();
});
