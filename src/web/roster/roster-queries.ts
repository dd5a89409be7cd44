import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { getDepartment, listDepartments } from "../../contract/departments.ts";
import { getEmployee, listEmployees } from "../../contract/employees.ts";
import { getPastRoster, listPastDepartments, listPastEmployees } from "../../contract/past-roster.ts";
import type { CalendarDate } from "../../core/calendar.ts";
import { ask } from "../ask.ts";
import { type EmployeesSearch, filterOf, PER_PAGE } from "./employees-search.ts";

/** Whatever begins with one of these keys is old once the roster has changed. */
export const ROSTER_KEYS = { departments: ["departments"], employees: ["employees"], employee: ["employee"] } as const;

// A run in the background, or a colleague, changes the roster at any moment: a page that is opened asks anew, and shows meanwhile what
// it knows.
const ALWAYS_OLD = { staleTime: 0 } as const;

export const departmentsQuery = queryOptions({
  ...ALWAYS_OLD,
  queryKey: [...ROSTER_KEYS.departments],
  queryFn: async ({ signal }) => (await ask(listDepartments, { signal })).departments,
});

/** One page of 自社社員管理; the rows before stay in sight until the new ones are there. */
export function employeesQuery(search: EmployeesSearch) {
  const query = { ...filterOf(search), page: search.page, perPage: PER_PAGE };
  return queryOptions({
    ...ALWAYS_OLD,
    queryKey: [...ROSTER_KEYS.employees, query],
    queryFn: ({ signal }) => ask(listEmployees, { query, signal }),
    placeholderData: keepPreviousData,
  });
}

/** One person with all fields and their history. */
export function employeeQuery(id: string) {
  return queryOptions({
    ...ALWAYS_OLD,
    queryKey: [...ROSTER_KEYS.employee, id],
    queryFn: ({ signal }) => ask(getEmployee, { parts: { id }, signal }),
  });
}

/** One department and what became of it. */
export function departmentQuery(code: string) {
  return queryOptions({
    ...ALWAYS_OLD,
    queryKey: [...ROSTER_KEYS.departments, code],
    queryFn: ({ signal }) => ask(getDepartment, { parts: { code }, signal }),
  });
}

/** The days of which there is a roster. */
export const pastDaysQuery = queryOptions({
  ...ALWAYS_OLD,
  queryKey: ["past-roster"],
  queryFn: ({ signal }) => ask(getPastRoster, { signal }),
});

/** One page of the people of a past day; the rows before stay in sight until the new ones are there, unless they are of another day. */
export function pastEmployeesQuery(day: CalendarDate, search: EmployeesSearch) {
  const query = { ...filterOf(search), page: search.page, perPage: PER_PAGE };
  return queryOptions({
    ...ALWAYS_OLD,
    queryKey: ["past-roster", day, "employees", query] as const,
    queryFn: ({ signal }) => ask(listPastEmployees, { parts: { day }, query, signal }),
    placeholderData: (before, query) => (query?.queryKey[1] === day ? before : undefined),
  });
}

/** The departments of a past day. */
export function pastDepartmentsQuery(day: CalendarDate) {
  return queryOptions({
    ...ALWAYS_OLD,
    queryKey: ["past-roster", day, "departments"] as const,
    queryFn: async ({ signal }) => (await ask(listPastDepartments, { parts: { day }, signal })).departments,
  });
}
