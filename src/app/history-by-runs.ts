import type { RunKind } from "../core/run.ts";
import type { CompanyId } from "../store/companies.ts";
import type { Queries } from "../store/database.ts";
import type { HistoryEntry } from "../store/history.ts";
import { readRunKinds } from "../store/runs.ts";

/** One change of one row, with what the run that made it was for. */
export interface ToldEntry<Change> extends HistoryEntry<Change> {
  /** Null for what was done by hand. */
  readonly runKind: RunKind | null;
}

/** What became of a row, each change with what its run was for, newest first. */
export async function historyByRuns<Change>(
  queries: Queries,
  companyId: CompanyId,
  oldestFirst: readonly HistoryEntry<Change>[],
): Promise<readonly ToldEntry<Change>[]> {
  const runIds = new Set(oldestFirst.flatMap(({ runId }) => (runId === null ? [] : [runId])));
  const kinds = await readRunKinds(queries, companyId, [...runIds]);
  return oldestFirst.map((entry) => ({ ...entry, runKind: kinds.get(entry.runId ?? "") ?? null })).toReversed();
}
