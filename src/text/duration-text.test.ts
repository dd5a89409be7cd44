import { describe, expect, test } from "vitest";
import { durationText } from "./duration-text.ts";

describe("how long a run took", () => {
  test.each([
    [0, "1秒未満"],
    [999, "1秒未満"],
    [1_000, "1秒"],
    [59_999, "59秒"],
    [60_000, "1分"],
    [61_500, "1分1秒"],
    [3_599_000, "59分59秒"],
    [3_600_000, "1時間"],
    [3_665_000, "1時間1分"],
    [90_000_000, "25時間"],
  ])("%i milliseconds are %s", (milliseconds, text) => {
    expect(durationText(milliseconds)).toBe(text);
  });
});
