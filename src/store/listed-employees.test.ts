import fc from "fast-check";
import { sql } from "kysely";
import { afterAll, describe, expect, test } from "vitest";
import { aDepartment, anEmployee } from "../../test/builders.ts";
import { addTestCompany, openTestDatabase } from "../../test/database.ts";
import { anEmployeeQuestion } from "../../test/employee-question.ts";
import type { Employee, RosterEmployee } from "../core/roster.ts";
import { searchWords } from "../core/search-key.ts";
import { applyDepartments } from "./apply-departments.ts";
import { applyEmployees } from "./apply-employees.ts";
import type { CompanyId } from "./companies.ts";
import { currentEmployeeIndex, keptEmployeeIndex } from "./current-employee-index.ts";
import type { Database } from "./database.ts";
import type { EmployeeQuestion } from "./employee-index.ts";
import { findEmployees, readFoundEmployees, readHeadCounts } from "./listed-employees.ts";
import { type LockedRoster, lockRoster } from "./lock-roster.ts";
import { readEmployees } from "./roster.ts";
import { deleteEmployees, updateEmployee } from "./write-by-hand.ts";

const db = await openTestDatabase();
afterAll(() => db.close());

const AUTHOR = { runId: null, actor: "hr@example.com", at: 1_000 };

describe("a person is found by", () => {
  const hanako = anEmployee({
    lastName: "山田",
    firstName: "花子",
    lastNameKana: "ヤマダ",
    firstNameKana: "ハナコ",
    employeeNumber: "A-0012",
    email: "Hanako.Yamada@example.com",
  });
  const others = [
    anEmployee({ email: "taro@example.com", crewId: "crew-2" }),
    anEmployee({ lastName: "山田", lastNameKana: "ヤマダ", email: "yamada@example.com", crewId: "crew-3" }),
  ];

  test.each([
    ["family and given name with a space", "山田 花子"],
    ["both without one", "山田花子"],
    ["a full-width space", "山田　花子"],
    ["the given name first", "花子 山田"],
    ["a part of the name", "花"],
    ["hiragana", "やまだはなこ"],
    ["hiragana with a space", "やまだ はなこ"],
    ["katakana", "ハナコ"],
    ["half-width katakana", "ﾊﾅｺ"],
    ["name and reading mixed", "山田 はなこ"],
    ["the number in any width and case", "ａ－００１２"],
    ["the address in any case", "HANAKO.YAMADA@EXAMPLE"],
    ["a name and a number", "山田 0012"],
  ])("%s", async (_, typed) => {
    const companyId = await aCompany();
    await create(companyId, [hanako, ...others]);

    expect(await emailsOf(companyId, { words: searchWords(typed) })).toEqual([hanako.email]);
  });

  test("an old form of a character, though the name stays as it is", async () => {
    const companyId = await aCompany();
    await create(companyId, [anEmployee({ lastName: "髙﨑" })]);

    const { employees } = await findEmployees(db, companyId, anEmployeeQuestion({ words: searchWords("高崎") }));

    expect(employees.map(({ employee }) => employee.lastName)).toEqual(["髙﨑"]);
  });
});

test("a person comes with every field, the department's name and the version", async () => {
  const companyId = await aCompany();
  const employee = anEmployee({ departmentCode: "A001" });
  await create(companyId, [employee]);

  const { employees, total } = await findEmployees(db, companyId, anEmployeeQuestion());

  expect(total).toBe(1);
  expect(employees).toEqual([
    {
      employee: { ...employee, id: expect.any(String), version: 1, crewSince: AUTHOR.at, retiredByHand: false },
      departmentName: "A001部",
    },
  ]);
});

test("another company's people are not found", async () => {
  const [companyId, otherId] = [await aCompany(), await aCompany()];
  await create(otherId, [anEmployee()]);

  expect(await findEmployees(db, companyId, anEmployeeQuestion())).toEqual({ employees: [], total: 0 });
  expect(await readHeadCounts(db, companyId)).toEqual(new Map());
});

