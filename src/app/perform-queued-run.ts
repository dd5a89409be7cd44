import { fail, type Result } from "../core/result.ts";
import type { RunFailure } from "../core/run.ts";
import { claimRun, handBackRun } from "../store/background-runs.ts";
import type { Run } from "../store/runs.ts";
import { LEASE_MS } from "./keep-run-alive.ts";
import { carryOutRun } from "./perform-run.ts";
import type { Product } from "./product.ts";
import { type Reach, reachSmartHr } from "./reach-smarthr.ts";
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
  const work = { reachNow: () => reachFor(product, run), expectedDigest: null, observe, signal };
  const carried = await carryOutRun(product, run, work);
  if (carried.kind === "stopped") await handBack(product, queue, run, rows);
}

// The link was usable when the run was started, but minutes may have gone by (M32).
async function reachFor(product: Product, run: Run): Promise<Result<Reach, RunFailure>> {
  const reach = await reachSmartHr(product, run.companyId, { given: null, administratorEmail: run.administratorEmail });
  // Linked anew to another SmartHR account: not the one that the administrator saw when they pressed the button.
  if (reach.ok) return reach.value.subdomain === run.subdomain ? reach : fail({ kind: "link-rejected" });
  switch (reach.fault.kind) {
    case "not-linked":
    case "link-expired":
    case "link-unreadable":
      return fail({ kind: "link-rejected" });
    case "wrong-setting":
      // Nothing that an administrator could put right: the process that let the run wait had it set.
      throw new Error(
        `this worker cannot reach SmartHR: ${reach.fault.setting} is not set as where the run was started`,
      );
  }
}

async function handBack({ db }: Pick<Product, "db">, queue: RunQueue, run: Run, rows: number | null): Promise<void> {
  await db.transaction(async (tx) => {
    if (await handBackRun(tx, run, rows)) await queue.send(tx, [run.id]);
  });
}
