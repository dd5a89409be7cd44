import { changedFieldsOf } from "../core/breakdown.ts";
import { guardsCounting } from "../core/guards.ts";
import type { DepartmentChange, EmployeeChange } from "../core/plan.ts";
import type { PlanObstacle } from "../core/plan-standing.ts";
import type { Department, Employee } from "../core/roster.ts";
import { searchKey } from "../core/search-key.ts";
import type { Transaction } from "../store/database.ts";
import type { GoodRead } from "../store/good-reads.ts";
import { holdRun } from "../store/held-runs.ts";
import type { PlannedChange } from "../store/planned-changes.ts";
import type { Run } from "../store/runs.ts";
import { plannedCounts, plannedRows, type SealedPlan } from "./plan-source.ts";

/**
 * Whether somebody has to see this plan before it is applied (docs/decisions/0036): it was started to be looked at, was held before, or
 * trips a guard; unless it is the very plan that was approved.
 */
export function mustBeSeen({ kind, heldAt, approval }: Run, { digest, facts }: Pick<SealedPlan, "digest" | "facts">) {
  if (approval !== null) return approval.digest !== digest;
  return kind === "preview" || kind === "undo" || heldAt !== null || facts.guards.some(({ tripped }) => tripped);
}

/** Lets the run wait with this plan, in the transaction that made it. */
export async function holdPlan(
  tx: Transaction,
  run: Run,
  sealed: SealedPlan,
  kept: { readonly at: number; readonly read: GoodRead; readonly obstacles: readonly PlanObstacle[] },
): Promise<void> {
  const { digest, facts } = sealed;
  const { findings } = plannedRows(sealed);
  await holdRun(tx, run, {
    ...kept,
    digest,
    facts,
    counts: plannedCounts(sealed),
    ...findings,
    changes: plannedChanges(sealed),
  });
}

function plannedChanges({ plan, facts, optedOutBefore }: SealedPlan) {
  const tripped = facts.guards.filter((reading) => reading.tripped);
  const optedOut = new Set(optedOutBefore);
  return plan.changes.map(
    (change): PlannedChange<DepartmentChange | EmployeeChange> => ({
      change,
      fields: changedFieldsOf(change),
      guards: tripped.length === 0 ? [] : guardsCounting(change, tripped, optedOut),
      search: change.kind === "create" ? soughtBy(change.after) : soughtBy(change.before) + soughtBy(change.after),
    }),
  );
}

/** What a row is found by on a plan's page: no part can hold what separates them. */
export function soughtBy(row: Department | Employee): string {
  const texts =
    "code" in row
      ? [row.code, row.name]
      : [row.lastName + row.firstName, row.lastNameKana + row.firstNameKana, row.employeeNumber ?? "", row.email];
  return `${texts.map(searchKey).join("\n")}\n`;
}
