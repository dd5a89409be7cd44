import { z } from "zod";
import { endpoint } from "./endpoint.ts";
import { InstantSchema, optionalDate, optionalText, Paging, requiredText } from "./form-fields.ts";
import { RunKindSchema } from "./runs.ts";

export const GenderSchema = z.enum(["male", "female"]);
export const EmploymentTypeSchema = z.enum([
  "permanent",
  "contract",
  "dispatched",
  "part-time",
  "outsourced",
  "officer",
  "other",
]);

/** A person as the list shows one. */
export const EmployeeRow = z.object({
  id: z.string(),
  employeeNumber: z.string().nullable(),
  lastName: z.string(),
  firstName: z.string(),
  lastNameKana: z.string(),
  firstNameKana: z.string(),
  email: z.string(),
  departmentCode: z.string().nullable(),
  departmentName: z.string().nullable(),
  jobTitle: z.string().nullable(),
  employmentType: EmploymentTypeSchema.nullable(),
  hiredOn: z.string().nullable(),
  retired: z.boolean(),
  version: z.number().int(),
});

/** All fields of a person; the names are the roster's (docs/GLOSSARY.md). */
export const EmployeeState = z.object({
  email: z.string(),
  employeeNumber: z.string().nullable(),
  lastName: z.string(),
  firstName: z.string(),
  lastNameKana: z.string(),
  firstNameKana: z.string(),
  gender: GenderSchema.nullable(),
  birthDate: z.string().nullable(),
  departmentCode: z.string().nullable(),
  jobTitle: z.string().nullable(),
  hiredOn: z.string().nullable(),
  retiredOn: z.string().nullable(),
  employmentType: EmploymentTypeSchema.nullable(),
  retired: z.boolean(),
  crewId: z.string().nullable(),
});

export const EMPLOYEE_SORTS = ["employee-number", "name", "email", "department", "job-title", "hired-on"] as const;

/** What narrows and orders the list; the same for the page and for the CSV file. */
export const EmployeeFilter = z.object({
  /** Part of a name, a reading, a number or an address; width and hiragana/katakana make no difference. */
  search: z.string().trim().max(200).default(""),
  department: z.string().optional(),
  /** With `department`: its sub-departments, too. */
  below: z.enum(["true", "false"]).default("true"),
  employmentType: EmploymentTypeSchema.or(z.literal("none")).optional(),
  retired: z.enum(["all", "retired", "not-retired"]).default("all"),
  sort: z.enum(EMPLOYEE_SORTS).default("employee-number"),
  order: z.enum(["asc", "desc"]).default("asc"),
});

export const EmployeePage = z.object({
  employees: z.array(EmployeeRow),
  total: z.number().int(),
  page: z.number().int(),
  perPage: z.number().int(),
});

/** Somebody as they were, with who had set 退職者フラグ. */
const EmployeeHistoryState = EmployeeState.extend({ retiredByHand: z.boolean() });

/** One change of one person, newest first: who or which run made it, when, before and after. */
export const EmployeeHistoryEntry = z.object({
  kind: z.enum(["create", "update", "delete"]),
  at: InstantSchema,
  actor: z.string(),
  /** Null when it was done by hand. */
  runId: z.string().nullable(),
  /** What that run was for; null when it was done by hand. */
  runKind: RunKindSchema.nullable(),
  before: EmployeeHistoryState.nullable(),
  after: EmployeeHistoryState.nullable(),
});

export const EmployeeDetail = z.object({
  id: z.string(),
  employee: EmployeeState,
  retiredByHand: z.boolean(),
  version: z.number().int(),
  /** When somebody, or an undo, took the person from the roster; null for one whom it has. */
  deletedAt: InstantSchema.nullable(),
  /** The names from the top department down to the person's own. */
  departmentPath: z.array(z.object({ code: z.string(), name: z.string() })),
  /** The person's page in SmartHR; null for one who was never synced or when nobody of the company is linked. */
  crewUrl: z.string().nullable(),
  /** When SmartHR last changed something of this person here. */
  lastChangedBySyncAt: InstantSchema.nullable(),
  /** When the newest run that applied its plan ended. */
  lastSyncAt: InstantSchema.nullable(),
  history: z.array(EmployeeHistoryEntry),
});

/** What an administrator may change by hand: everything but the mail address (M24). */
export const EmployeeForm = z.object({
  employeeNumber: optionalText(),
  lastName: requiredText(),
  firstName: requiredText(),
  lastNameKana: requiredText(),
  firstNameKana: requiredText(),
  gender: GenderSchema.nullable(),
  birthDate: optionalDate(),
  departmentCode: optionalText(),
  jobTitle: optionalText(),
  hiredOn: optionalDate(),
  retiredOn: optionalDate(),
  employmentType: EmploymentTypeSchema.nullable(),
  retired: z.boolean(),
});

export const listEmployees = endpoint({
  method: "GET",
  path: "/api/employees",
  about: "One page of the employees, searched, filtered and ordered by the server.",
  who: "viewer",
  query: EmployeeFilter.extend(Paging.shape),
  answer: EmployeePage,
});

export const downloadEmployees = endpoint({
  method: "GET",
  path: "/api/employees.csv",
  about: "The same employees as a CSV file that Excel opens, all pages; leading zeros survive.",
  who: "viewer",
  query: EmployeeFilter,
  answer: null,
});

export const getEmployee = endpoint({
  method: "GET",
  path: "/api/employees/:id",
  about: "One employee with all fields and their history, newest first; also one who was deleted, as they were last.",
  who: "viewer",
  answer: EmployeeDetail,
});

export const changeEmployee = endpoint({
  method: "PUT",
  path: "/api/employees/:id",
  about: "Changes an employee by hand; the mail address cannot be changed (M24).",
  who: "administrator",
  body: EmployeeForm.extend({ version: z.number().int() }),
  answer: z.object({ version: z.number().int() }),
});

export const deleteEmployees = endpoint({
  method: "POST",
  path: "/api/employees/delete",
  about: "M33: deletes the employees named, all or none; a version that is no longer the newest is refused as stale.",
  who: "administrator",
  body: z.object({
    employees: z
      .array(z.object({ id: z.string(), version: z.number().int() }))
      .min(1)
      .max(500),
  }),
  answer: z.object({ deleted: z.number().int() }),
});

export type EmployeeRow = z.infer<typeof EmployeeRow>;
export type EmployeePage = z.infer<typeof EmployeePage>;
export type EmployeeHistoryEntry = z.infer<typeof EmployeeHistoryEntry>;
export type EmployeeDetail = z.infer<typeof EmployeeDetail>;
export type EmployeeFilter = z.infer<typeof EmployeeFilter>;
export type EmployeeForm = z.infer<typeof EmployeeForm>;
