import { useEffect, useMemo } from "react";
import type { EmployeePage } from "../../contract/employees.ts";
import { type EmployeesSearch, WHOLE_ROSTER, withoutUsual } from "./employees-search.ts";
import { useTyped } from "./use-typed.ts";

/** Puts a search into the address of the page. */
type Go = (
  change: (before: Partial<EmployeesSearch>) => Partial<EmployeesSearch>,
  options: { readonly replace: boolean; readonly resetScroll: boolean },
) => void;

/** What the address says of a list of people, and how it is changed. */
export function useEmployeesAddress(address: Partial<EmployeesSearch>, go: Go) {
  const search = useMemo(() => ({ ...WHOLE_ROSTER, ...address }), [address]);
  function onSearch(change: Partial<EmployeesSearch>, replace = false): void {
    go((before) => withoutUsual({ ...WHOLE_ROSTER, ...before, ...change }), {
      replace,
      // Another page begins at its beginning; while a search is narrowed, nothing jumps.
      resetScroll: change.page !== undefined && change.page !== 1,
    });
  }
  const { typed, onType } = useTyped(search.search, (text) => {
    go((before) => withoutUsual({ ...WHOLE_ROSTER, ...before, search: text, page: 1 }), {
      replace: true,
      resetScroll: false,
    });
  });
  return { search, onSearch, typed, onType };
}

/** Behind the last page, as after everybody on it was deleted, there is nobody to be seen. */
export function useLastPage(
  page: (Pick<EmployeePage, "total" | "perPage"> & { readonly employees: readonly unknown[] }) | undefined,
  onSearch: (change: Partial<EmployeesSearch>, replace: boolean) => void,
): void {
  const lastPage = page && page.total > 0 && page.employees.length === 0 ? Math.ceil(page.total / page.perPage) : null;
  useEffect(() => {
    if (lastPage !== null) onSearch({ page: lastPage }, true);
  });
}
