import { expect, test } from "vitest";
import type { RunFailure } from "../core/run.ts";
import type { SmartHrFault } from "../smarthr/fault.ts";
import { failureOf, runFailureOf } from "./run-failure.ts";

test.each<[SmartHrFault, RunFailure]>([
  [{ kind: "rate-limited", resetSeconds: 60 }, { kind: "smarthr-busy" }],
  [{ kind: "unavailable" }, { kind: "smarthr-unavailable" }],
  [{ kind: "maintenance" }, { kind: "smarthr-maintenance" }],
  [{ kind: "unauthorized" }, { kind: "link-rejected" }],
  [
    { kind: "forbidden", resource: "crews" },
    { kind: "missing-permission", resource: "crews" },
  ],
  [{ kind: "ip-not-permitted" }, { kind: "ip-not-permitted" }],
  [{ kind: "not-found", resource: "crews" }, { kind: "tenant-gone" }],
  [
    { kind: "refused", status: 400, resource: "crews" },
    { kind: "unexpected-shape", path: "crews (400)" },
  ],
  [
    { kind: "unexpected-shape", path: "GET /v1/crews [3]" },
    { kind: "unexpected-shape", path: "GET /v1/crews [3]" },
  ],
  [{ kind: "source-changed" }, { kind: "source-changed" }],
  [{ kind: "opt-out-field-missing" }, { kind: "opt-out-field-missing" }],
  [{ kind: "opt-out-field-unreadable" }, { kind: "opt-out-field-unreadable" }],
])("SmartHR's %o is the run's %o", (fault, failure) => {
  const [translated, failed] = [runFailureOf(fault), failureOf({ fault })];

  expect(translated).toEqual(failure);
  expect(failed).toEqual({ ok: false, fault: failure });
});
