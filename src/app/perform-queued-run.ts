import { claimRun, handBackRun } from "../store/background-runs.ts";
import type { Run } from "../store/runs.ts";
import { LEASE_MS } from "./keep-run-alive.ts";
import { carryOutRun } from "./perform-run.ts";
import type { Product } from "./product.ts";
import { reachOfWaiting } from "./reach-of-waiting.ts";
import type { RunEvent } from "./run-event.ts";
import type { RunQueue } from "./run-queue.ts";

/** What whoever carries out a waiting run may do with it. */
export interface QueuedRunWork {
  /** Lets it wait again, unless it is applying already. */
  readonly signal: AbortSignal;
  /** Told, before most of them are read, how many rows there are. */
  readonly onRows: (rows: number) => void;
}

/**
 * Takes up a waiting run and carries it out, unless it does not wait any more. Told to stop, it lets a run that has applied nothing
 * wait for the next worker: a reading may last an hour, which no process that is to end can wait for.
 */
export async function performQueuedRun(
  product: Product,
  queue: RunQueue,
  runId: string,
  { signal, onRows }: QueuedRunWork,
): Promise<void> {
  const { db, clock } = product;
  const at = clock.now();
  const run = await claimRun(db.queries, runId, { at, leaseUntil: at + LEASE_MS });
  if (run === null) return;
  let rows: number | null = null;
  const observe = (event: RunEvent) => {
    if (event.kind !== "reading" || event.total === rows) return;
    rows = event.total;
    onRows(rows);
  };
  const work = { reachNow: () => reachOfWaiting(product, run), expectedDigest: null, observe, signal };
  const carried = await carryOutRun(product, run, work);
  if (carried.kind === "stopped") await handBack(product, queue, run, rows);
}

async function handBack({ db }: Pick<Product, "db">, queue: RunQueue, run: Run, rows: number | null): Promise<void> {
  await db.transaction(async (tx) => {
    if (await handBackRun(tx, run, rows)) await queue.send(tx, [run.id]);
  });
}
