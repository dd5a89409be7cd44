import { type RunSize, runSize } from "../core/run-size.ts";
import { listRunsByTurn } from "../store/next-run.ts";
import type { Product } from "./product.ts";
import type { RunQueue } from "./run-queue.ts";

/** A waiting run, and how long it will be at work. */
export interface SizedRun {
  readonly id: string;
  readonly size: RunSize;
}

/** Whose turn it is: the run that has waited longest of those for which there is a place; null when there is none. */
export async function chooseRun(
  { db, clock }: Pick<Product, "db" | "clock">,
  { sizes, except }: { readonly sizes: readonly RunSize[]; readonly except: ReadonlySet<string> },
): Promise<SizedRun | null> {
  for (const { id, subject, rowsBefore } of await listRunsByTurn(db.queries, clock.now())) {
    const size = runSize(subject, rowsBefore);
    if (sizes.includes(size) && !except.has(id)) return { id, size };
  }
  return null;
}

/** Lets other processes know of a run that still waits, because there was no place for it here. */
export async function passRunOn(
  { db, clock }: Pick<Product, "db" | "clock">,
  queue: RunQueue,
  runId: string,
): Promise<void> {
  await db.transaction(async (tx) => {
    const waiting = await listRunsByTurn(tx, clock.now());
    if (waiting.some(({ id }) => id === runId)) await queue.send(tx, [runId]);
  });
}
