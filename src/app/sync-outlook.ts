import type { Subject } from "../core/run.ts";
import { tenantUrlOf } from "../smarthr/tenant-address.ts";
import type { CompanyId } from "../store/companies.ts";
import { countRoster } from "../store/count-roster.ts";
import type { Queries } from "../store/database.ts";
import { hasReadOptOutValues, lastGoodRead } from "../store/good-reads.ts";
import { findWaitingPlan } from "../store/held-runs.ts";
import { findOpenRun } from "../store/runs.ts";
import { hasStandingRun, lastStandingAccount } from "../store/standing-runs.ts";
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
  /** The SmartHR account that is going to be read; null when there is none, or it cannot be. */
  readonly account: { readonly subdomain: string; readonly url: string } | null;
  /** The account of the last sync of the subject that stands, where it is another one. */
  readonly lastAccount: string | null;
}

/** Looks at what a run of the subject would meet. */
export async function outlookOn(
  product: Product,
  request: { readonly companyId: CompanyId; readonly subject: Subject; readonly administratorEmail: string },
): Promise<SyncOutlook> {
  const { companyId, subject, administratorEmail } = request;
  const { queries } = product.db;
  const openRun = await findOpenRun(queries, companyId);
  const waitingPlan = await findWaitingPlan(queries, companyId, subject);
  const { departments, employees, retired } = await countRoster(queries, companyId);
  const reach = await reachSmartHr(product, companyId, { given: null, administratorEmail });
  const subdomain = reach.ok ? reach.value.subdomain : null;
  const lastAccount = await lastStandingAccount(queries, companyId, subject);
  return {
    firstSync: employees + retired === 0 || !(await hasStandingRun(queries, companyId, "employees")),
    optOutUnused: await isOptOutUnusedSoFar(queries, { companyId, subject, subdomain }),
    rosterDepartments: departments,
    rosterEmployees: employees,
    openRun: openRun && overviewOf(openRun),
    waitingPlan: waitingPlan && overviewOf(waitingPlan),
    account: subdomain === null ? null : { subdomain, url: tenantUrlOf(product.smarthr.apiUrl, subdomain) },
    lastAccount: subdomain === null || lastAccount === subdomain ? null : lastAccount,
  };
}

async function isOptOutUnusedSoFar(
  queries: Queries,
  of: { readonly companyId: CompanyId; readonly subject: Subject; readonly subdomain: string | null },
): Promise<boolean | null> {
  const { companyId, subject, subdomain } = of;
  if (subject === "departments" || subdomain === null) return null;
  if ((await lastGoodRead(queries, { companyId, subject, subdomain })) === null) return null;
  return !(await hasReadOptOutValues(queries, { companyId, subdomain }));
}
