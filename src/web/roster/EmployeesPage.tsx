import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useEffect, useMemo, useState } from "react";
import { Stack } from "smarthr-ui";
import type { EmployeePage, EmployeeRow } from "../../contract/employees.ts";
import { Waited } from "../frame/Waited.tsx";
import { useSync } from "../runs/use-sync.tsx";
import { useMe } from "../session/me-query.ts";
import { departmentTree } from "./department-tree.ts";
import { EmployeesFilter } from "./EmployeesFilter.tsx";
import type { Ticking } from "./EmployeesTable.tsx";
import { EmployeesHeading, EmployeesView, isEmptyRoster, NoEmployees } from "./EmployeesView.tsx";
import { type EmployeesSearch, WHOLE_ROSTER, withoutUsual } from "./employees-search.ts";
import { LazyDeleteEmployees } from "./LazyDeleteEmployees.tsx";
import { departmentsQuery, employeesQuery } from "./roster-queries.ts";
import { useTyped } from "./use-typed.ts";
import "./roster.css";

/** 自社社員管理 (M28). */
export function EmployeesPage() {
  const me = useMe();
  const canChange = me.role === "administrator";
  const sync = useSync("employees");
  const { search, onSearch, typed, onType } = useAddress();
  const query = useQuery(employeesQuery(search));
  const departments = useQuery(departmentsQuery);
  const tree = useMemo(() => departmentTree(departments.data ?? []), [departments.data]);
  const ticking = useTicking(search);
  const [leavers, setLeavers] = useState<readonly EmployeeRow[] | null>(null);
  const queryClient = useQueryClient();
  const known = query.isPlaceholderData ? undefined : query.data;
  useLastPage(known, onSearch);
  const nobody = known !== undefined && isEmptyRoster(known, search);
  return (
    <Stack>
      <EmployeesHeading search={search} sync={sync} canChange={canChange} />
      {!nobody && <EmployeesFilter search={search} onSearch={onSearch} typed={typed} onType={onType} tree={tree} />}
      <Waited query={query}>
        {(page) =>
          nobody ? (
            <NoEmployees canChange={canChange} linked={sync.offered} />
          ) : (
            <EmployeesView
              page={page}
              search={search}
              onSearch={onSearch}
              onType={onType}
              waiting={query.isPlaceholderData}
              ticking={canChange ? ticking : null}
              onRemove={setLeavers}
            />
          )
        }
      </Waited>
      {leavers && (
        <LazyDeleteEmployees
          people={leavers}
          readAgain={async (ids) => {
            const newest = await queryClient.fetchQuery({ ...employeesQuery(search), staleTime: 0 });
            return newest.employees.filter(({ id }) => ids.has(id));
          }}
          onClose={() => setLeavers(null)}
          onDeleted={async () => ticking.onTick([...ticking.ticked], false)}
        />
      )}
      {sync.dialog}
    </Stack>
  );
}

function useAddress() {
  const address = useSearch({ from: "/frame/employees" });
  const navigate = useNavigate({ from: "/employees" });
  const search = useMemo(() => ({ ...WHOLE_ROSTER, ...address }), [address]);
  function onSearch(change: Partial<EmployeesSearch>, replace = false): void {
    void navigate({
      search: (before) => withoutUsual({ ...WHOLE_ROSTER, ...before, ...change }),
      replace,
      // Another page begins at its beginning; while a search is narrowed, nothing jumps.
      resetScroll: change.page !== undefined && change.page !== 1,
    });
  }
  const { typed, onType } = useTyped(search.search, (text) => {
    void navigate({
      search: (before) => withoutUsual({ ...WHOLE_ROSTER, ...before, search: text, page: 1 }),
      replace: true,
      resetScroll: false,
    });
  });
  return { search, onSearch, typed, onType };
}

// Ticks are for the page in sight: whoever goes elsewhere cannot delete people they no longer see.
function useTicking(search: EmployeesSearch): Ticking {
  const [state, setState] = useState({ search, ticked: new Set<string>() as ReadonlySet<string> });
  const ticked = state.search === search ? state.ticked : NOBODY;
  return {
    ticked,
    onTick: (ids, on) => {
      const after = new Set(ticked);
      for (const id of ids) {
        if (on) after.add(id);
        else after.delete(id);
      }
      setState({ search, ticked: after });
    },
  };
}

const NOBODY: ReadonlySet<string> = new Set();

// Behind the last page, as after everybody on it was deleted, there is nobody to be seen.
function useLastPage(
  page: EmployeePage | undefined,
  onSearch: (change: Partial<EmployeesSearch>, replace: boolean) => void,
): void {
  const lastPage = page && page.total > 0 && page.employees.length === 0 ? Math.ceil(page.total / page.perPage) : null;
  useEffect(() => {
    if (lastPage !== null) onSearch({ page: lastPage }, true);
  });
}
