import type { Subject } from "../core/run.ts";
import type { CompanyId } from "../store/companies.ts";
import { countRoster } from "../store/count-roster.ts";
import { hasReadOptOutValues, lastGoodRead } from "../store/good-reads.ts";
import { findWaitingPlan } from "../store/held-runs.ts";
import { findOpenRun } from "../store/runs.ts";
import { hasStandingRun } from "../store/standing-runs.ts";
import type { Product } from "./product.ts";
import { reachSmartHr } from "./reach-smarthr.ts";
import { overviewOf, type RunOverview } from "./run-overview.ts";

/** What there is to know before a run is started. */
export interface SyncOutlook {
  /** M33, M27: whoever syncs people now makes them all: they were never synced, or what syncs made was taken back or deleted. */
  readonly firstSync: boolean;
  /** M27: nobody has ever chosen anything in the opt-out field of the administrator's SmartHR account; null when it was never read. */
  readonly optOutUnused: boolean | null;
  readonly rosterDepartments: number;
  readonly rosterEmployees: number;
  readonly openRun: RunOverview | null;
  /** The plan of the subject that waits for approval: a start takes its place. */
  readonly waitingPlan: RunOverview | null;
}

/** Looks at what a run of the subject would meet. */
export async function outlookOn(
  product: Product,
  request: { readonly companyId: CompanyId; readonly subject: Subject; readonly administratorEmail: string },
): Promise<SyncOutlook> {
  const { companyId, subject } = request;
  const { queries } = product.db;
  const openRun = await findOpenRun(queries, companyId);
  const waitingPlan = await findWaitingPlan(queries, companyId, subject);
  const { departments, employees, retired } = await countRoster(queries, companyId);
  return {
    firstSync: employees + retired === 0 || !(await hasStandingRun(queries, companyId, "employees")),
    optOutUnused: await isOptOutUnusedSoFar(product, request),
    rosterDepartments: departments,
    rosterEmployees: employees,
    openRun: openRun && overviewOf(openRun),
    waitingPlan: waitingPlan && overviewOf(waitingPlan),
  };
}

async function isOptOutUnusedSoFar(
  product: Product,
  { companyId, subject, administratorEmail }: Parameters<typeof outlookOn>[1],
): Promise<boolean | null> {
  if (subject === "departments") return null;
  const reach = await reachSmartHr(product, companyId, { given: null, administratorEmail });
  if (!reach.ok) return null;
  const { subdomain } = reach.value;
  if ((await lastGoodRead(product.db.queries, { companyId, subject, subdomain })) === null) return null;
  return !(await hasReadOptOutValues(product.db.queries, { companyId, subdomain }));
}
