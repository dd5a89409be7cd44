import fc from "fast-check";
import { sql } from "kysely";
import { afterAll, expect, test } from "vitest";
import { aSourceDepartment, aSourceEmployee } from "../../test/builders.ts";
import { addTestCompany, openTestDatabase } from "../../test/database.ts";
import { rowKey, rowsAfter } from "../../test/roster-after-undo.ts";
import { editedEmployee } from "../core/edit-employee.ts";
import { planDepartments } from "../core/plan-departments.ts";
import { planEmployees } from "../core/plan-employees.ts";
import { planUndoDepartments } from "../core/plan-undo-departments.ts";
import { addressesSought, planUndoEmployees } from "../core/plan-undo-employees.ts";
import type { Department, RosterEmployee } from "../core/roster.ts";
import { MANUAL_SETTINGS } from "../core/settings.ts";
import type { RowChange } from "../core/undo.ts";
import { applyDepartments } from "./apply-departments.ts";
import { applyEmployees } from "./apply-employees.ts";
import type { CompanyId } from "./companies.ts";
import {
  readDepartmentChangesOfRun,
  readDepartmentChangesPage,
  readDepartmentHistory,
  readEmployeeChangesPage,
  readEmployeeHistory,
} from "./history.ts";
import { type LockedRoster, lockRoster } from "./lock-roster.ts";
import { readUndoneDepartments, readUndoneEmployees } from "./read-undone.ts";
import { restoreEmployees } from "./restore-employees.ts";
import { readDepartments, readEmployees } from "./roster.ts";
import { insertUnlessOpen } from "./runs.ts";
import { countEmployeesByDepartment, findAddressHolders } from "./undo-surroundings.ts";
import { deleteDepartment, deleteEmployees, updateEmployee } from "./write-by-hand.ts";

const db = await openTestDatabase();
afterAll(() => db.close());

// As in apply-laws.test.ts: a run of a law is a company of its own and dozens of statements.
const LAW = { numRuns: 15 };

const CODES = ["A", "B", "C"];
const anyDepartments = fc.uniqueArray(
  fc
    .record({
      code: fc.constantFrom(...CODES),
      name: fc.constantFrom("営業部", "開発部", "人事部"),
      parent: fc.constantFrom(null, ...CODES),
    })
    .map(({ code, name, parent }) =>
      aSourceDepartment({ code, name, parentId: parent === null ? null : `department-${parent}` }),
    ),
  { selector: ({ code }) => code },
);

const EMAILS = ["a@x.jp", "B@x.jp", "c@x.jp"];
const anyPeople = fc.uniqueArray(
  fc
    .record({
      crewId: fc.constantFrom("c1", "c2", "c3"),
      email: fc.constantFrom(...EMAILS),
      department: fc.constantFrom(null, ...CODES),
      jobTitle: fc.constantFrom(null, "主任", '課長"代理\\'),
      employmentStatus: fc.constantFrom("employed" as const, "retired" as const),
    })
    .map(({ department, ...special }) =>
      aSourceEmployee({
        ...special,
        department: department === null ? null : { departmentId: department, code: department, name: "部" },
      }),
    ),
  { selector: ({ crewId }) => crewId },
);

const anyStep = fc.oneof(
  anyDepartments.map((source) => ({ kind: "departments" as const, source })),
  anyPeople.map((source) => ({ kind: "employees" as const, source })),
  fc.record({ place: fc.nat(3), gone: fc.boolean() }).map((touch) => ({ kind: "hand" as const, ...touch })),
  fc.constantFrom(...CODES).map((code) => ({ kind: "hand-deletes" as const, code })),
  fc.nat(7).map((which) => ({ kind: "undo" as const, which })),
);

test("after any syncs, edits, deletions and undos the roster is what they meant, and so is the history replayed", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(anyStep, { minLength: 2, maxLength: 8 }), async (steps) => {
      const companyId = await addTestCompany(db);
      const runs: AppliedRun[] = [];
      for (const [at, step] of steps.entries()) {
        await db.transaction(async (tx) => {
          const roster = await lockRoster(tx, companyId);
          switch (step.kind) {
            case "departments":
              return runs.push(await syncDepartments(roster, step.source, at));
            case "employees":
              return runs.push(await syncEmployees(roster, step.source, at));
            case "hand":
              return touchByHand(roster, step, at);
            case "hand-deletes":
              return deleteByHand(roster, step.code, at);
            case "undo": {
              const undone = runs[step.which];
              if (undone !== undefined) runs.push(await undo(roster, undone, at));
            }
          }
        });
      }

      const [departments, employees] = await storedRoster(companyId);
      expect(await replayDepartments(companyId)).toEqual(departments);
      expect(await replayEmployees(companyId)).toEqual(employees);
      for (const run of runs) await expectPagesOf(companyId, run);
    }),
    LAW,
  );
});