describe("a list knows at once of", () => {
  test("the first people of a company that had none", async () => {
    const companyId = await aCompany();
    await currentEmployeeIndex(db, companyId);
    const before = await emailsOf(companyId);

    await create(companyId, [anEmployee()]);

    expect([before, await emailsOf(companyId)]).toEqual([[], ["taro@example.com"]]);
  });

  test("somebody who was edited, who was deleted and who was added", async () => {
    const companyId = await aCompany();
    await create(
      companyId,
      ["a", "b", "c"].map((name) => anEmployee({ email: `${name}@example.com` })),
    );
    await currentEmployeeIndex(db, companyId);
    const [a, b] = await rosterOf(companyId);

    await underLock(companyId, async (roster) => {
      if (a) await updateEmployee(roster, { ...a, employeeNumber: "9", departmentCode: "A001" }, AUTHOR);
      if (b) await deleteEmployees(roster, [b.id], AUTHOR);
    });
    await create(companyId, [anEmployee({ email: "d@example.com", employeeNumber: "0000" })]);

    expect(await emailsOf(companyId)).toEqual(["d@example.com", "c@example.com", "a@example.com"]);
    expect(await readHeadCounts(db, companyId)).toEqual(new Map([["A001", 1]]));
  });

  test("what a migration or an operator writes", async () => {
    const companyId = await aCompany();
    await create(companyId, [anEmployee()]);
    await currentEmployeeIndex(db, companyId);

    await underLock(companyId, ({ tx }) =>
      sql`update employees set job_title = '顧問' where company_id = ${companyId}`.execute(tx),
    );

    const { employees } = await findEmployees(db, companyId, anEmployeeQuestion());
    expect(employees.map(({ employee }) => employee.jobTitle)).toEqual(["顧問"]);
  });

  test("more writes than are kept on record", async () => {
    const companyId = await aCompany();
    await create(companyId, [anEmployee()]);
    await currentEmployeeIndex(db, companyId);

    await underLock(companyId, async ({ tx }) => {
      for (let count = 0; count <= 200; count++) {
        await sql`update employees set employee_number = ${String(count)} where company_id = ${companyId}`.execute(tx);
      }
    });

    expect(await emailsOf(companyId, { words: ["200"] })).toEqual(["taro@example.com"]);
    const { rows } = await sql<{ count: string }>`
      select count(*) from employee_writes where company_id = ${companyId}`.execute(db.queries);
    expect(rows).toEqual([{ count: "200" }]);
  });

  test("statements that write nobody are not noted", async () => {
    const companyId = await aCompany();
    await create(companyId, [anEmployee()]);
    const noted = () =>
      sql`select number, employee_ids from employee_writes where company_id = ${companyId}`.execute(db.queries);
    const { rows: before } = await noted();

    await underLock(companyId, async ({ tx }) => {
      await sql`insert into employees overriding system value select * from employees where false`.execute(tx);
      await sql`update employees set job_title = '顧問' where company_id = ${companyId} and false`.execute(tx);
      await sql`delete from employees where company_id = ${companyId} and false`.execute(tx);
    });

    expect(before).toHaveLength(1);
    expect((await noted()).rows).toEqual(before);
  });

  test("a change of very many, and of everybody", async () => {
    const companyId = await aCompany();
    await create(
      companyId,
      Array.from({ length: 2_500 }, (_, number) => anEmployee({ email: `${number}@example.com` })),
    );
    await currentEmployeeIndex(db, companyId);

    await underLock(companyId, ({ tx }) =>
      sql`update employees set employee_number = 'x' where company_id = ${companyId}`.execute(tx),
    );

    expect((await findEmployees(db, companyId, anEmployeeQuestion({ words: ["x"], limit: 1 }))).total).toBe(2_500);
  });

  test("nothing that was not committed", async () => {
    const companyId = await aCompany();
    await create(companyId, [anEmployee()]);
    await currentEmployeeIndex(db, companyId);

    const undone = underLock(companyId, async ({ tx }) => {
      await sql`delete from employees where company_id = ${companyId}`.execute(tx);
      throw new Error("undone");
    });

    await expect(undone).rejects.toThrow("undone");
    expect(await emailsOf(companyId)).toEqual(["taro@example.com"]);
  });
});

test("many who ask at once while somebody writes get what is there", async () => {
  const companyId = await aCompany();
  const asked: Promise<readonly string[]>[] = [];

  for (let number = 0; number < 8; number++) {
    asked.push(emailsOf(companyId), emailsOf(companyId));
    await create(companyId, [anEmployee({ email: `${number}@example.com`, employeeNumber: String(number) })]);
  }

  for (const emails of await Promise.all(asked)) {
    expect(emails).toEqual(Array.from({ length: emails.length }, (_, number) => `${number}@example.com`));
  }
  expect((await emailsOf(companyId)).length).toBe(8);
});

// Where the database is quick, everybody is read before the writing has begun: then it is tried again.
test("what is written while everybody is being read into memory is in it", { retry: 3 }, async () => {
  const companyId = await aCompany();
  const emails = Array.from({ length: 4_100 }, (_, number) => `${String(number).padStart(4, "0")}@example.com`);
  await create(
    companyId,
    emails.map((email) => anEmployee({ email })),
  );
  const people = await rosterOf(companyId);
  const [first, last] = [people[0], people.at(-1)];
  if (first === undefined || last === undefined) throw new Error("expected people");

  const reading = currentEmployeeIndex(db, companyId);
  await underLock(companyId, async (roster) => {
    await updateEmployee(roster, { ...first, departmentCode: "A001" }, AUTHOR);
    await deleteEmployees(roster, [last.id], AUTHOR);
  });
  const beforeTheEnd = await keptEmployeeIndex(db, companyId);
  await reading;

  const index = await keptEmployeeIndex(db, companyId);
  expect(beforeTheEnd).toBeNull();
  expect(index?.size).toBe(4_099);
  expect(index?.headCounts()).toEqual(new Map([["A001", 1]]));
});

