import type { RunDetail, RunPlan } from "../../contract/runs.ts";
import { isHeld } from "../runs/run-state.ts";

/** A run with the plan that somebody looks at. */
export type HeldRun = RunDetail & { readonly plan: RunPlan };

/** Whether a run waits for somebody who approves its plan. */
export function isHeldRun(run: RunDetail): run is HeldRun {
  return isHeld(run) && run.plan !== null;
}
