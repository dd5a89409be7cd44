import type { CalendarDate } from "./calendar.ts";
import { cleanedEmail, isValidEmail, keyOfCleaned } from "./email.ts";
import { employeeNotices } from "./employee-notices.ts";
import { employmentTypeNamed } from "./employment-type.ts";
import { followedPeople } from "./followed-people.ts";
import { heldRejections } from "./held-address.ts";
import { KnownPeople } from "./known-people.ts";
import { employeeMatching, type MatchEmployee } from "./match-employees.ts";
import { personNameOf } from "./person-name.ts";
import { type PlacedRow, placeAddresses } from "./place-addresses.ts";
import {
  type EmployeeChange,
  type EmployeePlan,
  type EmployeeRejectionReason,
  type EmployeeSkipReason,
  NAMED_OTHERS,
  type Rejection,
  type Skip,
} from "./plan.ts";
import { departmentCodeOf } from "./plan-departments.ts";
import { EMPLOYEE_FIELDS, type Employee, type RosterEmployee } from "./roster.ts";
import type { AddressChoices, SyncSettings } from "./settings.ts";
import type { SourceEmployee } from "./source.ts";
import { visibleText } from "./text-shape.ts";

/** What the plan of the employees is made against. */
export interface EmployeesRoster {
  readonly employees: readonly RosterEmployee[];
  /** M26: the departments a person may belong to. */
  readonly departmentCodes: ReadonlySet<string>;
}

/**
 * M24–M27: people are the same person exactly when their mail addresses are equal, unless the company, or a choice made for single people,
 * follows them. `today` is the day in Japan.
 */
export function planEmployees(
  roster: EmployeesRoster,
  source: readonly SourceEmployee[],
  settings: SyncSettings,
  today: CalendarDate,
  choices: AddressChoices = {},
): EmployeePlan {
  const known = new KnownPeople(roster.employees);
  // Each address is cleaned once: that is the larger part of planning.
  const emails = source.map(emailOf);
  const keys = emails.map((email) => (email === null ? null : keyOfCleaned(email)));
  const follows = followedPeople(known, source, keys, settings, choices);
  const match = employeeMatching(known, source, follows);
  const { wishes, skips, rejections } = sortOut(source, { emails, keys }, roster.departmentCodes, settings, match);
  const { placed, held } = placeAddresses(wishes, known);
  const rejected = held.length === 0 ? [] : heldRejections(held, { known, source, wishes, follows, settings, choices });

  return {
    ...compare(placed),
    skips,
    rejections: [...rejections, ...rejected],
    notices: employeeNotices(placed, skips, known, today),
  };
}

/** M26 and M27, row by row: who is left out on purpose, who is refused, who goes on. */
function sortOut(
  source: readonly SourceEmployee[],
  { emails, keys }: { readonly emails: readonly (string | null)[]; readonly keys: readonly (string | null)[] },
  departmentCodes: ReadonlySet<string>,
  settings: SyncSettings,
  match: MatchEmployee,
): {
  wishes: PlacedRow[];
  skips: Skip<SourceEmployee, EmployeeSkipReason>[];
  rejections: Rejection<SourceEmployee, EmployeeRejectionReason>[];
} {
  const sharersByKey = sharersOfAddresses(source, keys);
  const wishes: PlacedRow[] = [];
  const skips: Skip<SourceEmployee, EmployeeSkipReason>[] = [];
  const rejections: Rejection<SourceEmployee, EmployeeRejectionReason>[] = [];
  for (const [place, row] of source.entries()) {
    if (row.optedOut) {
      skips.push({ row, reason: "opted-out" });
      continue;
    }
    const email = emails[place] ?? null;
    const key = keys[place] ?? null;
    const before = match(row, key);
    const sharers = (key !== null && sharersByKey.get(key)) || null;
    const [first, ...more] = reasonsOf(row, key, sharers, departmentCodes);
    // A shared address must be put right even by a leaver: once the other row is in the roster, this one would be found there.
    const newLeaver = row.employmentStatus === "retired" && before === null && sharers === null;
    if (newLeaver && !settings.createRetired) skips.push({ row, reason: "retired-not-in-roster" });
    else if (first) rejections.push({ row, reasons: [first, ...more] });
    else if (email !== null && key !== null) wishes.push({ row, email, key, before });
  }
  return { wishes, skips, rejections };
}

