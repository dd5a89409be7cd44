import { claimRun, handBackRun } from "../store/background-runs.ts";
import type { Run } from "../store/runs.ts";
import { LEASE_MS } from "./keep-run-alive.ts";
import { watchRun } from "./observe-run.ts";
import { carryOutRun, endFailed } from "./perform-run.ts";
import type { Product } from "./product.ts";
import { type ReachFault, reachSmartHr } from "./reach-smarthr.ts";
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
  const reach = await reachSmartHr(product, run.companyId, { given: null, administratorEmail: run.administratorEmail });
  if (!reach.ok) return endUnreached(product, run, reach.fault);
  // Linked anew to another SmartHR account: not the one that the administrator saw when they pressed the button.
  if (reach.value.subdomain !== run.subdomain) return endUnreached(product, run, { kind: "other-account" });
  let rows: number | null = null;
  const observe = (event: RunEvent) => {
    if (event.kind !== "reading" || event.total === rows) return;
    rows = event.total;
    onRows(rows);
  };
  const carried = await carryOutRun(product, run, { reach: reach.value, expectedDigest: null, observe, signal });
  if (carried.kind === "stopped") await handBack(product, queue, run, rows);
}

// The link was usable when the run was started, but minutes may have gone by (M32).
async function endUnreached(
  product: Product,
  run: Run,
  fault: ReachFault | { readonly kind: "other-account" },
): Promise<void> {
  switch (fault.kind) {
    case "not-linked":
    case "link-expired":
    case "link-unreadable":
    case "other-account":
      await endFailed(product, run, { kind: "link-rejected" }, null);
      watchRun(product, run).failed("link-rejected");
      return;
    case "wrong-setting":
      // Nothing that an administrator could put right: the process that let the run wait had it set.
      await endFailed(product, run, { kind: "internal" }, null);
      watchRun(product, run).failed("internal");
      throw new Error(`this worker cannot reach SmartHR: ${fault.setting} is not set as where the run was started`);
  }
}

async function handBack({ db }: Pick<Product, "db">, queue: RunQueue, run: Run, rows: number | null): Promise<void> {
  await db.transaction(async (tx) => {
    if (await handBackRun(tx, run, rows)) await queue.send(tx, [run.id]);
  });
}
