import type { Run } from "../store/runs.ts";

/** A run as the list of runs shows it. */
export type RunOverview = Pick<
  Run,
  | "id"
  | "subject"
  | "state"
  | "actor"
  | "requestedAt"
  | "startedAt"
  | "finishedAt"
  | "counts"
  | "failure"
  | "progress"
  | "waiting"
>;

/** A stored run as the list of runs shows it. */
export function overviewOf(run: Run): RunOverview {
  const { id, subject, state, actor, requestedAt, startedAt, finishedAt, counts, failure, progress, waiting } = run;
  return { id, subject, state, actor, requestedAt, startedAt, finishedAt, counts, failure, progress, waiting };
}
