import { approveRun } from "../src/app/approve-run.ts";
import { viewRun } from "../src/app/browse-runs.ts";
import { listRuns } from "../src/app/list-runs.ts";
import { performQueuedRun } from "../src/app/perform-queued-run.ts";
import { startUndo } from "../src/app/undo-run.ts";
import type { Observe } from "../src/core/operating-event.ts";
import type { CompanyId } from "../src/store/companies.ts";
import { expectOk } from "./expect-ok.ts";
import { type OpenedProduct, openProduct } from "./open-product.ts";
import type { Step, UndoFigures } from "./step.ts";

/**
 * Takes back the run that is so many runs old, the newest being 0, the longest way there is: planned and held with all of its rows,
 * approved, planned again and applied.
 */
export async function measureUndo(step: Extract<Step, { kind: "undo" }>): Promise<UndoFigures> {
  const opened = await openProduct({ ...step, limits: false, fetch: neverAsked });
  const { companyId } = opened;
  let applied = 0;
  // As for every run: what is done for the database afterwards keeps nobody waiting.
  const observe: Observe = ({ kind }) => {
    if (kind === "run-applied") applied = performance.now();
  };
  const product = { ...opened.product, observe };
  const undone = (await listRuns(product, companyId, step.runsAgo + 1))[step.runsAgo];
  const by = { companyId, administratorEmail: "admin@example.com", actor: "bench" };
  const started = performance.now();
  const { id: runId } = expectOk(
    await startUndo(product, NO_QUEUE, { ...by, runId: undone?.runId ?? "", replaces: null }),
  );
  await performQueuedRun(product, NO_QUEUE, runId, ALONE);
  const held = performance.now();
  const digest = (await stateOf(product, companyId, runId)).plan?.digest ?? "";
  const approved = performance.now();
  expectOk(await approveRun(product, NO_QUEUE, { ...by, runId, digest }));
  await performQueuedRun(product, NO_QUEUE, runId, ALONE);
  const { state, counts } = await stateOf(product, companyId, runId);
  if (state !== "succeeded" || counts === null) throw new Error(`the undo ended ${state}`);
  await product.db.close();
  return { counts, holdingSeconds: (held - started) / 1000, applyingSeconds: (applied - approved) / 1000 };
}

async function stateOf(product: OpenedProduct["product"], companyId: CompanyId, runId: string) {
  const run = await viewRun(product, companyId, runId);
  if (run === null) throw new Error("the undo is gone");
  return run;
}

const ALONE = { signal: new AbortController().signal, onRows: () => {} };
// This very process takes the run up.
const NO_QUEUE = { send: async () => {}, wake: () => {} };

async function neverAsked(): Promise<Response> {
  throw new Error("an undo asked SmartHR for something");
}
