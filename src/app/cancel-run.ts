import { fail, ok, type Result } from "../core/result.ts";
import * as store from "../store/background-runs.ts";
import type { CompanyId } from "../store/companies.ts";
import { findRunSummary } from "../store/runs.ts";
import { runNamed } from "./observe-run.ts";
import type { Product } from "./product.ts";
import { overviewOf, type RunOverview } from "./run-overview.ts";

/** Stops a run that has applied nothing yet: the row is closed here, and whoever carries it finds so before, or in, the one transaction that would apply it. */
export async function cancelRun(
  { db, clock, observe }: Pick<Product, "db" | "clock" | "observe">,
  companyId: CompanyId,
  runId: string,
  by: string,
): Promise<Result<RunOverview, { readonly kind: "not-found" | "run-ended" }>> {
  const run = await findRunSummary(db.queries, companyId, runId);
  if (run === null) return fail({ kind: "not-found" });
  const cancelled = await store.cancelRun(db.queries, { companyId, id: run.id, at: clock.now(), by });
  if (cancelled === null) return fail({ kind: "run-ended" });
  observe({ kind: "run-cancelled", ...runNamed(cancelled) });
  return ok(overviewOf(cancelled));
}
