import type { CompanyId } from "../store/companies.ts";
import { countRoster, type RosterSize } from "../store/count-roster.ts";
import { askTablesFirst, keepEmployeeIndex } from "../store/current-employee-index.ts";
import { findLastRuns, findOpenRun } from "../store/runs.ts";
import { hasStandingRun } from "../store/standing-runs.ts";
import { type LinkState, linkStateOf } from "./link-state.ts";
import type { Product } from "./product.ts";
import { overviewOf, type RunOverview } from "./run-overview.ts";

/** How things stand in a company, and with the link of whoever asks. */
export interface Overview extends RosterSize {
  readonly link: LinkState;
  readonly openRun: RunOverview | null;
  readonly lastRuns: readonly RunOverview[];
  readonly synced: { readonly departments: boolean; readonly employees: boolean };
}

/** What ホーム shows. Whoever looks at it is likely to ask for employees next, who are read into memory meanwhile. */
export async function showOverview(
  product: Pick<Product, "db" | "clock">,
  companyId: CompanyId,
  administratorEmail: string,
): Promise<Overview> {
  const { queries } = product.db;
  const size = await askTablesFirst(product.db, () => countRoster(queries, companyId));
  const link = await linkStateOf(product, companyId, administratorEmail);
  const openRun = await findOpenRun(queries, companyId);
  const lastRuns = await findLastRuns(queries, companyId);
  const synced = {
    departments: await hasStandingRun(queries, companyId, "departments"),
    employees: await hasStandingRun(queries, companyId, "employees"),
  };
  keepEmployeeIndex(product.db, companyId);
  return {
    ...size,
    link,
    openRun: openRun && overviewOf(openRun),
    lastRuns: lastRuns.map(overviewOf),
    synced,
  };
}
