import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useMemo, useState } from "react";
import { Stack } from "smarthr-ui";
import type { EmployeeRow } from "../../contract/employees.ts";
import { Waited } from "../frame/Waited.tsx";
import { useSync } from "../runs/use-sync.tsx";
import { useMe } from "../session/me-query.ts";
import { departmentTree } from "./department-tree.ts";
import { EmployeesFilter } from "./EmployeesFilter.tsx";
import type { Ticking } from "./EmployeesTable.tsx";
import { EmployeesHeading, EmployeesView, isEmptyRoster, NoEmployees } from "./EmployeesView.tsx";
import type { EmployeesSearch } from "./employees-search.ts";
import { LazyDeleteEmployees } from "./LazyDeleteEmployees.tsx";
import { departmentsQuery, employeesQuery } from "./roster-queries.ts";
import { useEmployeesAddress, useLastPage } from "./use-employees-address.ts";
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
  const navigate = useNavigate({ from: "/employees" });
  return useEmployeesAddress(
    useSearch({ from: "/frame/employees" }),
    (search, options) => void navigate({ search, ...options }),
  );
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
