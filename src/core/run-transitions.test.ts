import { describe, expect, test } from "vitest";
import type { RunState } from "./run.ts";
import {
  applyingTo,
  RUN_STATES,
  RUN_TRANSITIONS,
  type RunTransition,
  STATES_AT_WORK,
  stateAfter,
} from "./run-transitions.ts";

const TRANSITIONS = Object.keys(RUN_TRANSITIONS) as RunTransition[];

describe("M22, M23: what can become of a run in each state", () => {
  test.each<[RunState | null, Partial<Record<RunTransition, RunState>>]>([
    [null, { queue: "queued", open: "running" }],
    ["queued", { claim: "running", cancel: "cancelled" }],
    [
      "running",
      {
        "hand-back": "queued",
        wait: "queued",
        hold: "awaiting-approval",
        "go-on-waiting": "awaiting-approval",
        apply: "succeeded",
        "apply-partly": "partly-failed",
        fail: "failed",
        cancel: "cancelled",
        revive: "queued",
        bury: "failed",
      },
    ],
    [
      "awaiting-approval",
      { approve: "queued", replan: "queued", replace: "cancelled", expire: "cancelled", cancel: "cancelled" },
    ],
    ["succeeded", {}],
    ["partly-failed", {}],
    ["failed", {}],
    ["cancelled", {}],
  ])("%s", (state, expected) => {
    const possible = TRANSITIONS.flatMap((transition) => {
      const after = stateAfter(state, transition);
      return after === null ? [] : [[transition, after]];
    });

    expect(Object.fromEntries(possible)).toEqual(expected);
  });
});

test("from every state that is not an end, an end can be reached, and from none of the ends another state", () => {
  const ends = RUN_STATES.filter((state) => TRANSITIONS.every((transition) => stateAfter(state, transition) === null));

  const reachEnd = RUN_STATES.filter((state) => ends.includes(state) || stateAfter(state, "cancel") === "cancelled");

  expect(ends).toEqual(["succeeded", "partly-failed", "failed", "cancelled"]);
  expect(reachEnd).toEqual(RUN_STATES);
});

test("a run that waits for approval keeps no other from beginning", () => {
  expect(STATES_AT_WORK).toEqual(["queued", "running"]);
});

test("an applied run ends in the state that its counts say", () => {
  expect([applyingTo("succeeded"), applyingTo("partly-failed")].map((end) => RUN_TRANSITIONS[end].to)).toEqual([
    "succeeded",
    "partly-failed",
  ]);
});
