import type { Instant } from "../core/calendar.ts";
import type { PlanObstacle } from "../core/plan-standing.ts";
import { fail, ok, type Result } from "../core/result.ts";
import { holdingOf, type RunFailure, type RunProgress, type Subject, stateAfterApplying } from "../core/run.ts";
import { type RunWaiting, waitForMaintenance } from "../core/run-waiting.ts";
import type { StartFault } from "../core/start-fault.ts";
import { unlessAborted } from "../smarthr/send.ts";
import { noteWaiting, putRunOff, settleInterruptedRuns } from "../store/background-runs.ts";
import type { CompanyId } from "../store/companies.ts";
import { isConnectionLost, isDiskFull } from "../store/database.ts";
import type { GoodRead } from "../store/good-reads.ts";
import { goOnWaiting } from "../store/held-runs.ts";
import { type LockedRoster, lockRoster } from "../store/lock-roster.ts";
import { wasRestoredSince } from "../store/opt-out-restorations.ts";
import { closeRun, failRun, findRunSummary, type NewRun, openRun, type Run, RunNotHeld } from "../store/runs.ts";
import { noteFailureOfOptOutField } from "../store/tenants.ts";
import { applyChanges } from "./apply-changes.ts";
import { applyKeptPlan } from "./apply-kept-plan.ts";
import {
  beginFault,
  beginInItsPlace,
  type PlanWaitingFault,
  type RunOpenFault,
  takeItsPlace,
} from "./begin-in-its-place.ts";
import { carryOutPerson } from "./carry-out-person.ts";
import { carryOutUndo } from "./carry-out-undo.ts";
import { choicesOf, holdPlan, mustBeSeen } from "./hold-plan.ts";
import { keepRunAlive, LEASE_MS } from "./keep-run-alive.ts";
import { type RunWatch, watchRun } from "./observe-run.ts";
import { plannedCounts, plannedRows, planSource } from "./plan-source.ts";
import type { Product } from "./product.ts";
import { clientFor, type Reach } from "./reach-smarthr.ts";
import type { Source } from "./read-source.ts";
import { goodReadOf, isOptOutUnused, readSubject } from "./read-subject.ts";
import type { CarriedOut, RunEvent } from "./run-event.ts";
import { noRows, type RunReport, type RunSummary, summaryOf } from "./run-report.ts";
import { isStop } from "./stop.ts";
import { isOut } from "./watch-leases.ts";

/** A run that this very process makes and carries out. */
export interface RunRequest extends Omit<RunWork, "reachNow"> {
  readonly companyId: CompanyId;
  readonly subject: Subject;
  readonly reach: Reach;
  /** Whose name the history shows. */
  readonly actor: string;
  /** The plan of the expected digest was seen with all its guards: whatever waits for approval gives way to it. */
  readonly approved?: boolean;
}

/** How a run is carried out. */
export interface RunWork {
  /** Asked only if SmartHR has to be read: an approved plan needs nothing of it. */
  readonly reachNow: () => Promise<Result<Reach, RunFailure>>;
  /** The seal of the plan that was seen: nothing else is applied. Null applies whatever the plan is. */
  readonly expectedDigest: string | null;
  readonly observe: (event: RunEvent) => void;
  /** Stops the run; what is not yet applied is not applied at all. */
  readonly signal: AbortSignal;
  /** One person's run: that another person stands behind the address now was seen and is wanted. */
  readonly differentPersonSeen?: boolean;
}

/** Makes a run and carries it out: read, plan, apply. */
export async function performRun(
  product: Pick<Product, "db" | "clock" | "newId" | "smarthr" | "observe">,
  request: RunRequest,
): Promise<Result<RunReport, StartFault>> {
  const { companyId, subject, actor, signal, reach, approved, expectedDigest } = request;
  const opened = await openRunNow(
    product,
    signal,
    {
      companyId,
      subject,
      actor,
      subdomain: reach.subdomain,
      approvedDigest: approved ? expectedDigest : null,
    },
    { wasSeen: approved === true },
  );
  if (!opened.ok) return opened;
  const run = opened.value;
  const carried = await carryOutRun(product, run, { ...request, reachNow: async () => ok(reach) });
  return ok(await reportOfCarried(product, run, carried));
}

/** What became of a run that a command made and carried. */
export async function reportOfCarried(
  product: Pick<Product, "db" | "clock">,
  run: Run,
  carried: CarriedOut,
): Promise<RunReport> {
  switch (carried.kind) {
    case "ended":
    case "held":
      return carried.report;
    case "stopped": {
      const ended = await endFailed(product, run, { kind: "interrupted" }, null);
      return ended.kind === "ended" ? ended.report : reportOfLost(product, run);
    }
    // Others made something of it: a run that a command makes is never put off, and nobody chooses anything for it.
    case "put-off":
    case "waits-on":
    case "lost":
      return reportOfLost(product, run);
  }
}

