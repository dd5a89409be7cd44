import { fail, ok, type Result } from "../core/result.ts";
import type { Subject } from "../core/run.ts";
import { queueRun } from "../store/background-runs.ts";
import type { CompanyId } from "../store/companies.ts";
import { beginInItsPlace, type PlanWaitingFault } from "./begin-in-its-place.ts";
import { runNamed } from "./observe-run.ts";
import { runOpenFault } from "./perform-run.ts";
import type { Product } from "./product.ts";
import { type ReachFault, reachSmartHr } from "./reach-smarthr.ts";
import { overviewOf, type RunOverview } from "./run-overview.ts";
import type { RunQueue } from "./run-queue.ts";

/** A press of 「SmartHRと同期」 by an administrator, whose link carries the run. */
export interface StartRequest {
  readonly companyId: CompanyId;
  readonly subject: Subject;
  readonly administratorEmail: string;
  /** Whose name the history shows. */
  readonly actor: string;
  /** 「変更内容を確認する」: it is held whatever the guards say. */
  readonly preview?: boolean;
  /** The waiting plan that the administrator knows to be replaced. */
  readonly replaces?: string | null;
}

/** Why no run was started. */
export type StartRunFault = ReachFault | ReturnType<typeof runOpenFault> | PlanWaitingFault;

/** M22: lets a run wait for a worker. However often and wherever it is pressed, one run of the company is open at a time. */
export async function startRun(
  product: Product,
  queue: RunQueue,
  request: StartRequest,
): Promise<Result<RunOverview, StartRunFault>> {
  const { db, clock, newId, observe } = product;
  const { companyId, administratorEmail } = request;
  const reach = await reachSmartHr(product, companyId, { given: null, administratorEmail });
  if (!reach.ok) return reach;
  const { subdomain } = reach.value;
  const queued = await db.transaction(async (tx) => {
    const at = clock.now();
    const made = await beginInItsPlace(tx, { replaces: null, ...request, at }, () =>
      queueRun(tx, { id: newId(), at, subdomain, ...request }),
    );
    if (made.ok) await queue.send(tx, [made.value.id]);
    return made;
  });
  if (!queued.ok) return fail(queued.fault.kind === "run-open" ? runOpenFault(queued.fault.run) : queued.fault);
  queue.wake();
  observe({ kind: "run-queued", ...runNamed(queued.value) });
  return ok(overviewOf(queued.value));
}
