import type { Instant } from "./calendar.ts";
import { emailKey } from "./email.ts";
import { KnownPeople } from "./known-people.ts";
import type { DepartmentChange, EmployeeChange } from "./plan.ts";
import type { Department, Employee, RosterEmployee } from "./roster.ts";

/** Why a plan that was approved cannot be applied any more, row by row: what is different from what it was planned on. */
export type PlanObstacle =
  /** Changed or deleted since, by whom and when: as the history says. */
  | {
      readonly kind: "row-changed" | "row-gone";
      readonly row: string;
      readonly rowName: string;
      readonly actor: string | null;
      readonly at: Instant | null;
    }
  /** It was to be created, and is there. */
  | { readonly kind: "row-there"; readonly row: string; readonly rowName: string }
  /** Another row holds the address, or the department's name. */
  | { readonly kind: "name-taken"; readonly row: string; readonly rowName: string; readonly holderName: string }
  | {
      readonly kind: "department-gone";
      readonly row: string;
      readonly rowName: string;
      readonly departmentCode: string;
    }
  | { readonly kind: "parent-loop"; readonly row: string; readonly rowName: string }
  /** The company's choices for its syncs are others than those that were planned with. */
  | { readonly kind: "settings-changed" }
  /** People who were opted out have been written back since, or are being written back: the plan may be about to sync them. */
  | { readonly kind: "opt-outs-restored" };

/** How many obstacles are kept and shown. */
export const NAMED_OBSTACLES = 100;

/** What a sync's plan that waits is going to do. An undo is none: it is planned anew instead (docs/decisions/0038). */
export type KeptPlan =
  | { readonly subject: "departments"; readonly changes: readonly DepartmentChange[] }
  | { readonly subject: "employees"; readonly changes: readonly EmployeeChange[] };

/** The roster as it is now. */
export interface StandingRoster {
  readonly departments: readonly Department[];
  readonly employees: readonly RosterEmployee[];
}

/**
 * What keeps a plan from being applied as it was made; nothing when it still stands. Rows that it does not touch may have changed. Whoever
 * is followed to a new address (M24) is there already when the roster has their SmartHR person under any address.
 */
export function obstaclesOf(
  kept: KeptPlan,
  now: StandingRoster,
  isFollowed: (crewId: string) => boolean,
): readonly PlanObstacle[] {
  switch (kept.subject) {
    case "departments":
      return departmentObstacles(kept.changes, now.departments);
    case "employees":
      return employeeObstacles(kept.changes, now, isFollowed);
  }
}

function employeeObstacles(
  changes: readonly EmployeeChange[],
  { departments, employees }: StandingRoster,
  isFollowed: (crewId: string) => boolean,
): PlanObstacle[] {
  const known = new KnownPeople(employees);
  const byId = new Map(employees.map((employee) => [employee.id, employee]));
  const codes = new Set(departments.map(({ code }) => code));
  const freedIds = new Set(changes.flatMap((change) => (freesAddress(change) ? [change.before.id] : [])));
  const obstacles: PlanObstacle[] = [];
  for (const change of changes) {
    const named = {
      row: change.kind === "create" ? change.after.email : change.before.id,
      rowName: personName(change.after),
    };
    if (change.kind !== "create") {
      const there = byId.get(change.before.id);
      if (there === undefined) obstacles.push({ kind: "row-gone", ...named, ...BY_NOBODY_KNOWN });
      else if (there.version !== change.before.version)
        obstacles.push({ kind: "row-changed", ...named, ...BY_NOBODY_KNOWN });
    }
    const { email, departmentCode } = change.after;
    const holder = known.byEmail(email);
    if (change.kind === "create" && holder === null && isThere(change.after, known, isFollowed)) {
      obstacles.push({ kind: "row-there", ...named });
    }
    if (holder !== null && !freedIds.has(holder.id) && !(change.kind === "update" && holder.id === change.before.id)) {
      if (change.kind === "create") obstacles.push({ kind: "row-there", ...named });
      else obstacles.push({ kind: "name-taken", ...named, holderName: personName(holder) });
    }
    if (departmentCode !== null && !codes.has(departmentCode)) {
      obstacles.push({ kind: "department-gone", ...named, departmentCode });
    }
  }
  return obstacles;
}

function isThere({ crewId }: Employee, known: KnownPeople, isFollowed: (crewId: string) => boolean): boolean {
  return crewId !== null && isFollowed(crewId) && known.byCrewId(crewId) !== null;
}

/** Who changed it stands in the history, which is not here. */
const BY_NOBODY_KNOWN = { actor: null, at: null } as const;

function freesAddress(change: EmployeeChange): change is Extract<EmployeeChange, { kind: "update" }> {
  return change.kind === "update" && emailKey(change.before.email) !== emailKey(change.after.email);
}

function personName({ lastName, firstName }: Employee): string {
  return `${lastName} ${firstName}`;
}

function departmentObstacles(changes: readonly DepartmentChange[], departments: readonly Department[]): PlanObstacle[] {
  const before = new Map(departments.map((department) => [department.code, department]));
  const after = departmentsAfter(before, changes);
  const codesByName = new Map<string, string[]>();
  for (const { code, name } of after.values()) codesByName.set(name, [...(codesByName.get(name) ?? []), code]);
  const obstacles: PlanObstacle[] = [];
  for (const change of changes) {
    const { code, name, parentCode } = change.after;
    const named = { row: code, rowName: name };
    const changed = changedSince(change, before.get(code) ?? null);
    if (changed === "row-there") obstacles.push({ kind: changed, ...named });
    else if (changed !== null) obstacles.push({ kind: changed, ...named, ...BY_NOBODY_KNOWN });
    const holder = codesByName.get(name)?.find((other) => other !== code);
    if (holder !== undefined) obstacles.push({ kind: "name-taken", ...named, holderName: holder });
    if (parentCode !== null && !after.has(parentCode)) {
      obstacles.push({ kind: "department-gone", ...named, departmentCode: parentCode });
    }
    if (isInLoop(code, after)) obstacles.push({ kind: "parent-loop", ...named });
  }
  return obstacles;
}

function departmentsAfter(
  before: ReadonlyMap<string, Department>,
  changes: readonly DepartmentChange[],
): ReadonlyMap<string, Department> {
  return new Map([...before, ...changes.map(({ after }) => [after.code, after] as const)]);
}

function changedSince(
  change: DepartmentChange,
  there: Department | null,
): "row-there" | "row-gone" | "row-changed" | null {
  if (change.kind === "create") return there === null ? null : "row-there";
  if (there === null) return "row-gone";
  const { name, parentCode } = change.before;
  return there.name === name && there.parentCode === parentCode ? null : "row-changed";
}

function isInLoop(code: string, departments: ReadonlyMap<string, Department>): boolean {
  const passed = new Set<string>();
  for (let above = departments.get(code)?.parentCode ?? null; above !== null && !passed.has(above); ) {
    if (above === code) return true;
    passed.add(above);
    above = departments.get(above)?.parentCode ?? null;
  }
  return false;
}