/** Carries out a run that is held. Nothing is written unless all of SmartHR's list was read, and the effect is one transaction. */
export async function carryOutRun(
  product: Pick<Product, "db" | "clock" | "smarthr" | "observe">,
  run: Run,
  work: RunWork,
): Promise<CarriedOut> {
  const life = keepRunAlive(product, run, work.signal);
  const watch = watchRun(product, run);
  const observe = (event: RunEvent) => {
    watch.at(event);
    life.progress(progressAt(event));
    work.observe(event);
  };
  try {
    const carried = await carryOutPatiently(product, { ...work, observe, signal: life.signal }, run);
    // One person's row leaves nothing to tidy, and somebody waits for the answer.
    const isLarge = carried.kind === "ended" && carried.report.rows.changes.length > 0 && run.onlyCrewId === null;
    if (isLarge) await tidyUp(product);
    return watch.ended(carried);
  } catch (reason) {
    if (reason instanceof RunNotHeld) return watch.ended({ kind: "lost" });
    if (isStop(reason, life.signal)) return watch.ended({ kind: "stopped" });
    if (isDiskFull(reason)) return await endWithoutRoom(product, run, { watch, reason });
    // A run in the background whose database went away is no defect: its lease runs out, and it is taken up again.
    if (run.administratorEmail !== null && isConnectionLost(reason)) throw reason;
    await endAfterDefect(product, run, watch);
    throw reason;
  } finally {
    await life.end();
  }
}

/** Carries out a run as soon as SmartHR is in no maintenance. */
async function carryOutPatiently(
  product: Pick<Product, "db" | "clock" | "smarthr" | "observe">,
  work: RunWork,
  run: Run,
): Promise<CarriedOut> {
  let { maintenanceSince } = run;
  for (;;) {
    const carried = await carryOut(product, work, run);
    if (carried.kind !== "in-maintenance") return carried;
    const waiting = waitForMaintenance(maintenanceSince, product.clock.now(), spreadOf(run));
    if (waiting === "give-up") return endFailed(product, run, { kind: "smarthr-maintenance" }, null);
    if (run.administratorEmail !== null) {
      return { kind: (await putRunOff(product.db.queries, run, waiting)) ? "put-off" : "lost" };
    }
    // Nobody else knows how a command reaches SmartHR.
    if (!(await waitHere(product, work, run, waiting))) return { kind: "lost" };
    maintenanceSince = waiting.since;
  }
}

async function waitHere(
  { db, clock }: Pick<Product, "db" | "clock">,
  { observe, signal }: RunWork,
  run: Run,
  waiting: RunWaiting,
): Promise<boolean> {
  if (!(await noteWaiting(db.queries, run, waiting))) return false;
  observe({ kind: "waiting", waiting });
  await unlessAborted(signal, clock.sleep(waiting.nextTryAt - clock.now()));
  return noteWaiting(db.queries, run, null);
}

// From 0 to 1: ids are random already.
function spreadOf({ id }: Run): number {
  return Number.parseInt(id.slice(-8), 16) / 2 ** 32;
}

function progressAt(event: RunEvent): Partial<RunProgress> {
  switch (event.kind) {
    case "waiting":
      return { phase: "reading", read: 0, total: null };
    case "reading":
      // Also one that was about to be applied: its approved plan stands no more.
      return { phase: "reading", read: event.read, total: event.total };
    case "read":
      return { phase: "planning" };
    case "planned":
    case "applied":
      return { phase: "applying" };
  }
}

async function tidyUp({ db }: Pick<Product, "db">): Promise<void> {
  try {
    await db.upkeep();
  } catch {
    // The run is done and says so; what was left untidy is tidied after the next one.
  }
}

/** Begins a run that a command carries out itself; one whose plan was seen before begins beside the subject's plan that waits. */
export async function openRunNow(
  { db, clock, newId }: Pick<Product, "db" | "clock" | "newId">,
  signal: AbortSignal,
  begun: Omit<NewRun, "id" | "at">,
  { wasSeen }: { readonly wasSeen: boolean },
): Promise<Result<Run, RunOpenFault | PlanWaitingFault>> {
  const { companyId, subject } = begun;
  const openNow = (at: Instant) =>
    db.transaction((tx) => {
      const open = () => openRun(tx, { ...begun, id: newId(), at, leaseUntil: at + LEASE_MS });
      // One person takes nobody's place (docs/decisions/0040); an approved plan does when it is applied, for it may not be met again.
      if (begun.onlyCrewId !== undefined || wasSeen) return open();
      return beginInItsPlace(tx, { companyId, subject, at, replaces: null }, open);
    });
  let opened = await openNow(clock.now());
  if (!opened.ok && opened.fault.kind === "run-open" && (await isDead({ db, clock }, opened.fault.run, signal))) {
    opened = await openNow(clock.now());
  }
  return opened.ok ? opened : fail(beginFault(opened.fault));
}

