import type { LinkState } from "../../contract/me.ts";
import type { RunRow } from "../../contract/runs.ts";
import type { Subject } from "../../core/run.ts";

/** 手順2, 3 and 4: link, departments, employees. */
export const STEPS = ["link", "departments", "employees"] as const;
export type Step = (typeof STEPS)[number];

/** What there is already, as far as ホーム knows. */
export interface Standing {
  readonly link: LinkState["kind"];
  readonly departments: number;
  readonly employees: number;
  readonly runs: readonly RunRow[];
}

/** Whether a step was taken. Who synced does not matter (M31): the roster is everybody's. */
export function isDone(step: Step, { link, departments, employees, runs }: Standing): boolean {
  switch (step) {
    case "link":
      return link === "linked";
    case "departments":
      return departments > 0 || runs.some((run) => run.subject === "departments" && wasApplied(run));
    case "employees":
      return employees > 0 || runs.some((run) => run.subject === "employees" && wasApplied(run));
  }
}

/** What to do next: the first step that was not taken; null when all were. */
export function nextStep(standing: Standing): Step | null {
  return STEPS.find((step) => !isDone(step, standing)) ?? null;
}

/** The newest run of a subject that is over; null when none of the runs is. The runs come newest first. */
export function lastEnded(runs: readonly RunRow[], subject: Subject): RunRow | null {
  return runs.find((run) => run.subject === subject && run.finishedAt !== null) ?? null;
}

/** The last run of each subject, where it left something for somebody to do. */
export function runsToLookAt(runs: readonly RunRow[]): readonly RunRow[] {
  return (["departments", "employees"] as const).flatMap((subject) => {
    const last = lastEnded(runs, subject);
    return last?.state === "failed" || last?.state === "partly-failed" ? [last] : [];
  });
}

function wasApplied({ state }: RunRow): boolean {
  return state === "succeeded" || state === "partly-failed";
}
