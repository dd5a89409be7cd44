/** A moment: milliseconds since 1970-01-01T00:00:00Z. */
export type Instant = number;

/** A day as people in Japan write it in a record: `YYYY-MM-DD`, without a time and without a zone. */
export type CalendarDate = string;

const DAY_MS = 86_400_000;
const JST_OFFSET_MS = 9 * 3_600_000;
const SHAPE = /^(\d{4})-(\d{2})-(\d{2})$/;

/** The day it is in Japan at that moment. */
export function dayInJapan(at: Instant): CalendarDate {
  return dateOfDayNumber(Math.floor((at + JST_OFFSET_MS) / DAY_MS));
}

/** The first moment of that day in Japan. */
export function startOfDayInJapan(date: CalendarDate): Instant {
  return dayNumberOf(date) * DAY_MS - JST_OFFSET_MS;
}

/** The day that is so many days later (earlier when negative). */
export function addDays(date: CalendarDate, days: number): CalendarDate {
  return dateOfDayNumber(dayNumberOf(date) + days);
}

/** How many days lie from the first day to the second; negative when the second is earlier. */
export function daysBetween(from: CalendarDate, to: CalendarDate): number {
  return dayNumberOf(to) - dayNumberOf(from);
}

/** Whether the text is a day that exists, written `YYYY-MM-DD`; there is no year 0. */
export function isCalendarDate(text: string): text is CalendarDate {
  return SHAPE.test(text) && !text.startsWith("0000") && dateOfDayNumber(dayNumberOf(text)) === text;
}

// Days since 1970-01-01 in the proleptic Gregorian calendar, counted in whole numbers (H. Hinnant, "chrono-Compatible Low-Level
// Date Algorithms"): core has no `Date`, whose local and UTC halves are how Japanese dates get shifted by a day.
function dayNumberOf(date: CalendarDate): number {
  const match = SHAPE.exec(date);
  if (!match) throw new Error("expected a date written YYYY-MM-DD");
  const month = Number(match[2]);
  const year = Number(match[1]) - (month <= 2 ? 1 : 0);
  const era = Math.floor(year / 400);
  const yearOfEra = year - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + Number(match[3]) - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
}

function dateOfDayNumber(dayNumber: number): CalendarDate {
  const shifted = dayNumber + 719_468;
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1_460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shiftedMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const day = dayOfYear - Math.floor((153 * shiftedMonth + 2) / 5) + 1;
  const month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9;
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
  return `${String(year).padStart(4, "0")}-${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}`;
}
