import { afterAll, describe, expect, test } from "vitest";
import { aDepartment, anEmployee } from "../../test/builders.ts";
import { addTestCompany, openTestDatabase } from "../../test/database.ts";
import type { RosterEmployee } from "../core/roster.ts";
import { applyDepartments } from "./apply-departments.ts";
import { applyEmployees } from "./apply-employees.ts";
import type { CompanyId } from "./companies.ts";
import { codesFromDown, departmentsFromTop } from "./department-lines.ts";
import { readDepartmentChangesOfRun, readDepartmentHistory, readEmployeeHistory } from "./history.ts";
import { type LockedRoster, lockRoster } from "./lock-roster.ts";
import { readDepartments, readEmployees } from "./roster.ts";
import {
  countEmployeesOf,
  deleteDepartment,
  deleteEmployees,
  findEmployeesById,
  readVersionedDepartments,
  updateEmployee,
} from "./write-by-hand.ts";

const db = await openTestDatabase();
afterAll(() => db.close());

const RUN = { runId: "00000000-0000-4000-8000-000000000001", actor: "hr@example.com", at: 1_000 };
const HAND = { actor: "hand@example.com", at: 2_000 };
const BY_HAND = { ...HAND, runId: null };

test("an edit writes every field that the hand may change, one version on, and its history", async () => {
  const companyId = await aCompany();
  const before = await created(companyId);
  const after: RosterEmployee = {
    ...before,
    version: 2,
    employeeNumber: "0099",
    lastName: "髙﨑",
    firstName: "𠮷",
    lastNameKana: "タカサキ",
    firstNameKana: "ヨシ",
    gender: "female",
    birthDate: "2000-02-29",
    departmentCode: "A",
    jobTitle: "部長",
    hiredOn: "2020-04-01",
    retiredOn: "2026-03-31",
    employmentType: "officer",
    retired: true,
    retiredByHand: true,
  };

  const version = await underLock(companyId, (roster) => updateEmployee(roster, after, HAND));

  expect(version).toBe(2);
  expect(await findEmployeesById(db.queries, companyId, [before.id])).toEqual([after]);
  expect(await readEmployeeHistory(db.queries, companyId, before.id)).toEqual([
    { ...RUN, change: { kind: "create", after: before } },
    { ...BY_HAND, change: { kind: "update", before, after } },
  ]);
});

test("every field that may be blank can be made blank", async () => {
  const companyId = await aCompany();
  const before = await created(companyId);
  const after: RosterEmployee = {
    ...before,
    version: 2,
    employeeNumber: null,
    gender: null,
    birthDate: null,
    departmentCode: null,
    jobTitle: null,
    hiredOn: null,
    retiredOn: null,
    employmentType: null,
  };

  await underLock(companyId, (roster) => updateEmployee(roster, after, HAND));

  expect(await findEmployeesById(db.queries, companyId, [before.id])).toEqual([after]);
});

test("another company's employee is neither found, nor changed, nor deleted", async () => {
  const [companyId, otherId] = [await aCompany(), await aCompany()];
  const kept = await created(otherId);

  const changing = underLock(companyId, (roster) => updateEmployee(roster, { ...kept, jobTitle: "部長" }, HAND));
  await expect(changing).rejects.toThrow("there is no employee");

  expect(await findEmployeesById(db.queries, companyId, [kept.id])).toEqual([]);
  expect(await underLock(companyId, (roster) => deleteEmployees(roster, [kept.id], HAND))).toBe(0);
  expect(await db.snapshot((tx) => readEmployees(tx, otherId))).toEqual([kept]);
});

test("any text can be asked for as an id", async () => {
  const companyId = await aCompany();

  expect(await findEmployeesById(db.queries, companyId, ["", "x", "-1", "1e3", "9".repeat(30), "\0", "１"])).toEqual(
    [],
  );
});

test("M33: a deleted employee is gone, and the history says who deleted what", async () => {
  const companyId = await aCompany();
  const [one, other] = [await created(companyId, "a@example.com"), await created(companyId, "b@example.com")];

  const count = await underLock(companyId, (roster) => deleteEmployees(roster, [one.id], HAND));

  expect(count).toBe(1);
  expect(await db.snapshot((tx) => readEmployees(tx, companyId))).toEqual([other]);
  expect(await readEmployeeHistory(db.queries, companyId, one.id)).toEqual([
    { ...RUN, change: { kind: "create", after: one } },
    { ...BY_HAND, change: { kind: "delete", before: one } },
  ]);
});

