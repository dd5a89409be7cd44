import { sql } from "kysely";
import { afterAll, describe, expect, test } from "vitest";
import { aDepartment, anEmployee } from "../../test/builders.ts";
import { addTestCompany, openTestDatabase } from "../../test/database.ts";
import { editedEmployee } from "../core/edit-employee.ts";
import type { EmployeeChange } from "../core/plan.ts";
import type { Employee, RosterEmployee } from "../core/roster.ts";
import { applyDepartments } from "./apply-departments.ts";
import { applyEmployees } from "./apply-employees.ts";
import type { CompanyId } from "./companies.ts";
import { type Author, readEmployeeChangesOfRun, readEmployeeHistory } from "./history.ts";
import { lockRoster } from "./lock-roster.ts";
import { readEmployees } from "./roster.ts";
import { findEmployeesById, updateEmployee } from "./write-by-hand.ts";

const db = await openTestDatabase();
afterAll(() => db.close());

const FIRST: Author = { runId: "00000000-0000-4000-8000-000000000001", actor: "hr@example.com", at: 1_000 };
const SECOND: Author = { runId: "00000000-0000-4000-8000-000000000002", actor: "sub@example.com", at: 2_000 };

test("a created employee is in the roster with every field, known to SmartHR since that moment", async () => {
  const companyId = await aCompanyWith(["A001"]);
  const employee = anEmployee({
    departmentCode: "A001",
    retired: true,
    retiredOn: "2024-02-29",
    lastName: "髙﨑",
    firstName: "𠮷",
  });

  await apply(companyId, creating(employee), FIRST);

  expect(await rosterOf(companyId)).toEqual([
    { ...employee, id: expect.any(String), version: 1, crewSince: FIRST.at, retiredByHand: false },
  ]);
});

test("every field that may be blank is blank when it is", async () => {
  const companyId = await aCompanyWith([]);
  const blank = anEmployee({
    employeeNumber: null,
    gender: null,
    birthDate: null,
    departmentCode: null,
    jobTitle: null,
    hiredOn: null,
    retiredOn: null,
    employmentType: null,
    crewId: null,
  });

  await apply(companyId, creating(blank), FIRST);

  expect(await rosterOf(companyId)).toEqual([
    { ...blank, id: expect.any(String), version: 1, crewSince: null, retiredByHand: false },
  ]);
});

test("an updated employee keeps the id, and the moment since which the same person of SmartHR is behind it", async () => {
  const companyId = await aCompanyWith([]);
  const before = await created(companyId, anEmployee());

  await apply(companyId, [updating(before, { jobTitle: "部長", email: "Taro.New@example.com" })], SECOND);

  expect(await rosterOf(companyId)).toEqual([
    { ...before, version: 2, jobTitle: "部長", email: "Taro.New@example.com" },
  ]);
});

test("another person of SmartHR behind an employee is there since the run that brought them", async () => {
  const companyId = await aCompanyWith([]);
  const before = await created(companyId, anEmployee());

  await apply(companyId, [updating(before, { crewId: "crew-2" })], SECOND);

  expect(await rosterOf(companyId)).toEqual([{ ...before, version: 2, crewId: "crew-2", crewSince: SECOND.at }]);
});

test("three employees pass their addresses round in one run", async () => {
  const companyId = await aCompanyWith([]);
  const emails = ["a@example.com", "b@example.com", "c@example.com"];
  const roster = [];
  for (const email of emails) roster.push(await created(companyId, anEmployee({ email })));

  await apply(
    companyId,
    roster.map((employee, index) => updating(employee, { email: emails[(index + 1) % 3] ?? "" })),
    SECOND,
  );

  expect((await rosterOf(companyId)).map(({ id, email }) => [id, email])).toEqual(
    roster.map(({ id }, index) => [id, emails[(index + 1) % 3]]),
  );
});

test("more employees than one statement takes pass their addresses round", async () => {
  const companyId = await aCompanyWith([]);
  const emails = Array.from({ length: 2_001 }, (_, number) => `${number}@example.com`);
  await apply(companyId, creating(...emails.map((email) => anEmployee({ email }))), FIRST);
  const roster = await rosterOf(companyId);
  const passedOn = roster.map((_, index) => emails[(index + 1) % emails.length] ?? "");

  await apply(
    companyId,
    roster.map((employee, index) => updating(employee, { email: passedOn[index] ?? "" })),
    SECOND,
  );

  expect((await rosterOf(companyId)).map(({ email }) => email)).toEqual(passedOn);
});

