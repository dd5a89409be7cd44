import fc from "fast-check";
import { expect, test } from "vitest";
import { FARTHEST_NEXT_TRY_MS, LONGEST_MAINTENANCE_MS, waitForMaintenance } from "./run-waiting.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const MIDDLE = 0.5;

test("the first try again is after a minute, each later one after as long as it has lasted, at most ten minutes", () => {
  const moments = [0];
  for (let tries = 0; tries < 7; tries++) {
    const waiting = waitForMaintenance(0, moments.at(-1) ?? 0, MIDDLE);
    if (waiting === "give-up") throw new Error("expected a wait");
    moments.push(waiting.nextTryAt);
  }

  expect(moments.map((at) => at / MINUTE)).toEqual([0, 1, 2, 4, 8, 16, 26, 36]);
});

test("it waits six hours from the first such answer, and tries once more at their end", () => {
  const shortly = waitForMaintenance(1_000, 1_000 + 6 * HOUR - MINUTE, MIDDLE);

  expect(shortly).toEqual({
    kind: "smarthr-maintenance",
    since: 1_000,
    until: 1_000 + 6 * HOUR,
    nextTryAt: 1_000 + 6 * HOUR,
  });
  expect(waitForMaintenance(1_000, 1_000 + 6 * HOUR, MIDDLE)).toBe("give-up");
});

test("a clock that was set back begins the six hours anew, and never puts a try off for hours", () => {
  expect(waitForMaintenance(10 * HOUR, HOUR, MIDDLE)).toEqual({
    kind: "smarthr-maintenance",
    since: HOUR,
    until: 7 * HOUR,
    nextTryAt: HOUR + MINUTE,
  });
});

test("whatever the moments, the next try lies ahead, within reach, and not after the end", () => {
  const moment = fc.integer({ min: 0, max: 20 * HOUR });
  fc.assert(
    fc.property(fc.option(moment), moment, fc.double({ min: 0, max: 0.999, noNaN: true }), (since, now, spread) => {
      const waiting = waitForMaintenance(since, now, spread);
      if (waiting === "give-up") return now - (since ?? now) >= LONGEST_MAINTENANCE_MS;
      return (
        waiting.nextTryAt > now && waiting.nextTryAt <= waiting.until && waiting.nextTryAt - now <= FARTHEST_NEXT_TRY_MS
      );
    }),
  );
});
