import { type PersonName, personNameOf } from "./person-name.ts";
import type { Change, DepartmentChange, DepartmentPlan, EmployeePlan } from "./plan.ts";
import type { Department, Employee, RosterEmployee } from "./roster.ts";
import type { SourceEmployee } from "./source.ts";

/** The fourteen guards of a company's roster, in the order people read them (docs/decisions/0037). */
export const GUARD_NAMES = [
  "person-behind-address",
  "new-employees",
  "newly-retired",
  "no-longer-retired",
  "moved-department",
  "changed-name",
  "changed-employee-number",
  "changed-job-title",
  "changed-employment-type",
  "column-blank",
  "rejected-rows",
  "fewer-people",
  "no-longer-opted-out",
  "departments-changed",
] as const;

export type GuardName = (typeof GUARD_NAMES)[number];

/** A guard trips when its count is at least the minimum and at least the percentage of its base, or when a whole column goes. */
export interface GuardLimit {
  /** From 0 to 100. */
  readonly percentage: number;
  /** At least 1. */
  readonly minimum: number;
}

export type GuardLimits = Readonly<Record<GuardName, GuardLimit>>;

export const DEFAULT_GUARD_LIMITS: GuardLimits = {
  "person-behind-address": { percentage: 0, minimum: 1 },
  "new-employees": { percentage: 20, minimum: 10 },
  "newly-retired": { percentage: 10, minimum: 5 },
  "no-longer-retired": { percentage: 10, minimum: 5 },
  "moved-department": { percentage: 30, minimum: 10 },
  "changed-name": { percentage: 20, minimum: 10 },
  "changed-employee-number": { percentage: 5, minimum: 5 },
  "changed-job-title": { percentage: 50, minimum: 20 },
  "changed-employment-type": { percentage: 20, minimum: 10 },
  "column-blank": { percentage: 10, minimum: 5 },
  "rejected-rows": { percentage: 30, minimum: 10 },
  "fewer-people": { percentage: 10, minimum: 5 },
  "no-longer-opted-out": { percentage: 20, minimum: 3 },
  "departments-changed": { percentage: 30, minimum: 5 },
};

/** The columns of an employee that can become blank. */
export const BLANKABLE_FIELDS = [
  "employeeNumber",
  "gender",
  "birthDate",
  "departmentCode",
  "jobTitle",
  "hiredOn",
  "retiredOn",
  "employmentType",
] as const satisfies readonly (keyof Employee)[];

export type BlankableField = (typeof BLANKABLE_FIELDS)[number];

/** What a guard saw in one plan. */
export interface GuardReading {
  readonly guard: GuardName;
  /** Which column became blank; null for every other guard. */
  readonly column: BlankableField | null;
  readonly count: number;
  readonly base: number;
  /** What applied runs of the last seven days add that nobody approved. */
  readonly earlierCount: number;
  readonly limit: GuardLimit;
  /** Guards rest while the roster is small. */
  readonly awake: boolean;
  readonly tripped: boolean;
  /** Why it trips although its limit alone would not let it. */
  readonly regardless?: Regardless;
  /**
   * Whom it is about, as far as the plan's changes and rejections do not show it: the roster's people whom SmartHR did not return, and those
   * no longer opted out whom the plan does not change. At most `NAMED_PEOPLE`; empty unless it tripped.
   */
  readonly people: readonly GuardedPerson[];
}

/**
 * Why a guard trips whatever its limit: SmartHR has nothing left in the column for anybody (docs/decisions/0045), or the opt-out field was made
 * again since people were opted out in the one before (docs/decisions/0047).
 */
export type Regardless = "column-emptied" | "field-remade";

/** A person whom a guard names. */
export interface GuardedPerson extends PersonName {
  readonly crewId: string;
  /** Null for somebody whom the roster does not have. */
  readonly employeeId: string | null;
}

/** How many people a guard names: a broken reading of a large company must not be kept twice. */
export const NAMED_PEOPLE = 1_000;

/** Guards rest while the roster holds fewer rows of the subject, so that a first import runs by itself. */
export const AWAKE_FROM = 20;

