import { fail, ok, type Result } from "../core/result.ts";
import type { CompanyId } from "../store/companies.ts";
import { findRunSummary } from "../store/runs.ts";
import type { RunOpenFault } from "./begin-in-its-place.ts";
import { carryOutRun, openRunNow, reportOfCarried } from "./perform-run.ts";
import type { Product } from "./product.ts";
import type { Reach } from "./reach-smarthr.ts";
import { overviewOf, type RunOverview } from "./run-overview.ts";
import type { RunReport } from "./run-report.ts";

/** One person to be synced now, exactly as they were seen. */
export interface PersonSyncRequest {
  readonly companyId: CompanyId;
  readonly crewId: string;
  readonly reach: Reach;
  /** Whose name the history shows. */
  readonly actor: string;
  /** The seal that the explanation gave. */
  readonly digest: string;
  /** That another person stands behind the address now was seen and is wanted. */
  readonly differentPersonSeen: boolean;
  readonly signal: AbortSignal;
}

/** Syncs this one person from SmartHR and nobody else; a plan of everybody that waits goes on waiting. */
export async function syncPerson(
  product: Pick<Product, "db" | "clock" | "newId" | "smarthr" | "observe">,
  { companyId, crewId, reach, actor, digest, differentPersonSeen, signal }: PersonSyncRequest,
): Promise<Result<RunReport, RunOpenFault>> {
  const begun = { companyId, subject: "employees", actor, subdomain: reach.subdomain } as const;
  const opened = await openRunNow(
    product,
    signal,
    { ...begun, onlyCrewId: crewId, approvedDigest: digest },
    { wasSeen: true },
  );
  if (!opened.ok) {
    if (opened.fault.kind === "run-open") return fail(opened.fault);
    throw new Error("one person's run was about to take the place of a plan that waits");
  }
  const run = opened.value;
  const work = {
    reachNow: async () => ok(reach),
    expectedDigest: digest,
    differentPersonSeen,
    observe: () => {},
    signal,
  };
  return ok(await reportOfCarried(product, run, await carryOutRun(product, run, work)));
}

/** The same for a screen, which shows the run as lists do. */
export async function syncPersonShown(
  product: Pick<Product, "db" | "clock" | "newId" | "smarthr" | "observe">,
  request: PersonSyncRequest,
): Promise<Result<RunOverview, RunOpenFault>> {
  const synced = await syncPerson(product, request);
  if (!synced.ok) return synced;
  const { runId } = synced.value.summary;
  const run = runId === null ? null : await findRunSummary(product.db.queries, request.companyId, runId);
  if (run === null) throw new Error("one person's run is not there at its end");
  return ok(overviewOf(run));
}
