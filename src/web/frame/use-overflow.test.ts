import { expect, test } from "vitest";
import { moreOf } from "./use-overflow.ts";

test.each([
  ["all of it is in sight", { scrollLeft: 0, clientWidth: 360, scrollWidth: 360 }, ""],
  ["a fraction of a pixel is out of sight", { scrollLeft: 0, clientWidth: 360, scrollWidth: 361 }, ""],
  ["nobody has scrolled yet", { scrollLeft: 0, clientWidth: 360, scrollWidth: 700 }, "right"],
  ["somebody is in the middle", { scrollLeft: 100, clientWidth: 360, scrollWidth: 700 }, "left right"],
  ["somebody has come to the end", { scrollLeft: 340, clientWidth: 360, scrollWidth: 700 }, "left"],
] as const)("where there is more to see: %s", (_, measures, more) => {
  expect(moreOf(measures)).toBe(more);
});
