import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { getRun, getSyncOutlook, listRunChanges, listRunFindings, listRuns } from "../../contract/runs.ts";
import type { Subject } from "../../core/run.ts";
import { ask } from "../ask.ts";
import type { ChangesFilter, RunTab } from "./run-search.ts";
import { isHeld, isOpen } from "./run-state.ts";

export const RUNS_PER_PAGE = 50;
export const ROWS_PER_PAGE = 50;

/** Somebody watches: each second while something is under way, never when nothing is. */
export const WHILE_OPEN_MS = 1_000;

/** A plan waits for people: somebody else may approve it meanwhile. */
const WHILE_HELD_MS = 10_000;

/** One page of 処理一覧; it keeps itself up to date while a run on it is open. */
export function runsQuery(page: number, perPage = RUNS_PER_PAGE) {
  return queryOptions({
    queryKey: ["runs", page, perPage],
    queryFn: ({ signal }) => ask(listRuns, { query: { page, perPage }, signal }),
    refetchInterval: ({ state: { data } }) => {
      if (data?.runs.some(isOpen)) return WHILE_OPEN_MS;
      return data?.runs.some(isHeld) ? WHILE_HELD_MS : false;
    },
    placeholderData: keepPreviousData,
  });
}

/** One run; it keeps itself up to date while it is open. */
export function runQuery(id: string) {
  return queryOptions({
    queryKey: ["run", id],
    queryFn: ({ signal }) => ask(getRun, { parts: { id }, signal }),
    refetchInterval: ({ state: { data } }) => {
      if (data && isOpen(data)) return WHILE_OPEN_MS;
      return data && isHeld(data) ? WHILE_HELD_MS : false;
    },
  });
}

/** One page of the rows that a run left out or found worth a look; `version` tells a plan from the one that was made in its place. */
export function findingsQuery(id: string, category: Exclude<RunTab, "change">, page: number, version: string) {
  return queryOptions({
    queryKey: ["run-findings", id, version, category, page],
    queryFn: ({ signal }) =>
      ask(listRunFindings, { parts: { id }, query: { category, page, perPage: ROWS_PER_PAGE }, signal }),
    placeholderData: keepPreviousData,
  });
}

/** One page of what a run changed, or is going to change. */
export function changesQuery(id: string, filter: ChangesFilter, page: number, version: string) {
  return queryOptions({
    queryKey: ["run-changes", id, version, filter, page],
    queryFn: ({ signal }) =>
      ask(listRunChanges, {
        parts: { id },
        query: { page, perPage: ROWS_PER_PAGE, ...filter },
        signal,
      }),
    placeholderData: keepPreviousData,
  });
}

/** What the sync dialog says: asked anew each time it opens, and followed while another run stands in the way. */
export function outlookQuery(subject: Subject) {
  return queryOptions({
    queryKey: ["sync-outlook", subject],
    queryFn: ({ signal }) => ask(getSyncOutlook, { query: { subject }, signal }),
    refetchInterval: ({ state }) => (state.data?.openRun ? WHILE_OPEN_MS : false),
    staleTime: 0,
    gcTime: 0,
  });
}
