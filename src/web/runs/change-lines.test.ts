import { describe, expect, test } from "vitest";
import type { RosterEmployee } from "../../core/roster.ts";
import { departmentLines, employeeLines } from "./change-lines.ts";

const TARO: RosterEmployee = {
  id: "employee-1",
  version: 1,
  email: "taro@example.com",
  employeeNumber: "0001",
  lastName: "見本",
  firstName: "太郎",
  lastNameKana: "ミホン",
  firstNameKana: "タロウ",
  gender: "male",
  birthDate: "1990-04-01",
  departmentCode: "A001",
  jobTitle: null,
  hiredOn: "2015-04-01",
  retiredOn: null,
  employmentType: "permanent",
  retired: false,
  crewId: "crew-1",
  crewSince: null,
  retiredByHand: false,
};

const NAMES = new Map([
  ["A000", "本社"],
  ["A001", "営業部"],
]);

describe("what a change changed", () => {
  test("an update shows the fields that differ, each before and after", () => {
    const after = { ...TARO, jobTitle: "課長", retiredOn: "2026-03-31", retired: true };

    expect(employeeLines({ kind: "update", before: TARO, after }, NAMES)).toEqual([
      { field: "役職", before: "（空白）", after: "課長" },
      { field: "退職日", before: "（空白）", after: "2026/03/31" },
      { field: "退職者フラグ", before: "なし", after: "あり" },
    ]);
  });

  test("an undo that gives back only who had set 退職者フラグ shows that", () => {
    const before = { ...TARO, retired: true, retiredByHand: false };

    expect(employeeLines({ kind: "update", before, after: { ...before, retiredByHand: true } }, NAMES)).toEqual([
      {
        field: "退職者フラグ",
        before: "あり（SmartHRの在籍状況によるもの）",
        after: "あり（ミキワメでつけたもの）",
      },
    ]);
  });

  test("somebody new shows every field, which was nothing before", () => {
    const lines = employeeLines({ kind: "create", after: TARO }, NAMES);

    expect(lines).toHaveLength(15);
    expect(lines.every(({ before }) => before === null)).toBe(true);
  });

  test("a department that moved shows its parent before and after", () => {
    const before = { code: "A001", name: "営業部", parentCode: null };

    expect(departmentLines({ kind: "update", before, after: { ...before, parentCode: "A000" } }, NAMES)).toEqual([
      { field: "親部署", before: "（空白）", after: "A000 本社" },
    ]);
  });

  test("somebody who moved shows both departments by code and name, and by code alone one that is gone", () => {
    const after = { ...TARO, departmentCode: "A009" };

    expect(employeeLines({ kind: "update", before: TARO, after }, NAMES)).toEqual([
      { field: "所属部署", before: "A001 営業部", after: "A009" },
    ]);
  });
});
