import type { Instant } from "../core/calendar.ts";
import { fail, type Result } from "../core/result.ts";
import type { Subject } from "../core/run.ts";
import type { CompanyId } from "../store/companies.ts";
import type { Transaction } from "../store/database.ts";
import { holdWaitingPlan, isOverdue, replaceRun } from "../store/held-runs.ts";
import type { Run } from "../store/runs.ts";

/** One run of a company at a time: who comes second is told of the first. */
export interface RunOpenFault {
  readonly kind: "run-open";
  readonly runId: string;
  readonly subject: Subject;
  readonly actor: string;
  readonly requestedAt: Instant;
}

/** Whose plan waits for approval, and since when. */
export interface PlanWaitingFault {
  readonly kind: "plan-waiting";
  readonly runId: string;
  readonly subject: Subject;
  readonly actor: string;
  readonly heldAt: Instant;
}

/**
 * Lets a run begin in the place of the subject's plan that waits, if whoever starts knows of that plan (docs/decisions/0036). If the run
 * cannot begin, the plan goes on waiting.
 */
export async function beginInItsPlace<Fault>(
  tx: Transaction,
  start: {
    readonly companyId: CompanyId;
    readonly subject: Subject;
    readonly at: Instant;
    readonly replaces: string | null;
  },
  begin: () => Promise<Result<Run, Fault>>,
): Promise<Result<Run, Fault | PlanWaitingFault>> {
  const waiting = await holdWaitingPlan(tx, start.companyId, start.subject);
  if (waiting !== null && start.replaces !== waiting.id && !isOverdue(waiting, start.at)) {
    const { id: runId, subject, actor, heldAt, requestedAt } = waiting;
    return fail({ kind: "plan-waiting", runId, subject, actor, heldAt: heldAt ?? requestedAt });
  }
  const begun = await begin();
  if (begun.ok && waiting !== null) await replaceRun(tx, waiting, { at: start.at, by: begun.value });
  return begun;
}

/** The run that is open already, as whoever comes second is told of it. */
export function runOpenFault({ id: runId, subject, actor, requestedAt }: Run): RunOpenFault {
  return { kind: "run-open", runId, subject, actor, requestedAt };
}

/** Why a run could not begin, as whoever started it is told. */
export function beginFault(
  fault: { readonly kind: "run-open"; readonly run: Run } | PlanWaitingFault,
): RunOpenFault | PlanWaitingFault {
  return fault.kind === "run-open" ? runOpenFault(fault.run) : fault;
}

/** Lets a run whose plan a command has approved take the place of whatever plan waits, in the transaction that applies it. */
export async function takeItsPlace(tx: Transaction, run: Run, at: Instant): Promise<void> {
  const { companyId, subject, kind, approval, heldAt } = run;
  if (approval === null || heldAt !== null || kind === "person") return;
  const waiting = await holdWaitingPlan(tx, companyId, subject);
  if (waiting !== null) await replaceRun(tx, waiting, { at, by: run });
}
