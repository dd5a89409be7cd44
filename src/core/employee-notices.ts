import type { CalendarDate } from "./calendar.ts";
import { emailKey } from "./email.ts";
import { isListedEmploymentType } from "./employment-type.ts";
import { groupBy } from "./group-by.ts";
import type { KnownPeople } from "./known-people.ts";
import { isKatakana } from "./names.ts";
import { personNameOf } from "./person-name.ts";
import type { PlacedRow } from "./place-addresses.ts";
import type { EmployeeNotice, EmployeeSkipReason, Notice, Skip } from "./plan.ts";
import type { RosterEmployee } from "./roster.ts";
import type { SourceEmployee } from "./source.ts";
import { visibleText } from "./text-shape.ts";

/** Everything about the plan's rows that is worth a look. `today` is the day in Japan. */
export function employeeNotices(
  placed: readonly PlacedRow[],
  skips: readonly Skip<SourceEmployee, EmployeeSkipReason>[],
  known: KnownPeople,
  today: CalendarDate,
): Notice<SourceEmployee, EmployeeNotice>[] {
  const notices: Notice<SourceEmployee, EmployeeNotice>[] = [];
  for (const placement of placed) addNoticesOf(placement, known, today, notices);
  return [
    ...withSuccessors(notices, placed),
    ...optedOutInRoster(skips, placed, known),
    ...otherEmploymentTypes(placed),
  ];
}

function addNoticesOf(
  { row, email, key, before }: PlacedRow,
  known: KnownPeople,
  today: CalendarDate,
  notices: Notice<SourceEmployee, EmployeeNotice>[],
): void {
  const add = (notice: EmployeeNotice) => notices.push({ row, notice });
  const identity = identityNotice(row, key, before, known);
  if (identity) add(identity);
  const { retiredOn } = row;
  const retired = row.employmentStatus === "retired";
  if (before?.retired && before.retiredByHand && !retired) add({ kind: "retired-flag-cleared" });
  const datePassed = retiredOn !== null && retiredOn < today;
  if (retired ? retiredOn === null : datePassed) add({ kind: "status-date-mismatch", retired, retiredOn });
  if (row.kanaFellBack) add({ kind: "kana-fallback" });
  const kana = [row.lastNameKana ?? "", row.firstNameKana ?? ""];
  if (!kana.every(isKatakana)) add({ kind: "kana-not-katakana", kana: kana.join(" ") });
  if (email !== row.email) add({ kind: "email-normalised", email });
}

// M24 knows people by their address alone; SmartHR's id tells when that is probably not what happened.
function identityNotice(
  row: SourceEmployee,
  key: string,
  before: RosterEmployee | null,
  known: KnownPeople,
): EmployeeNotice | null {
  if (before === null) {
    const former = known.byCrewId(row.crewId);
    return former && { kind: "email-change-suspected", formerEmail: former.email, formerEmployeeId: former.id };
  }
  const there = known.byKey(key);
  if (before.crewId === row.crewId && before !== there) {
    const holder = there && { holder: personNameOf(there) };
    return { kind: "email-change-followed", formerEmail: before.email, formerEmployeeId: before.id, ...holder };
  }
  if (before.crewId === null || before.crewId === row.crewId) return null;
  const own = known.byCrewId(row.crewId);
  return {
    kind: "person-change-suspected",
    formerCrewId: before.crewId,
    former: personNameOf(before),
    ...(own && { formerEmail: own.email, formerEmployeeId: own.id }),
  };
}

/** The notices, with who has the address now that somebody had before. */
function withSuccessors(
  notices: readonly Notice<SourceEmployee, EmployeeNotice>[],
  placed: readonly PlacedRow[],
): readonly Notice<SourceEmployee, EmployeeNotice>[] {
  const formerKeys = new Set(
    notices.flatMap(({ notice }) => (isAddressChange(notice) ? emailKey(notice.formerEmail) : [])),
  );
  if (formerKeys.size === 0) return notices;
  const takers = new Map<string, SourceEmployee>();
  for (const { key, row } of placed) if (formerKeys.has(key)) takers.set(key, row);
  if (takers.size === 0) return notices;
  return notices.map(({ row, notice }) => {
    const taker = isAddressChange(notice) ? takers.get(emailKey(notice.formerEmail)) : undefined;
    return { row, notice: taker ? { ...notice, formerTakenBy: personNameOf(taker) } : notice };
  });
}

type AddressChange = Extract<EmployeeNotice, { readonly kind: "email-change-suspected" | "email-change-followed" }>;

function isAddressChange(notice: EmployeeNotice): notice is AddressChange {
  return notice.kind === "email-change-suspected" || notice.kind === "email-change-followed";
}

function optedOutInRoster(
  skips: readonly Skip<SourceEmployee, EmployeeSkipReason>[],
  placed: readonly PlacedRow[],
  known: KnownPeople,
): Notice<SourceEmployee, EmployeeNotice>[] {
  const optedOut = skips.filter(({ reason }) => reason === "opted-out");
  if (optedOut.length === 0) return [];
  // Somebody with two records in SmartHR, one of them 「連携しない」, is synced from the other one.
  const syncedIds = new Set(placed.flatMap(({ before }) => before?.id ?? []));
  return optedOut.flatMap(({ row }) => {
    const employee = employeeOf(row, known);
    return employee && !syncedIds.has(employee.id) ? [{ row, notice: { kind: "opted-out-in-roster" as const } }] : [];
  });
}

function employeeOf(row: SourceEmployee, known: KnownPeople): RosterEmployee | null {
  const synced = known.byCrewId(row.crewId);
  if (synced) return synced;
  const email = visibleText(row.email);
  return email === null ? null : known.byEmail(email);
}

// M7.7, once per type: a company with a type of its own has many people of it, and one word to say about them.
function otherEmploymentTypes(placed: readonly PlacedRow[]): Notice<SourceEmployee, EmployeeNotice>[] {
  const others = placed.filter(
    ({ row }) => row.employmentTypeName !== null && !isListedEmploymentType(row.employmentTypeName),
  );
  const rowsByType = groupBy(others, ({ row }) => row.employmentTypeName ?? "");
  return [...rowsByType].map(([typeName, rows]) => {
    const { row } = rows.reduce((first, each) => (each.row.crewId < first.row.crewId ? each : first));
    return { row, notice: { kind: "employment-type-other", typeName, peopleCount: rows.length } };
  });
}
