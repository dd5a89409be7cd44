import type { CalendarDate } from "../../core/calendar.ts";
import { RouteLink } from "../frame/RouteLink.tsx";
import { peopleCountText } from "./roster-text.ts";

/** How many belong to a department: a number that leads to the very people it counts. */
export function PeopleCount({
  code,
  count,
  below,
  day,
  tabIndex = 0,
}: {
  readonly code: string;
  readonly count: number;
  /** With those of the departments below. */
  readonly below: boolean;
  /** The past day of which the number is; null for today. */
  readonly day: CalendarDate | null;
  readonly tabIndex?: number;
}) {
  if (count === 0) return peopleCountText(0);
  const search = { department: code, retired: "not-retired", ...(below ? {} : { below: false }) } as const;
  return day === null ? (
    <RouteLink to="/employees" search={search} tabIndex={tabIndex}>
      {peopleCountText(count)}
    </RouteLink>
  ) : (
    <RouteLink to="/past-roster" search={{ ...search, day }} tabIndex={tabIndex}>
      {peopleCountText(count)}
    </RouteLink>
  );
}
