import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { addDays, dayInJapan, daysBetween, isCalendarDate, startOfDayInJapan } from "./calendar.ts";

describe("a calendar date", () => {
  test.each([
    ["2024-02-29", true],
    ["2023-02-29", false],
    ["2000-02-29", true],
    ["1900-02-29", false],
    ["2026-04-31", false],
    ["2026-13-01", false],
    ["2026-00-10", false],
    ["2026-1-01", false],
    ["2026/01/01", false],
    ["2026-01-01T00:00:00Z", false],
    ["0000-01-01", false],
    ["0001-01-01", true],
    ["", false],
  ])("%s is one: %s", (text, expected) => {
    expect(isCalendarDate(text)).toBe(expected);
  });

  test("the day in Japan begins at 15:00 UTC of the day before", () => {
    expect(dayInJapan(Date.parse("2026-03-31T14:59:59.999Z"))).toBe("2026-03-31");
    expect(dayInJapan(Date.parse("2026-03-31T15:00:00Z"))).toBe("2026-04-01");
  });

  test("days are counted as the calendar of the platform counts them", () => {
    const anyInstant = fc.integer({ min: Date.parse("1800-01-01T00:00:00Z"), max: Date.parse("2400-01-01T00:00:00Z") });
    fc.assert(
      fc.property(anyInstant, fc.integer({ min: -40_000, max: 40_000 }), (instant, days) => {
        const day = dayInJapan(instant);

        expect(day).toBe(new Date(instant + 9 * 3_600_000).toISOString().slice(0, 10));
        expect(daysBetween(day, addDays(day, days))).toBe(days);
        expect(isCalendarDate(day)).toBe(true);
        expect(dayInJapan(startOfDayInJapan(day))).toBe(day);
        expect(dayInJapan(startOfDayInJapan(day) - 1)).toBe(addDays(day, -1));
      }),
      { numRuns: 2_000 },
    );
  });
});
