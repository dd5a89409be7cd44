import type { RunState } from "./run.ts";

/** What can happen to a run, and what becomes of it: the only ways in which its state changes. Null: there is no run yet. */
export const RUN_TRANSITIONS = {
  /** M22: 「SmartHRと同期」 was pressed; a worker will take the run up. */
  queue: { from: [null], to: "queued" },
  /** A command begins a run that it carries out itself. */
  open: { from: [null], to: "running" },
  claim: { from: ["queued"], to: "running" },
  /** The process that carries it is told to stop and has applied nothing. */
  "hand-back": { from: ["running"], to: "queued" },
  /** SmartHR is in maintenance: it is taken up again later. */
  wait: { from: ["running"], to: "queued" },
  /** Its plan trips a guard, so that somebody has to see it first. */
  hold: { from: ["running"], to: "awaiting-approval" },
  approve: { from: ["awaiting-approval"], to: "queued" },
  /** Something was chosen that changes the plan, so that it is made anew. */
  replan: { from: ["awaiting-approval"], to: "queued" },
  /** The plan could not be made anew: it goes on waiting as it was (docs/decisions/0044). */
  "go-on-waiting": { from: ["running"], to: "awaiting-approval" },
  /** A new start of the same subject takes the place of a plan that waits for approval. */
  replace: { from: ["awaiting-approval"], to: "cancelled" },
  /** Nobody approved its plan in time. */
  expire: { from: ["awaiting-approval"], to: "cancelled" },
  apply: { from: ["running"], to: "succeeded" },
  /** Applied, with at least one rejection. */
  "apply-partly": { from: ["running"], to: "partly-failed" },
  fail: { from: ["running"], to: "failed" },
  cancel: { from: ["queued", "running", "awaiting-approval"], to: "cancelled" },
  /** Its process died, and another one may take it up. */
  revive: { from: ["running"], to: "queued" },
  /** Its process died, and nobody can take it up, or it took too many processes with it. */
  bury: { from: ["running"], to: "failed" },
} as const satisfies Record<string, { readonly from: readonly (RunState | null)[]; readonly to: RunState }>;

/** One of the things that can happen to a run. */
export type RunTransition = keyof typeof RUN_TRANSITIONS;

/** Every state a run can be in, in the order of a run's life. */
export const RUN_STATES = [
  "queued",
  "running",
  "awaiting-approval",
  "succeeded",
  "partly-failed",
  "failed",
  "cancelled",
] as const satisfies readonly RunState[];

/** The states in which a run keeps others of its company from beginning. */
export const STATES_AT_WORK = ["queued", "running"] as const satisfies readonly RunState[];

/** The state in which a run is after that happened to it; null when it cannot happen to a run in this state. */
export function stateAfter(state: RunState | null, transition: RunTransition): RunState | null {
  const { from, to } = RUN_TRANSITIONS[transition];
  return (from as readonly (RunState | null)[]).includes(state) ? to : null;
}

/** The transition that ends a run whose plan was applied. */
export function applyingTo(state: "succeeded" | "partly-failed"): "apply" | "apply-partly" {
  return state === "succeeded" ? "apply" : "apply-partly";
}
