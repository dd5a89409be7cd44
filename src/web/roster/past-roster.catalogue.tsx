import type { ReactNode } from "react";
import { Stack } from "smarthr-ui";
import type { PastEmployeePage } from "../../contract/past-roster.ts";
import { AskError } from "../ask.ts";
import type { CatalogueEntry } from "../catalogue/entry.ts";
import { ProblemMessage } from "../frame/ProblemMessage.tsx";
import { Waiting } from "../frame/Waited.tsx";
import {
  anEmployeeRow,
  aPage,
  DEPARTMENTS,
  LONG_DEPARTMENTS,
  LONG_ROW,
  MANY_DEPARTMENTS,
  MANY_ROWS,
} from "./catalogue-roster.ts";
import { departmentTree } from "./department-tree.ts";
import { EmployeesFilter } from "./EmployeesFilter.tsx";
import { type EmployeesSearch, WHOLE_ROSTER } from "./employees-search.ts";
import {
  DayForm,
  NoPast,
  PastDepartmentsView,
  PastEmployeesView,
  PastRosterHeading,
  type PastRosterTab,
  PastRosterTabs,
  RosterOfDay,
} from "./PastRosterView.tsx";
import "./roster.css";

const DAYS = { firstDay: "2026-03-02", lastDay: "2026-04-09" };
const DAY = "2026-04-01";
const TREE = departmentTree(DEPARTMENTS);
const NARROWED: EmployeesSearch = { ...WHOLE_ROSTER, search: "みほん", department: "A001", page: 2 };
const NO_ANSWER = new AskError({ kind: "no-answer" });
const nothing = () => {};

export const pastRosterEntries: readonly CatalogueEntry[] = [
  ...peopleEntries(),
  ...departmentEntries(),
  ...dayEntries(),
];

function peopleEntries(): CatalogueEntry[] {
  const many = { total: 100_000, page: 2 };
  return [
    { name: "past-employees-many", element: people(pastPage(MANY_ROWS, many)) },
    { name: "past-employees-narrowed", element: people(pastPage(MANY_ROWS, many), { search: NARROWED }) },
    { name: "past-employees-next-page-waiting", element: people(pastPage(MANY_ROWS, many), { waiting: true }) },
    { name: "past-employees-one", element: people(pastPage([anEmployeeRow()])) },
    { name: "past-employees-long-names", element: people(pastPage([LONG_ROW, anEmployeeRow()])) },
    { name: "past-employees-no-hit", element: people(pastPage([]), { search: NARROWED }) },
    { name: "past-employees-nobody", element: people(pastPage([])) },
    { name: "past-employees-waiting", element: ofDay(DAY, "employees", <Waiting />) },
    { name: "past-employees-no-answer", element: ofDay(DAY, "employees", <ProblemMessage error={NO_ANSWER} />) },
  ];
}

function departmentEntries(): CatalogueEntry[] {
  return [
    { name: "past-departments", element: departments(DEPARTMENTS) },
    { name: "past-departments-search", element: departments(DEPARTMENTS, "支援") },
    { name: "past-departments-no-hit", element: departments(DEPARTMENTS, "経理") },
    { name: "past-departments-long-names", element: departments(LONG_DEPARTMENTS) },
    { name: "past-departments-3000", element: departments(MANY_DEPARTMENTS) },
    { name: "past-departments-none", element: departments([]) },
  ];
}

function dayEntries(): CatalogueEntry[] {
  return [
    { name: "past-roster-before-history", element: ofDay("2026-03-01", "employees", null) },
    { name: "past-roster-today", element: ofDay("2026-04-10", "employees", null) },
    { name: "past-roster-future", element: ofDay("2027-01-01", "employees", null) },
    { name: "past-roster-no-such-day", element: ofDay("2026-02-30", "departments", null) },
    { name: "past-roster-none-yet", element: withHeading("employees", <NoPast />) },
    { name: "past-roster-waiting", element: withHeading("employees", <Waiting />) },
    { name: "past-roster-no-answer", element: withHeading("employees", <ProblemMessage error={NO_ANSWER} />) },
  ];
}

/** Every third of them is not there any more. */
function pastPage(
  rows: readonly Parameters<typeof anEmployeeRow>[0][],
  special: Partial<PastEmployeePage> = {},
): PastEmployeePage {
  const employees = rows.map((row, index) => {
    const { version: _, ...person } = anEmployeeRow(row);
    return { ...person, stillThere: index % 3 !== 0 };
  });
  return { ...aPage([]), total: employees.length, employees, ...special };
}

function people(
  page: PastEmployeePage,
  { search = WHOLE_ROSTER, waiting = false }: { readonly search?: EmployeesSearch; readonly waiting?: boolean } = {},
): ReactNode {
  return ofDay(
    DAY,
    "employees",
    <>
      <EmployeesFilter search={search} onSearch={nothing} typed={search.search} onType={nothing} tree={TREE} />
      <PastEmployeesView day={DAY} page={page} search={search} onSearch={nothing} onType={nothing} waiting={waiting} />
    </>,
  );
}

function departments(rows: typeof DEPARTMENTS, typed = ""): ReactNode {
  return ofDay(
    DAY,
    "departments",
    <PastDepartmentsView day={DAY} tree={departmentTree(rows)} typed={typed} onType={nothing} />,
  );
}

function ofDay(day: string, tab: PastRosterTab, content: ReactNode): ReactNode {
  return withHeading(
    tab,
    <>
      <DayForm day={day} {...DAYS} onDay={nothing} />
      <RosterOfDay day={day} {...DAYS}>
        <PastRosterTabs tab={tab} onTab={nothing}>
          {content}
        </PastRosterTabs>
      </RosterOfDay>
    </>,
  );
}

function withHeading(tab: PastRosterTab, content: ReactNode): ReactNode {
  return (
    <Stack>
      <PastRosterHeading tab={tab} />
      {content}
    </Stack>
  );
}
