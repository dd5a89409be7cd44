import { describe, expect, test } from "vitest";
import { aDepartment, anEmployee, aRosterEmployee } from "../../../test/builders.ts";
import { departmentHistoryLines, employeeHistoryLines } from "./history-lines.ts";

const NAMES = new Map([["A001", "営業部"]]);

describe("a change of a person", () => {
  test("names its department, as far as there is one of that code today", () => {
    const before = anEmployee({ departmentCode: "A001", jobTitle: null });
    const after = { ...before, departmentCode: "A009", jobTitle: "部長" };

    expect(employeeHistoryLines({ before, after }, NAMES)).toEqual([
      { field: "所属部署", before: "A001 営業部", after: "A009" },
      { field: "役職", before: "（空白）", after: "部長" },
    ]);
  });
});

test("a change that gave back nothing of a person but who had set 退職者フラグ tells that", () => {
  const before = aRosterEmployee({ retired: true });

  expect(employeeHistoryLines({ before, after: { ...before, retiredByHand: true } }, NAMES)).toEqual([
    {
      field: "退職者フラグ",
      before: "あり（SmartHRの在籍状況によるもの）",
      after: "あり（ミキワメでつけたもの）",
    },
  ]);
});

describe("a change of a department", () => {
  const before = aDepartment({ code: "A002", name: "支援課", parentCode: null });

  test("tells what differs, and nothing else", () => {
    const after = { ...before, parentCode: "A001" };

    expect(departmentHistoryLines({ before, after }, NAMES)).toEqual([
      { field: "親部署", before: "（空白）", after: "A001 営業部" },
    ]);
  });

  test("tells all fields of one that was made, or deleted", () => {
    const fields = ["部署コード", "部署名", "親部署"];

    expect(departmentHistoryLines({ before: null, after: before }, NAMES).map(({ field }) => field)).toEqual(fields);
    expect(departmentHistoryLines({ before, after: null }, NAMES)).toEqual([
      { field: "部署コード", before: "A002", after: null },
      { field: "部署名", before: "支援課", after: null },
      { field: "親部署", before: "（空白）", after: null },
    ]);
  });
});
