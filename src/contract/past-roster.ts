import { z } from "zod";
import { DepartmentRow } from "./departments.ts";
import { EmployeeFilter, EmployeeRow } from "./employees.ts";
import { endpoint } from "./endpoint.ts";
import { Paging } from "./form-fields.ts";

/** A person as they were at the end of a day. */
export const PastEmployeeRow = EmployeeRow.omit({ version: true }).extend({
  /** Whether the roster has the person today. */
  stillThere: z.boolean(),
});

export const PastEmployeePage = z.object({
  employees: z.array(PastEmployeeRow),
  total: z.number().int(),
  page: z.number().int(),
  perPage: z.number().int(),
});

/** A department as it was at the end of a day, with the head counts of that day. */
export const PastDepartmentRow = DepartmentRow.omit({ version: true });

export const PastDays = z.object({ firstDay: z.string().nullable(), lastDay: z.string().nullable() });

export const getPastRoster = endpoint({
  method: "GET",
  path: "/api/past-roster",
  about: "The days of which there is a roster: from the first change to yesterday in Japan; null while there is none.",
  who: "viewer",
  answer: PastDays,
});

export const listPastEmployees = endpoint({
  method: "GET",
  path: "/api/past-roster/:day/employees",
  about:
    "「この日時点の名簿」: one page of the employees as they were at the end of a past day (`YYYY-MM-DD`, in Japan).",
  who: "viewer",
  query: EmployeeFilter.extend(Paging.shape),
  answer: PastEmployeePage,
});

export const downloadPastEmployees = endpoint({
  method: "GET",
  path: "/api/past-roster/:day/employees.csv",
  about: "The same employees as a CSV file that Excel opens, all pages.",
  who: "viewer",
  query: EmployeeFilter,
  answer: null,
});

export const listPastDepartments = endpoint({
  method: "GET",
  path: "/api/past-roster/:day/departments",
  about: "The departments as they were at the end of a past day, by code, with the head counts of that day.",
  who: "viewer",
  answer: z.object({ departments: z.array(PastDepartmentRow) }),
});

export const downloadPastDepartments = endpoint({
  method: "GET",
  path: "/api/past-roster/:day/departments.csv",
  about: "The same departments as a CSV file that Excel opens.",
  who: "viewer",
  answer: null,
});

export type PastEmployeeRow = z.infer<typeof PastEmployeeRow>;
export type PastEmployeePage = z.infer<typeof PastEmployeePage>;
export type PastDepartmentRow = z.infer<typeof PastDepartmentRow>;
export type PastDays = z.infer<typeof PastDays>;
