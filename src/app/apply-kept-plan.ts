import { departmentPlanLines, employeePlanLines } from "../core/plan-digest.ts";
import { NAMED_OBSTACLES, obstaclesOf, type PlanObstacle } from "../core/plan-standing.ts";
import { fail, ok, type Result } from "../core/result.ts";
import { stateAfterApplying } from "../core/run.ts";
import { readSettings } from "../store/companies.ts";
import type { Transaction } from "../store/database.ts";
import { lastAuthorOf } from "../store/history.ts";
import { type LockedRoster, lockRoster } from "../store/lock-roster.ts";
import { wasRestoredSince } from "../store/opt-out-restorations.ts";
import { readPlanFacts } from "../store/plan-facts.ts";
import { readDepartments, readEmployees } from "../store/roster.ts";
import { closeRun, findRun, type Run, RunNotHeld } from "../store/runs.ts";
import { applyChanges } from "./apply-changes.ts";
import { digestOf } from "./plan-source.ts";
import type { Product } from "./product.ts";
import { readKeptRows } from "./read-kept-rows.ts";
import type { RunEvent } from "./run-event.ts";
import { type PlannedRows, type RunReport, summaryOf } from "./run-report.ts";

/** Why an approved plan is not applied. */
export interface StandsNoMore {
  readonly kind: "stands-no-more";
  readonly obstacles: readonly PlanObstacle[];
}

/**
 * Applies the plan that waits exactly as it was approved, without SmartHR (docs/decisions/0036); or says what is different from what it was
 * planned on, and writes nothing.
 */
export async function applyKeptPlan(
  { db, clock }: Pick<Product, "db" | "clock">,
  run: Run,
  { observe, signal }: { readonly observe: (event: RunEvent) => void; readonly signal: AbortSignal },
): Promise<Result<RunReport, StandsNoMore>> {
  return db.transaction(async (tx) => {
    const roster = await lockRoster(tx, run.companyId);
    const kept = await readKeptPlan(tx, run);
    const obstacles = await findObstacles(roster, run, kept);
    if (obstacles.length > 0) return fail({ kind: "stands-no-more", obstacles } as const);
    observe({ kind: "planned" });
    // The last moment to be stopped: once writing has begun, it is done in a moment, and whole.
    signal.throwIfAborted();
    const at = clock.now();
    await applyChanges(roster, kept.rows, { runId: run.id, actor: run.actor, at });
    const { counts, facts, rows, digest } = kept;
    const state = stateAfterApplying(counts);
    await closeRun(tx, run, { state, at, digest, counts, ...rows.findings, read: null, facts });
    const summary = { ...summaryOf(run), state, finishedAt: at };
    return ok({ summary, rows, facts, optOutUnused: false });
  });
}

type KeptPlan = Awaited<ReturnType<typeof readKeptPlan>>;

async function readKeptPlan(tx: Transaction, run: Run) {
  const found = await findRun(tx, run.companyId, run.id);
  const planned = await readPlanFacts(tx, run.id);
  if (found === null || planned === null || found.counts === null || found.digest === null) throw new RunNotHeld(run);
  const rows = await readKeptRows<PlannedRows>(tx, found);
  return { rows, facts: planned.facts, counts: found.counts, digest: found.digest };
}

async function findObstacles(
  { tx, companyId }: LockedRoster,
  run: Run,
  kept: KeptPlan,
): Promise<readonly PlanObstacle[]> {
  // What is kept must be what was seen, under the choices that the company has now.
  if ((await digestOfKept(tx, run, kept)) !== run.approval?.digest) return [{ kind: "settings-changed" }];
  if (await wereOptOutsRestored(tx, run)) return [{ kind: "opt-outs-restored" }];
  const departments = await readDepartments(tx, companyId);
  const employees = kept.rows.subject === "employees" ? await readEmployees(tx, companyId) : [];
  const { whenAddressChanged } = await readSettings(tx, companyId);
  const isFollowed = (crewId: string) => (run.addressChoices[crewId] ?? whenAddressChanged) === "follow-person";
  const obstacles = obstaclesOf(kept.rows, { departments, employees }, isFollowed).slice(0, NAMED_OBSTACLES);
  const named: PlanObstacle[] = [];
  for (const obstacle of obstacles) named.push(await withAuthor(tx, run, obstacle));
  return named;
}

// docs/decisions/0047: whoever was written back since is in the plan as they were before.
async function wereOptOutsRestored(tx: Transaction, run: Run): Promise<boolean> {
  const { companyId, subject, subdomain, heldAt } = run;
  if (subject === "departments" || subdomain === null || heldAt === null) return false;
  return wasRestoredSince(tx, { companyId, subdomain }, heldAt);
}

async function digestOfKept(tx: Transaction, run: Run, { rows, counts }: KeptPlan): Promise<string> {
  switch (rows.subject) {
    case "departments":
      return digestOf(
        departmentPlanLines({ ...rows.findings, changes: rows.changes, unchangedCount: counts.unchanged }),
      );
    case "employees": {
      const settings = await readSettings(tx, run.companyId);
      const plan = { ...rows.findings, changes: rows.changes, unchangedCount: counts.unchanged };
      return digestOf(employeePlanLines(plan, settings, run.addressChoices));
    }
  }
}

async function withAuthor(tx: Transaction, { companyId, subject }: Run, obstacle: PlanObstacle): Promise<PlanObstacle> {
  if (obstacle.kind !== "row-changed" && obstacle.kind !== "row-gone") return obstacle;
  const author = await lastAuthorOf(tx, companyId, subject, obstacle.row);
  return author === null ? obstacle : { ...obstacle, actor: author.actor, at: author.at };
}