test("somebody new takes an address that another gives up in the same run", async () => {
  const companyId = await aCompanyWith([]);
  const before = await created(companyId, anEmployee({ email: "shared@example.com" }));
  const fresh = anEmployee({ email: "shared@example.com", crewId: "crew-2" });

  await apply(companyId, [{ kind: "create", after: fresh }, updating(before, { email: "own@example.com" })], SECOND);

  expect((await rosterOf(companyId)).map(({ email, crewId }) => [email, crewId])).toEqual([
    ["own@example.com", "crew-1"],
    ["shared@example.com", "crew-2"],
  ]);
});

test("nothing to change writes nothing", async () => {
  const companyId = await aCompanyWith([]);
  await created(companyId, anEmployee());
  const before = await rowVersions(companyId);

  await apply(companyId, [], SECOND);

  expect(await rowVersions(companyId)).toEqual(before);
});

describe("M34: 退職者フラグ set by hand", () => {
  test("is kept as such, in the history too, until SmartHR changes the employee", async () => {
    const companyId = await aCompanyWith([]);
    const employee = await created(companyId, anEmployee());

    await byHand(companyId, employee.id);
    const retired = { ...employee, version: 2, retired: true, retiredByHand: true };
    const rosterBetween = await rosterOf(companyId);
    await apply(companyId, [updating(retired, { retired: false })], SECOND);

    expect(rosterBetween).toEqual([retired]);
    const back = { ...employee, version: 3 };
    expect(await rosterOf(companyId)).toEqual([back]);
    expect(await readEmployeeHistory(db.queries, companyId, employee.id)).toEqual([
      { ...FIRST, change: { kind: "create", after: employee } },
      {
        runId: null,
        actor: "hand@example.com",
        at: 1_500,
        change: { kind: "update", before: employee, after: retired },
      },
      { ...SECOND, change: { kind: "update", before: retired, after: back } },
    ]);
  });

  async function byHand(companyId: CompanyId, employeeId: string): Promise<void> {
    await db.transaction(async (tx) => {
      const [found] = await findEmployeesById(tx, companyId, [employeeId]);
      const after = found && editedEmployee(found, { ...found, retired: true });
      if (after) await updateEmployee(await lockRoster(tx, companyId), after, { actor: "hand@example.com", at: 1_500 });
    });
  }
});

describe("the database refuses, and the roster stays as it was", () => {
  test.each<[string, Partial<Employee>, object]>([
    [
      "an address that differs from another in case and width only",
      { email: "ＴＡＲＯ@example.com" },
      { constraint: "employees_email_unique" },
    ],
    [
      "a department that is not in the roster",
      { email: "b@example.com", departmentCode: "Z" },
      { constraint: "employees_department_exists" },
    ],
    ["a day that does not exist", { email: "b@example.com", birthDate: "2023-02-29" }, { code: "22008" }],
  ])("%s", async (_, special, error) => {
    const companyId = await aCompanyWith([]);
    const kept = await created(companyId, anEmployee());

    const applying = apply(companyId, creating(anEmployee(special)), SECOND);

    await expect(applying).rejects.toMatchObject(error);
    expect(await rosterOf(companyId)).toEqual([kept]);
    expect(await changesOf(companyId, SECOND)).toEqual([]);
  });

  test("before anything else happens in the transaction", async () => {
    const companyId = await aCompanyWith([]);
    const changes = creating(anEmployee(), anEmployee({ crewId: "crew-2" }));
    let wentOn = false;

    const applying = db.transaction(async (tx) => {
      await applyEmployees(await lockRoster(tx, companyId), changes, FIRST);
      wentOn = true;
    });

    await expect(applying).rejects.toMatchObject({ constraint: "employees_email_unique" });
    expect(wentOn).toBe(false);
  });

  test("a department of another company", async () => {
    await aCompanyWith(["A001"]);
    const companyId = await aCompanyWith([]);

    const applying = apply(companyId, creating(anEmployee({ departmentCode: "A001" })), FIRST);

    await expect(applying).rejects.toMatchObject({ constraint: "employees_department_exists" });
  });

  test.each<[string, (before: RosterEmployee) => RosterEmployee]>([
    ["an earlier state of the employee", (before) => ({ ...before, version: before.version - 1 })],
    ["a later state of the employee", (before) => ({ ...before, version: before.version + 1 })],
    ["an employee that is gone", (before) => ({ ...before, id: "0" })],
  ])("a plan made from %s", async (_, remember) => {
    const companyId = await aCompanyWith([]);
    const kept = await created(companyId, anEmployee());

    const applying = apply(companyId, [updating(remember(kept), { lastName: "改姓" })], SECOND);

    await expect(applying).rejects.toThrow(
      "the roster is not what the plan was made from: 0 of 1 rows could be written",
    );
    expect(await rosterOf(companyId)).toEqual([kept]);
  });

  test("a change to a department that is not in the roster", async () => {
    const companyId = await aCompanyWith(["A001"]);
    const kept = await created(companyId, anEmployee({ departmentCode: "A001" }));

    const applying = apply(companyId, [updating(kept, { departmentCode: "Z" })], SECOND);

    await expect(applying).rejects.toMatchObject({ code: "23503", constraint: "employees_department_exists" });
    expect(await rosterOf(companyId)).toEqual([kept]);
  });

  test("a plan for another company's employee", async () => {
    const [companyId, otherId] = [await aCompanyWith([]), await aCompanyWith([])];
    const kept = await created(companyId, anEmployee());

    const applying = apply(otherId, [updating(kept, { lastName: "改姓" })], SECOND);

    await expect(applying).rejects.toThrow("0 of 1 rows could be written");
    expect(await rosterOf(companyId)).toEqual([kept]);
  });

  test("a write without the roster lock", async () => {
    const writing = sql`delete from employees`.execute(db.queries);

    await expect(writing).rejects.toThrow("take the roster lock first");
  });
});

