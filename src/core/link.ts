import { addDays, type CalendarDate, dayInJapan, daysBetween, type Instant } from "./calendar.ts";

/** M13: 連携は最大90日間有効. */
export const LINK_DAYS = 90;

/** The last day in Japan on which a link made (or renewed) at that moment is usable. */
export function lastDayOf(linkedAt: Instant): CalendarDate {
  return addDays(dayInJapan(linkedAt), LINK_DAYS);
}

/** M29: 連携有効日数. 90 on the first day, 0 on the last, negative once expired. */
export function daysLeft(linkedAt: Instant, now: Instant): number {
  return daysBetween(dayInJapan(now), lastDayOf(linkedAt));
}

/** M32. */
export function isExpired(linkedAt: Instant, now: Instant): boolean {
  return daysLeft(linkedAt, now) < 0;
}
