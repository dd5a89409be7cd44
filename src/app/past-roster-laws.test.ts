import { randomUUID } from "node:crypto";
import fc from "fast-check";
import { afterAll, expect, test } from "vitest";
import { aSourceDepartment, aSourceEmployee } from "../../test/builders.ts";
import { addTestCompany, openTestDatabase } from "../../test/database.ts";
import { createVirtualClock } from "../../test/virtual-clock.ts";
import { addDays, type CalendarDate, type Instant, startOfDayInJapan } from "../core/calendar.ts";
import { planDepartments } from "../core/plan-departments.ts";
import { planEmployees } from "../core/plan-employees.ts";
import type { Department, RosterEmployee } from "../core/roster.ts";
import type { SourceDepartment, SourceEmployee } from "../core/source.ts";
import { applyDepartments } from "../store/apply-departments.ts";
import { applyEmployees } from "../store/apply-employees.ts";
import type { CompanyId } from "../store/companies.ts";
import { readDepartmentHistory, readEmployeeHistory } from "../store/history.ts";
import { lockRoster } from "../store/lock-roster.ts";
import { readDepartments, readEmployees } from "../store/roster.ts";
import { changeEmployee } from "./change-employee.ts";
import { deleteEmployees } from "./delete-employees.ts";
import { addDepartment, changeDepartment, deleteDepartment } from "./edit-departments.ts";
import {
  allPastEmployeesSought,
  firstDayOfHistory,
  type PastEmployee,
  searchPastEmployees,
  showPastDepartments,
} from "./past-roster.ts";
import { allEmployeesSought, type ListedEmployee, searchEmployees } from "./search-employees.ts";
import { showDepartments } from "./show-departments.ts";

const db = await openTestDatabase();
afterAll(() => db.close());

// Each run of a law is a company of its own and some hundred statements; a few see as much as many, because the values are few.
const LAW = { numRuns: 10 };
const FIRST_DAY = "2026-04-01";

const CODES = ["A", "B", "C"];
const NAMES = ["営業部", "開発部", "人事部", "総務部"];
const EMAILS = ["a@x.jp", "B@x.jp", "c@x.jp"];
const anyCode = fc.constantFrom(...CODES);
const anyName = fc.constantFrom(...NAMES);
const anyEmail = fc.constantFrom(...EMAILS);
const anyParent = fc.constantFrom(null, ...CODES);

const anySourceDepartments: fc.Arbitrary<readonly SourceDepartment[]> = fc.uniqueArray(
  fc
    .record({ code: anyCode, name: anyName, parent: anyParent })
    .map(({ code, name, parent }) =>
      aSourceDepartment({ code, name, parentId: parent === null ? null : `department-${parent}` }),
    ),
  { selector: ({ code }) => code },
);

