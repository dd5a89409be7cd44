import type { EmployeeFilter } from "../../contract/employees.ts";
import { EMPLOYEE_SORTS, EmploymentTypeSchema } from "../../contract/employees.ts";

/** What narrows and orders 自社社員管理, and its page: it stands in the address, so that back and a copied address work. */
export interface EmployeesSearch {
  readonly search: string;
  readonly department: string | null;
  /** With `department`: its sub-departments, too. */
  readonly below: boolean;
  readonly employmentType: NonNullable<EmployeeFilter["employmentType"]> | null;
  readonly retired: EmployeeFilter["retired"];
  readonly sort: EmployeeFilter["sort"];
  readonly order: EmployeeFilter["order"];
  readonly page: number;
}

export const WHOLE_ROSTER: EmployeesSearch = {
  search: "",
  department: null,
  below: true,
  employmentType: null,
  retired: "all",
  sort: "employee-number",
  order: "asc",
  page: 1,
};

export const PER_PAGE = 50;

const CHOICES = {
  employmentType: [...EmploymentTypeSchema.options, "none"],
  retired: ["retired", "not-retired"],
  sort: EMPLOYEE_SORTS,
  order: ["desc"],
} as const;

/** What an address asks for. Whatever it says that is not known says nothing; what is as always is left out. */
export function employeesAddress(written: Record<string, unknown>): Partial<EmployeesSearch> {
  // The router reads `12` as a number and `false` as a truth value: here they are what was written.
  const text = (name: string) => String(written[name] ?? "");
  const page = Number(text("page"));
  return withoutUsual({
    search: text("search").slice(0, 200),
    department: text("department") || null,
    below: text("below") !== "false",
    employmentType: CHOICES.employmentType.find((type) => type === text("employmentType")) ?? null,
    retired: CHOICES.retired.find((choice) => choice === text("retired")) ?? "all",
    sort: CHOICES.sort.find((sort) => sort === text("sort")) ?? "employee-number",
    order: CHOICES.order.find((order) => order === text("order")) ?? "asc",
    page: Number.isInteger(page) && page >= 1 && page <= 1_000_000 ? page : 1,
  });
}

/** A search as the address has it: without what is as always. */
export function withoutUsual(search: EmployeesSearch): Partial<EmployeesSearch> {
  const usual: Record<string, unknown> = { ...WHOLE_ROSTER };
  return Object.fromEntries(Object.entries(search).filter(([name, value]) => value !== usual[name]));
}

/** Whether the list is narrowed, so that a person who is not in it may be in the roster all the same. */
export function isNarrowed({ search, department, employmentType, retired }: EmployeesSearch): boolean {
  return search.trim() !== "" || department !== null || employmentType !== null || retired !== "all";
}

/** A search as the API asks for it; the CSV file takes the same, without a page. */
export function filterOf(search: EmployeesSearch) {
  const { department, employmentType } = search;
  return {
    search: search.search,
    ...(department === null ? {} : { department, below: search.below ? ("true" as const) : ("false" as const) }),
    ...(employmentType === null ? {} : { employmentType }),
    retired: search.retired,
    sort: search.sort,
    order: search.order,
  };
}

/** The order after a press on a column's header: another column begins upwards, the same one turns round. */
export function sortedBy({ sort, order }: EmployeesSearch, column: EmployeesSearch["sort"]): Partial<EmployeesSearch> {
  return { sort: column, order: sort === column && order === "asc" ? "desc" : "asc", page: 1 };
}
