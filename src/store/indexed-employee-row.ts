import { searchKey } from "../core/search-key.ts";
import type { IndexedEmployee } from "./employee-index.ts";
import type { EmployeeStateRow } from "./employee-row.ts";

/** What an index is made of. */
export const INDEXED_COLUMNS = [
  "employee_number",
  "last_name",
  "first_name",
  "last_name_kana",
  "first_name_kana",
  "email",
  "department_code",
  "job_title",
  "hired_on",
  "employment_type",
  "retired",
] as const satisfies readonly (keyof EmployeeStateRow)[];
/** A row of employees, or of their history, as far as an index needs it. */
export type IndexedRow = Pick<EmployeeStateRow, (typeof INDEXED_COLUMNS)[number]> & { readonly id: string };

/** Turns rows into what the index keeps. Use one reader for many rows: what people share is worked out, and kept, once. */
export function indexedReader(): (row: IndexedRow) => IndexedEmployee {
  const sharedKey = sharing(searchKey);
  const shared = sharing((text) => text);
  return (row) => {
    const lastNameKana = sharedKey(row.last_name_kana);
    const firstNameKana = sharedKey(row.first_name_kana);
    const employeeNumber = searchKey(row.employee_number ?? "");
    const email = searchKey(row.email);
    const name = sharedKey(row.last_name) + sharedKey(row.first_name);
    return {
      id: Number(row.id),
      // `join` makes a flat text; one put together by `+` is made flat by the first search, which then takes as long again.
      sought: [name, lastNameKana + firstNameKana, employeeNumber, email].join("\n"),
      employeeNumber,
      lastNameKana,
      firstNameKana,
      email,
      // Exact, as it is compared with the codes of departments.
      departmentCode: shared(row.department_code),
      jobTitle: sharedKey(row.job_title),
      hiredOn: shared(row.hired_on),
      employmentType: row.employment_type ?? "",
      retired: row.retired,
    };
  };
}

function sharing(convert: (text: string) => string): (text: string | null) => string {
  const known = new Map<string, string>();
  return (text) => {
    if (text === null) return "";
    let converted = known.get(text);
    if (converted === undefined) {
      converted = convert(text);
      known.set(text, converted);
    }
    return converted;
  };
}
