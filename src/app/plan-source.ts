import { createHash } from "node:crypto";
import { setImmediate } from "node:timers/promises";
import { breakdownOf } from "../core/breakdown.ts";
import { dayInJapan, type Instant } from "../core/calendar.ts";
import { departmentFindings, employeeFindings } from "../core/findings.ts";
import { type GuardedPlan, judgeGuards } from "../core/guards.ts";
import type { DepartmentPlan, EmployeePlan } from "../core/plan.ts";
import { planDepartments } from "../core/plan-departments.ts";
import { departmentPlanLines, employeePlanLines } from "../core/plan-digest.ts";
import { planEmployees } from "../core/plan-employees.ts";
import type { Employee, RosterEmployee } from "../core/roster.ts";
import { type Counts, countsOf, type HeadCount } from "../core/run.ts";
import type { AddressChoices } from "../core/settings.ts";
import { type CompanyId, readSettings } from "../store/companies.ts";
import type { Transaction } from "../store/database.ts";
import { readGuardLimits } from "../store/guard-settings.ts";
import { type PlanFacts, readGuardPast } from "../store/plan-facts.ts";
import { readDepartments, readEmployees } from "../store/roster.ts";
import type { Source } from "./read-source.ts";
import type { PlannedRows } from "./run-report.ts";

/** A plan and its seal: the same digest is the same plan. */
export type SealedPlan = {
  readonly digest: string;
  readonly facts: PlanFacts;
  /** Who was opted out at the last reading that was applied. */
  readonly optedOutBefore: readonly string[];
} & (
  | { readonly subject: "departments"; readonly plan: DepartmentPlan }
  | { readonly subject: "employees"; readonly plan: EmployeePlan }
);

/** What a plan is made for, besides its source. */
export interface Planning {
  readonly companyId: CompanyId;
  readonly subdomain: string;
  /** Decides which day it is in Japan. */
  readonly now: Instant;
  readonly choices: AddressChoices;
}

/** What the source would do to the roster as the transaction sees it, and what guards say to that. */
export async function planSource(tx: Transaction, planning: Planning, source: Source): Promise<SealedPlan> {
  const { companyId, subdomain, now, choices } = planning;
  const past = await readGuardPast(tx, { companyId, subdomain, now, subject: source.subject });
  const limits = await readGuardLimits(tx, companyId);
  const optedOutBefore = past.lastApplied?.optedOutCrewIds ?? [];
  const factsOf = (planned: GuardedPlan, headCount: HeadCount | null): PlanFacts => ({
    guards: judgeGuards(planned, past, limits),
    breakdown: breakdownOf(planned.plan),
    headCount,
  });
  switch (source.subject) {
    case "departments": {
      const roster = await readDepartments(tx, companyId);
      const plan = planDepartments(roster, source.rows);
      const facts = factsOf({ subject: "departments", plan, roster }, null);
      return { subject: "departments", plan, facts, optedOutBefore, digest: await digestOf(departmentPlanLines(plan)) };
    }
    case "employees": {
      const departmentCodes = new Set((await readDepartments(tx, companyId)).map(({ code }) => code));
      const settings = await readSettings(tx, companyId);
      const roster = await readEmployees(tx, companyId);
      const plan = planEmployees(
        { employees: roster, departmentCodes },
        source.rows,
        settings,
        dayInJapan(now),
        choices,
      );
      const guarded = { subject: "employees", plan, roster, source: source.rows } as const;
      const facts = factsOf(guarded, headCountOf(roster, plan.changes));
      const digest = await digestOf(employeePlanLines(plan, settings, choices));
      return { subject: "employees", plan, facts, optedOutBefore, digest };
    }
  }
}

/** M33: how many people without 退職者フラグ there are before and after these changes. */
export function headCountOf(
  roster: readonly RosterEmployee[],
  changes: readonly { readonly before?: Employee; readonly after?: Employee }[],
): HeadCount {
  const before = roster.reduce((count, { retired }) => count + Number(!retired), 0);
  const heads = (employee: Employee | undefined) => Number(employee !== undefined && !employee.retired);
  const more = changes.reduce((sum, change) => sum + heads(change.after) - heads(change.before), 0);
  return { before, after: before + more };
}

/** How many rows meet which fate under the plan. */
export function plannedCounts({ plan }: SealedPlan): Counts {
  return countsOf(plan);
}

/** What the plan says about each row, as it is shown and kept. */
export function plannedRows(sealed: SealedPlan): PlannedRows {
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

/** SHA-256 over the canonical form, one line at a time: a plan of 100,000 rows is never one string, and does not keep pages waiting. */
export async function digestOf(lines: Iterable<string>): Promise<string> {
  const hash = createHash("sha256");
  let count = 0;
  for (const line of lines) {
    hash.update(line).update("\n");
    if (++count % LINES_AT_ONCE === 0) await setImmediate();
  }
  return hash.digest("hex");
}

const LINES_AT_ONCE = 5_000;