interface AppliedRun {
  readonly id: string;
  readonly subject: "departments" | "employees";
  /** What happened to which row. */
  readonly kindByKey: ReadonlyMap<string, RowChange<unknown>["kind"]>;
}

async function syncDepartments(roster: LockedRoster, source: Parameters<typeof planDepartments>[1], at: number) {
  const { changes } = planDepartments(await readDepartments(roster.tx, roster.companyId), source);
  return applied(roster, "departments", at, null, (author) => applyDepartments(roster, changes, author));
}

async function syncEmployees(roster: LockedRoster, source: Parameters<typeof planEmployees>[1], at: number) {
  const departmentCodes = new Set((await readDepartments(roster.tx, roster.companyId)).map(({ code }) => code));
  const employees = await readEmployees(roster.tx, roster.companyId);
  const { changes } = planEmployees({ departmentCodes, employees }, source, MANUAL_SETTINGS, "2026-11-23");
  return applied(roster, "employees", at, null, (author) => applyEmployees(roster, changes, author));
}

/** Undoes a run and finds at once that the roster is what the plan meant, and that nothing is left to undo. */
async function undo(roster: LockedRoster, run: AppliedRun, at: number): Promise<AppliedRun> {
  if (run.subject === "departments") {
    const before = await readDepartments(roster.tx, roster.companyId);
    const { changes } = await planDepartmentsUndo(roster, run.id);
    const made = await applied(roster, "departments", at, run.id, (author) =>
      applyDepartments(roster, changes, author),
    );
    expect(await readDepartments(roster.tx, roster.companyId)).toEqual(inOrder(rowsAfter<Department>(before, changes)));
    expect((await planDepartmentsUndo(roster, run.id)).changes).toEqual([]);
    return made;
  }
  const before = await readEmployees(roster.tx, roster.companyId);
  const { changes } = await planEmployeesUndo(roster, run.id);
  const made = await applied(roster, "employees", at, run.id, (author) => restoreEmployees(roster, changes, author));
  const now = await readEmployees(roster.tx, roster.companyId);
  expect(withoutVersions(now)).toEqual(withoutVersions(rowsAfter<RosterEmployee>(before, changes)));
  expect((await planEmployeesUndo(roster, run.id)).changes).toEqual([]);
  return made;
}

async function planDepartmentsUndo({ tx, companyId }: LockedRoster, runId: string) {
  return planUndoDepartments(await readUndoneDepartments(tx, companyId, runId), {
    departments: await readDepartments(tx, companyId),
    employeeCountByCode: await countEmployeesByDepartment(tx, companyId),
  });
}

async function planEmployeesUndo({ tx, companyId }: LockedRoster, runId: string) {
  const rows = await readUndoneEmployees(tx, companyId, runId);
  return planUndoEmployees(rows, {
    departmentCodes: new Set((await readDepartments(tx, companyId)).map(({ code }) => code)),
    holderByEmailKey: await findAddressHolders(tx, companyId, addressesSought(rows)),
  });
}

async function applied(
  roster: LockedRoster,
  subject: AppliedRun["subject"],
  at: number,
  undoOf: string | null,
  apply: (author: { runId: string; actor: string; at: number }) => Promise<void>,
): Promise<AppliedRun> {
  const { tx, companyId } = roster;
  const before = await keysOf(roster, subject);
  const id = crypto.randomUUID();
  const made = { id, companyId, subject, actor: "hr@example.com", subdomain: null, at, ...(undoOf && { undoOf }) };
  await insertUnlessOpen(tx, "open", made, { lease_until: new Date(at).toISOString() });
  await apply({ runId: id, actor: "hr@example.com", at });
  await sql`update runs set state = 'cancelled', lease_until = null, finished_at = now() where id = ${id}`.execute(tx);
  const after = await keysOf(roster, subject);
  const { rows } = await sql<{ key: string }>`
    select ${sql.raw(subject === "departments" ? "code" : "employee_id::text")} as key
      from ${sql.raw(subject === "departments" ? "department_history" : "employee_history")}
     where company_id = ${companyId} and run_id = ${id}`.execute(tx);
  const kindOf = (key: string) => (before.has(key) ? (after.has(key) ? "update" : "delete") : "create");
  return { id, subject, kindByKey: new Map(rows.map(({ key }) => [key, kindOf(key)])) };
}

