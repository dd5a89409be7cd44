import { expect, test } from "vitest";
import { moveInTree, type TreePlace } from "./use-tree-keys.ts";

const PLACES: readonly TreePlace[] = [
  { key: "A001", parentKey: null, expanded: true },
  { key: "A002", parentKey: "A001", expanded: null },
  { key: "B001", parentKey: null, expanded: false },
];

test.each([
  ["A001", "ArrowDown", { to: "A002" }],
  ["A002", "ArrowUp", { to: "A001" }],
  ["A001", "ArrowUp", null],
  ["B001", "ArrowDown", null],
  ["A001", "End", { to: "B001" }],
  ["B001", "Home", { to: "A001" }],
  ["B001", "ArrowRight", { toggle: "B001" }],
  ["A001", "ArrowRight", { to: "A002" }],
  ["A002", "ArrowRight", null],
  ["A001", "ArrowLeft", { toggle: "A001" }],
  ["A002", "ArrowLeft", { to: "A001" }],
  ["B001", "ArrowLeft", null],
  ["B001", "x", null],
] as const)("on %s, %s does %o", (at, pressed, move) => {
  expect(moveInTree(PLACES, at, pressed)).toEqual(move);
});
