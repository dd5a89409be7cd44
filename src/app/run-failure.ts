import { fail } from "../core/result.ts";
import type { RunFailure } from "../core/run.ts";
import type { SmartHrFault } from "../smarthr/fault.ts";

/** The failed end of a run, for SmartHR's failed answer. */
export function failureOf(answer: { readonly fault: SmartHrFault }): {
  readonly ok: false;
  readonly fault: RunFailure;
} {
  return fail(runFailureOf(answer.fault));
}

/** What SmartHR's fault means for a run; one line for each way in which SmartHR can fail us. */
export function runFailureOf(fault: SmartHrFault): RunFailure {
  switch (fault.kind) {
    case "rate-limited":
      return { kind: "smarthr-busy" };
    case "unavailable":
      return { kind: "smarthr-unavailable" };
    case "maintenance":
      return { kind: "smarthr-maintenance" };
    case "unauthorized":
      return { kind: "link-rejected" };
    case "forbidden":
      return { kind: "missing-permission", resource: fault.resource };
    case "ip-not-permitted":
      return { kind: "ip-not-permitted" };
    // Nothing but lists and the opt-out field is asked for, and the field has a fault of its own.
    case "not-found":
      return { kind: "tenant-gone" };
    // We ask for nothing that is not documented, so it is the interface that has changed.
    case "refused":
      return { kind: "unexpected-shape", path: `${fault.resource} (${fault.status})` };
    case "unexpected-shape":
      return { kind: "unexpected-shape", path: fault.path };
    case "source-changed":
      return { kind: "source-changed" };
    case "opt-out-field-missing":
      return { kind: "opt-out-field-missing" };
    case "opt-out-field-unreadable":
      return { kind: "opt-out-field-unreadable" };
  }
}
