import { expect, test } from "vitest";
import { aDepartment, anEmployee, aRosterEmployee, aSourceDepartment, aSourceEmployee } from "../../test/builders.ts";
import { breakdownOf, changedFieldsOf } from "./breakdown.ts";

test("a plan of employees is broken down by changed field, by skip and by rejection", () => {
  const row = aSourceEmployee();

  const breakdown = breakdownOf({
    changes: [
      { kind: "create", after: anEmployee() },
      { kind: "update", before: aRosterEmployee(), after: anEmployee({ jobTitle: null, retired: true }) },
      { kind: "update", before: aRosterEmployee(), after: anEmployee({ jobTitle: "課長" }) },
    ],
    skips: [
      { row, reason: "opted-out" },
      { row, reason: "opted-out" },
      { row, reason: "retired-not-in-roster" },
    ],
    rejections: [
      { row, reasons: [{ kind: "missing-name" }, { kind: "missing-kana" }] },
      { row, reasons: [{ kind: "missing-name" }] },
    ],
  });

  expect(breakdown).toEqual({
    updatesByField: { jobTitle: 2, retired: 1 },
    skipsByReason: { "opted-out": 2, "retired-not-in-roster": 1 },
    rejectionsByReason: { "missing-name": 2, "missing-kana": 1 },
  });
});

test("who had set 退職者フラグ counts as the flag, where both sides say it", () => {
  const before = aRosterEmployee({ retired: true, retiredByHand: true });
  const { retiredByHand: _, ...bySmartHr } = before;
  const fieldsOf = (after: typeof bySmartHr) => changedFieldsOf({ kind: "update", before, after });

  expect(fieldsOf({ ...before, retiredByHand: false } as typeof before)).toEqual(["retired"]);
  expect(fieldsOf(bySmartHr)).toEqual([]);
});

test("a plan of departments is broken down by name and place", () => {
  const breakdown = breakdownOf({
    changes: [
      { kind: "create", after: aDepartment({ code: "B" }) },
      { kind: "update", before: aDepartment(), after: aDepartment({ name: "別の部", parentCode: "B" }) },
    ],
    skips: [{ row: aSourceDepartment({ code: null }), reason: "no-department-code" }],
    rejections: [{ row: aSourceDepartment(), reasons: [{ kind: "missing-department-name" }] }],
  });

  expect(breakdown).toEqual({
    updatesByField: { name: 1, parentCode: 1 },
    skipsByReason: { "no-department-code": 1 },
    rejectionsByReason: { "missing-department-name": 1 },
  });
});

test("a plan that does nothing has nothing to break down", () => {
  const plan = { changes: [], unchangedCount: 5, skips: [], rejections: [], notices: [] };

  expect(breakdownOf(plan)).toEqual({ updatesByField: {}, skipsByReason: {}, rejectionsByReason: {} });
});
