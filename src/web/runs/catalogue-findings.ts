import type { Finding } from "../../contract/runs.ts";
import type {
  DepartmentNotice,
  DepartmentRejectionReason,
  EmployeeNotice,
  EmployeeRejectionReason,
} from "../../core/plan.ts";

const taro = { crewId: "crew-1", employeeNumber: "0001", lastName: "見本", firstName: "太郎" };
const hanako = { crewId: "crew-2", employeeNumber: "0002", lastName: "山田", firstName: "花子" };
const CREW_URL = "https://acme.smarthr.jp/crews/crew-1";
const DEPARTMENTS_URL = "https://acme.smarthr.jp/departments";

/** One of each kind: a kind that is missing here does not compile. */
type OneOfEach<Reason extends { readonly kind: string }> = {
  readonly [Kind in Reason["kind"]]: Extract<Reason, { readonly kind: Kind }>;
};

const DEPARTMENT_REASONS: OneOfEach<DepartmentRejectionReason> = {
  "duplicate-department-code": { kind: "duplicate-department-code", otherDepartmentIds: ["b", "c"] },
  "missing-department-name": { kind: "missing-department-name" },
  "department-code-too-long": { kind: "department-code-too-long" },
  "department-name-too-long": { kind: "department-name-too-long" },
  "duplicate-department-name": { kind: "duplicate-department-name", holderCode: "A003", rivalCodes: [] },
  "parent-loop": { kind: "parent-loop", loopCodes: ["A001", "A002", "A003"] },
};

const EMPLOYEE_REASONS: OneOfEach<EmployeeRejectionReason> = {
  "missing-name": { kind: "missing-name" },
  "missing-kana": { kind: "missing-kana" },
  "missing-email": { kind: "missing-email" },
  "invalid-email": { kind: "invalid-email" },
  "duplicate-email": { kind: "duplicate-email", others: [hanako], otherCount: 3 },
  "unknown-department": {
    kind: "unknown-department",
    departmentId: "d",
    departmentCode: "A004",
    departmentName: "サポート部",
  },
  "email-held": { kind: "email-held", holder: hanako },
};

const DEPARTMENT_NOTICES: OneOfEach<DepartmentNotice> = {
  "parent-not-registered": { kind: "parent-not-registered", parentName: "本部", placedUnderCode: "A001" },
};

const EMPLOYEE_NOTICES: OneOfEach<EmployeeNotice> = {
  "email-change-suspected": {
    kind: "email-change-suspected",
    formerEmail: "mae@example.com",
    formerEmployeeId: "employee-1",
  },
  "person-change-suspected": { kind: "person-change-suspected", formerCrewId: "crew-2", former: hanako },
  "status-date-mismatch": { kind: "status-date-mismatch", retired: false, retiredOn: "2026-03-31" },
  "retired-flag-cleared": { kind: "retired-flag-cleared" },
  "opted-out-in-roster": { kind: "opted-out-in-roster" },
  "kana-fallback": { kind: "kana-fallback" },
  "kana-not-katakana": { kind: "kana-not-katakana" },
  "email-normalised": { kind: "email-normalised", email: "taro@example.com" },
  "employment-type-other": { kind: "employment-type-other", typeName: "嘱託", peopleCount: 12 },
};

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
  DEPARTMENT_REASONS,
).map((reason) =>
  aDepartmentFinding({ row: { departmentId: reason.kind, code: "A004", name: "人事部" }, reasons: [reason] }),
);

export const DEPARTMENT_SKIPS: readonly Finding[] = [
  aDepartmentFinding({ row: { departmentId: "1", code: null, name: "臨時部" }, skip: "no-department-code" }),
  aDepartmentFinding({ row: { departmentId: "2", code: null, name: null }, skip: "no-department-code", url: null }),
];

export const DEPARTMENT_NOTICE_ROWS: readonly Finding[] = [
  aDepartmentFinding({ notice: DEPARTMENT_NOTICES["parent-not-registered"] }),
];

/** Every reason for an error of an employee, one row each; and a person with several, and one with nothing to be named by. */
export const EMPLOYEE_REJECTIONS: readonly Finding[] = [
  ...Object.values<EmployeeRejectionReason>(EMPLOYEE_REASONS).map((reason) =>
    anEmployeeFinding({ row: { ...taro, crewId: reason.kind, email: "taro@example.com" }, reasons: [reason] }),
  ),
  anEmployeeFinding({
    row: { ...hanako, crewId: "several", email: null },
    reasons: [EMPLOYEE_REASONS["missing-kana"], EMPLOYEE_REASONS["missing-email"]],
  }),
  anEmployeeFinding({
    row: { crewId: "nameless", employeeNumber: null, lastName: null, firstName: null, email: null },
    reasons: [EMPLOYEE_REASONS["missing-name"]],
    url: null,
  }),
];

export const EMPLOYEE_SKIPS: readonly Finding[] = [
  anEmployeeFinding({ row: { ...taro, email: "taro@example.com" }, skip: "opted-out" }),
  anEmployeeFinding({ row: { ...hanako, email: "hanako@example.com" }, skip: "retired-not-in-roster" }),
];

/** Every notice about an employee, one row each. */
export const EMPLOYEE_NOTICE_ROWS: readonly Finding[] = Object.values<EmployeeNotice>(EMPLOYEE_NOTICES).map((notice) =>
  anEmployeeFinding({ notice }),
);