test("a list that failed once is answered the next time", async () => {
  const companyId = await aCompany();
  await create(companyId, [anEmployee()]);

  const inside = db.transaction(() => findEmployees(db, companyId, anEmployeeQuestion()));

  await expect(inside).rejects.toThrow("inside a transaction");
  expect(await emailsOf(companyId)).toEqual(["taro@example.com"]);
});

test("after any edits what was kept answers as what is read anew", async () => {
  const anyStep = fc.record({
    created: fc.uniqueArray(fc.constantFrom("a", "b", "c", "d", "e")),
    deleted: fc.subarray(["a", "b", "c", "d", "e"]),
    number: fc.constantFrom(null, "1", "2"),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(anyStep, { minLength: 1, maxLength: 4 }), async (steps) => {
      const companyId = await aCompany();
      for (const { created, deleted, number } of steps) {
        const before = await rosterOf(companyId);
        const has = (name: string) => before.some(({ email }) => email === `${name}@example.com`);
        await create(
          companyId,
          created.filter((name) => !has(name)).map((name) => anEmployee({ email: `${name}@example.com` })),
        );
        const ids = before.filter(({ email }) => deleted.includes(email[0] ?? "")).map(({ id }) => id);
        await underLock(companyId, (roster) => deleteEmployees(roster, ids, AUTHOR));
        await underLock(companyId, async (roster) => {
          const [first] = await readEmployees(roster.tx, companyId);
          if (first) await updateEmployee(roster, { ...first, employeeNumber: number }, AUTHOR);
        });
        await currentEmployeeIndex(db, companyId);
      }

      const anew: Database = { ...db, queries: db.queries.withoutPlugins() };
      await currentEmployeeIndex(anew, companyId);
      expect(await findEmployees(db, companyId, anEmployeeQuestion())).toEqual(
        await findEmployees(anew, companyId, anEmployeeQuestion()),
      );
    }),
    { numRuns: 12 },
  );
});

test("a file's worth of people comes in batches, without those who were deleted on the way", async () => {
  const companyId = await aCompany();
  const emails = Array.from({ length: 1_002 }, (_, number) => `${String(number).padStart(4, "0")}@example.com`);
  await create(
    companyId,
    emails.map((email, number) => anEmployee({ email, employeeNumber: `${10_000 + number}` })),
  );
  const last = (await rosterOf(companyId)).at(-1);
  const read: string[][] = [];

  const { offset: _, limit: __, ...question } = anEmployeeQuestion();
  for await (const batch of readFoundEmployees(db, companyId, question)) {
    if (last && read.length === 0) {
      await underLock(companyId, (roster) => deleteEmployees(roster, [last.id], AUTHOR));
    }
    read.push(batch.map(({ employee }) => employee.email));
  }

  expect(read).toEqual([emails.slice(0, 1_000), [emails[1_000]]]);
});

async function aCompany(): Promise<CompanyId> {
  const companyId = await addTestCompany(db);
  await underLock(companyId, (roster) =>
    applyDepartments(roster, [{ kind: "create", after: aDepartment({ code: "A001" }) }], AUTHOR),
  );
  return companyId;
}

async function create(companyId: CompanyId, people: readonly Employee[]): Promise<void> {
  const changes = people.map((after) => ({ kind: "create", after }) as const);
  await underLock(companyId, (roster) => applyEmployees(roster, changes, AUTHOR));
}

function underLock<T>(companyId: CompanyId, work: (roster: LockedRoster) => Promise<T>): Promise<T> {
  return db.transaction(async (tx) => work(await lockRoster(tx, companyId)));
}

/** In the order in which they came into the roster. */
async function rosterOf(companyId: CompanyId): Promise<readonly RosterEmployee[]> {
  const roster = await db.snapshot((tx) => readEmployees(tx, companyId));
  return roster.toSorted((one, other) => Number(one.id) - Number(other.id));
}

async function emailsOf(companyId: CompanyId, special: Partial<EmployeeQuestion> = {}): Promise<readonly string[]> {
  const { employees } = await findEmployees(db, companyId, anEmployeeQuestion(special));
  return employees.map(({ employee }) => employee.email);
}