const anySourcePeople: fc.Arbitrary<readonly SourceEmployee[]> = fc.uniqueArray(
  fc
    .record({
      crewId: fc.constantFrom("c1", "c2", "c3", "c4"),
      email: anyEmail,
      department: anyParent,
      jobTitle: fc.constantFrom(null, "主任", "課長"),
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

/** What can happen to a roster in a moment; what the product refuses leaves no trace, and that is as good a story. */
type Deed =
  | { readonly kind: "sync-departments"; readonly source: readonly SourceDepartment[] }
  | { readonly kind: "sync-employees"; readonly source: readonly SourceEmployee[] }
  | { readonly kind: "add-department" | "change-department"; readonly department: Department }
  | { readonly kind: "delete-department"; readonly code: string }
  | {
      readonly kind: "change-employee";
      readonly email: string;
      readonly jobTitle: string;
      readonly code: string | null;
    }
  | { readonly kind: "delete-employee"; readonly email: string };

const anyDepartment = fc.record({ code: anyCode, name: anyName, parentCode: anyParent });
const anyDeed: fc.Arbitrary<Deed> = fc.oneof(
  fc.record({ kind: fc.constant("sync-departments" as const), source: anySourceDepartments }),
  fc.record({ kind: fc.constant("sync-employees" as const), source: anySourcePeople }),
  fc.record({
    kind: fc.constantFrom("add-department" as const, "change-department" as const),
    department: anyDepartment,
  }),
  fc.record({ kind: fc.constant("delete-department" as const), code: anyCode }),
  fc.record({
    kind: fc.constant("change-employee" as const),
    email: anyEmail,
    jobTitle: fc.constantFrom("部長", "次長"),
    code: anyParent,
  }),
  fc.record({ kind: fc.constant("delete-employee" as const), email: anyEmail }),
);

// The first and the last moments of a day in Japan, too; the order of moments is that of the deeds.
const anyMoment = fc.constantFrom(0, 1, 43_200_000, 86_399_998, 86_399_999);
const anyDay = fc.array(fc.record({ afterMidnightMs: anyMoment, deed: anyDeed }), {
  minLength: 1,
  maxLength: 8,
});

test("the roster of any past day is what the roster was at the end of that day, whatever happened since", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(anyDay, { minLength: 2, maxLength: 5 }), async (days) => {
      const companyId = await addTestCompany(db);
      const recorded = new Map<CalendarDate, Roster>();

      for (const [index, deeds] of days.entries()) {
        const day = addDays(FIRST_DAY, index);
        const inOrder = deeds.toSorted((one, other) => one.afterMidnightMs - other.afterMidnightMs);
        for (const { afterMidnightMs, deed } of inOrder)
          await act(companyId, startOfDayInJapan(day) + afterMidnightMs, deed);
        recorded.set(day, await liveRoster(companyId));
      }

      expect(await pastRoster(companyId, addDays(FIRST_DAY, -1))).toEqual({ departments: [], employees: [] });
      for (const [day, roster] of recorded)
        expect({ day, ...(await pastRoster(companyId, day)) }).toEqual({ day, ...roster });
      const later = addDays(FIRST_DAY, days.length + 30);
      expect(await pastRoster(companyId, later)).toEqual(await liveRoster(companyId));
      // On the first day, what was made may all have been deleted again.
      const filled = [...recorded].find(([, { departments, employees }]) => departments.length + employees.length > 0);
      const firstDay = await firstDayOfHistory({ db }, companyId);
      if (filled) expect(firstDay !== null && firstDay <= filled[0]).toBe(true);
    }),
    LAW,
  );
});

test("a past day is searched, ordered and paged as the roster was at its end", async () => {
  const search = { search: "", below: "true", retired: "all", sort: "email", order: "desc" } as const;
  await fc.assert(
    fc.asyncProperty(anyDay, anyDay, anyCode, async (deeds, later, department) => {
      const companyId = await addTestCompany(db);
      const inOrder = deeds.toSorted((one, other) => one.afterMidnightMs - other.afterMidnightMs);
      for (const { afterMidnightMs, deed } of inOrder) {
        await act(companyId, startOfDayInJapan(FIRST_DAY) + afterMidnightMs, deed);
      }
      const asked = { ...search, department, page: 1, perPage: 2 };
      const live = await searchEmployees({ db }, companyId, asked);
      for (const { deed } of later) await act(companyId, startOfDayInJapan(addDays(FIRST_DAY, 1)), deed);

      const past = await searchPastEmployees(afterwards(FIRST_DAY), companyId, FIRST_DAY, asked);

      expect(past.total).toBe(live.total);
      expect(past.employees.map(asListed)).toEqual(live.employees);
    }),
    LAW,
  );
});

test("the history of every row, replayed from nothing, is the roster, each change beginning where the one before it ended", async () => {
  await fc.assert(
    fc.asyncProperty(anyDay, anyDay, async (first, second) => {
      const companyId = await addTestCompany(db);
      const ids = new Set<string>();
      for (const [index, { deed }] of [...first, ...second].entries()) {
        await act(companyId, startOfDayInJapan(FIRST_DAY) + index, deed);
        for (const { id } of await employeesOf(companyId)) ids.add(id);
      }

      const departments = await Promise.all(
        CODES.map(async (code) => replayed(await readDepartmentHistory(db.queries, companyId, code))),
      );
      const employees = await Promise.all(
        [...ids].map(async (id) => replayed(await readEmployeeHistory(db.queries, companyId, id))),
      );

      expect(departments.filter(isThere)).toEqual(await readDepartments(db.queries, companyId));
      const live = await employeesOf(companyId);
      expect(byId(employees.filter(isThere))).toEqual(byId(live));
    }),
    LAW,
  );
});

/** What is left of a row after all its changes; null when it was deleted, or never was. */
function replayed<Row>(history: readonly { readonly change: RowChange<Row> }[]): Row | null {
  let state: Row | null = null;
  for (const { change } of history) {
    expect(change.kind === "create" ? null : change.before).toEqual(state);
    state = change.kind === "delete" ? null : change.after;
  }
  return state;
}

