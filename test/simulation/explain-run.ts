import { dayInJapan } from "../../src/core/calendar.ts";
import { departmentFindings, employeeFindings, errorLineCount } from "../../src/core/findings.ts";
import { planDepartments } from "../../src/core/plan-departments.ts";
import { planEmployees } from "../../src/core/plan-employees.ts";
import { EMPLOYEE_FIELDS, type Employee } from "../../src/core/roster.ts";
import { countsOf } from "../../src/core/run.ts";
import type { SyncSettings } from "../../src/core/settings.ts";
import type { SourceEmployee } from "../../src/core/source.ts";
import { departmentsAfter, employeesAfter } from "../roster-after.ts";
import type { Roster, RunRow } from "./roster-reading.ts";
import type { SmartHrState } from "./smarthr-state.ts";

/** A run that was applied, as the tables tell of it. */
export interface AppliedRun {
  readonly run: RunRow;
  /** The run's changes, one text each, by `employeeChange` or `departmentChange`. */
  readonly changes: readonly string[];
  /** The ids of SmartHR's rows that the run names: changed, skipped or refused. */
  readonly namedIds: readonly string[];
}

/** What could have been read for it: the states of SmartHR while it was read, and the roster it met. */
export interface Circumstances {
  readonly states: readonly SmartHrState[];
  readonly before: Roster;
  readonly settings: SyncSettings;
}

/** The roster as it must be after the run; or which law nothing that could have been read satisfies, and how it comes nearest. */
export type Explanation =
  | { readonly kind: "explained"; readonly after: Roster }
  | { readonly kind: "no-moment"; readonly detail: string }
  | { readonly kind: "no-plan"; readonly detail: string };

// Rows that changed while they were read may have been read in any of their states.
const MOST_COMBINATIONS = 512;

/** Looks for a set of rows that SmartHR had at one moment, each in a state of the time, whose plan is what was applied. */
export function explainRun(applied: AppliedRun, circumstances: Circumstances): Explanation {
  const { run, namedIds } = applied;
  const { states, before, settings } = circumstances;
  const at = run.at ?? 0;
  const idsOf = (state: SmartHrState) => (run.subject === "employees" ? state.people : state.departments);
  const fitting = states.filter((state) => {
    const ids = idsOf(state);
    return ids.size === run.sourceCount && ids.size === run.counts?.read && namedIds.every((id) => ids.has(id));
  });
  if (fitting.length === 0) {
    const sizes = states.map((state) => idsOf(state).size).join(", ");
    return { kind: "no-moment", detail: `it read ${run.sourceCount}; SmartHR had ${sizes}` };
  }
  let nearest: string | null = null;
  const told = textOf(applied.changes, run);
  for (const state of fitting.toReversed()) {
    if (run.subject === "departments") {
      const plan = planDepartments(before.departments, [...state.departments.values()]);
      const findings = departmentFindings(plan);
      const planned = { ...run, counts: countsOf(plan), errorLines: errorLineCount(findings), ...findings };
      const text = textOf(plan.changes.map(departmentChange), planned);
      const departments = departmentsAfter(before.departments, plan.changes);
      if (text === told) return { kind: "explained", after: { ...before, departments } };
      nearest ??= difference(told, text);
      continue;
    }
    for (const rows of readings(state, states)) {
      const departmentCodes = new Set(before.departments.map(({ code }) => code));
      const roster = { employees: before.employees, departmentCodes };
      const plan = planEmployees(roster, rows, settings, dayInJapan(at), run.choices);
      const findings = employeeFindings(plan);
      const planned = { ...run, counts: countsOf(plan), errorLines: errorLineCount(findings), ...findings };
      const text = textOf(plan.changes.map(employeeChange), planned);
      const employees = employeesAfter(before.employees, plan.changes, at);
      if (text === told) return { kind: "explained", after: { ...before, employees } };
      nearest ??= difference(told, text);
    }
  }
  return { kind: "no-plan", detail: nearest ?? "" };
}

/** A change of an employee as one text. */
export function employeeChange(change: {
  readonly kind: "create" | "update";
  readonly before?: { readonly id: string };
  readonly after: Employee;
}): string {
  const values = EMPLOYEE_FIELDS.map((field) => change.after[field]);
  return JSON.stringify([change.kind, change.before?.id ?? null, ...values]);
}

/** A change of a department as one text. */
export function departmentChange(change: {
  readonly kind: "create" | "update";
  readonly after: { readonly code: string; readonly name: string; readonly parentCode: string | null };
}): string {
  const { code, name, parentCode } = change.after;
  return JSON.stringify([change.kind, code, name, parentCode]);
}

/** Every list that may have been read of the people of that moment. */
function* readings(moment: SmartHrState, states: readonly SmartHrState[]): Generator<readonly SourceEmployee[]> {
  const versions = [...moment.people].map(([id, row]) => {
    const known = new Map([[JSON.stringify(row), row]]);
    for (const { people } of states) {
      const other = people.get(id);
      if (other !== undefined && other !== row) known.set(JSON.stringify(other), other);
    }
    return [...known.values()];
  });
  const places = versions.flatMap(({ length }, place) => (length > 1 ? [place] : []));
  const count = places.reduce((product, place) => product * (versions[place]?.length ?? 1), 1);
  for (let number = 0; number < Math.min(count, MOST_COMBINATIONS); number++) {
    let rest = number;
    const chosen = versions.map((rows) => {
      const index = rest % rows.length;
      rest = Math.floor(rest / rows.length);
      return rows[index] as SourceEmployee;
    });
    yield chosen;
  }
}

function textOf(changes: readonly string[], run: RunRow): string {
  const sorted = (found: readonly unknown[]) => found.map(canonical).sort();
  return [
    ...[...changes].sort().map((change) => `change ${change}`),
    ...sorted(run.skips).map((skip) => `skip ${skip}`),
    ...sorted(run.rejections).map((rejection) => `rejection ${rejection}`),
    ...sorted(run.notices).map((notice) => `notice ${notice}`),
    `counts ${canonical(run.counts)}`,
    `error lines ${run.errorLines ?? 0}`,
  ].join("\n");
}

function difference(found: string, expected: string): string {
  const foundLines = found.split("\n");
  const expectedLines = expected.split("\n");
  const more = foundLines.filter((line) => !expectedLines.includes(line)).map((line) => `found    ${line}`);
  const less = expectedLines.filter((line) => !foundLines.includes(line)).map((line) => `expected ${line}`);
  return [...more.slice(0, 5), ...less.slice(0, 5)].join("\n      ");
}

/** JSON whose keys are in order: the database keeps them in one of its own. */
export function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, part) =>
    typeof part === "object" && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([one], [other]) => (one < other ? -1 : 1)))
      : part,
  );
}
