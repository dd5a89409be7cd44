import { describe, expect, test } from "vitest";
import type { Counts, RunState } from "../../core/run.ts";
import { RUN_TABS } from "./run-search.ts";
import { canBeStopped, firstTab, isOpen, percentRead, rowsOf, tabOf, tabsOf, timeTaken } from "./run-state.ts";

const NONE: Counts = { read: 0, create: 0, update: 0, unchanged: 0, skip: 0, reject: 0, notice: 0 };

describe("a run is open", () => {
  test.each([
    ["queued", true],
    ["running", true],
    ["awaiting-approval", false],
    ["succeeded", false],
    ["partly-failed", false],
    ["failed", false],
    ["cancelled", false],
  ] as const)("%s: %s", (state: RunState, open) => {
    expect(isOpen({ state })).toBe(open);
  });
});

describe("a run can be stopped", () => {
  test.each([
    ["while it waits", "queued", null, true],
    ["before it has said how far it is", "running", null, true],
    ["while it reads", "running", "reading", true],
    ["while it plans", "running", "planning", true],
  ] as const)("%s", (_, state, phase, stoppable) => {
    expect(canBeStopped({ state, progress: phase && { phase, read: 1, total: 2 } })).toBe(stoppable);
  });

  test("not once it applies, and not once it is over", () => {
    expect(canBeStopped({ state: "running", progress: { phase: "applying", read: 2, total: 2 } })).toBe(false);
    expect(canBeStopped({ state: "succeeded", progress: null })).toBe(false);
  });
});

describe("how much was read", () => {
  test.each([
    ["nothing is said yet", null, null],
    ["SmartHR has not said how many there are", { phase: "reading", read: 100, total: null }, null],
    ["SmartHR has nobody", { phase: "reading", read: 0, total: 0 }, null],
    ["a third", { phase: "reading", read: 1, total: 3 }, 33],
    ["never more than all", { phase: "reading", read: 12, total: 10 }, 100],
    ["planning takes as long as it takes", { phase: "planning", read: 10, total: 10 }, null],
    ["applying takes as long as it takes", { phase: "applying", read: 10, total: 10 }, null],
  ] as const)("%s", (_, progress, percent) => {
    expect(percentRead(progress)).toBe(percent);
  });
});

describe("所要時間", () => {
  test("is from the run's own start to its end, without the waiting", () => {
    expect(timeTaken({ startedAt: 5_000, finishedAt: 17_000 })).toBe(12_000);
  });

  test("is not known before the end, nor of a run that never began", () => {
    expect(timeTaken({ startedAt: 5_000, finishedAt: null })).toBeNull();
    expect(timeTaken({ startedAt: null, finishedAt: 17_000 })).toBeNull();
  });
});

describe("what a run's page shows first", () => {
  test.each([
    ["errors, before all else", { ...NONE, reject: 1, create: 5, skip: 2, notice: 3 }, "rejection"],
    ["changes, when nobody must act", { ...NONE, update: 1, skip: 2, notice: 3 }, "change"],
    ["notices, when nothing changed", { ...NONE, skip: 2, notice: 3 }, "notice"],
    ["who was left out on purpose, when that is all", { ...NONE, skip: 2 }, "skip"],
    ["the changes, when there is nothing at all", NONE, "change"],
  ] as const)("%s", (_, counts, tab) => {
    expect(firstTab(counts)).toBe(tab);
  });

  test("new and updated rows are both changes", () => {
    expect(rowsOf("change", { ...NONE, create: 2, update: 3 })).toBe(5);
  });
});

test("an undo has no part but its changes, whatever an address asks for", () => {
  expect([tabsOf("undo"), tabOf("undo", "rejection")]).toEqual([["change"], "change"]);
  expect([tabsOf("sync"), tabOf("sync", "rejection")]).toEqual([RUN_TABS, "rejection"]);
});
