import type { CalendarDate } from "../core/calendar.ts";

/** A day as SmartHR's screens write it: 2026/04/01. */
export function dateText(date: CalendarDate): string {
  return date.replaceAll("-", "/");
}
