import type { Instant } from "../core/calendar.ts";
import { dateTimeText } from "./date-time-text.ts";

/** A moment as SmartHR's file names carry it, in Japan: 202604010905. */
export function fileStamp(at: Instant): string {
  return dateTimeText(at)
    .replaceAll(/[^0-9]/g, "")
    .slice(0, "YYYYMMDDHHMM".length);
}
