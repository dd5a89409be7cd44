import type { Subject } from "./run.ts";

/** How long a run will be at work, as far as it is known before: docs/decisions/0033. */
export type RunSize = "small" | "large" | "unknown";

/** Reading more takes longer than a few seconds at SmartHR's limits. */
export const MOST_ROWS_OF_SMALL = 2_000;

/** The size of a run by how many rows there were when they were last told; null when they never were. */
export function runSize(subject: Subject, rows: number | null): RunSize {
  if (rows !== null) return rows <= MOST_ROWS_OF_SMALL ? "small" : "large";
  // Even companies of 100,000 people have some hundred departments.
  return subject === "departments" ? "small" : "unknown";
}

/** A run that a process carries; one that stands aside takes nobody's place. */
export interface CarriedRun {
  readonly size: RunSize;
  readonly aside: boolean;
}

/** Small and waiting, they cost next to nothing, but not quite. */
const MOST_ASIDE = 20;

/** The sizes for which a process still has a place that carries those runs: never more than one large and one unknown. */
export function sizesWithPlace(carried: readonly CarriedRun[]): readonly RunSize[] {
  const taken = carried.filter(({ aside }) => !aside).map(({ size }) => size);
  return (["small", "large", "unknown"] as const).filter((size) => size === "small" || !taken.includes(size));
}

/** Whether a run that has been at work for long may go on beside the places, so that others get its own: a large one is never there twice. */
export function mayStandAside(run: CarriedRun, carried: readonly CarriedRun[]): boolean {
  return run.size !== "large" && !run.aside && carried.filter(({ aside }) => aside).length < MOST_ASIDE;
}

/** What a carried run is once SmartHR has told how many rows there are; null when there is no room for one so large beside the others. */
export function resize(run: CarriedRun, rows: number, others: readonly CarriedRun[]): CarriedRun | null {
  if (rows <= MOST_ROWS_OF_SMALL) return { ...run, size: "small" };
  if (run.size === "large") return run;
  return others.some(({ size }) => size === "large") ? null : { size: "large", aside: false };
}
