import { useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useMemo } from "react";
import { Stack } from "smarthr-ui";
import type { CalendarDate } from "../../core/calendar.ts";
import { Waited } from "../frame/Waited.tsx";
import { departmentTree } from "./department-tree.ts";
import { EmployeesFilter } from "./EmployeesFilter.tsx";
import {
  DayForm,
  NoPast,
  PastDepartmentsView,
  PastEmployeesView,
  PastRosterHeading,
  PastRosterTabs,
  RosterOfDay,
} from "./PastRosterView.tsx";
import { besidePeople } from "./past-roster-address.ts";
import { pastDaysQuery, pastDepartmentsQuery, pastEmployeesQuery } from "./roster-queries.ts";
import { useEmployeesAddress, useLastPage } from "./use-employees-address.ts";
import { useTyped } from "./use-typed.ts";
import "./roster.css";

/** 「この日時点の名簿」. */
export function PastRosterPage() {
  const address = useSearch({ from: "/frame/past-roster" });
  const navigate = useNavigate({ from: "/past-roster" });
  const days = useQuery(pastDaysQuery);
  const tab = address.tab ?? "employees";
  return (
    <Stack>
      <PastRosterHeading tab={tab} />
      <Waited query={days}>
        {({ firstDay, lastDay }) => {
          if (firstDay === null || lastDay === null) return <NoPast />;
          const day = address.day ?? lastDay;
          return (
            <>
              <DayForm
                day={day}
                firstDay={firstDay}
                lastDay={lastDay}
                onDay={(chosen) =>
                  void navigate({ search: ({ page: _, ...rest }) => ({ ...rest, day: chosen }), resetScroll: false })
                }
              />
              <RosterOfDay day={day} firstDay={firstDay} lastDay={lastDay}>
                <PastRosterTabs
                  tab={tab}
                  onTab={(chosen) =>
                    void navigate({
                      search: ({ tab: _, ...rest }) => (chosen === "departments" ? { ...rest, tab: chosen } : rest),
                      resetScroll: false,
                    })
                  }
                >
                  {tab === "employees" ? <PastEmployees day={day} /> : <PastDepartments day={day} />}
                </PastRosterTabs>
              </RosterOfDay>
            </>
          );
        }}
      </Waited>
    </Stack>
  );
}

function PastEmployees({ day }: { readonly day: CalendarDate }) {
  const navigate = useNavigate({ from: "/past-roster" });
  const { search, onSearch, typed, onType } = useEmployeesAddress(
    useSearch({ from: "/frame/past-roster" }),
    (change, options) =>
      void navigate({ search: (before) => ({ ...change(before), ...besidePeople(before) }), ...options }),
  );
  const query = useQuery(pastEmployeesQuery(day, search));
  const departments = useQuery(pastDepartmentsQuery(day));
  const tree = useMemo(() => departmentTree(departments.data ?? []), [departments.data]);
  useLastPage(query.isPlaceholderData ? undefined : query.data, onSearch);
  return (
    <>
      <EmployeesFilter search={search} onSearch={onSearch} typed={typed} onType={onType} tree={tree} />
      <Waited query={query}>
        {(page) => (
          <PastEmployeesView
            day={day}
            page={page}
            search={search}
            onSearch={onSearch}
            onType={onType}
            waiting={query.isPlaceholderData}
          />
        )}
      </Waited>
    </>
  );
}

function PastDepartments({ day }: { readonly day: CalendarDate }) {
  const { departmentSearch = "" } = useSearch({ from: "/frame/past-roster" });
  const navigate = useNavigate({ from: "/past-roster" });
  const query = useQuery(pastDepartmentsQuery(day));
  const tree = useMemo(() => departmentTree(query.data ?? []), [query.data]);
  const { typed, onType } = useTyped(departmentSearch, (text) => {
    void navigate({
      search: ({ departmentSearch: _, ...rest }) => (text === "" ? rest : { ...rest, departmentSearch: text }),
      replace: true,
      resetScroll: false,
    });
  });
  return (
    <Waited query={query}>
      {() => <PastDepartmentsView key={day} day={day} tree={tree} typed={typed} onType={onType} />}
    </Waited>
  );
}
