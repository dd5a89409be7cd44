import { EMPLOYEE_FIELDS, type Employee } from "../../core/roster.ts";

type EmployeeField = (typeof EMPLOYEE_FIELDS)[number];

/** The fields that are not alike, in the order people read them; of a person who was created or deleted, those that are not blank. */
export function changedFields(before: Employee | null, after: Employee | null): readonly EmployeeField[] {
  return EMPLOYEE_FIELDS.filter((field) =>
    before && after ? before[field] !== after[field] : isWritten((before ?? after)?.[field]),
  );
}

function isWritten(value: Employee[EmployeeField] | undefined): boolean {
  return value !== undefined && value !== null && value !== "" && value !== false;
}
