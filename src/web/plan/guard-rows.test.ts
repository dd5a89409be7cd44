import { expect, test } from "vitest";
import { DEFAULT_GUARD_LIMITS, type GuardName, type GuardReading } from "../../core/guards.ts";
import { guardsWithRows, rowsCountedBy, trippedOf } from "./guard-rows.ts";

function aReading(guard: GuardName, special: Partial<GuardReading> = {}): GuardReading {
  const numbers = { count: 12, base: 100, earlierCount: 0, limit: DEFAULT_GUARD_LIMITS[guard] };
  return { guard, column: null, ...numbers, awake: true, tripped: true, people: [], ...special };
}

test("a guard leads to the changes it counts, a column's guard to those of the column, rejected rows to the errors", () => {
  expect(rowsCountedBy(aReading("new-employees"))).toEqual({ tab: "change", guard: "new-employees" });
  expect(rowsCountedBy(aReading("column-blank", { column: "gender" }))).toEqual({
    tab: "change",
    guard: "column-blank",
    field: "gender",
  });
  expect(rowsCountedBy(aReading("rejected-rows"))).toEqual({ tab: "rejection" });
  expect(rowsCountedBy(aReading("fewer-people"))).toBeNull();
});

test("changes are narrowed by guards that have some, each once", () => {
  const tripped = [
    aReading("column-blank", { column: "gender" }),
    aReading("column-blank", { column: "jobTitle" }),
    aReading("fewer-people"),
  ];

  expect(guardsWithRows(tripped)).toEqual(["column-blank"]);
});

test("only guards that tripped stop a plan", () => {
  const readings = [aReading("new-employees", { tripped: false }), aReading("changed-name")];

  expect(trippedOf(readings).map(({ guard }) => guard)).toEqual(["changed-name"]);
});
