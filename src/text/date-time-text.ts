import { dayInJapan, type Instant, startOfDayInJapan } from "../core/calendar.ts";
import { dateText } from "./date-text.ts";

/** A moment as SmartHR's screens write it, in Japan: 2026/04/01 09:05:00. */
export function dateTimeText(at: Instant): string {
  const day = dayInJapan(at);
  const seconds = Math.floor((at - startOfDayInJapan(day)) / 1000);
  const parts = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  return `${dateText(day)} ${parts.map((part) => String(part).padStart(2, "0")).join(":")}`;
}

/** The same to the minute, for moments that lie ahead: 2026/04/01 09:05. */
export function dateMinuteText(at: Instant): string {
  return dateTimeText(at).slice(0, -":00".length);
}
