import type { Instant } from "../core/calendar.ts";
import { APPROVAL_MS } from "../core/run.ts";
import type { Run } from "../store/runs.ts";

/** A run as the list of runs shows it. */
export interface RunOverview
  extends Pick<
    Run,
    | "id"
    | "subject"
    | "kind"
    | "state"
    | "actor"
    | "requestedAt"
    | "startedAt"
    | "finishedAt"
    | "counts"
    | "failure"
    | "progress"
    | "waiting"
    | "cancelReason"
  > {
  /** Null unless it waits for approval. */
  readonly holding: { readonly heldAt: Instant; readonly expiresAt: Instant } | null;
}

/** A stored run as the list of runs shows it. */
export function overviewOf(run: Run): RunOverview {
  const { id, subject, kind, state, actor, requestedAt, startedAt, finishedAt, counts, failure, progress } = run;
  const { waiting, cancelReason, heldAt } = run;
  const waits = state === "awaiting-approval" && heldAt !== null;
  return {
    id,
    subject,
    kind,
    state,
    actor,
    requestedAt,
    startedAt,
    finishedAt,
    counts,
    failure,
    progress,
    waiting,
    cancelReason,
    holding: waits ? { heldAt, expiresAt: heldAt + APPROVAL_MS } : null,
  };
}
