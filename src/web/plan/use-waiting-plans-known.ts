import { useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import type { RunRow } from "../../contract/runs.ts";
import { isHeld } from "../runs/run-state.ts";
import { waitingPlansQuery } from "./plan-queries.ts";

/** As soon as a page sees that a run waits, or waits no more, the frame around it says so, too. */
export function useWaitingPlansKnown(runs: readonly Pick<RunRow, "id" | "state">[]): void {
  const queryClient = useQueryClient();
  const held = runs
    .filter(isHeld)
    .map(({ id }) => id)
    .join();
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked again exactly when other runs wait than before
  useEffect(() => {
    void queryClient.invalidateQueries({ queryKey: waitingPlansQuery.queryKey });
  }, [held, queryClient]);
}
