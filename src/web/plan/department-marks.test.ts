import { expect, test } from "vitest";
import { departmentMarks } from "./department-marks.ts";

const SALES = { code: "A001", name: "営業部", parentCode: null };
const EAST = { code: "A002", name: "東日本", parentCode: "A001" };
const PEOPLE = { code: "B001", name: "人事部", parentCode: null };

test("departments that come, move, get another name or go are marked, and no others", () => {
  const before = [SALES, EAST, PEOPLE, { code: "D001", name: "旧部署", parentCode: null }];
  const after = [
    { ...SALES, name: "営業本部" },
    { ...EAST, parentCode: "B001", name: "東日本営業" },
    PEOPLE,
    { code: "C001", name: "開発部", parentCode: null },
  ];

  expect([...departmentMarks(before, after)]).toEqual([
    ["A001", ["renamed"]],
    ["A002", ["moved", "renamed"]],
    ["C001", ["created"]],
    ["D001", ["deleted"]],
  ]);
});
