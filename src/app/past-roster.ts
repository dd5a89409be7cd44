import { addDays, type CalendarDate, dayInJapan, type Instant, startOfDayInJapan } from "../core/calendar.ts";
import { countsBelow } from "../core/department-tree.ts";
import type { Department } from "../core/roster.ts";
import type { CompanyId } from "../store/companies.ts";
import {
  findPastEmployees,
  firstChangeAt,
  type PastEmployee,
  type PastMoment,
  readFoundPastEmployees,
  readPastDepartments,
  readPastHeadCounts,
} from "../store/past-roster.ts";
import type { Product } from "./product.ts";
import { type EmployeeSearch, questionOf } from "./search-employees.ts";
import type { ShownDepartment } from "./show-departments.ts";

export type { PastEmployee } from "../store/past-roster.ts";

/** The last day that is over in Japan. */
export function lastPastDay(now: Instant): CalendarDate {
  return addDays(dayInJapan(now), -1);
}

/** Whether that day is over in Japan, so that there is a roster of it that no longer changes. */
export function isPastDay(day: CalendarDate, now: Instant): boolean {
  return day <= lastPastDay(now);
}

/** The first day of which there is a roster; null while nothing has ever been written. */
export async function firstDayOfHistory(
  { db }: Pick<Product, "db">,
  companyId: CompanyId,
): Promise<CalendarDate | null> {
  const first = await firstChangeAt(db.queries, companyId);
  return first === null ? null : dayInJapan(first);
}

/** One page of the employees as they were at the end of a past day, pages counted from 1, and how many there were in all. */
export async function searchPastEmployees(
  { db, clock }: Pick<Product, "db" | "clock">,
  companyId: CompanyId,
  day: CalendarDate,
  search: EmployeeSearch & { readonly page: number; readonly perPage: number },
): Promise<{ readonly employees: readonly PastEmployee[]; readonly total: number }> {
  const of = momentOf({ clock }, companyId, day);
  const { page, perPage } = search;
  const question = await questionOf(search, (code) => codesFromDown(db, of, code));
  return findPastEmployees(db, of, { ...question, offset: (page - 1) * perPage, limit: perPage });
}

/** All employees sought as they were at the end of a past day, in batches. */
export async function* allPastEmployeesSought(
  { db, clock }: Pick<Product, "db" | "clock">,
  companyId: CompanyId,
  day: CalendarDate,
  search: EmployeeSearch,
): AsyncGenerator<readonly PastEmployee[]> {
  const of = momentOf({ clock }, companyId, day);
  yield* readFoundPastEmployees(db, of, await questionOf(search, (code) => codesFromDown(db, of, code)));
}

/** The departments as they were at the end of a past day, by code, with the head counts of that day. */
export async function showPastDepartments(
  { db, clock }: Pick<Product, "db" | "clock">,
  companyId: CompanyId,
  day: CalendarDate,
): Promise<readonly Omit<ShownDepartment, "version">[]> {
  const of = momentOf({ clock }, companyId, day);
  const departments = await readPastDepartments(db.queries, of);
  const headCounts = await readPastHeadCounts(db, of);
  const below = countsBelow(departments, headCounts);
  return departments.map((department) => ({
    ...department,
    headCount: headCounts.get(department.code) ?? 0,
    headCountBelow: below.get(department.code) ?? 0,
  }));
}

// A run names its moment before it writes, and clocks of machines differ: what was begun on the day may come a little after it.
const WRITTEN_WITHIN_MS = 15 * 60_000;

function momentOf({ clock }: Pick<Product, "clock">, companyId: CompanyId, day: CalendarDate): PastMoment {
  const before = startOfDayInJapan(addDays(day, 1));
  return { companyId, before, isAtRest: clock.now() >= before + WRITTEN_WITHIN_MS };
}

async function codesFromDown({ queries }: Product["db"], of: PastMoment, code: string): Promise<readonly string[]> {
  const childrenByCode = new Map<string | null, Department[]>();
  for (const department of await readPastDepartments(queries, of)) {
    const siblings = childrenByCode.get(department.parentCode);
    if (siblings === undefined) childrenByCode.set(department.parentCode, [department]);
    else siblings.push(department);
  }
  const codes = new Set([code]);
  // It grows while it is gone through, down to the lowest departments; each stands in it once, whatever history says of its parents.
  for (const above of codes) for (const child of childrenByCode.get(above) ?? []) codes.add(child.code);
  return [...codes];
}
