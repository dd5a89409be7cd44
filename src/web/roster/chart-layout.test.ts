import { describe, expect, test } from "vitest";
import type { DepartmentRow } from "../../contract/departments.ts";
import { BOX, chartLayout, fittingText } from "./chart-layout.ts";
import { departmentTree, expandedToLevel } from "./department-tree.ts";

describe("the chart", () => {
  const rows = Array.from({ length: 40 }, (_, index) => aRow(`D${index}`, index === 0 ? null : `D${(index - 1) >> 2}`));
  const tree = departmentTree([...rows, aRow("X", null)]);

  test("begins with the company and shows what is open", () => {
    const { boxes, lines } = chartLayout(tree, new Set());

    expect(boxes.map(({ key, level, expanded }) => [key, level, expanded])).toEqual([
      ["", 1, null],
      ["D0", 2, false],
      ["X", 2, null],
    ]);
    expect(lines).toHaveLength(2);
  });

  test("lets no box lie on another, and none outside its bounds", () => {
    const { boxes, bounds } = chartLayout(tree, expandedToLevel(tree, 99));

    expect(boxes).toHaveLength(42);
    for (const [index, one] of boxes.entries()) {
      expect(one.x >= bounds.x && one.y >= bounds.y).toBe(true);
      expect(one.x + BOX.width <= bounds.x + bounds.width && one.y + BOX.height <= bounds.y + bounds.height).toBe(true);
      for (const other of boxes.slice(index + 1)) {
        expect(Math.abs(one.x - other.x) >= BOX.width || Math.abs(one.y - other.y) >= BOX.height).toBe(true);
      }
    }
  });
});

test.each([
  ["営業部", 8, "営業部"],
  ["第一営業本部", 8, "第一営…"],
  ["Sales", 4, "Sal…"],
])("%s in %i half-widths is %s", (name, width, fitting) => {
  expect(fittingText(name, width)).toBe(fitting);
});

function aRow(code: string, parentCode: string | null): DepartmentRow {
  return { code, name: code, parentCode, headCount: 0, headCountBelow: 0, version: 1 };
}
