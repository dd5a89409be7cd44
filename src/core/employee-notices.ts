import type { CalendarDate } from "./calendar.ts";
import { cleanedEmail } from "./email.ts";
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
  for (const placement of placed) {
    for (const notice of noticesOf(placement, known, today)) notices.push({ row: placement.row, notice });
  }
  return [...notices, ...optedOutInRoster(skips, placed, known), ...otherEmploymentTypes(placed)];
}

function* noticesOf({ row, before }: PlacedRow, known: KnownPeople, today: CalendarDate): Generator<EmployeeNotice> {
  yield* identityNotices(row, before, known);
  const retired = row.employmentStatus === "retired";
  if (before?.retired && before.retiredByHand && !retired) yield { kind: "retired-flag-cleared" };
  const datePassed = row.retiredOn !== null && row.retiredOn < today;
  if (retired ? row.retiredOn === null : datePassed) {
    yield { kind: "status-date-mismatch", retired, retiredOn: row.retiredOn };
  }
  if (row.kanaFellBack) yield { kind: "kana-fallback" };
  if (!isKatakana(row.lastNameKana ?? "") || !isKatakana(row.firstNameKana ?? "")) yield { kind: "kana-not-katakana" };
  const email = cleanedEmail(row.email ?? "");
  if (email !== row.email) yield { kind: "email-normalised", email };
}

// M24 knows people by their address alone; SmartHR's id tells when that is probably not what happened.
function* identityNotices(
  row: SourceEmployee,
  before: RosterEmployee | null,
  known: KnownPeople,
): Generator<EmployeeNotice> {
  if (before === null) {
    const former = known.byCrewId(row.crewId);
    if (former) yield { kind: "email-change-suspected", formerEmail: former.email, formerEmployeeId: former.id };
  } else if (before.crewId !== null && before.crewId !== row.crewId) {
    yield { kind: "person-change-suspected", formerCrewId: before.crewId, former: personNameOf(before) };
  }
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
