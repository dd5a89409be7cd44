import { emailKey } from "../../src/core/email.ts";
import { EMPLOYEE_FIELDS, type RosterEmployee } from "../../src/core/roster.ts";
import { changeCountOf } from "../../src/core/run.ts";
import type { SyncSettings } from "../../src/core/settings.ts";
import { canonical, departmentChange, explainRun } from "./explain-run.ts";
import { differencesOf, judgeHistory } from "./judge-history.ts";
import { type KeptPlan, keptPlan, rosterAfterPlan, writtenTexts } from "./kept-plan.ts";
import { isApplied, isOver, type Law, type Violation } from "./law-names.ts";
import type { HistoryRow, Roster, RunRow, Tables } from "./roster-reading.ts";
import type { SmartHrState } from "./smarthr-state.ts";

/** Somebody's edit of the roster that is under way. */
export interface HandEdit {
  readonly name: string;
  readonly apply: (roster: Roster) => Roster;
  written: boolean;
}

/** Judges one company as its story goes on. */
export interface Judge {
  /** After each commit that may have written the roster. */
  rosterWritten(): Promise<void>;
  /** What the hand of the product's only editor is about to do; null when it has done it. */
  handEdit(edit: HandEdit | null): void;
  /** A worker has been given the run: from now on it may be read. */
  taken(runId: string): void;
  /** Somebody is about to want exactly that plan. */
  approved(runId: string, digest: string): void;
  roster(): Roster;
  atEnd(): Promise<void>;
  readonly violations: readonly Violation[];
  violate(law: Law, text: string): void;
}

export interface JudgeOptions {
  readonly tables: Tables;
  readonly settings: SyncSettings;
  readonly states: () => readonly SmartHrState[];
  readonly stepCount: () => number;
  /** How a run is called in texts. */
  readonly nameOf: (runId: string) => string;
}

