import { describe, expect, test } from "vitest";
import { followTakeUps, type TakeUps } from "./take-ups.ts";

describe("how long a run waits that nobody carries any more", () => {
  test("from its worker's death until another one takes it up", () => {
    const runs = aWatch({ one: 0, other: 0 });
    runs.told("one", { event: "run-started", runId: "a", at: 1_000 });

    runs.ends("one", 2_000);
    runs.told("other", { event: "run-started", runId: "a", at: 27_000 });

    expect(runs.all).toEqual([{ runId: "a", because: "died", milliseconds: 25_000 }]);
  });

  test("until it is closed, when it took too many processes with it", () => {
    const runs = aWatch({ one: 0, other: 0 });
    runs.told("one", { event: "run-started", runId: "a", at: 1_000 });

    runs.ends("one", 2_000);
    runs.told("other", { event: "run-interrupted", runId: "a", at: 24_000, waitsAgain: false });

    expect(runs.all).toEqual([{ runId: "a", because: "died", milliseconds: 22_000 }]);
  });

  test("the time does not count in which there was no database", () => {
    const runs = aWatch({ one: 0, other: 0 });
    runs.told("one", { event: "run-started", runId: "a", at: 1_000 });

    runs.ends("one", 2_000);
    runs.databaseIsBack(9_000);
    runs.told("other", { event: "run-started", runId: "a", at: 30_000 });

    expect(runs.all).toEqual([{ runId: "a", because: "died", milliseconds: 21_000 }]);
  });

  test("nor that in which nobody lived who could notice", () => {
    const runs = aWatch({ one: 0 });
    runs.told("one", { event: "run-started", runId: "a", at: 1_000 });

    runs.ends("one", 2_000);
    runs.begins("other", 20_000);
    runs.told("other", { event: "run-started", runId: "a", at: 31_000 });

    expect(runs.all).toEqual([{ runId: "a", because: "died", milliseconds: 11_000 }]);
  });

  test("a run that its worker ended after all did not wait", () => {
    const runs = aWatch({ one: 0 });
    runs.told("one", { event: "run-started", runId: "a", at: 1_000 });

    runs.databaseIsBack(5_000);
    runs.told("one", { event: "run-ended", runId: "a", at: 6_000 });

    expect(runs.all).toEqual([]);
  });

  test("a run waits that its worker took up without a word, if the tables say so", () => {
    const runs = aWatch({ one: 0, other: 0 });

    runs.ends("one", 2_000);
    runs.runsAtWork(["a"], 2_100);
    runs.told("other", { event: "run-started", runId: "a", at: 25_100 });

    expect(runs.all).toEqual([{ runId: "a", because: "died", milliseconds: 23_000 }]);
  });

  test("one that was handed back and taken up does not wait, in whatever order it is heard", () => {
    const runs = aWatch({ one: 0, other: 0 });
    runs.told("one", { event: "run-started", runId: "a", at: 1_000 });

    runs.told("other", { event: "run-started", runId: "a", at: 3_000 });
    runs.told("one", { event: "run-handed-back", runId: "a", at: 2_000 });
    runs.told("other", { event: "run-ended", runId: "a", at: 4_000 });
    runs.ends("other", 5_000);

    expect([runs.all, runs.endedTwice]).toEqual([[], []]);
  });
});

test("a run that two processes ended is found", () => {
  const runs = aWatch({ one: 0, other: 0 });

  runs.told("one", { event: "run-ended", runId: "a", at: 1_000 });
  runs.told("other", { event: "run-ended", runId: "a", at: 2_000 });

  expect(runs.endedTwice).toEqual(["a"]);
});

test("how long a run waited for its first worker is known", () => {
  const runs = aWatch({ one: 0 });

  runs.told("web", { event: "run-queued", runId: "a", at: 1_000 });
  runs.told("one", { event: "run-started", runId: "a", at: 3_500 });

  expect(runs.longestFirstWait()).toBe(2_500);
});

function aWatch(begunAt: Readonly<Record<string, number>>): TakeUps {
  const runs = followTakeUps();
  for (const [worker, at] of Object.entries(begunAt)) runs.begins(worker, at);
  return runs;
}
