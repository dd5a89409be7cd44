import { listLeases, listWaitingRuns, settleInterruptedRuns } from "../store/background-runs.ts";
import { expirePlans } from "../store/held-runs.ts";
import { runNamed } from "./observe-run.ts";
import type { Product } from "./product.ts";
import type { RunQueue } from "./run-queue.ts";
import type { LeaseWatch } from "./watch-leases.ts";

/** After how long a waiting run is sent again: whoever fetched it may have died before taking it up, and else it does nothing. */
export const WAITED_LONG_MS = 20_000;

/** Looks after runs that nobody carries: whose process died, or that the queue has lost. No run stays 処理中 for ever. */
export async function recoverRuns(
  { db, clock, observe }: Pick<Product, "db" | "clock" | "observe">,
  queue: RunQueue,
  carriedHere: readonly string[],
  watch: LeaseWatch,
): Promise<void> {
  const now = clock.now();
  for (const run of await expirePlans(db.queries, now)) observe({ kind: "run-cancelled", ...runNamed(run) });
  // Of those that this process carries itself it knows better, however late it is with their leases.
  const dead = watch.look(await listLeases(db.queries), now).filter(({ id }) => !carriedHere.includes(id));
  const due = await listWaitingRuns(db.queries, { since: now - WAITED_LONG_MS, now });
  if (dead.length === 0 && due.length === 0) return;
  const settled = await db.transaction(async (tx) => {
    const interrupted = await settleInterruptedRuns(tx, now, dead);
    await queue.send(tx, [...new Set([...interrupted.queuedAgain, ...due])]);
    return interrupted;
  });
  for (const runId of settled.queuedAgain) observe({ kind: "run-interrupted", runId, waitsAgain: true });
  for (const runId of settled.closed) observe({ kind: "run-interrupted", runId, waitsAgain: false });
  queue.wake();
}

/** Sends every waiting run: a process that begins cannot know what became of what was sent before it. */
export async function sendWaitingRuns({ db, clock }: Pick<Product, "db" | "clock">, queue: RunQueue): Promise<void> {
  await db.transaction(async (tx) => {
    const now = clock.now();
    await queue.send(tx, await listWaitingRuns(tx, { since: now, now }));
  });
}
