import { afterAll, expect, test } from "vitest";
import { aDepartment, anEmployee } from "../../test/builders.ts";
import { addTestCompany, openTestDatabase } from "../../test/database.ts";
import { applyDepartments } from "./apply-departments.ts";
import { applyEmployees } from "./apply-employees.ts";
import type { CompanyId } from "./companies.ts";
import type { Author } from "./history.ts";
import { lockRoster } from "./lock-roster.ts";
import { markRoster } from "./undo-surroundings.ts";

const db = await openTestDatabase();
afterAll(() => db.close());

const AUTHOR: Author = { runId: "00000000-0000-4000-8000-000000000001", actor: "hr@example.com", at: 1_000 };

test("a roster's mark is another one after every write to its employees or departments, and after nothing else", async () => {
  const companyId = await addTestCompany(db);
  const anotherId = await addTestCompany(db);
  const marks = [await markOf(companyId)];

  await addDepartment(companyId, "A001");
  marks.push(await markOf(companyId));
  await addEmployee(companyId, "A001");
  marks.push(await markOf(companyId));
  await addDepartment(companyId, "A002");
  marks.push(await markOf(companyId));
  await addDepartment(anotherId, "A001");
  await addEmployee(anotherId, "A001");

  expect(new Set(marks).size).toBe(4);
  expect(await markOf(companyId)).toBe(marks.at(-1));
});

function markOf(companyId: CompanyId): Promise<string> {
  return db.transaction((tx) => markRoster(tx, companyId));
}

function addDepartment(companyId: CompanyId, code: string): Promise<void> {
  const change = { kind: "create", after: aDepartment({ code, name: `部署${code}` }) } as const;
  return db.transaction(async (tx) => applyDepartments(await lockRoster(tx, companyId), [change], AUTHOR));
}

function addEmployee(companyId: CompanyId, departmentCode: string): Promise<void> {
  const change = { kind: "create", after: anEmployee({ departmentCode }) } as const;
  return db.transaction(async (tx) => applyEmployees(await lockRoster(tx, companyId), [change], AUTHOR));
}
