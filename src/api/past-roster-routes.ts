import {
  allPastEmployeesSought,
  firstDayOfHistory,
  isPastDay,
  lastPastDay,
  type PastEmployee,
  searchPastEmployees,
  showPastDepartments,
} from "../app/past-roster.ts";
import * as contract from "../contract/past-roster.ts";
import { type CalendarDate, isCalendarDate } from "../core/calendar.ts";
import type { Problem } from "../core/problem.ts";
import { fail, ok, type Result } from "../core/result.ts";
import { departmentFileHeadings, departmentFileLine, pastDepartmentFileName } from "../text/department-file.ts";
import { pastEmployeeFileName } from "../text/employee-file.ts";
import type { AddRoutes } from "./api-parts.ts";
import { CSV_TYPE, csvFile, download } from "./download.ts";
import { employeeFileResponse } from "./employee-file-response.ts";
import { employeeColumns } from "./employee-routes.ts";
import { problemResponse, serve } from "./serve-endpoint.ts";

/** 「この日時点の名簿」. */
export const addPastRosterRoutes: AddRoutes = (routes, { product, logDefect }) => {
  const dayOf = (text: string) => pastDay(text, product.clock.now());

  serve(routes, contract.getPastRoster, async ({ session }) => {
    const firstDay = await firstDayOfHistory(product, session.companyId);
    const lastDay = lastPastDay(product.clock.now());
    return ok(firstDay === null || firstDay > lastDay ? { firstDay: null, lastDay: null } : { firstDay, lastDay });
  });

  serve(routes, contract.listPastEmployees, async ({ session, query, part }) => {
    const day = dayOf(part("day"));
    if (!day.ok) return day;
    const { employees, total } = await searchPastEmployees(product, session.companyId, day.value, query);
    return ok({ employees: employees.map(toRow), total, page: query.page, perPage: query.perPage });
  });

  serve(routes, contract.downloadPastEmployees, async ({ session, query, part }) => {
    const day = dayOf(part("day"));
    if (!day.ok) return problemResponse(day.fault);
    const sought = allPastEmployeesSought(product, session.companyId, day.value, query);
    return employeeFileResponse(sought, pastEmployeeFileName(day.value), logDefect);
  });

  serve(routes, contract.listPastDepartments, async ({ session, part }) => {
    const day = dayOf(part("day"));
    if (!day.ok) return day;
    return ok({ departments: [...(await showPastDepartments(product, session.companyId, day.value))] });
  });

  serve(routes, contract.downloadPastDepartments, async ({ session, part }) => {
    const day = dayOf(part("day"));
    if (!day.ok) return problemResponse(day.fault);
    const departments = await showPastDepartments(product, session.companyId, day.value);
    const name = pastDepartmentFileName(day.value);
    const lines = [departmentFileHeadings(), ...departments.map(departmentFileLine)];
    const plainName = name.replace(/^[^_]*/, "departments").replace(/[^ -~]+/g, "");
    const pieces = csvFile(once(lines));
    return download({ name, plainName, type: CSV_TYPE, pieces }, logDefect);
  });
};

// Of today there is no roster yet that stays as it is.
function pastDay(text: string, now: number): Result<CalendarDate, Problem> {
  if (isCalendarDate(text) && isPastDay(text, now)) return ok(text);
  return fail({ kind: "invalid-input", fields: [{ field: "day", fault: "invalid-date" }] });
}

function toRow({ stillThere, ...listed }: PastEmployee): contract.PastEmployeeRow {
  return { ...employeeColumns(listed), stillThere };
}

async function* once<T>(value: T): AsyncGenerator<T> {
  yield value;
}
