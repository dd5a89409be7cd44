import type { Instant } from "../core/calendar.ts";
import { undoLineByRow, undoPlanLines } from "../core/plan-digest.ts";
import { NAMED_OBSTACLES, type PlanObstacle } from "../core/plan-standing.ts";
import { fail, ok, type Result } from "../core/result.ts";
import type { Department, Employee, RosterEmployee } from "../core/roster.ts";
import { holdingOf, type RunFailure } from "../core/run.ts";
import { countsOfUndo, type RowChange, type SubjectUndo } from "../core/undo.ts";
import { applyDepartments } from "../store/apply-departments.ts";
import type { Transaction } from "../store/database.ts";
import { holdRun } from "../store/held-runs.ts";
import { type Author, lastAuthorOf } from "../store/history.ts";
import { type LockedRoster, lockRoster } from "../store/lock-roster.ts";
import { readPlanFacts } from "../store/plan-facts.ts";
import { type PlannedChanges, readPlannedChanges } from "../store/planned-changes.ts";
import { restoreEmployees } from "../store/restore-employees.ts";
import { closeRun, type Run } from "../store/runs.ts";
import { keepUndoKeptRows, readUndoKeptRows } from "../store/undo-kept-rows.ts";
import { markRoster } from "../store/undo-surroundings.ts";
import { takeItsPlace } from "./begin-in-its-place.ts";
import { marksOf, mustBeSeen } from "./hold-plan.ts";
import { digestOf } from "./plan-source.ts";
import { keptRowsOf, planUndo, type SealedUndo, undoRows } from "./plan-undo.ts";
import type { Product } from "./product.ts";
import type { RunEvent } from "./run-event.ts";
import { noRows, type RunReport, type RunSummary, summaryOf } from "./run-report.ts";

/** A run that takes back another one. */
export type UndoRun = Run & { readonly undoOf: string };

/** What carrying out an undo needs of how its run is carried out. */
export interface UndoWork {
  /** The seal of the plan that was seen: nothing else is applied. */
  readonly expectedDigest: string | null;
  readonly observe: (event: RunEvent) => void;
  readonly signal: AbortSignal;
}

/**
 * Plans an undo and applies it if it is the one that was approved; else it is held. When the roster was changed after it had been seen, it
 * is held anew with the rows that have become different; when nothing was written since, what was kept is the plan. All in one transaction,
 * and without SmartHR.
 */
export async function carryOutUndo(
  { db, clock }: Pick<Product, "db" | "clock">,
  { expectedDigest, observe, signal }: UndoWork,
  run: UndoRun,
): Promise<Result<RunReport, RunFailure>> {
  observe({ kind: "read" });
  return db.transaction(async (tx) => {
    const roster = await lockRoster(tx, run.companyId);
    const at = clock.now();
    const sealed = (await keptAsApproved(tx, run)) ?? (await planUndo(tx, { ...run, id: run.undoOf }));
    if (expectedDigest !== null && expectedDigest !== sealed.digest) return fail({ kind: "plan-changed" });
    observe({ kind: "planned" });
    // The last moment to be stopped: once writing has begun, it is done in a moment, and whole.
    signal.throwIfAborted();
    // Where nothing is left to be taken back, there is nothing to be approved either.
    const isHeld = sealed.plan.changes.length > 0 && mustBeSeen(run, sealed);
    return ok(isHeld ? await holdUndo(tx, run, sealed, at) : await endUndo(roster, run, sealed, at));
  });
}

/** The plan that was approved, as it is kept, on the very roster of which it was made: planning anew would come to the same (docs/decisions/0046). */
async function keptAsApproved(tx: Transaction, run: UndoRun): Promise<SealedUndo | null> {
  if (run.approval === null || run.heldAt === null) return null;
  const planned = await readPlanFacts(tx, run.id);
  if (planned?.rosterMark !== (await markRoster(tx, run.companyId))) return null;
  const undo = await readSeenUndo(tx, run);
  const digest = await digestOf(undoPlanLines(undo, run.undoOf));
  // What is kept must be what was seen, to the letter.
  if (digest !== run.approval.digest) return null;
  return { ...undo, digest, counts: countsOfUndo(undo.plan), facts: planned.facts };
}

