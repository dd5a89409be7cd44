import fc from "fast-check";
import { afterAll, describe, expect, test } from "vitest";
import { aDepartment, anEmployee } from "../../test/builders.ts";
import { addTestCompany, openTestDatabase } from "../../test/database.ts";
import { anEmployeeQuestion } from "../../test/employee-question.ts";
import type { Employee } from "../core/roster.ts";
import { applyDepartments } from "./apply-departments.ts";
import { applyEmployees } from "./apply-employees.ts";
import type { CompanyId } from "./companies.ts";
import { currentEmployeeIndex } from "./current-employee-index.ts";
import type { EmployeeQuestion } from "./employee-index.ts";
import { countHeadsInTables, findInTables } from "./found-in-tables.ts";
import { lockRoster } from "./lock-roster.ts";

const db = await openTestDatabase();
afterAll(() => db.close());

const AUTHOR = { runId: null, actor: "hr@example.com", at: 1_000 };

test("the tables answer as the memory does, or leave the answer to it", async () => {
  const anyNumber = fc.constantFrom(
    null,
    "0",
    "00",
    "1",
    "10",
    "9",
    "A-1",
    "a-1",
    "B_2",
    "a 1",
    "１",
    "あ",
    "高",
    "髙",
  );
  const anyPerson = fc.record({
    employeeNumber: anyNumber,
    departmentCode: fc.constantFrom(null, "A001", "A002"),
    employmentType: fc.constantFrom(null, "permanent", "contract"),
    retired: fc.boolean(),
  });
  const anyQuestion = fc.record({
    departmentCodes: fc.constantFrom(null, new Set(["A001"]), new Set(["A001", "A002"]), new Set<string>()),
    employmentType: fc.constantFrom(null, "permanent", "none"),
    retired: fc.constantFrom(null, true, false),
    offset: fc.integer({ min: 0, max: 4 }),
    limit: fc.integer({ min: 1, max: 9 }),
  });
  await fc.assert(
    fc.asyncProperty(
      fc.array(anyPerson, { maxLength: 8 }),
      fc.array(anyQuestion, { maxLength: 5 }),
      async (people, questions) => {
        const companyId = await aCompany(
          people.map((person, at) => anEmployee({ ...person, email: `${at}@example.com` })),
        );
        const index = await currentEmployeeIndex(db, companyId);

        expect(await countHeadsInTables(db.queries, companyId)).toEqual(index.headCounts());
        for (const special of questions) {
          const question = anEmployeeQuestion(special);
          const found = await findInTables(db.queries, companyId, question);
          if (found !== null) expect(found).toEqual(index.find(question));
        }
      },
    ),
    { numRuns: 40 },
  );
});

describe("the tables answer", () => {
  test("a page of people whose numbers need no search key", async () => {
    const companyId = await aCompany([
      anEmployee({ email: "1@example.com", employeeNumber: "b-2" }),
      anEmployee({ email: "2@example.com", employeeNumber: null }),
      anEmployee({ email: "3@example.com", employeeNumber: "B-1" }),
    ]);

    const found = await findInTables(db.queries, companyId, anEmployeeQuestion({ limit: 2 }));

    expect(found).toEqual((await currentEmployeeIndex(db, companyId)).find(anEmployeeQuestion({ limit: 2 })));
    expect(found?.total).toBe(3);
  });

  test.each([
    ["a search", { words: ["ヤマダ"] }],
    ["another order", { sort: "name" }],
    ["the order the other way round", { descending: true }],
  ] satisfies [string, Partial<EmployeeQuestion>][])("nothing when asked for %s", async (_, special) => {
    const companyId = await aCompany([anEmployee()]);

    expect(await findInTables(db.queries, companyId, anEmployeeQuestion(special))).toBeNull();
  });

  test("nothing while a number sought is written in full width", async () => {
    const companyId = await aCompany([anEmployee({ employeeNumber: "０１２" })]);

    expect(await findInTables(db.queries, companyId, anEmployeeQuestion())).toBeNull();
  });
});

async function aCompany(people: readonly Employee[]): Promise<CompanyId> {
  const companyId = await addTestCompany(db);
  const departments = ["A001", "A002"].map((code) => ({ kind: "create", after: aDepartment({ code }) }) as const);
  const employees = people.map((after) => ({ kind: "create", after }) as const);
  await db.transaction(async (tx) => {
    const roster = await lockRoster(tx, companyId);
    await applyDepartments(roster, departments, AUTHOR);
    await applyEmployees(roster, employees, AUTHOR);
  });
  return companyId;
}
