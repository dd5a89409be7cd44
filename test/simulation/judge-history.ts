import { canonical } from "./explain-run.ts";
import { isApplied, type Law } from "./law-names.ts";
import type { HistoryRow, Roster, RunRow, Tables } from "./roster-reading.ts";

/** A company's past, as its tables tell it. */
export interface PastToJudge {
  readonly tables: Tables;
  readonly runs: readonly RunRow[];
  readonly roster: Roster;
  readonly nameOf: (runId: string) => string;
  readonly violate: (law: Law, text: string) => void;
}

/** Whether history, runs and roster tell the same. */
export async function judgeHistory(past: PastToJudge): Promise<void> {
  const { tables, roster, violate } = past;
  const departments = await tables.departmentHistory();
  const employees = await tables.employeeHistory();
  judgeAuthors(past, [...departments, ...employees]);
  const departmentRows = roster.departments.map((row) => [row.code, canonical(row)] as const);
  judgeReplay(violate, departments, departmentRows);
  const employeeRows = roster.employees.map((row) => [row.id, canonical(row)] as const);
  judgeReplay(violate, employees, employeeRows);
}

function judgeAuthors({ runs, nameOf, violate }: PastToJudge, history: readonly HistoryRow<unknown>[]): void {
  const runById = new Map(runs.map((run) => [run.id, run]));
  const rowsByRun = Map.groupBy(
    history.filter(({ runId }) => runId !== null),
    ({ runId }) => runId as string,
  );
  for (const [runId, rows] of rowsByRun) {
    const run = runById.get(runId);
    if (run === undefined || !isApplied(run.state)) {
      violate(
        "exactly once",
        `${nameOf(runId)} is ${run?.state ?? "not there"}, and ${rows.length} rows of history name it`,
      );
    }
    if (new Set(rows.map(({ key }) => key)).size < rows.length) {
      violate("exactly once", `${nameOf(runId)} changed one row twice`);
    }
  }
  for (const { id, state, counts } of runs) {
    if (!isApplied(state) || counts === null) continue;
    const rows = rowsByRun.get(id)?.length ?? 0;
    const changes = counts.create + counts.update + (counts.delete ?? 0);
    if (rows !== changes) {
      violate("exactly once", `${nameOf(id)} counts ${changes} changes, history ${rows}`);
    }
  }
}

function judgeReplay(
  violate: PastToJudge["violate"],
  history: readonly HistoryRow<unknown>[],
  rosterRows: readonly (readonly [key: string, text: string])[],
): void {
  const replayed = new Map<string, string>();
  for (const [key, versions] of Map.groupBy(history, (entry) => entry.key)) {
    for (const [index, { version, deleted, row }] of versions.entries()) {
      if (version !== index + 1) {
        violate("history", `row ${key} has version ${version} where ${index + 1} is expected`);
        break;
      }
      if (deleted) {
        if (replayed.get(key) !== canonical(former(row)))
          violate("history", `row ${key} was deleted in another state than its last`);
        replayed.delete(key);
      } else replayed.set(key, canonical(row));
    }
  }
  const found = rosterRows.map(([key, text]) => `${key} ${text}`);
  const expected = [...replayed].map(([key, text]) => `${key} ${text}`);
  const differences = differencesOf(found, expected);
  if (differences.length > 0) {
    violate("history", `replayed, it is not the roster:\n      ${differences.slice(0, 4).join("\n      ")}`);
  }
}

// The row of a deletion is the state that was deleted, one version on.
function former(row: unknown): unknown {
  if (typeof row !== "object" || row === null || !("version" in row)) return row;
  return { ...row, version: Number(row.version) - 1 };
}

/** Lines that are only on one side. */
export function differencesOf(found: readonly string[], expected: readonly string[]): string[] {
  const rest = new Map<string, number>();
  for (const line of expected) rest.set(line, (rest.get(line) ?? 0) + 1);
  const more: string[] = [];
  for (const line of found) {
    const count = rest.get(line) ?? 0;
    if (count > 0) rest.set(line, count - 1);
    else more.push(`found    ${line}`);
  }
  const less = [...rest].flatMap(([line, count]) => (count > 0 ? [`expected ${line}`] : []));
  return [...more, ...less];
}
