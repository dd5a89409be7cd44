import { afterAll, expect, test } from "vitest";
import { anEmployee } from "../../test/builders.ts";
import { addTestCompany, openTestDatabase } from "../../test/database.ts";
import type { Employee } from "../core/roster.ts";
import { applyEmployees } from "./apply-employees.ts";
import type { CompanyId } from "./companies.ts";
import { lockRoster } from "./lock-roster.ts";
import { listEmployees, readDepartments, readEmployees } from "./roster.ts";

const db = await openTestDatabase();
afterAll(() => db.close());

test("a company begins with nobody and no department", async () => {
  const companyId = await addTestCompany(db);

  expect(await readDepartments(db.queries, companyId)).toEqual([]);
  expect(await db.snapshot((tx) => readEmployees(tx, companyId))).toEqual([]);
});

test("employees are listed by number, then address, those without a number last", async () => {
  const companyId = await addTestCompany(db);
  await create(companyId, [
    { email: "d@example.com", employeeNumber: null },
    { email: "c@example.com", employeeNumber: "0010" },
    { email: "b@example.com", employeeNumber: "002" },
    { email: "a@example.com", employeeNumber: "0010" },
  ]);

  const listed = await emailsOf(companyId);

  expect(listed).toEqual(["a@example.com", "c@example.com", "b@example.com", "d@example.com"]);
});

test("a listing of many has each employee once", async () => {
  const companyId = await addTestCompany(db);
  const emails = Array.from({ length: 4_000 }, (_, number) => `${String(number).padStart(4, "0")}@example.com`);
  await create(
    companyId,
    emails.map((email) => ({ email })),
  );

  expect(await emailsOf(companyId)).toEqual(emails);
});

test("a company's employees are its own", async () => {
  const [companyId, otherId] = [await addTestCompany(db), await addTestCompany(db)];
  await create(companyId, [{ email: "same@example.com", jobTitle: "主任" }]);
  await create(otherId, [{ email: "same@example.com", jobTitle: "課長" }]);

  const employees = await db.snapshot((tx) => readEmployees(tx, companyId));

  expect(employees.map(({ email, jobTitle }) => ({ email, jobTitle }))).toEqual([
    { email: "same@example.com", jobTitle: "主任" },
  ]);
});

test("two listings in one transaction do not disturb each other", async () => {
  const companyId = await addTestCompany(db);
  const emails = Array.from({ length: 2_001 }, (_, number) => `${String(number).padStart(4, "0")}@example.com`);
  await create(
    companyId,
    emails.map((email) => ({ email })),
  );

  const pairs = await db.snapshot(async (tx) => {
    const [one, other] = [listEmployees(tx, companyId), listEmployees(tx, companyId)];
    const lengths = [];
    for await (const batch of one) lengths.push([batch.length, (await other.next()).value?.length]);
    return lengths;
  });

  expect(pairs).toEqual([
    [2_000, 2_000],
    [1, 1],
  ]);
});

async function create(companyId: CompanyId, people: readonly Partial<Employee>[]): Promise<void> {
  const changes = people.map((special) => ({ kind: "create", after: anEmployee(special) }) as const);
  const author = { runId: null, actor: "hr@example.com", at: 0 };
  await db.transaction(async (tx) => applyEmployees(await lockRoster(tx, companyId), changes, author));
}

async function emailsOf(companyId: CompanyId): Promise<readonly string[]> {
  return db.snapshot(async (tx) => {
    const emails: string[] = [];
    for await (const batch of listEmployees(tx, companyId)) emails.push(...batch.map(({ email }) => email));
    return emails;
  });
}
