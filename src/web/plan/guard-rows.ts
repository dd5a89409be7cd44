import type { GuardName, GuardReading } from "../../core/guards.ts";
import type { ChangedField, RunSearch } from "../runs/run-search.ts";

/** The guards that stopped a plan. */
export function trippedOf(readings: readonly GuardReading[]): readonly GuardReading[] {
  return readings.filter(({ tripped }) => tripped);
}

/** Where the rows are that a guard counts; null where the plan has none of them. */
export function rowsCountedBy({ guard, column }: Pick<GuardReading, "guard" | "column">): RunSearch | null {
  if (guard === "rejected-rows") return { tab: "rejection" };
  if (guard === "fewer-people") return null;
  return { tab: "change", guard, ...(column === null ? {} : { field: column satisfies ChangedField }) };
}

/** The guards by which a plan's changes can be narrowed, each once. */
export function guardsWithRows(tripped: readonly GuardReading[]): readonly GuardName[] {
  const guards = tripped.filter((reading) => rowsCountedBy(reading)?.guard !== undefined).map(({ guard }) => guard);
  return [...new Set(guards)];
}
