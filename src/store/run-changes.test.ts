import { randomUUID } from "node:crypto";
import { afterAll, expect, test } from "vitest";
import { aDepartment, anEmployee } from "../../test/builders.ts";
import { addTestCompany, openTestDatabase } from "../../test/database.ts";
import type { DepartmentChange, EmployeeChange } from "../core/plan.ts";
import { applyDepartments } from "./apply-departments.ts";
import { applyEmployees } from "./apply-employees.ts";
import type { CompanyId } from "./companies.ts";
import { readDepartmentChangesPage, readEmployeeChangesPage } from "./history.ts";
import { lockRoster } from "./lock-roster.ts";
import { readEmployees } from "./roster.ts";

const db = await openTestDatabase();
afterAll(() => db.close());

test("a run's changes of employees come in pages, of both kinds or of one", async () => {
  const companyId = await addTestCompany(db);
  await applyToEmployees(companyId, randomUUID(), [creating("a"), creating("b")]);
  const roster = await db.transaction((tx) => readEmployees(tx, companyId));
  const updates = roster.map(
    (before): EmployeeChange => ({ kind: "update", before, after: { ...before, jobTitle: "部長" } }),
  );
  const runId = randomUUID();
  await applyToEmployees(companyId, runId, [...updates, creating("c"), creating("d"), creating("e")]);
  const emailsOn = async (page: Parameters<typeof readEmployeeChangesPage>[3]) => {
    const changes = await readEmployeeChangesPage(db.queries, companyId, runId, page);
    return changes.map((change) => `${change.kind} ${(change.kind === "delete" ? change.before : change.after).email}`);
  };

  const pages = [
    await emailsOn({ offset: 0, limit: 3, kind: null }),
    await emailsOn({ offset: 3, limit: 3, kind: null }),
    await emailsOn({ offset: 1, limit: 2, kind: "create" }),
    await emailsOn({ offset: 0, limit: 9, kind: "update" }),
    await emailsOn({ offset: 9, limit: 9, kind: null }),
  ];

  expect(pages).toEqual([
    ["update a@example.com", "update b@example.com", "create c@example.com"],
    ["create d@example.com", "create e@example.com"],
    ["create d@example.com", "create e@example.com"],
    ["update a@example.com", "update b@example.com"],
    [],
  ]);
});

test("an update comes with what was before", async () => {
  const companyId = await addTestCompany(db);
  await applyToEmployees(companyId, randomUUID(), [creating("a")]);
  const [before] = await db.transaction((tx) => readEmployees(tx, companyId));
  if (before === undefined) throw new Error("expected an employee");
  const after = { ...before, version: 2, jobTitle: "部長" };
  const runId = randomUUID();
  await applyToEmployees(companyId, runId, [{ kind: "update", before, after }]);

  const changes = await readEmployeeChangesPage(db.queries, companyId, runId, { offset: 0, limit: 9, kind: null });

  expect(changes).toEqual([{ kind: "update", before, after }]);
});

test("a run's changes of departments come in pages, by code", async () => {
  const companyId = await addTestCompany(db);
  await applyToDepartments(companyId, randomUUID(), [{ kind: "create", after: aDepartment({ code: "B" }) }]);
  const runId = randomUUID();
  const [before, after] = [aDepartment({ code: "B" }), aDepartment({ code: "B", name: "開発部" })];
  const changes: readonly DepartmentChange[] = [
    { kind: "create", after: aDepartment({ code: "a" }) },
    { kind: "update", before, after },
    { kind: "create", after: aDepartment({ code: "A" }) },
  ];
  await applyToDepartments(companyId, runId, changes);
  const codesOn = async (page: Parameters<typeof readDepartmentChangesPage>[3]) =>
    (await readDepartmentChangesPage(db.queries, companyId, runId, page)).map((change) =>
      change.kind === "delete" ? change.before.code : change.after.code,
    );

  expect([
    await codesOn({ offset: 0, limit: 2, kind: null }),
    await codesOn({ offset: 2, limit: 2, kind: null }),
    await codesOn({ offset: 0, limit: 9, kind: "create" }),
    await codesOn({ offset: 0, limit: 9, kind: "update" }),
  ]).toEqual([["A", "B"], ["a"], ["A", "a"], ["B"]]);
});

test("another company sees nothing of them", async () => {
  const [companyId, otherId] = [await addTestCompany(db), await addTestCompany(db)];
  const runId = randomUUID();
  await applyToEmployees(companyId, runId, [creating("a")]);
  await applyToDepartments(companyId, runId, [{ kind: "create", after: aDepartment() }]);
  const page = { offset: 0, limit: 9, kind: null } as const;

  expect(await readEmployeeChangesPage(db.queries, otherId, runId, page)).toEqual([]);
  expect(await readDepartmentChangesPage(db.queries, otherId, runId, page)).toEqual([]);
});

function creating(name: string): EmployeeChange {
  return { kind: "create", after: anEmployee({ email: `${name}@example.com`, crewId: `crew-${name}` }) };
}

function applyToEmployees(companyId: CompanyId, runId: string, changes: readonly EmployeeChange[]): Promise<void> {
  return db.transaction(async (tx) => applyEmployees(await lockRoster(tx, companyId), changes, authorOf(runId)));
}

function applyToDepartments(companyId: CompanyId, runId: string, changes: readonly DepartmentChange[]): Promise<void> {
  return db.transaction(async (tx) => applyDepartments(await lockRoster(tx, companyId), changes, authorOf(runId)));
}

function authorOf(runId: string) {
  return { runId, actor: "hr@example.com", at: 1_000 };
}