/** The rows that share an address with another one, in the order of their SmartHR ids. */
function sharersOfAddresses(
  source: readonly SourceEmployee[],
  keys: readonly (string | null)[],
): ReadonlyMap<string, readonly SourceEmployee[]> {
  const firstByKey = new Map<string, SourceEmployee>();
  const sharersByKey = new Map<string, SourceEmployee[]>();
  for (const [place, row] of source.entries()) {
    const key = keys[place];
    // M27: 「連携しない」 takes the row out of everything, the duplicate check included.
    if (row.optedOut || key === null || key === undefined) continue;
    const first = firstByKey.get(key);
    const sharers = sharersByKey.get(key);
    if (!first) firstByKey.set(key, row);
    else if (sharers) sharers.push(row);
    else sharersByKey.set(key, [first, row]);
  }
  for (const sharers of sharersByKey.values()) sharers.sort((one, other) => (one.crewId < other.crewId ? -1 : 1));
  return sharersByKey;
}

function emailOf(row: SourceEmployee): string | null {
  const email = visibleText(row.email);
  return email === null ? null : cleanedEmail(email);
}

// M26: all reasons at once, so that somebody puts a row right once and not once per fault.
function reasonsOf(
  row: SourceEmployee,
  key: string | null,
  sharers: readonly SourceEmployee[] | null,
  departmentCodes: ReadonlySet<string>,
): EmployeeRejectionReason[] {
  const reasons: EmployeeRejectionReason[] = [];
  if (visibleText(row.lastName) === null || visibleText(row.firstName) === null) reasons.push({ kind: "missing-name" });
  if (visibleText(row.lastNameKana) === null || visibleText(row.firstNameKana) === null) {
    reasons.push({ kind: "missing-kana" });
  }
  if (key === null) reasons.push({ kind: "missing-email" });
  else if (!isValidEmail(key)) reasons.push({ kind: "invalid-email" });
  if (sharers) reasons.push(duplicateEmail(row, sharers));
  // No department at all is allowed; one without a code, or one the roster has never heard of, is not.
  if (row.department !== null) {
    const departmentCode = departmentCodeOf(row.department.code);
    if (departmentCode === null || !departmentCodes.has(departmentCode)) {
      const { departmentId, name } = row.department;
      reasons.push({ kind: "unknown-department", departmentId, departmentCode, departmentName: name });
    }
  }
  return reasons;
}

function duplicateEmail(row: SourceEmployee, sharers: readonly SourceEmployee[]): EmployeeRejectionReason {
  const named = sharers.slice(0, NAMED_OTHERS + 1).filter((other) => other !== row);
  return {
    kind: "duplicate-email",
    others: named.slice(0, NAMED_OTHERS).map(personNameOf),
    otherCount: sharers.length - 1,
  };
}

function compare(placed: readonly PlacedRow[]): { changes: EmployeeChange[]; unchangedCount: number } {
  const changes: EmployeeChange[] = [];
  for (const { row, email, before } of placed) {
    const after = employeeFrom(row, email);
    if (before === null) changes.push({ kind: "create", after });
    else if (EMPLOYEE_FIELDS.some((field) => before[field] !== after[field])) {
      changes.push({ kind: "update", before, after });
    }
  }
  return { changes, unchangedCount: placed.length - changes.length };
}

// M3, line by line. What is blank in SmartHR becomes blank in the roster; names are taken as they are, for even NFC changes some.
function employeeFrom(row: SourceEmployee, email: string): Employee {
  return {
    email,
    employeeNumber: row.employeeNumber,
    lastName: row.lastName ?? "",
    firstName: row.firstName ?? "",
    lastNameKana: row.lastNameKana ?? "",
    firstNameKana: row.firstNameKana ?? "",
    gender: row.gender,
    birthDate: row.birthDate,
    // M4: 部署1 and 役職1 only.
    departmentCode: row.department === null ? null : departmentCodeOf(row.department.code),
    jobTitle: row.jobTitle,
    hiredOn: row.hiredOn,
    retiredOn: row.retiredOn,
    // M7.
    employmentType: employmentTypeNamed(row.employmentTypeName),
    // M6: 在籍状況が「退職」の場合にのみ、退職者フラグがつく.
    retired: row.employmentStatus === "retired",
    crewId: row.crewId,
  };
}