describe("a deleted department", () => {
  const sales = aDepartment({ code: "A", name: "営業部" });

  test("is gone, and the history says who deleted what", async () => {
    const companyId = await aCompany();

    await underLock(companyId, (roster) => deleteDepartment(roster, "A", HAND));

    expect(await readDepartments(db.queries, companyId)).toEqual([]);
    expect(await readDepartmentHistory(db.queries, companyId, "A")).toEqual([
      { ...RUN, change: { kind: "create", after: sales } },
      { ...BY_HAND, change: { kind: "delete", before: sales } },
    ]);
  });

  test("comes back as a new one that goes on counting versions", async () => {
    const companyId = await aCompany();
    const again = aDepartment({ code: "A", name: "新営業部" });
    const second = { ...RUN, runId: "00000000-0000-4000-8000-000000000002", at: 3_000 };
    await underLock(companyId, (roster) => deleteDepartment(roster, "A", HAND));

    await underLock(companyId, (roster) => applyDepartments(roster, [{ kind: "create", after: again }], second));

    expect(await readVersionedDepartments(db.queries, companyId)).toEqual([{ row: again, version: 3 }]);
    expect((await readDepartmentHistory(db.queries, companyId, "A")).at(-1)).toEqual({
      ...second,
      change: { kind: "create", after: again },
    });
    expect(await readDepartmentChangesOfRun(db.queries, companyId, second.runId)).toEqual([
      { kind: "create", after: again },
    ]);
  });

  test.each<[string, (roster: LockedRoster) => Promise<unknown>]>([
    ["somebody belongs to it", async (roster) => applyEmployees(roster, [joining("A")], RUN)],
    [
      "a department is below it",
      async (roster) =>
        applyDepartments(roster, [{ kind: "create", after: aDepartment({ code: "B", parentCode: "A" }) }], RUN),
    ],
  ])("is refused by the database while %s", async (_, use) => {
    const companyId = await aCompany();
    await underLock(companyId, use);

    const deleting = underLock(companyId, (roster) => deleteDepartment(roster, "A", HAND));

    await expect(deleting).rejects.toMatchObject({ code: "23503" });
    expect(await readDepartments(db.queries, companyId)).toContainEqual(sales);
  });

  test("cannot be deleted twice", async () => {
    const companyId = await aCompany();

    const deleting = underLock(companyId, (roster) => deleteDepartment(roster, "Z", HAND));

    await expect(deleting).rejects.toThrow("no department to delete");
  });
});

test("who belongs to a department is counted, whether they left or not", async () => {
  const companyId = await aCompany();
  const people = [joining("A", { email: "a@x.jp" }), joining("A", { email: "b@x.jp", retired: true }), joining(null)];
  await underLock(companyId, (roster) => applyEmployees(roster, people, RUN));

  const count = await underLock(companyId, (roster) => countEmployeesOf(roster, "A"));

  expect(count).toBe(2);
});

test("a department's line is read downwards and upwards", async () => {
  const companyId = await aCompany();
  const [b, c, d] = [
    aDepartment({ code: "B", name: "一課", parentCode: "A" }),
    aDepartment({ code: "C", name: "一係", parentCode: "B" }),
    aDepartment({ code: "D", name: "二課", parentCode: "A" }),
  ];
  const changes = [b, c, d].map((after) => ({ kind: "create", after }) as const);
  await underLock(companyId, (roster) => applyDepartments(roster, changes, RUN));

  expect((await codesFromDown(db.queries, companyId, "A")).toSorted()).toEqual(["A", "B", "C", "D"]);
  expect(await codesFromDown(db.queries, companyId, "C")).toEqual(["C"]);
  expect(await codesFromDown(db.queries, companyId, "Z")).toEqual([]);
  expect(await departmentsFromTop(db.queries, companyId, "C")).toEqual([
    { code: "A", name: "営業部" },
    { code: "B", name: "一課" },
    { code: "C", name: "一係" },
  ]);
  expect(await departmentsFromTop(db.queries, companyId, "Z")).toEqual([]);
});

function joining(departmentCode: string | null, special: Partial<RosterEmployee> = {}) {
  return { kind: "create", after: anEmployee({ departmentCode, ...special }) } as const;
}

async function aCompany(): Promise<CompanyId> {
  const companyId = await addTestCompany(db);
  await underLock(companyId, (roster) =>
    applyDepartments(roster, [{ kind: "create", after: aDepartment({ code: "A", name: "営業部" }) }], RUN),
  );
  return companyId;
}

async function created(companyId: CompanyId, email = "taro@example.com"): Promise<RosterEmployee> {
  await underLock(companyId, (roster) => applyEmployees(roster, [joining(null, { email })], RUN));
  const roster = await db.snapshot((tx) => readEmployees(tx, companyId));
  const found = roster.find((employee) => employee.email === email);
  if (found === undefined) throw new Error("the employee was not created");
  return found;
}

function underLock<T>(companyId: CompanyId, work: (roster: LockedRoster) => Promise<T>): Promise<T> {
  return db.transaction(async (tx) => work(await lockRoster(tx, companyId)));
}
