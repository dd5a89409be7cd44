import { createHash } from "node:crypto";
import { setImmediate } from "node:timers/promises";
import { dayInJapan, type Instant } from "../core/calendar.ts";
import { departmentFindings, employeeFindings } from "../core/findings.ts";
import type { DepartmentPlan, EmployeePlan } from "../core/plan.ts";
import { planDepartments } from "../core/plan-departments.ts";
import { departmentPlanLines, employeePlanLines } from "../core/plan-digest.ts";
import { planEmployees } from "../core/plan-employees.ts";
import { type Counts, countsOf } from "../core/run.ts";
import { type CompanyId, readSettings } from "../store/companies.ts";
import type { Transaction } from "../store/database.ts";
import { readDepartments, readEmployees } from "../store/roster.ts";
import type { Source } from "./read-source.ts";
import type { RunRows } from "./run-report.ts";

/** A plan and its seal: the same digest is the same plan. */
export type SealedPlan =
  | { readonly subject: "departments"; readonly plan: DepartmentPlan; readonly digest: string }
  | { readonly subject: "employees"; readonly plan: EmployeePlan; readonly digest: string };

/** What the source would do to the roster as the transaction sees it; `now` decides which day it is in Japan. */
export async function planSource(
  tx: Transaction,
  companyId: CompanyId,
  source: Source,
  now: Instant,
): Promise<SealedPlan> {
  switch (source.subject) {
    case "departments": {
      const plan = planDepartments(await readDepartments(tx, companyId), source.rows);
      return { subject: "departments", plan, digest: await digestOf(departmentPlanLines(plan)) };
    }
    case "employees": {
      const departmentCodes = new Set((await readDepartments(tx, companyId)).map(({ code }) => code));
      const settings = await readSettings(tx, companyId);
      const roster = { employees: await readEmployees(tx, companyId), departmentCodes };
      const plan = planEmployees(roster, source.rows, settings, dayInJapan(now));
      return { subject: "employees", plan, digest: await digestOf(employeePlanLines(plan, settings)) };
    }
  }
}

/** How many rows meet which fate under the plan. */
export function plannedCounts({ plan }: SealedPlan): Counts {
  return countsOf(plan);
}

/** What the plan says about each row, as it is shown and kept. */
export function plannedRows(sealed: SealedPlan): RunRows {
  switch (sealed.subject) {
    case "departments": {
      const { subject, plan } = sealed;
      return { subject, changes: plan.changes, findings: departmentFindings(plan) };
    }
    case "employees": {
      const { subject, plan } = sealed;
      return { subject, changes: plan.changes, findings: employeeFindings(plan) };
    }
  }
}

// SHA-256 over the canonical form, one line at a time: a plan of 100,000 rows is never one string, and does not keep pages waiting.
async function digestOf(lines: Iterable<string>): Promise<string> {
  const hash = createHash("sha256");
  let count = 0;
  for (const line of lines) {
    hash.update(line).update("\n");
    if (++count % LINES_AT_ONCE === 0) await setImmediate();
  }
  return hash.digest("hex");
}

const LINES_AT_ONCE = 5_000;
