import type { Subject } from "./run.ts";

/** How long a run will be at work, as far as it is known before: docs/decisions/0033. */
export type RunSize = "small" | "large" | "unknown";

/** More rows than a few seconds' reading at SmartHR's limits. */
export const MOST_ROWS_OF_SMALL = 2_000;

/** The size of a run by how many rows there were at the last good read; null before the first. */
export function runSize(subject: Subject, rowsBefore: number | null): RunSize {
  if (rowsBefore !== null) return rowsBefore <= MOST_ROWS_OF_SMALL ? "small" : "large";
  // Even companies of 100,000 people have some hundred departments.
  return subject === "departments" ? "small" : "unknown";
}

/** The sizes for which a process still has a place that carries those runs: never more than one large and one unknown. */
export function sizesWithPlace(carried: readonly RunSize[]): readonly RunSize[] {
  return (["small", "large", "unknown"] as const).filter((size) => size === "small" || !carried.includes(size));
}
