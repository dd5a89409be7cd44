import { expect, test } from "vitest";
import type { LinkRefusal } from "../core/problem.ts";
import { linkRefusalText } from "./link-refusal-text.ts";

const REFUSALS: Record<LinkRefusal["kind"], LinkRefusal> = {
  "access-denied": { kind: "access-denied" },
  "state-mismatch": { kind: "state-mismatch" },
  "grant-refused": { kind: "grant-refused" },
  "client-refused": { kind: "client-refused" },
  "link-rejected": { kind: "link-rejected" },
  "tenant-gone": { kind: "tenant-gone" },
  "ip-not-permitted": { kind: "ip-not-permitted" },
  "smarthr-busy": { kind: "smarthr-busy" },
  "smarthr-unavailable": { kind: "smarthr-unavailable" },
  "smarthr-maintenance": { kind: "smarthr-maintenance" },
  "unexpected-shape": { kind: "unexpected-shape", path: "POST /oauth/token" },
  "missing-permission": { kind: "missing-permission", resource: "crews" },
  "opt-out-field-missing": { kind: "opt-out-field-missing" },
  "opt-out-field-unreadable": { kind: "opt-out-field-unreadable" },
  "opt-outs-being-restored": { kind: "opt-outs-being-restored" },
  "source-changed": { kind: "source-changed" },
  "plan-changed": { kind: "plan-changed" },
  interrupted: { kind: "interrupted" },
  "disk-full": { kind: "disk-full" },
  internal: { kind: "internal" },
};

// Where a run would say 同期, whoever links has not synced anything yet.
const ENDS_LINKING = [
  "access-denied",
  "state-mismatch",
  "grant-refused",
  "client-refused",
  "link-rejected",
  "tenant-gone",
  "ip-not-permitted",
  "smarthr-busy",
  "smarthr-unavailable",
  "smarthr-maintenance",
  "unexpected-shape",
  "internal",
] as const;

test.each(Object.values(REFUSALS))("$kind says what happened, why, and what to do", (refusal) => {
  const { event, cause, remedy } = linkRefusalText(refusal);

  expect(event).toBe("SmartHRと連携できませんでした。");
  expect([cause, remedy].every((sentence) => /^[^\s].+。$/.test(sentence))).toBe(true);
});

test.each(ENDS_LINKING)("%s speaks of linking, not of syncing", (kind) => {
  const { cause, remedy } = linkRefusalText(REFUSALS[kind]);

  expect(`${cause}${remedy}`).not.toContain("同期");
});