test("a run's changes tell before and after of each employee it touched", async () => {
  const companyId = await aCompanyWith([]);
  const before = await created(companyId, anEmployee());
  const after: RosterEmployee = { ...before, version: 2, jobTitle: "部長" };
  const fresh = anEmployee({ email: "b@example.com", crewId: "crew-2" });

  await apply(companyId, [updating(before, { jobTitle: "部長" }), { kind: "create", after: fresh }], SECOND);

  expect(await changesOf(companyId, FIRST)).toEqual([{ kind: "create", after: before }]);
  expect(await changesOf(companyId, SECOND)).toEqual([
    { kind: "update", before, after },
    {
      kind: "create",
      after: { ...fresh, id: expect.any(String), version: 1, crewSince: SECOND.at, retiredByHand: false },
    },
  ]);
});

test("more employees than one statement takes are all created, and all updated", async () => {
  const companyId = await aCompanyWith([]);
  const employees = Array.from({ length: 4_001 }, (_, number) =>
    anEmployee({ email: `${String(number).padStart(5, "0")}@example.com`, crewId: `crew-${number}` }),
  );

  await apply(companyId, creating(...employees), FIRST);
  const roster = await rosterOf(companyId);
  await apply(
    companyId,
    roster.map((employee) => updating(employee, { jobTitle: "全員昇進" })),
    SECOND,
  );

  expect(roster.map(({ email }) => email)).toEqual(employees.map(({ email }) => email));
  expect(await rosterOf(companyId)).toEqual(
    roster.map((employee) => ({ ...employee, version: 2, jobTitle: "全員昇進" })),
  );
});

function creating(...employees: readonly Employee[]): EmployeeChange[] {
  return employees.map((after) => ({ kind: "create", after }));
}

function updating(before: RosterEmployee, special: Partial<Employee>): EmployeeChange {
  const { id: _, version: __, crewSince: ___, retiredByHand: ____, ...employee } = before;
  return { kind: "update", before, after: { ...employee, ...special } };
}

async function aCompanyWith(departmentCodes: readonly string[]): Promise<CompanyId> {
  const companyId = await addTestCompany(db);
  const changes = departmentCodes.map((code) => ({ kind: "create", after: aDepartment({ code }) }) as const);
  await db.transaction(async (tx) => applyDepartments(await lockRoster(tx, companyId), changes, FIRST));
  return companyId;
}

async function apply(companyId: CompanyId, changes: readonly EmployeeChange[], author: Author): Promise<void> {
  await db.transaction(async (tx) => applyEmployees(await lockRoster(tx, companyId), changes, author));
}

async function created(companyId: CompanyId, employee: Employee): Promise<RosterEmployee> {
  await apply(companyId, creating(employee), FIRST);
  const found = (await rosterOf(companyId)).find(({ email }) => email === employee.email);
  if (found === undefined) throw new Error("the employee was not created");
  return found;
}

/** By id, in the order in which they came into the roster. */
async function rosterOf(companyId: CompanyId): Promise<readonly RosterEmployee[]> {
  const roster = await db.snapshot((tx) => readEmployees(tx, companyId));
  return roster.toSorted((one, other) => Number(one.id) - Number(other.id));
}

async function changesOf(companyId: CompanyId, author: Author): Promise<readonly unknown[]> {
  return db.snapshot(async (tx) => {
    const changes: unknown[] = [];
    for await (const batch of readEmployeeChangesOfRun(tx, companyId, author.runId ?? "")) changes.push(...batch);
    return changes;
  });
}

async function rowVersions(companyId: CompanyId): Promise<readonly unknown[]> {
  const { rows } = await sql`
    select 'employees' as source, xmin::text from employees where company_id = ${companyId}
    union all
    select 'employee_history', xmin::text from employee_history where company_id = ${companyId}
     order by source`.execute(db.queries);
  return rows;
}
