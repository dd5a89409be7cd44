import type { Problem } from "../core/problem.ts";
import { isDiskFull } from "../store/database.ts";

/** What a person can be told of an error that no action foresees; null when it is a defect of ours. */
export function problemOfError(error: unknown): Extract<Problem, { readonly kind: "disk-full" }> | null {
  return isDiskFull(error) ? { kind: "disk-full" } : null;
}
