import { changedFieldsOf } from "../core/breakdown.ts";
import { guardsCounting } from "../core/guards.ts";
import type { DepartmentChange, EmployeeChange } from "../core/plan.ts";
import type { PlanObstacle } from "../core/plan-standing.ts";
import type { Department, Employee } from "../core/roster.ts";
import { searchKey } from "../core/search-key.ts";
import type { AddressChoices } from "../core/settings.ts";
import type { RowChange } from "../core/undo.ts";
import type { Transaction } from "../store/database.ts";
import type { GoodRead } from "../store/good-reads.ts";
import { holdRun } from "../store/held-runs.ts";
import type { PlannedChanges, PlannedMarks } from "../store/planned-changes.ts";
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

/** What is chosen for single people: what was chosen last goes before what the plan already carries. */
export function choicesOf({ addressChoices, wantedChoices }: Run): AddressChoices {
  return { ...addressChoices, ...wantedChoices };
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
    planned: plannedChanges(sealed),
    choices: choicesOf(run),
  });
}

function plannedChanges({
  plan,
  facts,
  optedOutBefore,
}: SealedPlan): PlannedChanges<DepartmentChange | EmployeeChange> {
  const tripped = facts.guards.filter((reading) => reading.tripped);
  const optedOut = new Set(optedOutBefore);
  return {
    changes: plan.changes,
    marksOf: (change) => ({
      ...marksOf(change),
      guards: tripped.length === 0 ? [] : guardsCounting(change, tripped, optedOut),
    }),
  };
}

/** What a change is found by on a plan's page, whatever guards say to it. */
export function marksOf(change: RowChange<Department> | RowChange<Employee>): Omit<PlannedMarks, "guards"> {
  const before = change.kind === "create" ? null : change.before;
  const after = change.kind === "delete" ? null : change.after;
  const [former, coming] = [before === null ? "" : soughtBy(before), after === null ? "" : soughtBy(after)];
  return {
    fields: changedFieldsOf(change),
    search: former === coming ? former : former + coming,
    crewId: after !== null && "crewId" in after ? after.crewId : null,
  };
}

// No part can hold what separates them.
function soughtBy(row: Department | Employee): string {
  const texts =
    "code" in row
      ? [row.code, row.name]
      : [row.lastName + row.firstName, row.lastNameKana + row.firstNameKana, row.employeeNumber ?? "", row.email];
  return `${texts.map(searchKey).join("\n")}\n`;
}
