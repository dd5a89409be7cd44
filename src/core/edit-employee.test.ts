import { describe, expect, test } from "vitest";
import { aRosterEmployee } from "../../test/builders.ts";
import { type EmployeeEdit, editedEmployee, unreadableNames } from "./edit-employee.ts";
import type { RosterEmployee } from "./roster.ts";

test("an edit replaces what it names, and keeps address, id and whom of SmartHR the person is", () => {
  const before = aRosterEmployee({ departmentCode: "A001" });
  const edit = { ...editOf(before), lastName: "改姓", departmentCode: null, jobTitle: "部長" };

  expect(editedEmployee(before, edit)).toEqual({ ...before, lastName: "改姓", departmentCode: null, jobTitle: "部長" });
});

test("an edit that says what is there already changes nothing", () => {
  const before = aRosterEmployee({ retired: true, retiredByHand: true });

  expect(editedEmployee(before, editOf(before))).toBeNull();
});

describe("M34: 退職者フラグ is the hand's", () => {
  test.each([
    ["when it is set by hand", { retired: false, retiredByHand: false }, true, true],
    ["and stays the hand's when something else is edited", { retired: true, retiredByHand: true }, true, true],
    ["but not when SmartHR had set it", { retired: true, retiredByHand: false }, true, false],
    ["and not when it is taken away", { retired: true, retiredByHand: true }, false, false],
    ["and not when SmartHR's is taken away", { retired: true, retiredByHand: false }, false, false],
  ] as const)("%s", (_, before, retired, byHand) => {
    const employee = aRosterEmployee(before);

    const after = editedEmployee(employee, { ...editOf(employee), jobTitle: "参与", retired });

    expect(after).toMatchObject({ retired, retiredByHand: byHand });
  });
});

describe("a reading that is written by hand", () => {
  test.each(["ヴァン・タロー", "ミホン　タロウ", "ヽヾ"])("may be %j", (lastNameKana) => {
    const employee = aRosterEmployee();

    expect(unreadableNames(employee, { ...editOf(employee), lastNameKana })).toEqual([]);
  });

  test.each(["みほん", "ﾐﾎﾝ", "abc漢字😀１２", "Mihon"])("may not be %j", (kana) => {
    const employee = aRosterEmployee();
    const edit = { ...editOf(employee), lastNameKana: kana, firstNameKana: kana };

    expect(unreadableNames(employee, edit)).toEqual(["lastNameKana", "firstNameKana"]);
  });

  test("may stay what it is, as SmartHR gave it", () => {
    const employee = aRosterEmployee({ lastNameKana: "みほん" });

    expect(unreadableNames(employee, { ...editOf(employee), jobTitle: "部長" })).toEqual([]);
  });
});

function editOf(employee: RosterEmployee): EmployeeEdit {
  const { id: _, version: __, email: ___, crewId: ____, crewSince: _____, retiredByHand: ______, ...edit } = employee;
  return edit;
}
