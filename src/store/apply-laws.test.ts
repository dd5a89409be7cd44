import fc from "fast-check";
import { sql } from "kysely";
import { afterAll, expect, test } from "vitest";
import { aSourceDepartment, aSourceEmployee } from "../../test/builders.ts";
import { addTestCompany, openTestDatabase } from "../../test/database.ts";
import { departmentsAfter, employeesAfter } from "../../test/roster-after.ts";
import { editedEmployee } from "../core/edit-employee.ts";
import { planDepartments } from "../core/plan-departments.ts";
import { planEmployees } from "../core/plan-employees.ts";
import type { Department, RosterEmployee } from "../core/roster.ts";
import type { SyncSettings } from "../core/settings.ts";
import type { SourceDepartment, SourceEmployee } from "../core/source.ts";
import { applyDepartments } from "./apply-departments.ts";
import { applyEmployees } from "./apply-employees.ts";
import type { CompanyId } from "./companies.ts";
import { readDepartmentHistory, readEmployeeHistory } from "./history.ts";
import { type LockedRoster, lockRoster } from "./lock-roster.ts";
import { readDepartments, readEmployees } from "./roster.ts";
import { deleteDepartment, deleteEmployees, updateEmployee } from "./write-by-hand.ts";

const db = await openTestDatabase();
afterAll(() => db.close());

const TODAY = "2026-11-23";
// Each run of a law is a company of its own and dozens of statements; a few see as much as many, because the values are few.
const LAW = { numRuns: 12 };

const CODES = ["A", "B", "C", "D"];
const anyDepartments: fc.Arbitrary<readonly SourceDepartment[]> = fc.uniqueArray(
  fc
    .record({
      code: fc.constantFrom(...CODES),
      name: fc.constantFrom("営業部", "開発部", "人事部", "総務部"),
      parent: fc.constantFrom(null, ...CODES),
    })
    .map(({ code, name, parent }) =>
      aSourceDepartment({ code, name, parentId: parent === null ? null : `department-${parent}` }),
    ),
  { selector: ({ code }) => code },
);

const EMAILS = ["a@x.jp", "B@x.jp", "c@x.jp", "e@x.jp"];
const anyPeople: fc.Arbitrary<readonly SourceEmployee[]> = fc.uniqueArray(
  fc
    .record({
      crewId: fc.constantFrom("c1", "c2", "c3", "c4", "c5"),
      email: fc.constantFrom(...EMAILS, "ｄ@x.jp"),
      department: fc.constantFrom(null, ...CODES),
      jobTitle: fc.constantFrom(null, "主任", '課長"代理\\'),
      employmentStatus: fc.constantFrom("employed" as const, "retired" as const),
      birthDate: fc.constantFrom(null, "1990-04-01", "0001-01-01"),
    })
    .map(({ department, ...special }) =>
      aSourceEmployee({
        ...special,
        department: department === null ? null : { departmentId: department, code: department, name: "部" },
      }),
    ),
  { selector: ({ crewId }) => crewId },
);

const anySettings: fc.Arbitrary<SyncSettings> = fc.record({
  createRetired: fc.boolean(),
  whenAddressChanged: fc.constantFrom("create-new" as const, "follow-person" as const),
});

test("after any syncs and deletions of departments the roster is what they meant, and so is their history replayed", async () => {
  const anySteps = fc.array(fc.record({ source: anyDepartments, deleted: fc.subarray(CODES) }), {
    minLength: 1,
    maxLength: 4,
  });
  await fc.assert(
    fc.asyncProperty(anySteps, async (steps) => {
      const companyId = await addTestCompany(db);
      let meant: readonly Department[] = [];

      for (const [index, { source, deleted }] of steps.entries()) {
        meant = departmentsAfter(meant, await syncDepartments(companyId, source, index));
        for (const code of deleted) {
          // Only what is there, and has nothing below it, can be deleted.
          if (!meant.some((each) => each.code === code) || meant.some(({ parentCode }) => parentCode === code))
            continue;
          await underLock(companyId, (roster) =>
            deleteDepartment(roster, code, { actor: "hand@example.com", at: index }),
          );
          meant = meant.filter((each) => each.code !== code);
        }
      }

      const stored = await readDepartments(db.queries, companyId);
      expect(stored).toEqual(meant.toSorted((one, other) => (one.code < other.code ? -1 : 1)));
      expect(await replayDepartments(companyId)).toEqual(stored);
    }),
    LAW,
  );
});

test("after any syncs, edits and deletions of employees the roster is what they meant, and so is their history replayed", async () => {
  const anySteps = fc.array(
    fc.record({ source: anyPeople, deleted: fc.subarray(EMAILS), retired: fc.subarray(EMAILS) }),
    { minLength: 1, maxLength: 4 },
  );
  await fc.assert(
    fc.asyncProperty(anyDepartments, anySteps, anySettings, async (departments, steps, settings) => {
      const companyId = await addTestCompany(db);
      await syncDepartments(companyId, departments, 0);
      let stored: readonly RosterEmployee[] = [];

      for (const [index, { source, deleted, retired }] of steps.entries()) {
        const at = 1_000 + index;
        const changes = await syncEmployees(companyId, source, settings, at);
        const synced = employeesAfter(stored, changes, at);
        stored = await db.snapshot((tx) => readEmployees(tx, companyId));
        expect(byEmail(stored)).toEqual(byEmail(synced));
        const meant = await editByHand(companyId, stored, { deleted, retired });
        stored = await db.snapshot((tx) => readEmployees(tx, companyId));
        expect(byEmail(stored)).toEqual(byEmail(meant));
      }

      expect(await replayEmployees(companyId)).toEqual(new Map(stored.map((employee) => [employee.id, employee])));
    }),
    LAW,
  );
});