async function holdUndo(tx: Transaction, run: UndoRun, sealed: SealedUndo, at: Instant): Promise<RunReport> {
  // Before what was seen is overwritten.
  const obstacles = run.approval === null ? [] : await rowsThatDiffer(tx, run, sealed);
  await holdRun(tx, run, {
    ...toWriteDown(sealed),
    at,
    obstacles,
    planned: plannedChanges(sealed),
    rosterMark: await markRoster(tx, run.companyId),
  });
  // After the run itself, as who cancels it goes: else they would wait for each other.
  await keepUndoKeptRows(tx, run.id, keptRowsOf(sealed));
  const held = { state: "awaiting-approval", heldAt: at } as const;
  return reportOf(run, sealed, { state: held.state, holding: holdingOf(held) });
}

async function endUndo(roster: LockedRoster, run: UndoRun, sealed: SealedUndo, at: Instant): Promise<RunReport> {
  await takeItsPlace(roster.tx, run, at);
  await applyUndo(roster, sealed, { runId: run.id, actor: run.actor, at });
  await closeRun(roster.tx, run, { ...toWriteDown(sealed), state: "succeeded", at });
  await keepUndoKeptRows(roster.tx, run.id, keptRowsOf(sealed));
  return reportOf(run, sealed, { state: "succeeded", finishedAt: at });
}

function toWriteDown({ subject, digest, counts, facts }: SealedUndo) {
  return { digest, counts, facts, read: null, ...noRows(subject).findings };
}

function reportOf(run: UndoRun, sealed: SealedUndo, ended: Partial<RunSummary>): RunReport {
  const { digest, counts, facts } = sealed;
  return {
    summary: { ...summaryOf(run), digest, counts, waiting: null, ...ended },
    rows: undoRows(sealed),
    facts,
    optOutUnused: false,
    undo: { undoOf: run.undoOf, kept: keptRowsOf(sealed) },
  };
}

async function applyUndo(roster: LockedRoster, undo: SubjectUndo, author: Author): Promise<void> {
  switch (undo.subject) {
    case "departments":
      return applyDepartments(roster, undo.plan.changes, author);
    case "employees":
      return restoreEmployees(roster, undo.plan.changes, author);
  }
}

function plannedChanges({ plan }: SubjectUndo): PlannedChanges<RowChange<Department> | RowChange<Employee>> {
  return { changes: plan.changes, marksOf: (change) => ({ ...marksOf(change), guards: [] }) };
}

/** The rows to which the undo does or leaves something else than what was seen, and who wrote them last. */
async function rowsThatDiffer(tx: Transaction, run: UndoRun, now: SealedUndo): Promise<readonly PlanObstacle[]> {
  const seen = await readSeenUndo(tx, run);
  const [before, after] = [undoLineByRow(seen), undoLineByRow(now)];
  const names = new Map([...rowNames(seen), ...rowNames(now)]);
  const obstacles: PlanObstacle[] = [];
  for (const [row, rowName] of names) {
    if (before.get(row) === after.get(row)) continue;
    const author = await lastAuthorOf(tx, run.companyId, run.subject, row);
    obstacles.push({ kind: "row-changed", row, rowName, actor: author?.actor ?? null, at: author?.at ?? null });
    if (obstacles.length === NAMED_OBSTACLES) break;
  }
  return obstacles;
}

async function readSeenUndo(tx: Transaction, { id, companyId, subject, counts }: UndoRun): Promise<SubjectUndo> {
  // It was written down as it was planned, for this very subject.
  const changes = await readPlannedChanges<RowChange<Department> & RowChange<RosterEmployee>>(tx, id);
  const kept = await readUndoKeptRows(tx, companyId, id, { offset: 0, limit: null });
  return { subject, plan: { changes, kept, unchangedCount: counts?.unchanged ?? 0 } } as unknown as SubjectUndo;
}

function rowNames({ plan }: SubjectUndo): readonly (readonly [string, string])[] {
  const changed: readonly (Department | RosterEmployee)[] = plan.changes.map(
    (change: RowChange<Department> | RowChange<RosterEmployee>) =>
      change.kind === "create" ? change.after : change.before,
  );
  const kept: readonly (Department | RosterEmployee)[] = plan.kept.map(({ row }) => row);
  return [...changed, ...kept].map((row) =>
    "code" in row ? [row.code, row.name] : [row.id, `${row.lastName} ${row.firstName}`],
  );
}