export function createJudge({ tables, settings, states, stepCount, nameOf }: JudgeOptions): Judge {
  const violations: Violation[] = [];
  const takenAtStep = new Map<string, number>();
  const applied = new Set<string>();
  const kept = new Map<string, KeptPlan>();
  const approvals = new Set<string>();
  let roster: Roster = { departments: [], employees: [] };
  let edit: HandEdit | null = null;

  function violate(law: Law, text: string): void {
    violations.push({ law, text });
  }

  async function judgeRun(run: RunRow, found: Roster): Promise<void> {
    if (run.undoOf !== null && run.counts !== null && changeCountOf(run.counts) === 0) {
      // Nothing was left to be taken back: it asks nobody, and writes nothing.
      return compareRosters(found, roster, `after ${nameOf(run.id)}`);
    }
    const mustBeSeen = run.preview || run.undoOf !== null || run.tripped || run.heldAt !== null;
    if (mustBeSeen || run.approvedDigest !== null) return judgeApproved(run, found);
    const after = explained(run, await changesOf(run, roster));
    if (after !== null) compareRosters(found, after, `after ${nameOf(run.id)}`);
  }

  async function judgePlan(run: RunRow): Promise<void> {
    const plan = keptPlan(run, await tables.plannedRows(run.id));
    kept.set(run.id, plan);
    // An undo reads nothing of SmartHR.
    if (run.undoOf !== null) return;
    const crewIds = plan.rows.flatMap((change) =>
      change.kind !== "delete" && "crewId" in change.after ? [change.after.crewId ?? ""] : [],
    );
    explained({ ...run, at: run.heldAt }, { texts: plan.texts, crewIds });
  }

  async function judgeApproved(run: RunRow, found: Roster): Promise<void> {
    const plan = kept.get(run.id);
    const { approvedDigest } = run;
    if (plan === undefined || approvedDigest === null || !approvals.has(`${run.id} ${approvedDigest}`)) {
      return violate("sealed", `${nameOf(run.id)} was applied, and nobody wanted its plan`);
    }
    const written = (await changesOf(run, roster)).texts;
    const differences = differencesOf(written, plan.texts);
    if (plan.digest !== approvedDigest) differences.push(`approved ${approvedDigest}, kept ${plan.digest}`);
    if (plan.counts !== canonical(run.counts)) differences.push(`counts ${canonical(run.counts)}, seen ${plan.counts}`);
    if (differences.length > 0) {
      violate("sealed", `${nameOf(run.id)}:\n      ${differences.slice(0, 4).join("\n      ")}`);
    }
    compareRosters(found, rosterAfterPlan(roster, found, plan, run), `after ${nameOf(run.id)}`);
  }

  /** The roster that the plan of what could have been read leads to; null, and said, when there is none. */
  function explained(run: RunRow, { texts, crewIds }: { texts: readonly string[]; crewIds: readonly string[] }) {
    const since = takenAtStep.get(run.id) ?? 0;
    const known = states();
    const meanwhile = known.filter((_, index) => endOf(known, index) >= since);
    const named = [...run.skips, ...run.rejections].map(({ row }) => row.crewId ?? row.departmentId ?? "");
    const explanation = explainRun(
      { run, changes: texts, namedIds: [...named, ...crewIds] },
      { states: meanwhile, before: roster, settings },
    );
    switch (explanation.kind) {
      case "explained":
        return explanation.after;
      case "no-moment":
        violate("one moment", `${nameOf(run.id)}: ${explanation.detail}`);
        return null;
      case "no-plan":
        violate("planned", `${nameOf(run.id)}:\n      ${explanation.detail}`);
        return null;
    }
  }

  async function historyOf<Row>(run: RunRow, history: Promise<readonly HistoryRow<Row>[]>) {
    return (await history).filter(({ runId }) => runId === run.id);
  }

  async function changesOf(run: RunRow, before: Roster): Promise<{ texts: readonly string[]; crewIds: string[] }> {
    if (run.subject === "departments") {
      return { texts: writtenTexts(await historyOf(run, tables.departmentHistory()), before), crewIds: [] };
    }
    const made = await historyOf(run, tables.employeeHistory());
    return { texts: writtenTexts(made, before), crewIds: made.map(({ row }) => row.crewId ?? "") };
  }

  function compareRosters(found: Roster, expected: Roster, when: string): void {
    const known = new Set(roster.employees.map(({ id }) => id));
    const differences = differencesOf(rosterLines(found, known), rosterLines(expected, known));
    if (differences.length > 0) violate("roster", `${when}:\n      ${differences.slice(0, 6).join("\n      ")}`);
  }

  async function rosterWritten(): Promise<void> {
    const found = await tables.roster();
    const runs = await tables.runs();
    for (const run of runs.filter(({ state }) => state === "awaiting-approval")) {
      if (kept.get(run.id)?.digest !== run.digest) await judgePlan(run);
    }
    const ended = runs.filter(({ id, state }) => isApplied(state) && !applied.has(id));
    if (ended.length > 1) violate("exactly once", `one transaction closed ${ended.length} runs`);
    for (const run of ended) {
      applied.add(run.id);
      await judgeRun(run, found);
    }
    if (ended.length === 0) judgeHand(found);
    roster = found;
  }

  function judgeHand(found: Roster): void {
    const known = new Set(roster.employees.map(({ id }) => id));
    if (differencesOf(rosterLines(found, known), rosterLines(roster, known)).length === 0) return;
    if (edit === null) {
      violate("roster", "it changed, though nobody applied a run or edited it by hand");
      return;
    }
    if (edit.written) violate("roster", `${edit.name} was written twice`);
    compareRosters(found, edit.apply(roster), `after ${edit.name}`);
    edit.written = true;
  }

  async function atEnd(): Promise<void> {
    const found = await tables.roster();
    compareRosters(found, roster, "at the end");
    const runs = await tables.runs();
    for (const run of runs) {
      if (!isOver(run.state)) violate("nothing open", `${nameOf(run.id)} is ${run.state}`);
      if (applied.has(run.id) && !isApplied(run.state)) {
        violate("at rest", `${nameOf(run.id)} was applied and is now ${run.state}`);
      }
      if (!applied.has(run.id) && isApplied(run.state)) {
        violate("at rest", `${nameOf(run.id)} is ${run.state}, but no transaction under the roster's lock closed it`);
      }
    }
    await judgeHistory({ tables, runs, roster: found, nameOf, violate });
  }

  return {
    rosterWritten,
    handEdit(next) {
      edit = next;
    },
    taken(runId) {
      takenAtStep.set(runId, stepCount());
    },
    approved(runId, digest) {
      approvals.add(`${runId} ${digest}`);
    },
    roster: () => roster,
    atEnd,
    violations,
    violate,
  };
}

// The states of one step hold together, until the next step with a state.
function endOf(states: readonly SmartHrState[], index: number): number {
  const from = states[index]?.fromStep ?? 0;
  return states.slice(index).find(({ fromStep }) => fromStep > from)?.fromStep ?? Number.POSITIVE_INFINITY;
}

/** The roster, line by line. */
export function rosterLines({ departments, employees }: Roster, knownIds: ReadonlySet<string>): string[] {
  return [
    ...departments.map((row) => `department ${departmentChange({ kind: "update", after: row })}`),
    ...employees.map((row) => `employee ${employeeLine(row, knownIds)}`),
  ];
}

// Whoever is new has an id that nobody can foretell.
function employeeLine(row: RosterEmployee, knownIds: ReadonlySet<string>): string {
  const values = EMPLOYEE_FIELDS.map((field) => row[field]);
  const id = knownIds.has(row.id) ? row.id : "new";
  return JSON.stringify([emailKey(row.email), id, row.version, ...values, row.crewSince, row.retiredByHand]);
}
