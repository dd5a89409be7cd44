import { addDays, type CalendarDate, isCalendarDate } from "../../core/calendar.ts";
import { type EmployeesSearch, employeesAddress } from "./employees-search.ts";

/** What 「この日時点の名簿」 shows; it stands in the address, so that back and a copied address work. */
export interface PastRosterAddress extends Partial<EmployeesSearch> {
  /** As it was written; absent is the last day that is over. */
  readonly day?: string;
  /** Absent is 社員. */
  readonly tab?: "departments";
  /** What is sought among the departments. */
  readonly departmentSearch?: string;
}

/** What an address asks for. A day that cannot be shown is kept, so that the page can say so beside the field. */
export function pastRosterAddress(written: Record<string, unknown>): PastRosterAddress {
  // The router reads `2026` as a number.
  const text = (name: string) => String(written[name] ?? "").slice(0, 200);
  const day = text("day");
  const departmentSearch = text("departmentSearch");
  return {
    ...employeesAddress(written),
    ...(day === "" ? {} : { day }),
    ...(text("tab") === "departments" ? { tab: "departments" as const } : {}),
    ...(departmentSearch === "" ? {} : { departmentSearch }),
  };
}

/** What does not belong to the people of the day: it stays when their search changes. */
export function besidePeople({ day, tab, departmentSearch }: PastRosterAddress): PastRosterAddress {
  return {
    ...(day === undefined ? {} : { day }),
    ...(tab === undefined ? {} : { tab }),
    ...(departmentSearch === undefined ? {} : { departmentSearch }),
  };
}

/** Why there is no roster of what was typed as a day. */
export type DayFault = "invalid" | "today" | "future";

/** Whether what was typed is a day that is over; `lastDay` is the last one. */
export function dayFaultOf(typed: string, lastDay: CalendarDate): DayFault | null {
  if (!isCalendarDate(typed)) return "invalid";
  if (typed <= lastDay) return null;
  return typed === addDays(lastDay, 1) ? "today" : "future";
}
