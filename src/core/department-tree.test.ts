import { expect, test } from "vitest";
import { aDepartment } from "../../test/builders.ts";
import { countsBelow } from "./department-tree.ts";

test("a department counts its own and everybody below it, at any depth", () => {
  const departments = [
    aDepartment({ code: "C", parentCode: "B" }),
    aDepartment({ code: "B", parentCode: "A" }),
    aDepartment({ code: "A" }),
    aDepartment({ code: "D", parentCode: "A" }),
    aDepartment({ code: "E" }),
  ];

  const counts = countsBelow(departments, new Map(Object.entries({ A: 1, B: 10, C: 100, D: 1_000 })));

  expect(Object.fromEntries(counts)).toEqual({ A: 1_111, B: 110, C: 100, D: 1_000, E: 0 });
});
