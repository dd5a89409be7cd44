import { holdingOf, type RunHolding } from "../core/run.ts";
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
    | "subdomain"
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
  readonly holding: RunHolding | null;
}

/** A stored run as the list of runs shows it. */
export function overviewOf(run: Run): RunOverview {
  const { id, subject, kind, state, actor, requestedAt, startedAt, finishedAt, counts, failure, progress } = run;
  const { subdomain, waiting, cancelReason } = run;
  return {
    id,
    subject,
    kind,
    state,
    actor,
    subdomain,
    requestedAt,
    startedAt,
    finishedAt,
    counts,
    failure,
    progress,
    waiting,
    cancelReason,
    holding: holdingOf(run),
  };
}
