import { useNavigate } from "@tanstack/react-router";
import type { RunSearch } from "./run-search.ts";

/** Where the rows of the chosen part of a run's page are. */
export const ROWS_ID = "run-rows";

/** What of a run's rows is looked at. */
export interface RowsShown {
  /** Shows others in their place; `replace`: going back does not come by those that were there. */
  readonly show: (search: RunSearch, replace?: boolean) => void;
  /** Shows another page of them, which begins where this one did, not at its foot. */
  readonly turnTo: (search: RunSearch) => void;
}

/** What of a run's rows is looked at stands in the address of its page. */
export function useRowsShown(id: string): RowsShown {
  const navigate = useNavigate();
  const show: RowsShown["show"] = (search, replace = false) =>
    void navigate({ to: "/runs/$id", params: { id }, search, replace, resetScroll: false });
  return {
    show,
    turnTo: (search) => {
      show(search);
      document.getElementById(ROWS_ID)?.scrollIntoView();
    },
  };
}
