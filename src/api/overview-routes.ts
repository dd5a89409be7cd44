import { showOverview } from "../app/show-overview.ts";
import { getOverview } from "../contract/overview.ts";
import { ok } from "../core/result.ts";
import type { AddRoutes } from "./api-parts.ts";
import { serve } from "./serve-endpoint.ts";

/** ホーム. */
export const addOverviewRoutes: AddRoutes = (routes, { product }) => {
  serve(routes, getOverview, async ({ session: { companyId, email } }) => {
    const { lastRuns, ...overview } = await showOverview(product, companyId, email);
    return ok({ ...overview, lastRuns: [...lastRuns] });
  });
};
