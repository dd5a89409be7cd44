import type { EmploymentType } from "../core/roster.ts";
import { searchWords } from "../core/search-key.ts";
import { isStorable } from "../core/text-shape.ts";
import type { CompanyId } from "../store/companies.ts";
import { codesFromDown } from "../store/department-lines.ts";
import type { EmployeeQuestion, EmployeeSort } from "../store/employee-index.ts";
import { findEmployees, type ListedEmployee, readFoundEmployees } from "../store/listed-employees.ts";
import type { Product } from "./product.ts";

export type { ListedEmployee } from "../store/listed-employees.ts";

/** Which employees, and in which order. */
export interface EmployeeSearch {
  /** Words, as somebody typed them. */
  readonly search: string;
  readonly department?: string | undefined;
  /** With `department`: its sub-departments, too. */
  readonly below: "true" | "false";
  readonly employmentType?: EmploymentType | "none" | undefined;
  readonly retired: "all" | "retired" | "not-retired";
  readonly sort: EmployeeSort;
  readonly order: "asc" | "desc";
}

/** One page of the company's employees, pages counted from 1, and how many there are in all. */
export async function searchEmployees(
  { db }: Pick<Product, "db">,
  companyId: CompanyId,
  search: EmployeeSearch & { readonly page: number; readonly perPage: number },
): Promise<{ readonly employees: readonly ListedEmployee[]; readonly total: number }> {
  const { page, perPage } = search;
  const question = await questionOf(search, (code) => codesFromDown(db.queries, companyId, code));
  return findEmployees(db, companyId, { ...question, offset: (page - 1) * perPage, limit: perPage });
}

/** All employees sought, in batches. */
export async function* allEmployeesSought(
  { db }: Pick<Product, "db">,
  companyId: CompanyId,
  search: EmployeeSearch,
): AsyncGenerator<readonly ListedEmployee[]> {
  const question = await questionOf(search, (code) => codesFromDown(db.queries, companyId, code));
  yield* readFoundEmployees(db, companyId, question);
}

/** A search as a list takes it; `codesFromDown` gives a department's code with those of all below it. */
export async function questionOf(
  search: EmployeeSearch,
  codesFromDown: (code: string) => Promise<readonly string[]>,
): Promise<Omit<EmployeeQuestion, "offset" | "limit">> {
  return {
    words: searchWords(search.search),
    departmentCodes: await departmentCodesOf(search, codesFromDown),
    employmentType: search.employmentType ?? null,
    retired: search.retired === "all" ? null : search.retired === "retired",
    sort: search.sort,
    descending: search.order === "desc",
  };
}

async function departmentCodesOf(
  { department, below }: EmployeeSearch,
  codesFromDown: (code: string) => Promise<readonly string[]>,
): Promise<ReadonlySet<string> | null> {
  if (department === undefined) return null;
  if (!isStorable(department)) return new Set();
  return new Set(below === "true" ? await codesFromDown(department) : [department]);
}