async function keysOf({ tx, companyId }: LockedRoster, subject: AppliedRun["subject"]): Promise<ReadonlySet<string>> {
  const rows: readonly (Department | RosterEmployee)[] =
    subject === "departments" ? await readDepartments(tx, companyId) : await readEmployees(tx, companyId);
  return new Set(rows.map(rowKey));
}

async function touchByHand(
  roster: LockedRoster,
  { place, gone }: { readonly place: number; readonly gone: boolean },
  at: number,
): Promise<void> {
  const by = { actor: "hand@example.com", at };
  const before = (await readEmployees(roster.tx, roster.companyId))[place];
  if (before === undefined) return;
  if (gone) await deleteEmployees(roster, [before.id], by);
  const after = gone ? null : editedEmployee(before, { ...before, jobTitle: "部長", retired: true });
  if (after !== null) await updateEmployee(roster, after, by);
}

async function deleteByHand(roster: LockedRoster, code: string, at: number): Promise<void> {
  const departments = await readDepartments(roster.tx, roster.companyId);
  const employees = await readEmployees(roster.tx, roster.companyId);
  const there = departments.some((each) => each.code === code);
  if (!there || [...departments, ...employees].some((row) => usedBy(row) === code)) return;
  await deleteDepartment(roster, code, { actor: "hand@example.com", at });
}

function usedBy(row: Department | RosterEmployee): string | null {
  return "id" in row ? row.departmentCode : row.parentCode;
}

async function storedRoster(companyId: CompanyId) {
  return db.snapshot(async (tx) => {
    const employees = await readEmployees(tx, companyId);
    return [await readDepartments(tx, companyId), new Map(employees.map((each) => [each.id, each]))] as const;
  });
}

async function expectPagesOf(companyId: CompanyId, { id, subject, kindByKey }: AppliedRun): Promise<void> {
  for (const kind of [null, "create", "update", "delete"] as const) {
    const page = { offset: 0, limit: 100, kind };
    const changes: readonly RowChange<Department | RosterEmployee>[] =
      subject === "departments"
        ? await readDepartmentChangesPage(db.queries, companyId, id, page)
        : await readEmployeeChangesPage(db.queries, companyId, id, page);
    const found = changes.map((change) => [
      rowKey(change.kind === "delete" ? change.before : change.after),
      change.kind,
    ]);
    expect(new Map(found as [string, "create"][])).toEqual(
      new Map([...kindByKey].filter(([, made]) => kind === null || made === kind)),
    );
  }
  if (subject === "departments") {
    expect(await readDepartmentChangesOfRun(db.queries, companyId, id)).toHaveLength(kindByKey.size);
  }
}

function inOrder(departments: readonly Department[]): readonly Department[] {
  return departments.toSorted((one, other) => (one.code < other.code ? -1 : 1));
}

function withoutVersions(employees: readonly RosterEmployee[]): ReadonlyMap<string, unknown> {
  return new Map(employees.map(({ version: _, ...employee }) => [employee.id, employee]));
}

/** From nothing, change by change; each must find what the one before it left. */
async function replayDepartments(companyId: CompanyId): Promise<readonly Department[]> {
  const { rows } = await sql<{ code: string }>`
    select distinct code from department_history where company_id = ${companyId} order by code`.execute(db.queries);
  const replayed: Department[] = [];
  for (const { code } of rows) {
    const history = await readDepartmentHistory(db.queries, companyId, code);
    const state = replay(history.map(({ change }) => change));
    if (state !== null) replayed.push(state);
  }
  return replayed;
}

async function replayEmployees(companyId: CompanyId): Promise<ReadonlyMap<string, RosterEmployee>> {
  const { rows } = await sql<{ id: string }>`
    select distinct employee_id as id from employee_history where company_id = ${companyId}`.execute(db.queries);
  const replayed = new Map<string, RosterEmployee>();
  for (const { id } of rows) {
    const history = await readEmployeeHistory(db.queries, companyId, id);
    const state = replay(history.map(({ change }) => change));
    if (state !== null) replayed.set(id, state);
  }
  return replayed;
}

function replay<Row>(changes: readonly RowChange<Row>[]): Row | null {
  let state: Row | null = null;
  for (const change of changes) {
    expect(change.kind === "create" ? null : change.before).toEqual(state);
    state = change.kind === "delete" ? null : change.after;
  }
  return state;
}