/** Every guard's limit, where a company chose only some. */
export function limitsOf(overrides: Partial<GuardLimits>): GuardLimits {
  const limits = { ...DEFAULT_GUARD_LIMITS };
  for (const guard of GUARD_NAMES) limits[guard] = overrides[guard] ?? limits[guard];
  return limits;
}

/** What guards look at before it is applied; `roster` and `source` are whole. */
export type GuardedPlan =
  | { readonly subject: "departments"; readonly plan: DepartmentPlan; readonly roster: readonly Department[] }
  | {
      readonly subject: "employees";
      readonly plan: EmployeePlan;
      readonly roster: readonly RosterEmployee[];
      readonly source: readonly SourceEmployee[];
    };

/** What guards compare a plan with. */
export interface GuardPast {
  /** The last read of the same SmartHR account that was applied; null before there was one, and for departments. */
  readonly lastApplied: {
    readonly sourceCount: number;
    readonly optedOutCrewIds: readonly string[];
    /** They were opted out in a field that is not read any more. */
    readonly fieldRemade?: true;
  } | null;
  /** What guards saw in the runs of the same subject that were applied in the last seven days without an approval. */
  readonly earlier: readonly (readonly GuardReading[])[];
}

/** A change as guards count it. */
type GuardedChange = Change<Department, Department> | Change<Employee, Employee>;

/** What every guard of the subject sees in a plan, whether it trips or not, in the order people read them. */
export function judgeGuards(planned: GuardedPlan, past: GuardPast, limits: GuardLimits): readonly GuardReading[] {
  const sights = planned.subject === "departments" ? sightsOfDepartments(planned) : sightsOfEmployees(planned, past);
  const rosterAwake = planned.roster.length >= AWAKE_FROM;
  return sights.map((sight) => judge(sight, rosterAwake, past.earlier, limits[sight.guard]));
}

/**
 * Which of these readings count this very change: given those that tripped, why somebody has to look at it. `optedOutBefore` are the
 * SmartHR persons who were opted out at the last read that was applied.
 */
export function guardsCounting(
  change: GuardedChange,
  readings: readonly GuardReading[],
  optedOutBefore: ReadonlySet<string>,
): readonly GuardName[] {
  const counted = isOfDepartment(change)
    ? DEPARTMENT_WATCHES.filter((watch) => counts(watch, change))
    : EMPLOYEE_WATCHES.filter((watch) => counts(watch, change));
  const names = new Set<GuardName>();
  for (const { guard, column } of readings) {
    if (counted.some((watch) => watch.guard === guard && watch.column === column)) names.add(guard);
    if (guard === "no-longer-opted-out" && !isOfDepartment(change)) {
      if (change.after.crewId !== null && optedOutBefore.has(change.after.crewId)) names.add(guard);
    }
  }
  return [...names];
}

/** Those of a plan's changes that a reading counts. */
export function changesCountedBy<Counted extends GuardedChange>(
  reading: GuardReading,
  changes: readonly Counted[],
  optedOutBefore: ReadonlySet<string>,
): readonly Counted[] {
  return changes.filter((change) => guardsCounting(change, [reading], optedOutBefore).length > 0);
}

function isOfDepartment(change: GuardedChange): change is DepartmentChange {
  return "code" in change.after;
}

/** A guard that counts single changes; `before` is null for a row that is created. */
interface Watch<Row> {
  readonly guard: GuardName;
  readonly column: BlankableField | null;
  readonly counts: (before: Row | null, after: Row) => boolean;
}

const DEPARTMENT_WATCHES: readonly Watch<Department>[] = [
  // Every update of a department gives it another name or another place.
  { guard: "departments-changed", column: null, counts: (before) => before !== null },
];

const EMPLOYEE_WATCHES: readonly Watch<Employee>[] = [
  { guard: "person-behind-address", column: null, counts: isAnotherPerson },
  { guard: "new-employees", column: null, counts: (before) => before === null },
  { guard: "newly-retired", column: null, counts: (before, after) => before?.retired === false && after.retired },
  { guard: "no-longer-retired", column: null, counts: (before, after) => before?.retired === true && !after.retired },
  { guard: "moved-department", column: null, counts: isReplaced("departmentCode") },
  { guard: "changed-name", column: null, counts: (before, after) => before !== null && hasAnotherName(before, after) },
  { guard: "changed-employee-number", column: null, counts: isReplaced("employeeNumber") },
  { guard: "changed-job-title", column: null, counts: isReplaced("jobTitle") },
  { guard: "changed-employment-type", column: null, counts: isReplaced("employmentType") },
  ...BLANKABLE_FIELDS.map((column) => ({ guard: "column-blank" as const, column, counts: becomesBlank(column) })),
];

