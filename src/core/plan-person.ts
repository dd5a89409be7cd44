import type { CalendarDate } from "./calendar.ts";
import { emailKey } from "./email.ts";
import { KnownPeople } from "./known-people.ts";
import { type PersonName, personNameOf } from "./person-name.ts";
import type { EmployeeNotice, EmployeePlan, EmployeeRejectionReason, EmployeeSkipReason } from "./plan.ts";
import { type EmployeesRoster, planEmployees } from "./plan-employees.ts";
import type { Employee, RosterEmployee } from "./roster.ts";
import type { SyncSettings } from "./settings.ts";
import type { SourceEmployee } from "./source.ts";
import { visibleText } from "./text-shape.ts";

/** What a sync does with one person: exactly one of the fates a row can meet. */
export type PersonFate =
  | { readonly kind: "create"; readonly after: Employee }
  | { readonly kind: "update"; readonly before: RosterEmployee; readonly after: Employee }
  | { readonly kind: "unchanged"; readonly employee: RosterEmployee }
  | { readonly kind: "skip"; readonly reason: EmployeeSkipReason }
  | {
      readonly kind: "rejected";
      readonly reasons: readonly [EmployeeRejectionReason, ...EmployeeRejectionReason[]];
    };

/** One person's part of a plan of employees. */
export interface PersonPlan {
  readonly fate: PersonFate;
  readonly notices: readonly EmployeeNotice[];
  /** The plan with nobody else in it. */
  readonly plan: EmployeePlan;
  /** Who has to give up the address in the same run, so that this person cannot be synced alone. */
  readonly waitsFor: PersonName | null;
}

/** The person's part of the plan that is made of those who decide about them; null when they are not among these. */
export function planPerson(
  roster: EmployeesRoster,
  source: readonly SourceEmployee[],
  settings: SyncSettings,
  today: CalendarDate,
  crewId: string,
): PersonPlan | null {
  const row = source.find((each) => each.crewId === crewId);
  if (row === undefined) return null;
  const plan = partOf(planEmployees(roster, source, settings, today), crewId);
  const fate = fateIn(plan, row, roster.employees);
  return { fate, notices: plan.notices.map(({ notice }) => notice), plan, waitsFor: mover(fate, roster.employees) };
}

/** What of a plan is about one SmartHR person. */
export function partOf(plan: EmployeePlan, crewId: string): EmployeePlan {
  const changes = plan.changes.filter(({ after }) => after.crewId === crewId);
  const isTheirs = ({ row }: { readonly row: SourceEmployee }) => row.crewId === crewId;
  const skips = plan.skips.filter(isTheirs);
  const rejections = plan.rejections.filter(isTheirs);
  const unchangedCount = changes.length + skips.length + rejections.length === 0 ? 1 : 0;
  return { changes, unchangedCount, skips, rejections, notices: plan.notices.filter(isTheirs) };
}

function fateIn(
  { changes: [change], skips: [skip], rejections: [rejection] }: EmployeePlan,
  row: SourceEmployee,
  employees: readonly RosterEmployee[],
): PersonFate {
  if (change) return change;
  if (skip) return { kind: "skip", reason: skip.reason };
  if (rejection) return { kind: "rejected", reasons: rejection.reasons };
  const employee = employees.find(({ email }) => emailKey(email) === keyOf(row));
  if (employee === undefined) throw new Error("a plan changes nothing about a person whom the roster does not have");
  return { kind: "unchanged", employee };
}

// Addresses may change hands in one run (docs/decisions/0008); alone, nobody takes what another one still has.
function mover(fate: PersonFate, employees: readonly RosterEmployee[]): PersonName | null {
  if (fate.kind !== "create" && fate.kind !== "update") return null;
  const holder = new KnownPeople(employees).byEmail(fate.after.email);
  const isTheirs = holder === null || (fate.kind === "update" && holder.id === fate.before.id);
  return isTheirs ? null : personNameOf(holder);
}

/** The addresses by which it is decided about the person: whoever has one of them, there or here, has a say. */
export function decidingKeys(
  { employees, source }: { readonly employees: readonly RosterEmployee[]; readonly source: readonly SourceEmployee[] },
  { whenAddressChanged }: SyncSettings,
  crewId: string,
): readonly string[] {
  const has = (row: SourceEmployee) => {
    if (row.crewId === crewId) return true;
    // Where people are known by address alone (M24), nobody moves away from one: only who has this very address matters.
    return whenAddressChanged === "follow-person" && !row.optedOut;
  };
  const own = employees.flatMap((employee) => (employee.crewId === crewId ? [emailKey(employee.email)] : []));
  return [...new Set([...own, ...source.filter(has).flatMap((row) => keyOf(row) ?? [])])];
}

function keyOf({ email }: SourceEmployee): string | null {
  const visible = visibleText(email);
  return visible === null ? null : emailKey(visible);
}
