import { expect, test } from "vitest";
import { runSize, sizesWithPlace } from "./run-size.ts";

test("a run is as large as its last good read, and unknown before the first, but departments are few", () => {
  const sizes = [
    runSize("employees", 2_000),
    runSize("employees", 2_001),
    runSize("employees", null),
    runSize("departments", null),
  ];

  expect(sizes).toEqual(["small", "large", "unknown", "small"]);
});

test("a process carries one large and one unknown run at a time, and small ones always", () => {
  expect([[], ["large"], ["small", "unknown", "large"]].map((carried) => sizesWithPlace(carried as never))).toEqual([
    ["small", "large", "unknown"],
    ["small", "unknown"],
    ["small"],
  ]);
});
