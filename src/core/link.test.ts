import { describe, expect, test } from "vitest";
import { daysLeft, isExpired, lastDayOf } from "./link.ts";

const linkedAt = Date.parse("2026-01-10T08:30:00+09:00");

describe("M13: 連携は最大90日間有効", () => {
  test("a link is usable through the end of the ninetieth day after it, in Japan", () => {
    expect(lastDayOf(linkedAt)).toBe("2026-04-10");
    expect(isExpired(linkedAt, Date.parse("2026-04-10T23:59:59.999+09:00"))).toBe(false);
    expect(isExpired(linkedAt, Date.parse("2026-04-11T00:00:00+09:00"))).toBe(true);
  });

  test("a link made just before midnight in Japan has as many days as one made in the morning", () => {
    expect(lastDayOf(Date.parse("2026-01-10T23:59:59+09:00"))).toBe("2026-04-10");
  });
});

describe("M29: 連携有効日数", () => {
  test.each([
    ["2026-01-10T08:30:00+09:00", 90],
    ["2026-01-11T00:00:00+09:00", 89],
    ["2026-04-10T12:00:00+09:00", 0],
    ["2026-04-11T00:00:00+09:00", -1],
  ])("at %s it is %i", (now, expected) => {
    expect(daysLeft(linkedAt, Date.parse(now))).toBe(expected);
  });
});
