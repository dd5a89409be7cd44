import type {
  DepartmentNotice,
  DepartmentRejectionReason,
  EmployeeNotice,
  EmployeeRejectionReason,
} from "../core/plan.ts";
import type { RunFailure } from "../core/run.ts";

/** An example of every kind: a kind that is missing here does not compile. */
export type Examples<Reason extends { readonly kind: string }> = {
  readonly [Kind in Reason["kind"]]: Extract<Reason, { readonly kind: Kind }>;
};

const PERSON = { crewId: null, employeeNumber: "0001", lastName: "見本", firstName: "太郎" };

export const DEPARTMENT_REJECTION_EXAMPLES: Examples<DepartmentRejectionReason> = {
  "duplicate-department-code": { kind: "duplicate-department-code", otherDepartmentIds: ["1"] },
  "missing-department-name": { kind: "missing-department-name" },
  "department-code-too-long": { kind: "department-code-too-long" },
  "department-name-too-long": { kind: "department-name-too-long" },
  "duplicate-department-name": { kind: "duplicate-department-name", holderCode: "A003", rivalCodes: [] },
  "parent-loop": { kind: "parent-loop", loopCodes: ["A001", "A002"] },
};

export const EMPLOYEE_REJECTION_EXAMPLES: Examples<EmployeeRejectionReason> = {
  "missing-name": { kind: "missing-name" },
  "missing-kana": { kind: "missing-kana" },
  "missing-email": { kind: "missing-email" },
  "invalid-email": { kind: "invalid-email" },
  "duplicate-email": { kind: "duplicate-email", others: [PERSON], otherCount: 1 },
  "unknown-department": {
    kind: "unknown-department",
    departmentId: "1",
    departmentCode: "A004",
    departmentName: "サポート部",
  },
  "email-held": { kind: "email-held", holder: PERSON },
};

export const DEPARTMENT_NOTICE_EXAMPLES: Examples<DepartmentNotice> = {
  "parent-not-registered": { kind: "parent-not-registered", parentName: "営業本部", placedUnderCode: "A001" },
};

export const EMPLOYEE_NOTICE_EXAMPLES: Examples<EmployeeNotice> = {
  "email-change-suspected": {
    kind: "email-change-suspected",
    formerEmail: "mae@example.com",
    formerEmployeeId: "1",
  },
  "email-change-followed": {
    kind: "email-change-followed",
    formerEmail: "mae@example.com",
    formerEmployeeId: "1",
  },
  "person-change-suspected": { kind: "person-change-suspected", formerCrewId: "1", former: PERSON },
  "status-date-mismatch": { kind: "status-date-mismatch", retired: false, retiredOn: "2026-03-31" },
  "retired-flag-cleared": { kind: "retired-flag-cleared" },
  "opted-out-in-roster": { kind: "opted-out-in-roster" },
  "kana-fallback": { kind: "kana-fallback" },
  "kana-not-katakana": { kind: "kana-not-katakana" },
  "email-normalised": { kind: "email-normalised", email: "taro@example.com" },
  "employment-type-other": { kind: "employment-type-other", typeName: "嘱託", peopleCount: 12 },
};

export const FAILURE_EXAMPLES: Examples<RunFailure> = {
  "smarthr-busy": { kind: "smarthr-busy" },
  "smarthr-unavailable": { kind: "smarthr-unavailable" },
  "smarthr-maintenance": { kind: "smarthr-maintenance" },
  "link-rejected": { kind: "link-rejected" },
  "missing-permission": { kind: "missing-permission", resource: "crews" },
  "ip-not-permitted": { kind: "ip-not-permitted" },
  "tenant-gone": { kind: "tenant-gone" },
  "unexpected-shape": { kind: "unexpected-shape", path: "GET /v1/crews" },
  "source-changed": { kind: "source-changed" },
  "opt-out-field-missing": { kind: "opt-out-field-missing" },
  "opt-out-field-unreadable": { kind: "opt-out-field-unreadable" },
  "opt-outs-being-restored": { kind: "opt-outs-being-restored" },
  "plan-changed": { kind: "plan-changed" },
  interrupted: { kind: "interrupted" },
  "disk-full": { kind: "disk-full" },
  internal: { kind: "internal" },
};
