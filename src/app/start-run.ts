import type { Result } from "../core/result.ts";
import type { Subject } from "../core/run.ts";
import type { CompanyId } from "../store/companies.ts";
import type { PlanWaitingFault, RunOpenFault } from "./begin-in-its-place.ts";
import { letRunWait } from "./let-run-wait.ts";
import type { Product } from "./product.ts";
import { type ReachFault, reachSmartHr } from "./reach-smarthr.ts";
import type { RunOverview } from "./run-overview.ts";
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
export type StartRunFault = ReachFault | RunOpenFault | PlanWaitingFault;

/** M22: lets a run wait for a worker, by the link of whoever presses. */
export async function startRun(
  product: Product,
  queue: RunQueue,
  request: StartRequest,
): Promise<Result<RunOverview, StartRunFault>> {
  const { companyId, administratorEmail } = request;
  const reach = await reachSmartHr(product, companyId, { given: null, administratorEmail });
  if (!reach.ok) return reach;
  return letRunWait(product, queue, { replaces: null, ...request, subdomain: reach.value.subdomain });
}
