import type { ReachFault } from "../app/reach-smarthr.ts";
import type { Problem } from "../core/problem.ts";

/** Why SmartHR cannot be asked for the signed-in person, as they are told. */
export function problemOfReach(fault: ReachFault): Problem {
  if (fault.kind !== "wrong-setting") return { kind: fault.kind };
  return { kind: "linking-not-set-up", missing: fault.setting === "SECRET_KEY" ? "key" : "app" };
}
