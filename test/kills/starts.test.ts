import { expect, test } from "vitest";
import type { Pressed } from "./person.ts";
import { countStarts } from "./starts.ts";

const STARTED: Pressed = { kind: "started", runId: "a" };
const TOLD: Pressed = { kind: "open", runId: "a" };
const OTHER: Pressed = { kind: "started", runId: "b" };
const SILENT: Pressed = { kind: "no-answer" };

test.each([
  ["one began", STARTED, TOLD],
  ["both told", TOLD, TOLD],
  ["in turn", TOLD, OTHER],
  ["unanswered", STARTED, SILENT],
] as const)("of two presses at the same instant, %s", (outcome, one, other) => {
  const starts = countStarts();

  starts.count([one, other]);

  expect([starts.pairs[outcome], starts.violations]).toEqual([1, []]);
});

test("two processes that say that they started one run break a law", () => {
  const starts = countStarts();

  starts.count([STARTED, STARTED]);

  expect(starts.violations).toMatchObject([{ law: "one start" }]);
});

test("a press that is refused breaks a law, even alone", () => {
  const starts = countStarts();

  starts.count([{ kind: "refused", status: 401 }]);

  expect(starts.violations).toMatchObject([{ law: "goes on" }]);
});
