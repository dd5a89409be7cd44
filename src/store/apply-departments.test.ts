import { type RawBuilder, sql } from "kysely";
import { afterAll, describe, expect, test } from "vitest";
import { aDepartment, anEmployee } from "../../test/builders.ts";
import { addTestCompany, openTestDatabase } from "../../test/database.ts";
import { type DepartmentChange, LONGEST_DEPARTMENT_TEXT } from "../core/plan.ts";
import type { Department } from "../core/roster.ts";
import { applyDepartments } from "./apply-departments.ts";
import { applyEmployees } from "./apply-employees.ts";
import type { CompanyId } from "./companies.ts";
import { type Author, readDepartmentChangesOfRun, readDepartmentHistory } from "./history.ts";
import { lockRoster } from "./lock-roster.ts";
import { readDepartments } from "./roster.ts";

const db = await openTestDatabase();
afterAll(() => db.close());

const FIRST: Author = { runId: "00000000-0000-4000-8000-000000000001", actor: "hr@example.com", at: 1_000 };
const SECOND: Author = { runId: "00000000-0000-4000-8000-000000000002", actor: "sub@example.com", at: 2_000 };

test("created departments are in the roster, children before parents or not", async () => {
  const companyId = await addTestCompany(db);
  const child = aDepartment({ code: "A", name: "営業一課", parentCode: "B" });
  const parent = aDepartment({ code: "B", name: "営業部" });

  await apply(companyId, creating(child, parent), FIRST);

  expect(await readDepartments(db.queries, companyId)).toEqual([child, parent]);
});

test("codes are exact texts: 0012 and 12, a and A are different departments", async () => {
  const companyId = await addTestCompany(db);
  const departments = ["0012", "12", "A", "a"].map((code) => aDepartment({ code }));

  await apply(companyId, creating(...departments), FIRST);

  expect(await readDepartments(db.queries, companyId)).toEqual(departments);
});

test("the longest code and name that the plan lets pass are kept, whatever they are made of", async () => {
  const companyId = await addTestCompany(db);
  // No two characters alike in a row, so that nothing of it is packed.
  const longest = (from: number) =>
    String.fromCodePoint(
      ...Array.from({ length: LONGEST_DEPARTMENT_TEXT }, (_, index) => from + ((index * 7919) % 5000)),
    );
  const departments = [aDepartment({ code: longest(0x4e00), name: longest(0x5e00) })];

  await apply(companyId, creating(...departments), FIRST);

  expect(await readDepartments(db.queries, companyId)).toEqual(departments);
});

test("two departments swap names in one run", async () => {
  const companyId = await addTestCompany(db);
  const [a, b] = [aDepartment({ code: "A", name: "営業部" }), aDepartment({ code: "B", name: "開発部" })];
  await apply(companyId, creating(a, b), FIRST);

  await apply(companyId, [updating(a, { name: b.name }), updating(b, { name: a.name })], SECOND);

  expect(await readDepartments(db.queries, companyId)).toEqual([
    { ...a, name: b.name },
    { ...b, name: a.name },
  ]);
});

test("a new department takes a name that another gives up in the same run", async () => {
  const companyId = await addTestCompany(db);
  const old = aDepartment({ code: "A", name: "人事部" });
  await apply(companyId, creating(old), FIRST);
  const fresh = aDepartment({ code: "B", name: "人事部" });

  await apply(companyId, [{ kind: "create", after: fresh }, updating(old, { name: "旧人事部" })], SECOND);

  expect(await readDepartments(db.queries, companyId)).toEqual([{ ...old, name: "旧人事部" }, fresh]);
});

test("a parent and its child change places in one run", async () => {
  const companyId = await addTestCompany(db);
  const [top, below] = [aDepartment({ code: "A" }), aDepartment({ code: "B", parentCode: "A" })];
  await apply(companyId, creating(top, below), FIRST);

  await apply(companyId, [updating(top, { parentCode: "B" }), updating(below, { parentCode: null })], SECOND);

  expect(await readDepartments(db.queries, companyId)).toEqual([
    { ...top, parentCode: "B" },
    { ...below, parentCode: null },
  ]);
});

test("nothing to change writes nothing", async () => {
  const companyId = await addTestCompany(db);
  await apply(companyId, creating(aDepartment()), FIRST);
  const before = await rowVersions(companyId);

  await apply(companyId, [], SECOND);

  expect(await rowVersions(companyId)).toEqual(before);
});