/** Whether another SmartHR person than before stands behind the row, under another name. */
export function isAnotherPerson(before: Employee | null, after: Employee): boolean {
  // A row that was never synced has nobody behind its address yet.
  if (before === null || before.crewId === null || before.crewId === after.crewId) return false;
  return hasAnotherName(before, after);
}

function hasAnotherName(before: Employee, after: Employee): boolean {
  return before.lastName !== after.lastName || before.firstName !== after.firstName;
}

// What was blank and is filled harms nobody: a permission was granted, or somebody completed a record.
function isReplaced(field: BlankableField): Watch<Employee>["counts"] {
  return (before, after) => before !== null && before[field] !== null && before[field] !== after[field];
}

function becomesBlank(field: BlankableField): Watch<Employee>["counts"] {
  return (before, after) => before !== null && before[field] !== null && after[field] === null;
}

function counts<Row>(watch: Watch<Row>, change: Change<Row, Row>): boolean {
  return watch.counts(change.kind === "update" ? change.before : null, change.after);
}

/** What a guard sees, not yet judged. */
interface Sight {
  readonly guard: GuardName;
  readonly column: BlankableField | null;
  readonly count: number;
  readonly base: number;
  /** Given, it trips whatever its limit. */
  readonly regardless: Regardless | null;
  /** Asked for only when the guard trips. */
  readonly people: () => readonly GuardedPerson[];
}

function judge(
  { people, regardless, ...seen }: Sight,
  rosterAwake: boolean,
  earlier: GuardPast["earlier"],
  limit: GuardLimit,
): GuardReading {
  const { guard, count, base } = seen;
  // One person's data given to somebody else is no matter of size, and neither is whoever was to be left out.
  const awake = rosterAwake || guard === "person-behind-address" || regardless === "field-remade";
  const earlierCount = earlierCountOf(seen, earlier);
  const reached = reaches(count + earlierCount, base, limit);
  const tripped = awake && count > 0 && (reached || regardless !== null);
  const because = tripped && !reached && regardless !== null ? { regardless } : {};
  return { ...seen, earlierCount, limit, awake, tripped, ...because, people: tripped ? people() : [] };
}

// Whole numbers throughout: 0.07 * 100 is not 7.
function reaches(count: number, base: number, { minimum, percentage }: GuardLimit): boolean {
  return base > 0 && count >= minimum && count * 100 >= percentage * base;
}

function earlierCountOf({ guard, column }: Pick<Sight, "guard" | "column">, earlier: GuardPast["earlier"]): number {
  // A rejected row is no change of the roster: it is there again in every run until somebody puts it right.
  if (guard === "rejected-rows") return 0;
  let sum = 0;
  for (const readings of earlier) {
    const reading = readings.find((each) => each.guard === guard && each.column === column);
    if (reading?.awake) sum += reading.count;
  }
  return sum;
}

const nobody = (): readonly GuardedPerson[] => [];

function sightsOfDepartments({ plan, roster }: GuardedPlan & { readonly subject: "departments" }): Sight[] {
  const { changes, rejections } = plan;
  return [
    rejectedRows(rejections.length, changes.length + plan.unchangedCount + plan.skips.length + rejections.length),
    ...sightsOfChanges(
      DEPARTMENT_WATCHES,
      changes,
      () => roster.length,
      () => null,
    ),
  ];
}

