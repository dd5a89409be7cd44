import "./runs.css";
import { StatusLabel } from "smarthr-ui";
import type { RunState } from "../../core/run.ts";
import { stateText } from "../../text/state-text.ts";
import { isOpen, STATE_COLOUR } from "./run-state.ts";

/** The state of a run in its word and its colour. */
export function RunStateLabel({ state }: { readonly state: RunState }) {
  return (
    <StatusLabel type={STATE_COLOUR[state]} {...(isOpen({ state }) ? { className: "run-open" } : {})}>
      {stateText(state)}
    </StatusLabel>
  );
}