describe("the database refuses, and the roster stays as it was", () => {
  const kept = aDepartment({ code: "K", name: "総務部" });
  test.each<[string, DepartmentChange[], string]>([
    [
      "a name that another department keeps",
      creating(aDepartment({ code: "A", name: "総務部" })),
      "departments_name_unique",
    ],
    ["a code that is there already", creating(aDepartment({ code: "K", name: "別部" })), "departments_pkey"],
    ["a parent that is not there", creating(aDepartment({ code: "A", parentCode: "Z" })), "departments_parent_exists"],
    [
      "a department that is its own parent",
      creating(aDepartment({ code: "A", parentCode: "A" })),
      "departments_parent_loop",
    ],
    [
      "a loop of parents",
      creating(
        aDepartment({ code: "A", parentCode: "C" }),
        aDepartment({ code: "B", parentCode: "A" }),
        aDepartment({ code: "C", parentCode: "B" }),
      ),
      "departments_parent_loop",
    ],
    ["a blank name", creating(aDepartment({ code: "A", name: "" })), "departments_name_check"],
  ])("%s", async (_, changes, constraint) => {
    const companyId = await addTestCompany(db);
    await apply(companyId, creating(kept), FIRST);

    const applying = apply(companyId, changes, SECOND);

    await expect(applying).rejects.toMatchObject({ constraint });
    expect(await readDepartments(db.queries, companyId)).toEqual([kept]);
    expect(await readDepartmentChangesOfRun(db.queries, companyId, SECOND.runId ?? "")).toEqual([]);
  });

  test("before anything else happens in the transaction", async () => {
    const companyId = await addTestCompany(db);
    const changes = creating(aDepartment({ code: "A", parentCode: "Z" }));
    let wentOn = false;

    const applying = db.transaction(async (tx) => {
      await applyDepartments(await lockRoster(tx, companyId), changes, FIRST);
      wentOn = true;
    });

    await expect(applying).rejects.toMatchObject({ constraint: "departments_parent_exists" });
    expect(wentOn).toBe(false);
  });

  test("a change whose department is no longer what the plan saw", async () => {
    const companyId = await addTestCompany(db);
    await apply(companyId, creating(kept), FIRST);
    const stale: DepartmentChange = {
      kind: "update",
      before: { ...kept, name: "旧総務部" },
      after: { ...kept, name: "新総務部" },
    };

    const applying = apply(companyId, [stale], SECOND);

    await expect(applying).rejects.toThrow("the roster is not what the plan was made from");
    expect(await readDepartments(db.queries, companyId)).toEqual([kept]);
  });

  test("a write without the roster lock", async () => {
    const companyId = await addTestCompany(db);

    const writing = sql`insert into departments (company_id, code, name) values (${companyId}, 'A', '部')`.execute(
      db.queries,
    );

    await expect(writing).rejects.toThrow("take the roster lock first");
  });
});

describe("the roster lock is the written company's own", () => {
  const inserting = (companyId: CompanyId) =>
    sql`insert into departments (company_id, code, name) values (${companyId}, 'A', '部')`;

  test("another company's lock does not serve", async () => {
    const [companyId, otherId] = [await addTestCompany(db), await addTestCompany(db)];

    const writing = db.transaction(async (tx) => {
      await lockRoster(tx, otherId);
      await inserting(companyId).execute(tx);
    });

    await expect(writing).rejects.toThrow(
      `take the roster lock first: select pg_advisory_xact_lock(6302, ${companyId})`,
    );
  });

  test("a department taken from a company needs that company's lock, too", async () => {
    const [companyId, otherId] = [await addTestCompany(db), await addTestCompany(db)];
    await apply(companyId, creating(aDepartment({ code: "A" })), FIRST);

    const writing = db.transaction(async (tx) => {
      await lockRoster(tx, otherId);
      await sql`update departments set company_id = ${otherId} where company_id = ${companyId}`.execute(tx);
    });

    await expect(writing).rejects.toThrow(`select pg_advisory_xact_lock(6302, ${companyId})`);
  });

  test("a lock that is shared does not serve", async () => {
    const companyId = await addTestCompany(db);

    const writing = db.transaction(async (tx) => {
      await sql`select pg_advisory_xact_lock_shared(6302, ${companyId})`.execute(tx);
      await inserting(companyId).execute(tx);
    });

    await expect(writing).rejects.toThrow("take the roster lock first");
  });

  test("a snapshot that may be older than the lock does not serve", async () => {
    const companyId = await addTestCompany(db);

    const writing = db.queries
      .transaction()
      .setIsolationLevel("repeatable read")
      .execute(async (tx) => {
        await lockRoster(tx, companyId);
        await inserting(companyId).execute(tx);
      });

    await expect(writing).rejects.toThrow("write a roster in the isolation level read committed");
  });
});

