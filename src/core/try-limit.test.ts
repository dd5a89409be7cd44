import { expect, test } from "vitest";
import { judgeTry, type TryLimit } from "./try-limit.ts";

const limit: TryLimit = { atOnce: 3, thenEverySeconds: 60 };
const NOW = 1_000_000;

test("a few tries at once, then one each interval", () => {
  expect(fates([0, 0, 0, 0, 30, 59, 60, 60, 119, 120])).toEqual([
    "tried",
    "tried",
    "tried",
    60,
    30,
    1,
    "tried",
    60,
    1,
    "tried",
  ]);
});

test("who tries once an interval is never refused", () => {
  const moments = Array.from({ length: 100 }, (_, index) => index * 60);

  expect(new Set(fates(moments))).toEqual(new Set(["tried"]));
});

test("after a rest as long as all that was tried, as many tries are free as at the beginning", () => {
  expect(fates([0, 0, 0, 180, 180, 180, 180])).toEqual(["tried", "tried", "tried", "tried", "tried", "tried", 60]);
});

test("a refused try does not make the wait longer", () => {
  expect(fates([0, 0, 0, 10, 20, 30, 60])).toEqual(["tried", "tried", "tried", 50, 40, 30, "tried"]);
});

/** What becomes of tries at these seconds: tried, or how many seconds are left. */
function fates(seconds: readonly number[]): ("tried" | number)[] {
  let freeAt = 0;
  return seconds.map((second) => {
    const judged = judgeTry(limit, freeAt, NOW + second * 1000);
    if (!judged.ok) return judged.fault.retryAfterSeconds;
    freeAt = judged.value;
    return "tried";
  });
}
