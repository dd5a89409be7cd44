import { describe, expect, test } from "vitest";
import { aDepartment, aRosterEmployee } from "../../test/builders.ts";
import { emailKey } from "./email.ts";
import { planUndoDepartments } from "./plan-undo-departments.ts";
import { planUndoEmployees } from "./plan-undo-employees.ts";
import type { Department, RosterEmployee } from "./roster.ts";
import { countsOfUndo, type LaterWrite, type UndoneRow, type Writer } from "./undo.ts";

const HAND: Writer = { actor: "hanako@example.com", at: 20, runId: null };
const LATER_RUN: Writer = { actor: "hr@example.com", at: 30, runId: "run-2" };

describe("an undo of a run of employees", () => {
  test("removes who was created and was not touched since", () => {
    const created = aRosterEmployee();

    expect(undoEmployees([{ change: { kind: "create", after: created }, since: [] }])).toEqual({
      changes: [{ kind: "delete", before: created }],
      kept: [],
      unchangedCount: 0,
    });
  });

  test("keeps who was created and edited by hand since, even when the edit was taken back", () => {
    const created = aRosterEmployee();
    const since = [
      { after: { ...created, jobTitle: "部長" }, by: HAND },
      { after: created, by: { ...HAND, at: 21 } },
    ];

    expect(undoEmployees([{ change: { kind: "create", after: created }, since }])).toEqual({
      changes: [],
      kept: [{ row: created, reasons: [{ kind: "changed-since", field: null, by: { ...HAND, at: 21 } }] }],
      unchangedCount: 1,
    });
  });

  test("removes who was created once a later run that changed them was taken back", () => {
    const created = aRosterEmployee();
    const since = [
      { after: { ...created, jobTitle: "部長" }, by: LATER_RUN },
      { after: created, by: { ...LATER_RUN, runId: "undo-of-run-2" } },
    ];

    expect(undoEmployees([{ change: { kind: "create", after: created }, since }]).changes).toHaveLength(1);
  });

  test("restores the fields that still have the run's value and lists those that somebody changed since", () => {
    const before = aRosterEmployee({ jobTitle: "主任", departmentCode: "A" });
    const after = { ...before, jobTitle: "課長", departmentCode: "B" };
    const now = { ...after, jobTitle: "部長", lastName: "山田" };

    expect(undoEmployees([{ change: { kind: "update", before, after }, since: [{ after: now, by: HAND }] }])).toEqual({
      changes: [{ kind: "update", before: now, after: { ...now, departmentCode: "A" } }],
      kept: [{ row: now, reasons: [{ kind: "changed-since", field: "jobTitle", by: HAND }] }],
      unchangedCount: 0,
    });
  });

  test("names who gave a field the value it has, not who wrote the row last", () => {
    const before = aRosterEmployee({ jobTitle: "主任" });
    const after = { ...before, jobTitle: "課長" };
    const edited = { ...after, jobTitle: "部長" };
    const since = [
      { after: edited, by: HAND },
      { after: { ...edited, employeeNumber: "0002" }, by: LATER_RUN },
    ];

    expect(undoEmployees([{ change: { kind: "update", before, after }, since }]).kept).toMatchObject([
      { reasons: [{ field: "jobTitle", by: HAND }] },
    ]);
  });

  test("restores with 退職者フラグ that it was set by hand, and with the SmartHR person since when", () => {
    const before = aRosterEmployee({ retired: true, retiredByHand: true, crewId: "crew-1", crewSince: 1 });
    const after = { ...before, retiredByHand: false, retired: false, crewId: "crew-2", crewSince: 10 };

    expect(undoEmployees([{ change: { kind: "update", before, after }, since: [] }]).changes).toEqual([
      { kind: "update", before: after, after: before },
    ]);
  });

  test("leaves deleted who was updated and deleted since, and says by whom", () => {
    const before = aRosterEmployee();
    const after = { ...before, jobTitle: "課長" };

    expect(undoEmployees([{ change: { kind: "update", before, after }, since: [{ after: null, by: HAND }] }])).toEqual({
      changes: [],
      kept: [{ row: before, reasons: [{ kind: "deleted-since", field: null, by: HAND }] }],
      unchangedCount: 1,
    });
  });

  test("makes who an undo removed again, under the same id", () => {
    const removed = aRosterEmployee({ id: "7", version: 3 });

    expect(undoEmployees([{ change: { kind: "delete", before: removed }, since: [] }])).toEqual({
      changes: [{ kind: "create", after: removed }],
      kept: [],
      unchangedCount: 0,
    });
  });

  test("does not give back an address that another employee has now, nor make anybody again without theirs", () => {
    const before = aRosterEmployee({ email: "Old@example.com" });
    const after = { ...before, email: "new@example.com", jobTitle: "課長" };
    const removed = aRosterEmployee({ id: "2", email: "second@example.com" });
    const hanako = { crewId: "crew-2", employeeNumber: "0002", lastName: "山田", firstName: "花子" };
    const [first, second] = [
      aRosterEmployee({ id: "8", email: "old@example.com", ...hanako }),
      aRosterEmployee({ id: "9", email: "second@example.com", ...hanako }),
    ];

    const plan = undoEmployees(
      [
        { change: { kind: "update", before, after }, since: [] },
        { change: { kind: "delete", before: removed }, since: [] },
      ],
      [first, second],
    );

    expect(plan).toEqual({
      changes: [{ kind: "update", before: after, after: { ...after, jobTitle: before.jobTitle } }],
      kept: [
        { row: after, reasons: [{ kind: "address-held", field: "email", holder: hanako }] },
        { row: removed, reasons: [{ kind: "address-held", field: null, holder: hanako }] },
      ],
      unchangedCount: 1,
    });
  });

  test.each([
    ["the same SmartHR person", { crewId: "crew-1", lastName: "山田" }],
    ["somebody of the same name whose SmartHR person was made anew", { crewId: "crew-9" }],
    ["somebody of the same name without a SmartHR person", { crewId: null }],
  ])("makes nobody again who was registered anew meanwhile: %s has the address", (_, special) => {
    const removed = aRosterEmployee({ id: "2", email: "Taro@example.com", departmentCode: "gone" });
    const anew = aRosterEmployee({ id: "9", email: "taro@example.com", ...special });

    expect(undoEmployees([{ change: { kind: "delete", before: removed }, since: [] }], [anew])).toEqual({
      changes: [],
      kept: [{ row: removed, reasons: [{ kind: "registered-again", field: null }] }],
      unchangedCount: 1,
    });
  });

  test("takes nobody who gets an address back for registered anew: both people are there", () => {
    const before = aRosterEmployee({ id: "1", email: "old@example.com" });
    const after = { ...before, email: "new@example.com" };
    const anew = aRosterEmployee({ id: "9", email: "old@example.com" });

    expect(undoEmployees([{ change: { kind: "update", before, after }, since: [] }], [anew]).kept).toMatchObject([
      { row: after, reasons: [{ kind: "address-held", field: "email" }] },
    ]);
  });

  test("gives addresses back that were swapped", () => {
    const one = aRosterEmployee({ id: "1", email: "a@example.com" });
    const other = aRosterEmployee({ id: "2", email: "b@example.com" });
    const [oneAfter, otherAfter] = [
      { ...one, email: other.email },
      { ...other, email: one.email },
    ];

    const plan = undoEmployees(
      [
        { change: { kind: "update", before: one, after: oneAfter }, since: [] },
        { change: { kind: "update", before: other, after: otherAfter }, since: [] },
      ],
      [oneAfter, otherAfter],
    );

    expect(plan.changes).toHaveLength(2);
    expect(plan.kept).toEqual([]);
  });

  test("keeps the department where the former one is gone", () => {
    const before = aRosterEmployee({ departmentCode: "gone" });
    const after = { ...before, departmentCode: "A" };

    expect(undoEmployees([{ change: { kind: "update", before, after }, since: [] }])).toEqual({
      changes: [],
      kept: [{ row: after, reasons: [{ kind: "department-gone", field: "departmentCode", departmentCode: "gone" }] }],
      unchangedCount: 1,
    });
  });
});