test("a second sync right after the first writes no row", async () => {
  await fc.assert(
    fc.asyncProperty(anyDepartments, anyPeople, anySettings, async (departments, people, settings) => {
      const companyId = await addTestCompany(db);
      await syncDepartments(companyId, departments, 0);
      await syncEmployees(companyId, people, settings, 1);
      const before = await rowVersions(companyId);

      await syncDepartments(companyId, departments, 2);
      await syncEmployees(companyId, people, settings, 3);

      expect(await rowVersions(companyId)).toEqual(before);
    }),
    LAW,
  );
});

async function syncDepartments(companyId: CompanyId, source: readonly SourceDepartment[], at: number) {
  return underLock(companyId, async (roster) => {
    const { changes } = planDepartments(await readDepartments(roster.tx, companyId), source);
    await applyDepartments(roster, changes, authorAt(at));
    return changes;
  });
}

async function syncEmployees(
  companyId: CompanyId,
  source: readonly SourceEmployee[],
  settings: SyncSettings,
  at: number,
) {
  return underLock(companyId, async (roster) => {
    const departments = await readDepartments(roster.tx, companyId);
    const employees = await readEmployees(roster.tx, companyId);
    const departmentCodes = new Set(departments.map(({ code }) => code));
    const { changes } = planEmployees({ departmentCodes, employees }, source, settings, TODAY);
    await applyEmployees(roster, changes, authorAt(at));
    return changes;
  });
}

async function underLock<T>(companyId: CompanyId, work: (roster: LockedRoster) => Promise<T>): Promise<T> {
  return db.transaction(async (tx) => work(await lockRoster(tx, companyId)));
}

function authorAt(at: number) {
  return { runId: `00000000-0000-4000-8000-${String(at).padStart(12, "0")}`, actor: "hr@example.com", at };
}

function byEmail(employees: readonly RosterEmployee[]): ReadonlyMap<string, Omit<RosterEmployee, "id">> {
  return new Map(employees.map(({ id: _, ...employee }) => [employee.email, employee]));
}

/** Sets 退職者フラグ of some, then deletes some; gives the roster that is meant to be left. */
async function editByHand(
  companyId: CompanyId,
  stored: readonly RosterEmployee[],
  { deleted, retired }: { readonly deleted: readonly string[]; readonly retired: readonly string[] },
): Promise<readonly RosterEmployee[]> {
  const by = { actor: "hand@example.com", at: 2_000 };
  const edited: RosterEmployee[] = [];
  await underLock(companyId, async (roster) => {
    for (const before of stored) {
      const after = retired.includes(before.email) ? editedEmployee(before, { ...before, retired: true }) : null;
      if (after !== null) await updateEmployee(roster, after, by);
      edited.push(after === null ? before : { ...after, version: before.version + 1 });
    }
    const gone = edited.filter(({ email }) => deleted.includes(email)).map(({ id }) => id);
    expect(await deleteEmployees(roster, gone, by)).toBe(gone.length);
  });
  return edited.filter(({ email }) => !deleted.includes(email));
}

/** From nothing, change by change; each must find what the one before it left. */
async function replayDepartments(companyId: CompanyId): Promise<readonly Department[]> {
  const replayed: Department[] = [];
  const { rows } = await sql<{ code: string }>`
    select distinct code from department_history where company_id = ${companyId} order by code`.execute(db.queries);
  for (const { code } of rows) {
    let state: Department | null = null;
    for (const { change } of await readDepartmentHistory(db.queries, companyId, code)) {
      expect(change.kind === "create" ? null : change.before).toEqual(state);
      state = change.kind === "delete" ? null : change.after;
    }
    if (state !== null) replayed.push(state);
  }
  return replayed;
}

async function replayEmployees(companyId: CompanyId): Promise<ReadonlyMap<string, RosterEmployee>> {
  const replayed = new Map<string, RosterEmployee>();
  const { rows } = await sql<{ id: string }>`
    select distinct employee_id as id from employee_history where company_id = ${companyId}`.execute(db.queries);
  for (const { id } of rows) {
    for (const { change } of await readEmployeeHistory(db.queries, companyId, id)) {
      expect(change.kind === "create" ? undefined : change.before).toEqual(replayed.get(id));
      if (change.kind === "delete") replayed.delete(id);
      else replayed.set(id, change.after);
    }
  }
  return replayed;
}

async function rowVersions(companyId: CompanyId): Promise<readonly unknown[]> {
  const tables = [
    "departments",
    "department_history",
    "employees",
    "employee_history",
    "employee_writes",
    "companies",
    "tenants",
    "runs",
  ];
  const counts = tables.map((table) => {
    const company = table === "companies" ? "id" : "company_id";
    return `select '${table}' as source, ctid::text, xmin::text from ${table} where ${company} = ${companyId}`;
  });
  const { rows } = await sql.raw(`${counts.join(" union all ")} order by 1, 2`).execute(db.queries);
  return rows;
}