function sightsOfEmployees(
  { plan, roster, source }: GuardedPlan & { readonly subject: "employees" },
  { lastApplied }: GuardPast,
): Sight[] {
  return [
    ...sightsOfChanges(
      EMPLOYEE_WATCHES,
      plan.changes,
      (column) => (column === null ? roster.length : filledCount(roster, column)),
      (column) => (column === null || source.some((row) => isGiven(row, column)) ? null : "column-emptied"),
    ),
    rejectedRows(plan.rejections.length, source.length),
    {
      guard: "fewer-people",
      column: null,
      count: lastApplied === null ? 0 : Math.max(0, lastApplied.sourceCount - source.length),
      base: lastApplied?.sourceCount ?? 0,
      regardless: null,
      people: () => missingPeople(roster, source),
    },
    noLongerOptedOut(plan, roster, source, lastApplied),
  ];
}

function sightsOfChanges<Row>(
  watches: readonly Watch<Row>[],
  changes: readonly Change<Row, Row>[],
  baseOf: (column: BlankableField | null) => number,
  regardlessOf: (column: BlankableField | null) => Regardless | null,
): Sight[] {
  const countsByPlace = watches.map(() => 0);
  for (const change of changes) {
    for (const [place, watch] of watches.entries()) {
      if (counts(watch, change)) countsByPlace[place] = (countsByPlace[place] ?? 0) + 1;
    }
  }
  return watches.map(({ guard, column }, place) => ({
    guard,
    column,
    count: countsByPlace[place] ?? 0,
    base: baseOf(column),
    regardless: regardlessOf(column),
    people: nobody,
  }));
}

function filledCount(roster: readonly RosterEmployee[], column: BlankableField): number {
  let filled = 0;
  for (const employee of roster) if (employee[column] !== null) filled++;
  return filled;
}

/** Whether SmartHR says anything of the person in what becomes this column. */
function isGiven(row: SourceEmployee, column: BlankableField): boolean {
  switch (column) {
    case "departmentCode":
      return row.department !== null;
    case "employmentType":
      return row.employmentTypeName !== null;
    default:
      return row[column] !== null;
  }
}

function rejectedRows(count: number, sourceCount: number): Sight {
  return { guard: "rejected-rows", column: null, count, base: sourceCount, regardless: null, people: nobody };
}

function noLongerOptedOut(
  plan: EmployeePlan,
  roster: readonly RosterEmployee[],
  source: readonly SourceEmployee[],
  lastApplied: GuardPast["lastApplied"],
): Sight {
  const before = new Set(lastApplied?.optedOutCrewIds);
  const returned = before.size === 0 ? [] : source.filter(({ crewId, optedOut }) => !optedOut && before.has(crewId));
  return {
    guard: "no-longer-opted-out",
    column: null,
    count: returned.length,
    base: before.size,
    regardless: lastApplied?.fieldRemade ? "field-remade" : null,
    people: () => {
      const changed = new Set(plan.changes.map(({ after }) => after.crewId));
      const idByCrewId = new Map(roster.map(({ crewId, id }) => [crewId, id]));
      const unchanged = returned.filter(({ crewId }) => !changed.has(crewId)).sort(byNumber);
      return unchanged
        .slice(0, NAMED_PEOPLE)
        .map((row) => ({ ...personNameOf(row), crewId: row.crewId, employeeId: idByCrewId.get(row.crewId) ?? null }));
    },
  };
}

/** The roster's people whom SmartHR did not return, those who have not left first. */
function missingPeople(roster: readonly RosterEmployee[], source: readonly SourceEmployee[]): GuardedPerson[] {
  const returned = new Set(source.map(({ crewId }) => crewId));
  const missing = roster.flatMap((employee) => {
    const { crewId } = employee;
    return crewId === null || returned.has(crewId) ? [] : [{ employee, crewId }];
  });
  missing.sort(
    (one, other) =>
      Number(one.employee.retired) - Number(other.employee.retired) || byNumber(one.employee, other.employee),
  );
  return missing
    .slice(0, NAMED_PEOPLE)
    .map(({ employee, crewId }) => ({ ...personNameOf(employee), crewId, employeeId: employee.id }));
}

function byNumber(one: PersonName, other: PersonName): number {
  return compareTexts(one.employeeNumber, other.employeeNumber) || compareTexts(one.crewId, other.crewId);
}

function compareTexts(one: string | null, other: string | null): number {
  const [text, otherText] = [one ?? "", other ?? ""];
  if (text === otherText) return 0;
  return text < otherText ? -1 : 1;
}
