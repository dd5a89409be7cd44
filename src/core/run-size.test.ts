import { expect, test } from "vitest";
import { type CarriedRun, mayStandAside, type RunSize, resize, runSize, sizesWithPlace } from "./run-size.ts";

test("a run is as large as it was last told to be, and unknown before the first time, but departments are few", () => {
  const sizes = [
    runSize("employees", 2_000),
    runSize("employees", 2_001),
    runSize("employees", null),
    runSize("departments", null),
  ];

  expect(sizes).toEqual(["small", "large", "unknown", "small"]);
});

test("a process carries one large and one unknown run at a time, and small ones always", () => {
  const places = [[], [placed("large")], [placed("small"), placed("unknown"), placed("large")]].map(sizesWithPlace);

  expect(places).toEqual([["small", "large", "unknown"], ["small", "unknown"], ["small"]]);
});

test("a run that stands aside takes no place; a large one never does, nor one more than twenty", () => {
  const aside = { size: "unknown", aside: true } as const;
  const twenty = Array.from({ length: 20 }, () => aside);

  expect(sizesWithPlace([aside])).toEqual(["small", "large", "unknown"]);
  expect(mayStandAside(placed("unknown"), [aside])).toBe(true);
  expect(mayStandAside(placed("large"), [])).toBe(false);
  expect(mayStandAside(aside, [])).toBe(false);
  expect(mayStandAside(placed("small"), twenty)).toBe(false);
});

test.each([
  ["unknown", 2_000, [], placed("small")],
  ["unknown", 2_001, [], placed("large")],
  ["unknown", 2_001, [placed("large")], null],
  ["unknown", 2_000, [placed("large")], placed("small")],
  ["small", 2_001, [placed("large")], null],
  ["large", 2_001, [], placed("large")],
  ["large", 2_000, [], placed("small")],
] as const)("a run taken for %s that is told to have %i rows beside %j becomes %j", (size, rows, others, becomes) => {
  expect(resize(placed(size), rows, others)).toEqual(becomes);
});

test("a run that stands aside and turns out large takes the place of a large one, or none", () => {
  const aside = { size: "unknown", aside: true } as const;

  expect(resize(aside, 100_000, [])).toEqual(placed("large"));
  expect(resize(aside, 100_000, [placed("large")])).toBeNull();
  expect(resize(aside, 10, [placed("large")])).toEqual({ size: "small", aside: true });
});

function placed(size: RunSize): CarriedRun {
  return { size, aside: false };
}
