import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { getOptOuts, listRestoredPeople, type Restoration } from "../../contract/opt-outs.ts";
import { ask } from "../ask.ts";
import { WHILE_OPEN_MS } from "../runs/run-queries.ts";
import type { OptOutsAddress } from "./opt-outs-address.ts";

export const PEOPLE_PER_PAGE = 50;

export const OPT_OUTS_KEY = ["opt-outs"] as const;

/** Whether it waits or is under way. */
export function isAtWork(restoration: Restoration | null): boolean {
  return restoration !== null && restoration.finishedAt === null;
}

/** Who was opted out; it keeps itself up to date while people are written back. */
export function optOutsQuery({ search = "", page = 1 }: OptOutsAddress) {
  return queryOptions({
    queryKey: [...OPT_OUTS_KEY, search, page],
    queryFn: ({ signal }) => ask(getOptOuts, { query: { search, page, perPage: PEOPLE_PER_PAGE }, signal }),
    refetchInterval: ({ state: { data } }) => (data && isAtWork(data.restoration) ? WHILE_OPEN_MS : false),
    placeholderData: keepPreviousData,
    staleTime: 0,
  });
}

/** What became of the people of one restoration; asked anew when it has ended. */
export function restoredPeopleQuery({ id, finishedAt }: Restoration, { outcome, resultPage = 1 }: OptOutsAddress) {
  return queryOptions({
    queryKey: ["restored-people", id, finishedAt, outcome ?? null, resultPage],
    queryFn: ({ signal }) =>
      ask(listRestoredPeople, { query: { outcome, page: resultPage, perPage: PEOPLE_PER_PAGE }, signal }),
    placeholderData: keepPreviousData,
  });
}
