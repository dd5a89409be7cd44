import type { Finding } from "../../contract/runs.ts";
import type { DepartmentRejectionReason, EmployeeNotice, EmployeeRejectionReason } from "../../core/plan.ts";
import {
  DEPARTMENT_NOTICE_EXAMPLES,
  DEPARTMENT_REJECTION_EXAMPLES,
  EMPLOYEE_NOTICE_EXAMPLES,
  EMPLOYEE_REJECTION_EXAMPLES,
} from "../../text/reason-examples.ts";

const taro = { crewId: "crew-1", employeeNumber: "0001", lastName: "見本", firstName: "太郎" };
const hanako = { crewId: "crew-2", employeeNumber: "0002", lastName: "山田", firstName: "花子" };
const CREW_URL = "https://acme.smarthr.jp/crews/crew-1";
const DEPARTMENTS_URL = "https://acme.smarthr.jp/departments";

/** A finding about an employee, but for what is said. */
export function anEmployeeFinding(special: Partial<Extract<Finding, { subject: "employees" }>>): Finding {
  return { subject: "employees", row: { ...taro, email: "taro@example.com" }, url: CREW_URL, ...special };
}

function aDepartmentFinding(special: Partial<Extract<Finding, { subject: "departments" }>>): Finding {
  return {
    subject: "departments",
    row: { departmentId: "department-1", code: "A004", name: "人事部" },
    url: DEPARTMENTS_URL,
    ...special,
  };
}

/** Every reason for an error of a department, one row each. */
export const DEPARTMENT_REJECTIONS: readonly Finding[] = Object.values<DepartmentRejectionReason>(
  DEPARTMENT_REJECTION_EXAMPLES,
).map((reason) =>
  aDepartmentFinding({ row: { departmentId: reason.kind, code: "A004", name: "人事部" }, reasons: [reason] }),
);

/** Names and codes that nobody reads to their end. */
export const LONG_NAMES: readonly Finding[] = [
  aDepartmentFinding({
    row: { departmentId: "long", code: "A".repeat(801), name: "とても長い名前の部署".repeat(90) },
    reasons: [
      DEPARTMENT_REJECTION_EXAMPLES["department-name-too-long"],
      DEPARTMENT_REJECTION_EXAMPLES["department-code-too-long"],
    ],
  }),
];

export const DEPARTMENT_SKIPS: readonly Finding[] = [
  aDepartmentFinding({ row: { departmentId: "1", code: null, name: "臨時部" }, skip: "no-department-code" }),
  aDepartmentFinding({ row: { departmentId: "2", code: null, name: null }, skip: "no-department-code", url: null }),
];

export const DEPARTMENT_NOTICE_ROWS: readonly Finding[] = [
  aDepartmentFinding({ notice: DEPARTMENT_NOTICE_EXAMPLES["parent-not-registered"] }),
];

/** Every reason for an error of an employee, one row each; and a person with several, and one with nothing to be named by. */
export const EMPLOYEE_REJECTIONS: readonly Finding[] = [
  ...Object.values<EmployeeRejectionReason>(EMPLOYEE_REJECTION_EXAMPLES).map((reason) =>
    anEmployeeFinding({ row: { ...taro, crewId: reason.kind, email: "taro@example.com" }, reasons: [reason] }),
  ),
  anEmployeeFinding({
    row: { ...taro, crewId: "one-of-many", email: "taro@example.com" },
    reasons: [{ kind: "duplicate-email", others: [hanako], otherCount: 3 }],
  }),
  anEmployeeFinding({
    row: { ...hanako, crewId: "several", email: null },
    reasons: [EMPLOYEE_REJECTION_EXAMPLES["missing-kana"], EMPLOYEE_REJECTION_EXAMPLES["missing-email"]],
  }),
  anEmployeeFinding({
    row: { crewId: "nameless", employeeNumber: null, lastName: null, firstName: null, email: null },
    reasons: [EMPLOYEE_REJECTION_EXAMPLES["missing-name"]],
    url: null,
  }),
];

export const EMPLOYEE_SKIPS: readonly Finding[] = [
  anEmployeeFinding({ row: { ...taro, email: "taro@example.com" }, skip: "opted-out" }),
  anEmployeeFinding({ row: { ...hanako, email: "hanako@example.com" }, skip: "retired-not-in-roster" }),
];

/** Every notice about an employee, one row each. */
export const EMPLOYEE_NOTICE_ROWS: readonly Finding[] = Object.values<EmployeeNotice>(EMPLOYEE_NOTICE_EXAMPLES).map(
  (notice) => anEmployeeFinding({ notice }),
);
