import type {
  DepartmentNotice,
  DepartmentPlan,
  DepartmentRejectionReason,
  DepartmentSkipReason,
  EmployeeNotice,
  EmployeePlan,
  EmployeeRejectionReason,
  EmployeeSkipReason,
  Notice,
  Rejection,
  Skip,
} from "./plan.ts";
import type { Counts } from "./run.ts";
import type { SourceDepartment, SourceEmployee } from "./source.ts";

/** What tells a SmartHR department from another. */
export type DepartmentIdentity = Pick<SourceDepartment, "departmentId" | "code" | "name">;

/** What tells a SmartHR person from another; nothing else of somebody who was left out is kept. */
export type EmployeeIdentity = Pick<SourceEmployee, "crewId" | "employeeNumber" | "email" | "lastName" | "firstName">;

/** What a plan says about rows besides changing them, as it is kept with a run. */
export interface Findings<Identity, Skipped, Rejected, Noticed> {
  readonly skips: readonly Skip<Identity, Skipped>[];
  readonly rejections: readonly Rejection<Identity, Rejected>[];
  readonly notices: readonly Notice<Identity, Noticed>[];
}

export type DepartmentFindings = Findings<
  DepartmentIdentity,
  DepartmentSkipReason,
  DepartmentRejectionReason,
  DepartmentNotice
>;

export type EmployeeFindings = Findings<EmployeeIdentity, EmployeeSkipReason, EmployeeRejectionReason, EmployeeNotice>;

/** One of a run's findings: a row, and why it was left out or is worth a look. */
export type Finding = DepartmentFinding | EmployeeFinding;

export type DepartmentFinding = { readonly subject: "departments"; readonly row: DepartmentIdentity } & Fate<
  DepartmentSkipReason,
  DepartmentRejectionReason,
  DepartmentNotice
>;

export type EmployeeFinding = { readonly subject: "employees"; readonly row: EmployeeIdentity } & Fate<
  EmployeeSkipReason,
  EmployeeRejectionReason,
  EmployeeNotice
>;

type Fate<Skipped, Rejected, Noticed> =
  | { readonly skip: Skipped }
  | { readonly reasons: readonly [Rejected, ...Rejected[]] }
  | { readonly notice: Noticed };

/** エラー, 対象外, 注意. */
export type FindingCategory = "rejection" | "skip" | "notice";

/** How many lines the findings make in the error file: one for each reason, skip and notice. */
export function errorLineCount(findings: {
  readonly skips: readonly unknown[];
  readonly rejections: readonly { readonly reasons: readonly unknown[] }[];
  readonly notices: readonly unknown[];
}): number {
  let count = findings.skips.length + findings.notices.length;
  for (const { reasons } of findings.rejections) count += reasons.length;
  return count;
}

/** What to keep of a department plan beside its changes. */
export function departmentFindings(plan: DepartmentPlan): DepartmentFindings {
  return findingsOf(plan, ({ departmentId, code, name }) => ({ departmentId, code, name }));
}

/** What to keep of an employee plan beside its changes. */
export function employeeFindings(plan: EmployeePlan): EmployeeFindings {
  return findingsOf(plan, ({ crewId, employeeNumber, email, lastName, firstName }) => {
    return { crewId, employeeNumber, email, lastName, firstName };
  });
}

function findingsOf<Source, Identity, Skipped, Rejected, Noticed>(
  plan: Findings<Source, Skipped, Rejected, Noticed>,
  identify: (row: Source) => Identity,
): Findings<Identity, Skipped, Rejected, Noticed> {
  return {
    skips: plan.skips.map(({ row, reason }) => ({ row: identify(row), reason })),
    rejections: plan.rejections.map(({ row, reasons }) => ({ row: identify(row), reasons })),
    notices: plan.notices.map(({ row, notice }) => ({ row: identify(row), notice })),
  };
}

/** How many rows of a category a run's counts name. */
export function findingCount(counts: Counts, category: FindingCategory): number {
  switch (category) {
    case "rejection":
      return counts.reject;
    case "skip":
      return counts.skip;
    case "notice":
      return counts.notice;
  }
}
