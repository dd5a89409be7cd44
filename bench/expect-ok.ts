import type { Result } from "../src/core/result.ts";

/** The value of what must be well for a measurement to mean anything; a fault ends it. */
export function expectOk<T, F>(result: Result<T, F>): T {
  if (!result.ok) throw new Error(`expected a value, found the fault ${JSON.stringify(result.fault)}`);
  return result.value;
}