describe("a department that employees are in", () => {
  const used = aDepartment({ code: "A", name: "営業部" });

  const aCompanyThatUsesIt = async () => {
    const companyId = await addTestCompany(db);
    await apply(companyId, creating(used, aDepartment({ code: "B", name: "総務部" })), FIRST);
    await db.transaction(async (tx) => {
      const after = anEmployee({ departmentCode: "A" });
      await applyEmployees(await lockRoster(tx, companyId), [{ kind: "create", after }], FIRST);
    });
    return companyId;
  };
  const asOperator = (companyId: CompanyId, statement: RawBuilder<unknown>) =>
    db.transaction(async (tx) => {
      await lockRoster(tx, companyId);
      await statement.execute(tx);
    });

  test.each([
    ["deleted", (id: CompanyId) => sql`delete from departments where company_id = ${id}`],
    ["given another code", (id: CompanyId) => sql`update departments set code = code || '2' where company_id = ${id}`],
  ])("cannot be %s", async (_, statement) => {
    const companyId = await aCompanyThatUsesIt();

    const writing = asOperator(companyId, statement(companyId));

    await expect(writing).rejects.toMatchObject({ code: "23503", constraint: "employees_department_exists" });
    expect(await readDepartments(db.queries, companyId)).toHaveLength(2);
  });

  test("cannot be truncated", async () => {
    await expect(sql`truncate departments`.execute(db.queries)).rejects.toThrow("departments cannot be truncated");
  });

  test("may get another name, and the others may be deleted", async () => {
    const companyId = await aCompanyThatUsesIt();

    await apply(companyId, [{ kind: "update", before: used, after: { ...used, name: "販売部" } }], SECOND);
    await asOperator(companyId, sql`delete from departments where company_id = ${companyId} and code = 'B'`);

    expect(await readDepartments(db.queries, companyId)).toEqual([{ ...used, name: "販売部" }]);
  });
});

test("companies keep codes and names apart", async () => {
  const [one, other] = [await addTestCompany(db), await addTestCompany(db)];

  await apply(one, creating(aDepartment({ code: "A", name: "営業部" })), FIRST);
  await apply(other, creating(aDepartment({ code: "A", name: "営業部" })), FIRST);

  expect(await readDepartments(db.queries, one)).toEqual(await readDepartments(db.queries, other));
});

test("a run's changes and a department's history tell before, after, run, actor and time", async () => {
  const companyId = await addTestCompany(db);
  const [a, b] = [aDepartment({ code: "A" }), aDepartment({ code: "B" })];
  const created = creating(a, b);
  const moved = updating(b, { parentCode: "A" });

  await apply(companyId, created, FIRST);
  await apply(companyId, [moved], SECOND);

  expect(await readDepartmentChangesOfRun(db.queries, companyId, FIRST.runId ?? "")).toEqual(created);
  expect(await readDepartmentChangesOfRun(db.queries, companyId, SECOND.runId ?? "")).toEqual([moved]);
  expect(await readDepartmentHistory(db.queries, companyId, "B")).toEqual([
    { ...FIRST, change: { kind: "create", after: b } },
    { ...SECOND, change: moved },
  ]);
});

test("more departments than one statement takes are all written", async () => {
  const companyId = await addTestCompany(db);
  const departments = Array.from({ length: 4_001 }, (_, number) =>
    aDepartment({ code: String(number).padStart(5, "0"), parentCode: number === 4_000 ? null : "04000" }),
  );

  await apply(companyId, creating(...departments), FIRST);

  expect(await readDepartments(db.queries, companyId)).toEqual(departments);
});

function creating(...departments: readonly Department[]): DepartmentChange[] {
  return departments.map((after) => ({ kind: "create", after }));
}

function updating(before: Department, special: Partial<Department>): DepartmentChange {
  return { kind: "update", before, after: { ...before, ...special } };
}

async function apply(companyId: CompanyId, changes: readonly DepartmentChange[], author: Author): Promise<void> {
  await db.transaction(async (tx) => applyDepartments(await lockRoster(tx, companyId), changes, author));
}

async function rowVersions(companyId: CompanyId): Promise<readonly unknown[]> {
  const { rows } = await sql`
    select 'departments' as source, code, xmin::text from departments where company_id = ${companyId}
    union all
    select 'department_history', code, xmin::text from department_history where company_id = ${companyId}
     order by source, code`.execute(db.queries);
  return rows;
}
