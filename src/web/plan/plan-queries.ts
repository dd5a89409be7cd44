import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { getPlannedDepartments, listAddressSuspects, listWaitingPlans } from "../../contract/runs.ts";
import { ask } from "../ask.ts";

export const SUSPECTS_PER_PAGE = 20;

/** Plans come and go by other people's doing, too. */
const LOOK_AGAIN_MS = 10_000;

/** The company's plans that wait for approval. */
export const waitingPlansQuery = queryOptions({
  queryKey: ["waiting-plans"],
  queryFn: ({ signal }) => ask(listWaitingPlans, { signal }),
  refetchInterval: LOOK_AGAIN_MS,
});

/** One page of the people whose address seems to have changed, in that very plan; of a run that was applied where there is no digest. */
export function suspectsQuery(id: string, digest: string | null, page: number) {
  return queryOptions({
    queryKey: ["address-suspects", id, digest, page],
    queryFn: ({ signal }) =>
      ask(listAddressSuspects, { parts: { id }, query: { page, perPage: SUSPECTS_PER_PAGE }, signal }),
    placeholderData: keepPreviousData,
    // A plan of one digest never changes, and is gone as soon as it is approved.
    staleTime: digest === null ? 0 : "static",
  });
}

/** The departments before and after that very plan. */
export function plannedDepartmentsQuery(id: string, digest: string) {
  return queryOptions({
    queryKey: ["planned-departments", id, digest],
    queryFn: ({ signal }) => ask(getPlannedDepartments, { parts: { id }, signal }),
    staleTime: "static",
  });
}
