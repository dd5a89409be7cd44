import { fail, ok, type Result } from "../core/result.ts";
import { type RunFailure, type Subject, stateAfterApplying } from "../core/run.ts";
import type { StartFault } from "../core/start-fault.ts";
import { applyDepartments } from "../store/apply-departments.ts";
import { applyEmployees } from "../store/apply-employees.ts";
import type { CompanyId } from "../store/companies.ts";
import type { Author } from "../store/history.ts";
import { type LockedRoster, lockRoster } from "../store/lock-roster.ts";
import { closeInterruptedRuns, closeRun, failRun, type GoodRead, openRun, type Run } from "../store/runs.ts";
import { keepRunAlive, LEASE_MS } from "./keep-run-alive.ts";
import { plannedCounts, plannedRows, planSource, type SealedPlan } from "./plan-source.ts";
import type { Product } from "./product.ts";
import { clientFor, type Reach } from "./reach-smarthr.ts";
import type { ReadingProgress, Source } from "./read-source.ts";
import { goodReadOf, isOptOutUnused, readSubject } from "./read-subject.ts";
import { noRows, type RunReport, type RunSummary, summaryOf } from "./run-report.ts";
import { isStop } from "./stop.ts";

/** A press of 「SmartHRと同期」. */
export interface RunRequest {
  readonly companyId: CompanyId;
  readonly subject: Subject;
  /** Whose name the history shows. */
  readonly actor: string;
  readonly reach: Reach;
  /** The seal of the plan that was seen: nothing else is applied. Null applies whatever the plan is. */
  readonly expectedDigest: string | null;
  readonly observe: (event: RunEvent) => void;
  /** Stops the run; what is not yet applied is not applied at all. */
  readonly signal: AbortSignal;
}

/** How far a run has come. */
export type RunEvent =
  | ({ readonly kind: "reading" } & ReadingProgress)
  | { readonly kind: "read" }
  | { readonly kind: "planned" }
  | { readonly kind: "applied" };

/** Read, plan, apply. Nothing is written unless all of SmartHR's list was read, and the effect is one transaction. */
export async function performRun(
  product: Pick<Product, "db" | "clock" | "newId" | "smarthr">,
  request: RunRequest,
): Promise<Result<RunReport, StartFault>> {
  const run = await startRun(product, request);
  if (!run.ok) return fail(runOpenFault(run.fault.run));
  const life = keepRunAlive(product, run.value.id, request.signal);
  try {
    const report = await carryOut(product, request, run.value, life.signal);
    if (report.rows.changes.length > 0) await tidyUp(product);
    return ok(report);
  } catch (reason) {
    if (isStop(reason, life.signal)) return ok(await endFailed(product, run.value, { kind: "interrupted" }, null));
    await closeAfterDefect(product, run.value);
    throw reason;
  } finally {
    await life.end();
  }
}

async function tidyUp({ db }: Pick<Product, "db">): Promise<void> {
  try {
    await db.upkeep();
  } catch {
    // The run is done and says so; what was left untidy is tidied after the next one.
  }
}

async function startRun({ db, clock, newId }: Pick<Product, "db" | "clock" | "newId">, request: RunRequest) {
  const { companyId, subject, actor, reach } = request;
  const at = clock.now();
  await closeInterruptedRuns(db.queries, at);
  const subdomain = reach.subdomain;
  return openRun(db.queries, { id: newId(), companyId, subject, actor, subdomain, at, leaseUntil: at + LEASE_MS });
}

// One run of a company at a time: who comes second is told of the first.
function runOpenFault({ id: runId, subject, actor, requestedAt }: Run): StartFault {
  return { kind: "run-open", runId, subject, actor, requestedAt };
}

async function carryOut(
  product: Pick<Product, "db" | "clock" | "smarthr">,
  request: RunRequest,
  run: Run,
  signal: AbortSignal,
): Promise<RunReport> {
  const { companyId, subject, reach, observe } = request;
  const source = await readSubject(product, clientFor(product, reach, signal), {
    companyId,
    subdomain: reach.subdomain,
    subject,
    whenFieldIsNew: "make",
    onProgress: (progress) => observe({ kind: "reading", ...progress }),
  });
  if (!source.ok) return endFailed(product, run, source.fault, null);
  observe({ kind: "read" });
  // M30: whoever ended the link while it was read wants nothing more of it, even where SmartHR goes on taking the token.
  if ((await reach.stands?.()) === false) return endFailed(product, run, { kind: "link-rejected" }, null);

  const read = goodReadOf(source.value, product.clock.now());
  const optOutUnused = await isOptOutUnused(product, source.value, { companyId, subdomain: reach.subdomain });
  const applied = await product.db.transaction(async (tx) => {
    const roster = await lockRoster(tx, companyId);
    return planAndApply(product, { ...request, signal }, run, roster, source.value, read);
  });
  if (!applied.ok) return endFailed(product, run, applied.fault, read);
  observe({ kind: "applied" });
  return { ...applied.value, optOutUnused };
}

async function planAndApply(
  { clock }: Pick<Product, "clock">,
  { expectedDigest, actor, observe, signal }: RunRequest,
  run: Run,
  roster: LockedRoster,
  source: Source,
  read: GoodRead,
): Promise<Result<Omit<RunReport, "optOutUnused">, RunFailure>> {
  const at = clock.now();
  const sealed = await planSource(roster.tx, roster.companyId, source, at);
  if (expectedDigest !== null && expectedDigest !== sealed.digest) return fail({ kind: "plan-changed" });
  observe({ kind: "planned" });
  // The last moment to be stopped: once writing has begun, it is done in a moment, and whole.
  signal.throwIfAborted();

  await applyPlan(roster, sealed, { runId: run.id, actor, at });
  const rows = plannedRows(sealed);
  const counts = plannedCounts(sealed);
  const { digest } = sealed;
  const state = stateAfterApplying(counts);
  await closeRun(roster.tx, run.id, { state, at, digest, counts, ...rows.findings, read });
  return ok({ summary: { ...summaryOf(run), state, finishedAt: at, digest, counts }, rows });
}

async function applyPlan(roster: LockedRoster, sealed: SealedPlan, author: Author): Promise<void> {
  switch (sealed.subject) {
    case "departments":
      return applyDepartments(roster, sealed.plan.changes, author);
    case "employees":
      return applyEmployees(roster, sealed.plan.changes, author);
  }
}

async function endFailed(
  { db, clock }: Pick<Product, "db" | "clock">,
  run: Run,
  failure: RunFailure,
  read: GoodRead | null,
): Promise<RunReport> {
  const at = clock.now();
  await failRun(db.queries, run.id, { failure, at, read });
  const summary: RunSummary = { ...summaryOf(run), state: "failed", finishedAt: at, failure };
  return { summary, rows: noRows(run.subject), optOutUnused: false };
}

async function closeAfterDefect({ db, clock }: Pick<Product, "db" | "clock">, run: Run): Promise<void> {
  try {
    await failRun(db.queries, run.id, { failure: { kind: "internal" }, at: clock.now(), read: null });
  } catch {
    // The database itself is gone: the defect says so already, and the next start closes the run when its lease is out.
  }
}
