import type { EmployeeQuestion } from "../src/store/employee-index.ts";

/** A question for the first hundred of all employees in the usual order. */
export function anEmployeeQuestion(special: Partial<EmployeeQuestion> = {}): EmployeeQuestion {
  return {
    words: [],
    departmentCodes: null,
    employmentType: null,
    retired: null,
    sort: "employee-number",
    descending: false,
    offset: 0,
    limit: 100,
    ...special,
  };
}
