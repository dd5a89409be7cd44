import type { Problem } from "../core/problem.ts";
import { fail, ok, type Result } from "../core/result.ts";
import { changeCountOf } from "../core/run.ts";
import type { StartFault } from "../core/start-fault.ts";
import type { CompanyId } from "../store/companies.ts";
import { findRunSummary, type Run } from "../store/runs.ts";
import { letRunWait } from "./let-run-wait.ts";
import { carryOutRun, openRunNow, type RunWork, reportOfCarried } from "./perform-run.ts";
import { keptRowsOf, planUndo, undoRows } from "./plan-undo.ts";
import type { Product } from "./product.ts";
import type { RunOverview } from "./run-overview.ts";
import type { RunQueue } from "./run-queue.ts";
import { onlyPlanned, type RunReport } from "./run-report.ts";

/** Which run of which company is to be taken back. */
export interface Undone {
  readonly companyId: CompanyId;
  readonly runId: string;
}

/** Whether a run changed something that can be taken back. */
export function canBeUndone({ state, counts }: Pick<Run, "state" | "counts">): boolean {
  if (counts === null || (state !== "succeeded" && state !== "partly-failed")) return false;
  return changeCountOf(counts) > 0;
}

/** 「この処理を取り消す」: lets an undo be planned in the background; it is held, so that somebody sees it before anything is written. */
export async function startUndo(
  product: Pick<Product, "db" | "clock" | "newId" | "observe">,
  queue: RunQueue,
  request: Undone & {
    readonly administratorEmail: string;
    readonly actor: string;
    /** The waiting plan that the administrator knows to be replaced. */
    readonly replaces: string | null;
  },
): Promise<
  Result<RunOverview, Extract<Problem, { kind: "not-found" | "run-not-undoable" | "run-open" | "plan-waiting" }>>
> {
  const { companyId, runId, administratorEmail, actor, replaces } = request;
  const undone = await findRunSummary(product.db.queries, companyId, runId);
  if (undone === null) return fail({ kind: "not-found" });
  if (!canBeUndone(undone)) return fail({ kind: "run-not-undoable" });
  const { subject } = undone;
  const start = { companyId, subject, actor, administratorEmail, subdomain: null, undoOf: undone.id, replaces };
  return letRunWait(product, queue, start);
}

/** Why an undo did not begin at the command line. */
type UndoFault = Extract<StartFault, { kind: "no-run" | "run-not-undoable" | "run-open" | "plan-waiting" }>;

/** What an undo would do now, by the very functions that do it; nothing is written. */
export async function previewUndo(
  { db }: Pick<Product, "db">,
  { companyId, runId }: Undone,
): Promise<Result<RunReport, UndoFault>> {
  return db.snapshot(async (tx) => {
    const undone = await findRunSummary(tx, companyId, runId);
    if (undone === null) return fail({ kind: "no-run", runId } as const);
    if (!canBeUndone(undone)) return fail({ kind: "run-not-undoable", runId } as const);
    const sealed = await planUndo(tx, undone);
    const { digest, counts, facts } = sealed;
    return ok({
      summary: { ...onlyPlanned(undone.subject), digest, counts },
      rows: undoRows(sealed),
      facts,
      optOutUnused: false,
      undo: { undoOf: undone.id, kept: keptRowsOf(sealed) },
    });
  });
}

/** Makes an undo and carries it out: exactly the plan of the expected digest or, without one, the plan of this moment. */
export async function performUndo(
  product: Pick<Product, "db" | "clock" | "newId" | "smarthr" | "observe">,
  {
    companyId,
    runId,
    actor,
    expectedDigest,
    signal,
  }: Undone & { readonly actor: string } & Pick<RunWork, "expectedDigest" | "signal">,
): Promise<Result<RunReport, UndoFault>> {
  const undone = await findRunSummary(product.db.queries, companyId, runId);
  if (undone === null) return fail({ kind: "no-run", runId });
  if (!canBeUndone(undone)) return fail({ kind: "run-not-undoable", runId });
  const digest = expectedDigest ?? (await product.db.snapshot((tx) => planUndo(tx, undone))).digest;
  const { subject } = undone;
  const begun = { companyId, subject, actor, subdomain: null, undoOf: undone.id, approvedDigest: digest };
  const opened = await openRunNow(product, signal, begun, { wasSeen: expectedDigest !== null });
  if (!opened.ok) {
    return fail(opened.fault.kind === "plan-waiting" ? { ...opened.fault, undoing: undone.id } : opened.fault);
  }
  const run = opened.value;
  const work = { reachNow: needsNoSmartHr, expectedDigest: digest, observe: () => {}, signal };
  const report = await reportOfCarried(product, run, await carryOutRun(product, run, work));
  return ok(report.undo === undefined ? { ...report, undo: { undoOf: undone.id, kept: [] } } : report);
}

function needsNoSmartHr(): never {
  throw new Error("an undo was about to read SmartHR, which it needs nothing of");
}
