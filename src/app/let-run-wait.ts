import { fail, ok, type Result } from "../core/result.ts";
import { queueRun } from "../store/background-runs.ts";
import type { NewRun } from "../store/runs.ts";
import { beginFault, beginInItsPlace, type PlanWaitingFault, type RunOpenFault } from "./begin-in-its-place.ts";
import { runNamed } from "./observe-run.ts";
import type { Product } from "./product.ts";
import { overviewOf, type RunOverview } from "./run-overview.ts";
import type { RunQueue } from "./run-queue.ts";

/**
 * Makes a run that waits for a worker, in the place of the subject's plan that waits if whoever starts it names that plan. However often
 * and wherever it is asked for, one run of the company is open at a time.
 */
export async function letRunWait(
  { db, clock, newId, observe }: Pick<Product, "db" | "clock" | "newId" | "observe">,
  queue: RunQueue,
  start: Omit<NewRun, "id" | "at"> & {
    readonly administratorEmail: string;
    /** The waiting plan that the administrator knows to be replaced. */
    readonly replaces: string | null;
  },
): Promise<Result<RunOverview, RunOpenFault | PlanWaitingFault>> {
  const queued = await db.transaction(async (tx) => {
    const at = clock.now();
    const made = await beginInItsPlace(tx, { ...start, at }, () => queueRun(tx, { ...start, id: newId(), at }));
    if (made.ok) await queue.send(tx, [made.value.id]);
    return made;
  });
  if (!queued.ok) return fail(beginFault(queued.fault));
  queue.wake();
  observe({ kind: "run-queued", ...runNamed(queued.value) });
  return ok(overviewOf(queued.value));
}
