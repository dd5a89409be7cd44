import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { DepartmentRow } from "../../contract/departments.ts";
import {
  codesWithBelow,
  departmentTree,
  depthOf,
  expandedToLevel,
  levelShown,
  levelThatFits,
  pathText,
  searchDepartments,
  visibleDepartments,
} from "./department-tree.ts";

const ROWS = [
  aRow("A001", "営業本部"),
  aRow("A002", "営業部", "A001"),
  aRow("A003", "エイギョウ支援課", "A002"),
  aRow("B001", "開発部"),
  aRow("B002", "品質課", "B001"),
];

describe("the tree of departments", () => {
  test("puts each department below its parent", () => {
    const tree = departmentTree(ROWS);

    expect(tree.nodes.map(({ row, level }) => [row.code, level])).toEqual([
      ["A001", 1],
      ["A002", 2],
      ["A003", 3],
      ["B001", 1],
      ["B002", 2],
    ]);
    expect(depthOf(tree)).toBe(3);
  });

  test("shows a department whose parent is not there at the top", () => {
    const tree = departmentTree([aRow("A002", "営業部", "gone")]);

    expect(tree.roots.map(({ row }) => row.code)).toEqual(["A002"]);
  });

  test("holds every department exactly once, whatever the parents are", () => {
    const codes = ["a", "b", "c", "d", "e"];
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...codes, "gone", null), { minLength: 5, maxLength: 5 }), (parents) => {
        const rows = codes.map((code, index) => aRow(code, code, parents[index] ?? null));

        const listed = departmentTree(rows).nodes.map(({ row }) => row.code);

        expect(listed.sort()).toEqual(codes);
      }),
    );
  });

  test("names a department by its path and knows what is below it", () => {
    const node = departmentTree(ROWS).nodeByCode.get("A002");
    if (!node) throw new Error("A002 is in the tree");

    expect(pathText(node)).toBe("営業本部/営業部");
    expect([...codesWithBelow(node)]).toEqual(["A002", "A003"]);
  });
});

describe("what a list shows", () => {
  test("is the top when nothing is open", () => {
    expect(shown(visibleDepartments(departmentTree(ROWS), new Set()))).toEqual(["A001 1/2 closed", "B001 2/2 closed"]);
  });

  test("is also what is below an open department", () => {
    expect(shown(visibleDepartments(departmentTree(ROWS), new Set(["A001", "A002"])))).toEqual([
      "A001 1/2 open",
      "A002 1/1 open",
      "A003 1/1 leaf",
      "B001 2/2 closed",
    ]);
  });

  test("goes as deep as the level chosen", () => {
    const tree = departmentTree(ROWS);

    const codes = visibleDepartments(tree, expandedToLevel(tree, 2)).map(({ node }) => node.row.code);

    expect(codes).toEqual(["A001", "A002", "B001", "B002"]);
  });

  test.each([
    [1, 1],
    [3, 1],
    [4, 2],
    [5, 3],
    [100, 3],
  ])("in %i rows are %i levels", (rows, level) => {
    expect(levelThatFits(departmentTree(ROWS), rows)).toBe(level);
  });
});

describe("searching departments", () => {
  test("finds names, whatever the kana, and shows what is above a hit", () => {
    const tree = departmentTree(ROWS);
    const found = searchDepartments(tree, "えいぎょう");
    if (!found) throw new Error("something was searched for");

    expect([...found.hits]).toEqual(["A003"]);
    expect(shown(visibleDepartments(tree, found.shown, found.shown))).toEqual([
      "A001 1/1 open",
      "A002 1/1 open",
      "A003 1/1 leaf",
    ]);
  });

  test("finds codes, whatever their width", () => {
    expect([...(searchDepartments(departmentTree(ROWS), "ｂ００２")?.hits ?? [])]).toEqual(["B002"]);
  });

  test("of nothing is no search", () => {
    expect(searchDepartments(departmentTree(ROWS), "　")).toBeNull();
  });
});

test("open departments show the tree up to a level, or some branches further than others", () => {
  const tree = departmentTree(ROWS.map((row) => ({ ...row })));

  expect([1, 2, 3].map((level) => levelShown(tree, expandedToLevel(tree, level)))).toEqual([1, 2, 3]);
  expect(levelShown(tree, new Set(["A001"]))).toBeNull();
  expect(levelShown(departmentTree([]), new Set())).toBeNull();
});

function aRow(code: string, name: string, parentCode: string | null = null): DepartmentRow {
  return { code, name, parentCode, headCount: 0, headCountBelow: 0, version: 1 };
}

function shown(visible: ReturnType<typeof visibleDepartments>): string[] {
  return visible.map(({ node, position, siblingCount, expanded }) => {
    const state = expanded === null ? "leaf" : expanded ? "open" : "closed";
    return `${node.row.code} ${position}/${siblingCount} ${state}`;
  });
}