/** Closes a run that seems to stand in the way although its process died, or lets it wait; false when its process lives. */
async function isDead(
  { db, clock }: Pick<Product, "db" | "clock">,
  { id, attempts, leaseUntil }: Run,
  signal: AbortSignal,
): Promise<boolean> {
  if (leaseUntil === null || !isOut({ leaseUntil }, clock.now())) return false;
  // It may be our clock that is wrong: whoever lives renews the lease meanwhile.
  try {
    await unlessAborted(signal, clock.sleep(LEASE_MS / 2));
  } catch (reason) {
    if (isStop(reason, signal)) return false;
    throw reason;
  }
  const { closed } = await settleInterruptedRuns(db.queries, clock.now(), [{ id, attempts, leaseUntil }]);
  return closed.length > 0;
}

async function carryOut(
  product: Pick<Product, "db" | "clock" | "smarthr" | "observe">,
  work: RunWork,
  run: Run,
): Promise<CarriedOut | { readonly kind: "in-maintenance" }> {
  if (run.undoOf !== null) {
    const undone = await carryOutUndo(product, work, { ...run, undoOf: run.undoOf });
    return undone.ok ? endedOrHeld(work, undone.value) : endFailed(product, run, undone.fault, null);
  }
  if (run.onlyCrewId !== null) {
    const synced = await carryOutPerson(product, work, { ...run, onlyCrewId: run.onlyCrewId });
    return synced.ok ? endedOrHeld(work, synced.value) : endFailed(product, run, synced.fault, null);
  }
  const kept = run.approval === null || run.heldAt === null ? null : await applyKeptPlan(product, run, work);
  if (kept?.ok) {
    work.observe({ kind: "applied" });
    return { kind: "ended", report: kept.value };
  }
  return readAndPlan(product, work, run, kept?.fault.obstacles ?? []);
}

async function readAndPlan(
  product: Pick<Product, "db" | "clock" | "smarthr" | "observe">,
  work: RunWork,
  run: Run,
  obstacles: readonly PlanObstacle[],
): Promise<CarriedOut | { readonly kind: "in-maintenance" }> {
  const { companyId, subject } = run;
  const { observe, signal } = work;
  const reached = await work.reachNow();
  // Approved, overtaken by others, and nobody to ask SmartHR again.
  if (!reached.ok)
    return endFailed(product, run, obstacles.length > 0 ? { kind: "plan-changed" } : reached.fault, null);
  const reach = reached.value;
  const account = { companyId, subdomain: reach.subdomain };
  const begunAt = product.clock.now();
  // docs/decisions/0041: whoever is not written back yet would be synced.
  const areBeingRestored = async () =>
    subject === "employees" && (await wasRestoredSince(product.db.queries, account, begunAt));
  if (await areBeingRestored()) return endFailed(product, run, { kind: "opt-outs-being-restored" }, null);
  const source = await readSubject(product, clientFor(product, reach, signal), {
    ...account,
    subject,
    whenFieldIsNew: "make",
    onProgress: (progress) => observe({ kind: "reading", ...progress }),
  });
  if (!source.ok && source.fault.kind === "smarthr-maintenance") return { kind: "in-maintenance" };
  if (!source.ok) return endFailed(product, run, source.fault, null);
  observe({ kind: "read" });
  // M30: whoever ended the link while it was read wants nothing more of it, even where SmartHR goes on taking the token.
  if ((await reach.stands?.()) === false) return endFailed(product, run, { kind: "link-rejected" }, null);

  if (await areBeingRestored()) return endFailed(product, run, { kind: "opt-outs-being-restored" }, null);

  const read = goodReadOf(source.value, product.clock.now());
  const optOutUnused = await isOptOutUnused(product, source.value, account);
  const planned = await product.db.transaction(async (tx) => {
    const roster = await lockRoster(tx, companyId);
    return planAndApply(product, work, run, roster, { source: source.value, read, obstacles });
  });
  if (!planned.ok) return endFailed(product, run, planned.fault, read);
  const report = { ...planned.value, optOutUnused };
  return endedOrHeld(work, report);
}

function endedOrHeld({ observe }: Pick<RunWork, "observe">, report: RunReport): CarriedOut {
  if (report.summary.state === "awaiting-approval") return { kind: "held", report };
  observe({ kind: "applied" });
  return { kind: "ended", report };
}

