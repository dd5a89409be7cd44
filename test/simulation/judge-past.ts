import type { Instant } from "../../src/core/calendar.ts";
import type { Department, RosterEmployee } from "../../src/core/roster.ts";
import type { SyncSettings } from "../../src/core/settings.ts";
import { canonical, departmentChange, employeeChange, explainRun } from "./explain-run.ts";
import { differencesOf, judgeHistory } from "./judge-history.ts";
import { isApplied, isOpen, isOver, type Violation } from "./law-names.ts";
import { rosterLines } from "./laws.ts";
import type { HistoryRow, Roster, RunRow, Tables } from "./roster-reading.ts";
import type { SmartHrState } from "./smarthr-state.ts";

/** Judges a company of which nobody watched each commit: by its history alone, from where it was judged last. */
export interface PastJudge {
  /** What is wrong with what happened since, as these tables tell it; with `atRest` no run may be open. */
  judge(tables: Tables, atRest: boolean): Promise<readonly Violation[]>;
}

export interface PastJudgeOptions {
  readonly settings: SyncSettings;
  /** What SmartHR held at any time between two moments, these included. */
  readonly statesBetween: (from: Instant, to: Instant) => readonly SmartHrState[];
}

export function createPastJudge({ settings, statesBetween }: PastJudgeOptions): PastJudge {
  const judged = new Set<string>();
  const endedAs = new Map<string, string>();
  let roster: Roster = { departments: [], employees: [] };

  async function judgeRun(run: RunRow, history: History): Promise<readonly Violation[]> {
    const departments = history.departments.filter(({ runId }) => runId === run.id);
    const employees = history.employees.filter(({ runId }) => runId === run.id);
    const known = new Set(roster.departments.map(({ code }) => code));
    const knownIds = new Set(roster.employees.map(({ id }) => id));
    const changes = [
      ...departments.map(({ row }) =>
        departmentChange({ kind: known.has(row.code) ? "update" : "create", after: row }),
      ),
      ...employees.map(({ key, row }) =>
        employeeChange(
          !knownIds.has(key) ? { kind: "create", after: row } : { kind: "update", before: { id: key }, after: row },
        ),
      ),
    ];
    const found = [...run.skips, ...run.rejections].map(({ row }) => row.crewId ?? row.departmentId ?? "");
    const namedIds = [...found, ...employees.map(({ row }) => row.crewId ?? "")];
    // A plan that waited was read before its run began anew.
    const since = run.heldAt === null ? run.startedAt : run.requestedAt;
    const meanwhile = statesBetween(since ?? 0, run.at ?? 0);
    const before = roster;
    const explanation = explainRun({ run, changes, namedIds }, { states: meanwhile, before, settings });
    roster = after(before, departments, employees);
    const name = `run ${run.id} (${run.subject})`;
    if (explanation.kind === "no-moment") return [{ law: "one moment", text: `${name}: ${explanation.detail}` }];
    if (explanation.kind === "no-plan") return [{ law: "planned", text: `${name}: ${explanation.detail}` }];
    const ids = new Set(before.employees.map(({ id }) => id));
    const differences = differencesOf(rosterLines(roster, ids), rosterLines(explanation.after, ids));
    return differences.length > 0 ? [{ law: "roster", text: `${name}: ${differences.slice(0, 4).join("; ")}` }] : [];
  }

  function judgeEnd(run: RunRow, atRest: boolean, violate: (law: Violation["law"], text: string) => void): void {
    const { id, state, failure } = run;
    const before = endedAs.get(id);
    if (before === undefined && !isOver(state)) {
      // A plan that waits is nobody's work: whoever would approve it has gone.
      if (atRest && isOpen(state)) violate("nothing open", `run ${id} is ${state}`);
      return;
    }
    const now = canonical(run);
    if (before === undefined) {
      endedAs.set(id, now);
      if (failure?.kind === "internal") violate("no defect", `run ${id} failed as internal`);
    } else if (before !== now) violate("at rest", `run ${id} had ended, and is another since:\n  ${before}\n  ${now}`);
  }

  return {
    async judge(tables, atRest) {
      const violations: Violation[] = [];
      const runs = await tables.runs();
      const found = await tables.roster();
      const history = { departments: await tables.departmentHistory(), employees: await tables.employeeHistory() };
      const nameOf = (id: string) => `run ${id}`;
      const violate = (law: Violation["law"], text: string) => void violations.push({ law, text });
      await judgeHistory({ tables, runs, roster: found, nameOf, violate });
      const ended = runs.filter(({ id, state }) => isApplied(state) && !judged.has(id));
      for (const run of ended.toSorted((one, other) => (one.at ?? 0) - (other.at ?? 0))) {
        judged.add(run.id);
        violations.push(...(await judgeRun(run, history)));
      }
      for (const run of runs) judgeEnd(run, atRest, violate);
      judgeTurns(runs, violate);
      const ids = new Set(found.employees.map(({ id }) => id));
      const differences = differencesOf(rosterLines(found, ids), rosterLines(roster, ids));
      if (differences.length > 0) violate("roster", differences.slice(0, 4).join("; "));
      return violations;
    },
  };
}

/** One run of a company is open at a time. */
function judgeTurns(runs: readonly RunRow[], violate: (law: Violation["law"], text: string) => void): void {
  const open = runs.filter(({ state }) => isOpen(state));
  if (open.length > 1) violate("one start", `${open.map(({ id }) => id).join(" and ")} are open at the same time`);
  // One that waited for approval was at work before and after, and others meanwhile.
  const begun = runs.filter(({ startedAt, heldAt }) => startedAt !== null && heldAt === null);
  const inOrder = begun.toSorted((one, other) => (one.startedAt ?? 0) - (other.startedAt ?? 0));
  for (const [index, { id, startedAt }] of inOrder.entries()) {
    const before = inOrder[index - 1];
    const isOver = before === undefined || (before.at ?? Number.POSITIVE_INFINITY) <= (startedAt ?? 0);
    if (!isOver) violate("one start", `run ${id} was taken up before ${before.id} had ended`);
  }
}

interface History {
  readonly departments: readonly HistoryRow<Department>[];
  readonly employees: readonly HistoryRow<RosterEmployee>[];
}

function after(before: Roster, departments: History["departments"], employees: History["employees"]): Roster {
  const byCode = new Map(before.departments.map((row) => [row.code, row]));
  for (const { row } of departments) byCode.set(row.code, row);
  const byId = new Map(before.employees.map((row) => [row.id, row]));
  for (const { row } of employees) byId.set(row.id, row);
  return { departments: [...byCode.values()], employees: [...byId.values()] };
}
