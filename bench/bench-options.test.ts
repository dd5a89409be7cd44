import { expect, test } from "vitest";
import { readOptions } from "./bench-options.ts";

test("what is not on the list is refused with the list", () => {
  expect(readOptions(["--only", "series,memroy"])).toEqual({
    ok: false,
    fault: "expected series, script, memory, limits, lists, undo, person, workers, fairness, found memroy",
  });
});

test("a quick bench measures less, and each series once", () => {
  const options = readOptions(["--quick", "--databases", "postgresql"]);

  expect(options.ok && options.value).toMatchObject({
    people: [1_000, 10_000],
    engines: ["postgresql"],
    mostScripted: 1_000,
  });
  expect(options.ok && options.value?.repetitionsFor(1_000)).toBe(1);
});
