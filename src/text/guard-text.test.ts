import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { DEFAULT_GUARD_LIMITS, GUARD_NAMES, type GuardReading } from "../core/guards.ts";
import { guardBaseText, guardCountedText } from "./guard-counting-text.ts";
import {
  guardCountText,
  guardEarlierText,
  guardLimitText,
  guardNameText,
  guardReachedText,
  guardReadingText,
} from "./guard-text.ts";

function aReading(special: Partial<GuardReading>): GuardReading {
  const guard = special.guard ?? "moved-department";
  return {
    guard,
    column: null,
    count: 0,
    base: 0,
    earlierCount: 0,
    limit: DEFAULT_GUARD_LIMITS[guard],
    awake: true,
    tripped: true,
    people: [],
    ...special,
  };
}

describe("what a guard saw", () => {
  test("names the column, the count, its share of the base, and from where on it stops", () => {
    const reading = aReading({ guard: "column-blank", column: "employeeNumber", count: 296, base: 298 });

    expect(guardReadingText(reading)).toBe(
      "社員番号が空白になる社員が296人います（298人の99.3%）。止める基準は、5人以上、かつ10%以上です。",
    );
  });

  test("says that a whole column goes where the limit alone would not have stopped it", () => {
    const reading = aReading({
      guard: "column-blank",
      column: "retiredOn",
      count: 4,
      base: 4,
      regardless: "column-emptied",
    });

    expect(guardReadingText(reading)).toBe(
      "退職日が空白になる社員が4人います（4人の100%）。SmartHRでは、この項目が全員空白です。全員空白になる項目は、止める基準に達していなくても止めます。",
    );
    expect(guardReachedText(reading)).toBe("5人以上、かつ10%以上（全員空白になる項目は、達していなくても止めます）");
  });

  test("counts departments and rejected rows as what they are", () => {
    expect(guardReadingText(aReading({ guard: "departments-changed", count: 9, base: 30 }))).toBe(
      "変更される部署が9件あります（30件の30%）。止める基準は、5件以上、かつ30%以上です。",
    );
    expect(guardReadingText(aReading({ guard: "rejected-rows", count: 1200, base: 4000 }))).toBe(
      "エラーになるデータが1,200件あります（4,000件の30%）。止める基準は、10件以上、かつ30%以上です。",
    );
  });

  test("says what the last seven days add", () => {
    const reading = aReading({ guard: "newly-retired", count: 2, base: 50, earlierCount: 3 });

    expect(guardReadingText(reading)).toBe(
      "退職者フラグがつく社員が2人います（50人の4%）。過去7日間の同期の3人と合わせると、5人（10%）です。止める基準は、5人以上、かつ10%以上です。",
    );
    expect([guardCountText(reading), guardEarlierText(reading)]).toEqual(["2人（50人の4%）", "3人（合計5人、10%）"]);
  });

  test("of nothing there is no share", () => {
    const reading = aReading({ guard: "fewer-people", count: 0, base: 0 });

    expect([guardCountText(reading), guardEarlierText(reading)]).toEqual(["0人", "0人（合計0人）"]);
    expect(guardReadingText(reading)).toContain("SmartHRから取得できなかった社員が0人います。止める");
  });
});

test("a limit without a percentage is only a number", () => {
  expect(guardLimitText("person-behind-address", { minimum: 1, percentage: 0 })).toBe("1人以上");
  expect(guardLimitText("rejected-rows", { minimum: 10_000, percentage: 30 })).toBe("10,000件以上、かつ30%以上");
});

test("a share is rounded down: it never looks as if it had reached a limit that it has not", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 200_000 }),
      fc.nat(200_000),
      fc.integer({ min: 1, max: 100 }),
      (base, of, percentage) => {
        const count = of % (base + 1);

        const shown = Number(/の([\d.]+)%/.exec(guardCountText(aReading({ count, base })))?.[1]);

        expect(shown >= percentage).toBe(count * 100 >= percentage * base);
      },
    ),
  );
});

test("every guard has a name, what it counts and what the percentage is of, no two guards the same name", () => {
  const names = GUARD_NAMES.map((guard) => guardNameText(guard));

  expect(new Set(names).size).toBe(GUARD_NAMES.length);
  for (const guard of GUARD_NAMES) {
    expect(guardCountedText(guard)).toMatch(/。$/);
    expect(guardBaseText(guard)).not.toBe("");
  }
});