type RowChange<Row> =
  | { readonly kind: "create"; readonly after: Row }
  | { readonly kind: "update"; readonly before: Row; readonly after: Row }
  | { readonly kind: "delete"; readonly before: Row };

function byId(employees: readonly RosterEmployee[]): ReadonlyMap<string, RosterEmployee> {
  return new Map(employees.map((employee) => [employee.id, employee]));
}

function isThere<Row>(row: Row | null): row is Row {
  return row !== null;
}

/** What there is to be seen of a roster. */
interface Roster {
  readonly departments: readonly unknown[];
  readonly employees: readonly ListedEmployee[];
}

async function liveRoster(companyId: CompanyId): Promise<Roster> {
  const employees: ListedEmployee[] = [];
  for await (const batch of allEmployeesSought({ db }, companyId, EVERYBODY)) employees.push(...batch);
  const departments = (await showDepartments({ db }, companyId)).map(({ version: _, ...department }) => department);
  return { departments, employees };
}

async function pastRoster(companyId: CompanyId, day: CalendarDate): Promise<Roster> {
  const employees: ListedEmployee[] = [];
  for await (const batch of allPastEmployeesSought(afterwards(day), companyId, day, EVERYBODY)) {
    employees.push(...batch.map(asListed));
  }
  return { departments: await showPastDepartments(afterwards(day), companyId, day), employees };
}

const EVERYBODY = { search: "", below: "true", retired: "all", sort: "email", order: "asc" } as const;

function asListed({ stillThere: _, ...listed }: PastEmployee): ListedEmployee {
  return listed;
}

function afterwards(day: CalendarDate) {
  return { db, clock: createVirtualClock({ startAt: startOfDayInJapan(addDays(day, 2)) }) };
}

async function act(companyId: CompanyId, at: Instant, deed: Deed): Promise<void> {
  const product = { db, clock: createVirtualClock({ startAt: at }) };
  const editor = { companyId, actor: "hand@example.com" };
  switch (deed.kind) {
    case "sync-departments":
    case "sync-employees":
      return sync(companyId, at, deed);
    case "add-department":
      await addDepartment(product, editor, deed.department);
      return;
    case "change-department": {
      const version = await versionOf(companyId, deed.department.code);
      await changeDepartment(product, editor, deed.department, version);
      return;
    }
    case "delete-department":
      await deleteDepartment(product, editor, { code: deed.code, version: await versionOf(companyId, deed.code) });
      return;
    case "change-employee":
    case "delete-employee": {
      const found = (await employeesOf(companyId)).find(({ email }) => email === deed.email);
      if (found === undefined) return;
      const { id, version, crewSince: _, retiredByHand: __, email: ___, crewId: ____, ...fields } = found;
      if (deed.kind === "delete-employee") {
        await deleteEmployees(product, { ...editor, employees: [{ id, version }] });
      } else {
        const edit = { ...fields, jobTitle: deed.jobTitle, departmentCode: deed.code };
        await changeEmployee(product, { ...editor, employeeId: id, version, edit });
      }
      return;
    }
  }
}

async function sync(
  companyId: CompanyId,
  at: Instant,
  deed: Extract<Deed, { readonly kind: "sync-departments" | "sync-employees" }>,
): Promise<void> {
  const author = { runId: randomUUID(), actor: "hr@example.com", at };
  await db.transaction(async (tx) => {
    const roster = await lockRoster(tx, companyId);
    const departments = await readDepartments(tx, companyId);
    if (deed.kind === "sync-departments") {
      await applyDepartments(roster, planDepartments(departments, deed.source).changes, author);
    } else {
      const departmentCodes = new Set(departments.map(({ code }) => code));
      const employees = await readEmployees(tx, companyId);
      const settings = { createRetired: true, whenAddressChanged: "follow-person" } as const;
      const plan = planEmployees({ departmentCodes, employees }, deed.source, settings, FIRST_DAY);
      await applyEmployees(roster, plan.changes, author);
    }
  });
}

async function versionOf(companyId: CompanyId, code: string): Promise<number> {
  return (await showDepartments({ db }, companyId)).find((each) => each.code === code)?.version ?? 0;
}

async function employeesOf(companyId: CompanyId): Promise<readonly RosterEmployee[]> {
  return db.snapshot((tx) => readEmployees(tx, companyId));
}
