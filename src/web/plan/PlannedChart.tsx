import { useQuery } from "@tanstack/react-query";
import { Waited } from "../frame/Waited.tsx";
import { useMe } from "../session/me-query.ts";
import { PlannedChartView } from "./PlannedChartView.tsx";
import { plannedDepartmentsQuery } from "./plan-queries.ts";

/** The organisation chart before and after a plan that waits. */
export function PlannedChart({ runId, digest }: { readonly runId: string; readonly digest: string }) {
  const { company } = useMe();
  const query = useQuery(plannedDepartmentsQuery(runId, digest));
  return (
    <Waited query={query}>
      {({ before, after }) => <PlannedChartView before={before} after={after} companyName={company.name} />}
    </Waited>
  );
}