describe("an undo of a run of departments", () => {
  test("removes what was created, parents and children alike", () => {
    const [upper, lower] = [aDepartment({ code: "A" }), aDepartment({ code: "B", parentCode: "A" })];

    expect(undoDepartments([created(upper), created(lower)], [upper, lower]).changes).toEqual([
      { kind: "delete", before: upper },
      { kind: "delete", before: lower },
    ]);
  });

  test("keeps a department to which employees, or departments that stay, belong", () => {
    const [upper, lower, used] = [
      aDepartment({ code: "A" }),
      aDepartment({ code: "B", parentCode: "A" }),
      aDepartment({ code: "C", parentCode: "B" }),
    ];

    const plan = undoDepartments([created(upper), created(lower), created(used)], [upper, lower, used], [["C", 2]]);

    expect(plan.changes).toEqual([]);
    expect(plan.kept).toEqual([
      { row: upper, reasons: [{ kind: "department-in-use", field: null, employeeCount: 0, belowCount: 1 }] },
      { row: lower, reasons: [{ kind: "department-in-use", field: null, employeeCount: 0, belowCount: 1 }] },
      { row: used, reasons: [{ kind: "department-in-use", field: null, employeeCount: 2, belowCount: 0 }] },
    ]);
  });

  test("keeps a name that a department holds which came later", () => {
    const before = aDepartment({ code: "A", name: "営業部" });
    const after = { ...before, name: "営業本部" };
    const later = aDepartment({ code: "B", name: "営業部" });

    expect(undoDepartments([{ change: { kind: "update", before, after }, since: [] }], [after, later])).toEqual({
      changes: [],
      kept: [{ row: after, reasons: [{ kind: "name-held", field: "name", holderCode: "B" }] }],
      unchangedCount: 1,
    });
  });

  test("keeps a parent that would close a loop with what was moved by hand since", () => {
    const before = aDepartment({ code: "A", parentCode: "B" });
    const after = { ...before, parentCode: null };
    const moved = aDepartment({ code: "B", parentCode: "A" });

    expect(undoDepartments([{ change: { kind: "update", before, after }, since: [] }], [after, moved]).kept).toEqual([
      { row: after, reasons: [{ kind: "parent-loop", field: "parentCode" }] },
    ]);
  });

  test.each([
    ["by a later run: it is registered again", [LATER_RUN], { kind: "registered-again", field: null }],
    ["by hand, and says by whom", [HAND], { kind: "changed-since", field: null, by: HAND }],
    ["by a run, and changed by hand", [LATER_RUN, HAND], { kind: "changed-since", field: null, by: HAND }],
  ] as const)("keeps what was deleted and made again in another state %s", (_, writers, reason) => {
    const removed = aDepartment({ code: "A", name: "営業部" });
    const again = { ...removed, name: "営業本部" };

    const since = writers.map((by) => ({ after: again, by }));
    const plan = undoDepartments([{ change: { kind: "delete", before: removed }, since }], [again]);

    expect(plan.kept).toEqual([{ row: again, reasons: [reason] }]);
  });
});

test("an undo counts the run's rows, and what becomes of them", () => {
  const row = aDepartment();

  expect(countsOfUndo({ changes: [{ kind: "delete", before: row }], kept: [], unchangedCount: 2 })).toEqual({
    read: 3,
    create: 0,
    update: 0,
    delete: 1,
    unchanged: 2,
    skip: 0,
    reject: 0,
    notice: 0,
  });
});

function created<Row>(after: Row, since: readonly LaterWrite<Row>[] = []): UndoneRow<Row> {
  return { change: { kind: "create", after }, since };
}

function undoEmployees(rows: readonly UndoneRow<RosterEmployee>[], others: readonly RosterEmployee[] = []) {
  return planUndoEmployees(rows, {
    departmentCodes: new Set(["A", "B"]),
    holderByEmailKey: new Map(others.map((other) => [emailKey(other.email), other])),
  });
}

function undoDepartments(
  rows: readonly UndoneRow<Department>[],
  departments: readonly Department[],
  employeeCounts: readonly (readonly [string, number])[] = [],
) {
  return planUndoDepartments(rows, { departments, employeeCountByCode: new Map(employeeCounts) });
}
