import type { CalendarDate, Instant } from "./calendar.ts";

/** M8: a department of the roster. Equal code = same department. */
export interface Department {
  readonly code: string;
  readonly name: string;
  readonly parentCode: string | null;
}

/** M3: a person of the roster, as SmartHR and the roster agree on it. */
export interface Employee {
  /** As mail must be sent to it; people are matched by `emailKey(email)`. */
  readonly email: string;
  readonly employeeNumber: string | null;
  readonly lastName: string;
  readonly firstName: string;
  readonly lastNameKana: string;
  readonly firstNameKana: string;
  readonly gender: Gender | null;
  readonly birthDate: CalendarDate | null;
  readonly departmentCode: string | null;
  readonly jobTitle: string | null;
  readonly hiredOn: CalendarDate | null;
  readonly retiredOn: CalendarDate | null;
  readonly employmentType: EmploymentType | null;
  /** 退職者フラグ (M6). */
  readonly retired: boolean;
  /** The SmartHR person this row was last synced from; null for one that never was. */
  readonly crewId: string | null;
}

/** An employee as the roster holds it, with what the roster alone knows. */
export interface RosterEmployee extends Employee {
  readonly id: string;
  /** Which of its states this is, counted from 1; whoever changes the row says which one they saw. */
  readonly version: number;
  /** Since when the row has had its `crewId`; null together with it. */
  readonly crewSince: Instant | null;
  /** 退職者フラグ was set in the product, not by SmartHR (M34). */
  readonly retiredByHand: boolean;
}

/** The names of a roster employee's fields, in the order people read them. */
export const EMPLOYEE_FIELDS = [
  "email",
  "employeeNumber",
  "lastName",
  "firstName",
  "lastNameKana",
  "firstNameKana",
  "gender",
  "birthDate",
  "departmentCode",
  "jobTitle",
  "hiredOn",
  "retiredOn",
  "employmentType",
  "retired",
  "crewId",
] as const satisfies readonly (keyof Employee)[];

/** Gives an employee that is just being made one field of another state. */
export function copyField<Field extends keyof RosterEmployee>(
  to: { -readonly [Name in keyof RosterEmployee]: RosterEmployee[Name] },
  from: RosterEmployee,
  field: Field,
): void {
  to[field] = from[field];
}

export type Gender = "male" | "female";

/** M7: the seven employment types of the roster. */
export type EmploymentType = "permanent" | "contract" | "dispatched" | "part-time" | "outsourced" | "officer" | "other";
