import { StatusLabel } from "smarthr-ui";
import type { RunState } from "../../core/run.ts";
import { stateText } from "../../text/state-text.ts";
import { STATE_COLOUR } from "./run-state.ts";

/** The state of a run in its word and its colour. */
export function RunStateLabel({ state }: { readonly state: RunState }) {
  return <StatusLabel type={STATE_COLOUR[state]}>{stateText(state)}</StatusLabel>;
}
