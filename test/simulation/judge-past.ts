import type { Department, RosterEmployee } from "../../src/core/roster.ts";
import type { SyncSettings } from "../../src/core/settings.ts";
import { departmentChange, employeeChange, explainRun } from "./explain-run.ts";
import { differencesOf, judgeHistory } from "./judge-history.ts";
import { isApplied, isOpen, type Violation } from "./law-names.ts";
import { rosterLines } from "./laws.ts";
import type { HistoryRow, Roster, RunRow, Tables } from "./roster-reading.ts";
import type { SmartHrState } from "./simulated-smarthr.ts";

/** Judges a company of which nobody watched each commit: by its history alone, from where it was judged last. */
export interface PastJudge {
  /** What is wrong with what happened since; with `atRest` no run may be open. */
  judge(atRest: boolean): Promise<readonly Violation[]>;
}

export interface PastJudgeOptions {
  readonly tables: Tables;
  readonly settings: SyncSettings;
  /** What SmartHR held, from which moment on. */
  readonly states: () => readonly SmartHrState[];
}

export function createPastJudge({ tables, settings, states }: PastJudgeOptions): PastJudge {
  const judged = new Set<string>();
  const failed = new Set<string>();
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
    const all = states();
    const meanwhile = all.filter(
      ({ fromStep }, index) =>
        fromStep <= (run.at ?? 0) && (all[index + 1]?.fromStep ?? Number.POSITIVE_INFINITY) >= (run.startedAt ?? 0),
    );
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

  return {
    async judge(atRest) {
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
      for (const { id, state, failure } of runs) {
        if (atRest && isOpen(state)) violate("nothing open", `run ${id} is ${state}`);
        if (failure?.kind === "internal" && !failed.has(id)) violate("no defect", `run ${id} failed as internal`);
        if (judged.has(id) && !isApplied(state)) violate("at rest", `run ${id} was applied and is now ${state}`);
        if (failure !== null) failed.add(id);
      }
      const ids = new Set(found.employees.map(({ id }) => id));
      const differences = differencesOf(rosterLines(found, ids), rosterLines(roster, ids));
      if (differences.length > 0) violate("roster", differences.slice(0, 4).join("; "));
      return violations;
    },
  };
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
