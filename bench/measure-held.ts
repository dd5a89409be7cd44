import { approveRun } from "../src/app/approve-run.ts";
import { viewRun } from "../src/app/browse-runs.ts";
import { LEASE_MS } from "../src/app/keep-run-alive.ts";
import { carryOutRun } from "../src/app/perform-run.ts";
import type { RunEvent } from "../src/app/run-event.ts";
import { ok } from "../src/core/result.ts";
import { claimRun, queueRun } from "../src/store/background-runs.ts";
import { expectOk } from "./expect-ok.ts";
import { openProduct } from "./open-product.ts";
import type { Step, UndoFigures } from "./step.ts";

/** A sync of employees that is looked at before it is applied: read, planned and held with all of its rows, approved, and applied. */
export async function measureHeld(step: Extract<Step, { kind: "held" }>): Promise<UndoFigures> {
  const { product, companyId, reach } = await openProduct({
    ...step,
    limits: false,
    fetch: (request) => fetch(request),
  });
  const { db, clock, newId } = product;
  const by = { companyId, administratorEmail: "admin@example.com", actor: "bench" };
  const runId = newId();
  const { subdomain } = reach;
  const preview = { ...by, id: runId, subject: "employees", subdomain, at: clock.now(), preview: true } as const;
  expectOk(await db.transaction((tx) => queueRun(tx, preview)));
  const moments: Partial<Record<RunEvent["kind"], number>> = {};
  const carryOut = async () => {
    const at = clock.now();
    const run = await claimRun(db.queries, runId, { at, leaseUntil: at + LEASE_MS });
    if (run === null) throw new Error("the run does not wait any more");
    const observe = ({ kind }: RunEvent) => {
      moments[kind] = performance.now();
    };
    const signal = new AbortController().signal;
    await carryOutRun(product, run, { reachNow: async () => ok(reach), expectedDigest: null, observe, signal });
  };
  await carryOut();
  const held = performance.now();
  const read = moments.read ?? held;
  const digest = (await viewRun(product, companyId, runId))?.plan?.digest ?? "";
  const approved = performance.now();
  expectOk(await approveRun(product, { send: async () => {}, wake: () => {} }, { ...by, runId, digest }));
  await carryOut();
  const ended = await viewRun(product, companyId, runId);
  const isApplied = ended?.state === "succeeded" || ended?.state === "partly-failed";
  if (!isApplied || ended.counts === null) throw new Error(`the sync ended ${ended?.state}`);
  await db.close();
  const applied = moments.applied ?? performance.now();
  return { counts: ended.counts, holdingSeconds: (held - read) / 1000, applyingSeconds: (applied - approved) / 1000 };
}
