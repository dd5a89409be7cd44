import { expect, test } from "vitest";
import { medianOf } from "./median-of.ts";

test.each([
  [[3], 3],
  [[9, 1, 2], 2],
  [[4, 1, 3, 10], 3.5],
] as const)("the median of %j is %d", (numbers, median) => {
  expect(medianOf(numbers)).toBe(median);
});

test("nothing has no median", () => {
  expect(() => medianOf([])).toThrow("expected at least one number");
});
