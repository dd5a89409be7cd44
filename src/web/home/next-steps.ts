import type { LinkState } from "../../contract/me.ts";
import type { RunRow } from "../../contract/runs.ts";
import type { Subject } from "../../core/run.ts";

/** 手順2, 3 and 4: link, departments, employees. */
export const STEPS = ["link", "departments", "employees"] as const;
export type Step = (typeof STEPS)[number];

/** What there is already, as far as that decides what to do next. */
export interface Standing {
  readonly link: Pick<LinkState, "kind">;
  readonly departments: number;
  readonly employees: number;
  readonly retired: number;
  /** The newest run of each subject that is over. */
  readonly lastRuns: readonly RunRow[];
  readonly synced: Readonly<Record<Subject, boolean>>;
}

/** Whether a step was taken. Who synced does not matter (M31): the roster is everybody's. */
export function isDone(step: Step, { link, departments, employees, retired, synced }: Standing): boolean {
  switch (step) {
    case "link":
      return link.kind === "linked";
    case "departments":
      return departments > 0 || synced.departments;
    case "employees":
      return employees + retired > 0 || synced.employees;
  }
}

/** What to do next: the first step that was not taken; null when all were. */
export function nextStep(standing: Standing): Step | null {
  return STEPS.find((step) => !isDone(step, standing)) ?? null;
}

/** The last runs that left something for somebody to do. */
export function runsToLookAt({ lastRuns }: Pick<Standing, "lastRuns">): readonly RunRow[] {
  return lastRuns.filter(({ state }) => state === "failed" || state === "partly-failed");
}