/** Applies what SmartHR has, or lets it wait for somebody who has seen it: all in the transaction in which it was planned. */
async function planAndApply(
  { clock }: Pick<Product, "clock">,
  { expectedDigest, observe, signal }: RunWork,
  run: Run,
  roster: LockedRoster,
  {
    source,
    read,
    obstacles,
  }: { readonly source: Source; readonly read: GoodRead; readonly obstacles: readonly PlanObstacle[] },
): Promise<Result<Omit<RunReport, "optOutUnused">, RunFailure>> {
  const at = clock.now();
  const { companyId, subdomain } = run;
  const choices = choicesOf(run);
  const sealed = await planSource(roster.tx, { companyId, subdomain: subdomain ?? "", now: at, choices }, source);
  if (expectedDigest !== null && expectedDigest !== sealed.digest) return fail({ kind: "plan-changed" });
  observe({ kind: "planned" });
  // The last moment to be stopped: once writing has begun, it is done in a moment, and whole.
  signal.throwIfAborted();

  const rows = plannedRows(sealed);
  const counts = plannedCounts(sealed);
  const { digest, facts } = sealed;
  const planned = { ...summaryOf(run), digest, counts, waiting: null };
  if (mustBeSeen(run, sealed)) {
    await holdPlan(roster.tx, run, sealed, { at, read, obstacles });
    const held = { state: "awaiting-approval", heldAt: at } as const;
    const summary = { ...planned, state: held.state, holding: holdingOf(held) };
    return ok({ summary, rows, facts, optedOutBefore: sealed.optedOutBefore });
  }
  await takeItsPlace(roster.tx, run, at);
  await applyChanges(roster, rows, { runId: run.id, actor: run.actor, at });
  const state = stateAfterApplying(counts);
  await closeRun(roster.tx, run, { state, at, digest, counts, ...rows.findings, read, facts });
  const summary = { ...planned, state, finishedAt: at };
  return ok({ summary, rows, facts, optedOutBefore: sealed.optedOutBefore });
}

/** Ends a run that came to nothing; a plan from before what was chosen waits on (docs/decisions/0044). */
export async function endFailed(
  { db, clock }: Pick<Product, "db" | "clock">,
  run: Run,
  failure: RunFailure,
  read: GoodRead | null,
): Promise<CarriedOut> {
  if (run.wantedChoices !== null) {
    // Of a run that fails, the page of the opt-outs would know by the run.
    const { companyId, subdomain } = run;
    if (subdomain !== null) {
      await noteFailureOfOptOutField(db.queries, { companyId, subdomain, failure, at: clock.now() });
    }
    return (await goOnWaiting(db.queries, run, failure)) ? { kind: "waits-on", failure } : { kind: "lost" };
  }
  const at = clock.now();
  if (!(await failRun(db.queries, run, { failure, at, read }))) return { kind: "lost" };
  const summary: RunSummary = { ...summaryOf(run), state: "failed", finishedAt: at, failure, waiting: null };
  return { kind: "ended", report: { summary, rows: noRows(run.subject), facts: null, optOutUnused: false } };
}

/** Ends a run for which the database has no room. Whoever operates a worker is told by its log, and whoever gave a command by its report. */
async function endWithoutRoom(
  product: Pick<Product, "db" | "clock">,
  run: Run,
  { watch, reason }: { readonly watch: RunWatch; readonly reason: unknown },
): Promise<CarriedOut> {
  const failure = { kind: "disk-full" } as const;
  const isCommand = run.administratorEmail === null;
  try {
    const ended = watch.ended(await endFailed(product, run, failure, null));
    if (isCommand) return ended;
  } catch {
    // Not even for that: when its lease is out, others close a command's run, and take up one in the background again.
    const summary: RunSummary = { ...summaryOf(run), state: "failed", failure };
    const report = { summary, rows: noRows(run.subject), facts: null, optOutUnused: false };
    if (isCommand) return watch.ended({ kind: "ended", report });
  }
  throw new Error("no space is left on the disk of the database: make room, then start the run again", {
    cause: reason,
  });
}

/** What others made of the run meanwhile. */
async function reportOfLost({ db }: Pick<Product, "db">, run: Run): Promise<RunReport> {
  const now = await findRunSummary(db.queries, run.companyId, run.id);
  return { summary: summaryOf(now ?? run), rows: noRows(run.subject), facts: null, optOutUnused: false };
}

async function endAfterDefect(product: Pick<Product, "db" | "clock">, run: Run, watch: RunWatch): Promise<void> {
  try {
    watch.ended(await endFailed(product, run, { kind: "internal" }, null));
  } catch {
    // The database itself is gone: the defect says so already, and the next start closes the run when its lease is out.
  }
}
