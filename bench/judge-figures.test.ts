import { expect, test } from "vitest";
import { judgeFigures } from "./judge-figures.ts";
import type { BenchFigures } from "./measure-everything.ts";
import type { MixSample, SeriesSample } from "./measure-series.ts";
import type { Measured, RunFigures } from "./step.ts";

test("what was not measured is neither held nor broken", () => {
  const verdicts = judgeFigures(figuresWith({}));

  expect(verdicts.filter(({ held }) => held !== null)).toEqual([]);
  expect(verdicts.length).toBeGreaterThan(0);
});

test("a hundred calls at ten a second in ten and a half seconds are an efficiency of 95.2 %", () => {
  const run = aRun({ calls: 103, counts: countsOf(10_000), firstRequestToLastAnswerSeconds: 10.5 });

  const verdicts = judgeFigures(figuresWith({ limits: [{ people: 10_000, engine: "embedded", runs: [run] }] }));

  expect(verdicts.filter(({ held }) => held !== null)).toEqual([
    { promise: "at SmartHR's limits, 10,000 people: reading efficiency ≥ 95 %", found: "95.2 %", held: true },
    { promise: "at SmartHR's limits: no 429 caused", found: "0", held: true },
    { promise: "API calls: at most 1 % + 3 above the fewest possible", found: "1 % + 2.0", held: true },
  ]);
});

test("a row that a run without changes wrote breaks the promise", () => {
  const run = aRun({ rowsWrittenByTable: { employees: 2, runs: 1 } });

  const verdicts = judgeFigures(figuresWith({ series: [aSeries({ unchanged: aMix({ run }) })] }));

  expect(verdicts).toContainEqual({
    promise: "nothing changed: no row written but the run's",
    found: "2 others",
    held: false,
  });
});

test("the mix that is furthest from its floors speaks for its size, by the median of its samples", () => {
  const series = [1.2, 9, 1.25].map((times) => {
    const run = aRun({ readingSeconds: times, planningSeconds: times, applyingSeconds: times });
    return aSeries({ all: aMix({ run }) });
  });

  const verdicts = judgeFigures(figuresWith({ series }));

  expect(verdicts).toContainEqual({
    promise: "1,000 people: reading + planning + applying ≤ 1.3 × the floors, every mix and database",
    found: "1.25 ×",
    held: true,
  });
});

function figuresWith(special: Partial<BenchFigures>): BenchFigures {
  return {
    machine: "",
    loadBefore: 0,
    postgres: null,
    series: [],
    scripts: [],
    memory: [],
    limits: [],
    lists: [],
    undos: [],
    persons: [],
    workers: [],
    fairness: [],
    ...special,
  };
}

function aSeries(special: Partial<SeriesSample["mixes"]>): SeriesSample {
  const mixes = { import: aMix({}), unchanged: aMix({}), few: aMix({}), all: aMix({}), ...special };
  return { people: 1_000, engine: "postgresql", departments: aRun({}), mixes };
}

function aMix(special: Partial<MixSample>): MixSample {
  return {
    run: aRun({}),
    fetchFloor: { seconds: 1, calls: 10 },
    writeFloor: { readingRosterSeconds: 1, writingSeconds: 1, rowsWritten: 0 },
    ...special,
  };
}

function aRun(special: Partial<RunFigures>): Measured<RunFigures> {
  const figures: RunFigures = {
    state: "succeeded",
    counts: countsOf(1_000),
    readingSeconds: 1,
    planningSeconds: 1,
    applyingSeconds: 1,
    lastAnswerToAppliedSeconds: 2,
    firstRequestToLastAnswerSeconds: 1,
    upkeepSeconds: 0,
    calls: 10,
    callsRefused: 0,
    rowsWrittenByTable: { runs: 1 },
    ...special,
  };
  return { figures, peakMegabytes: 100 };
}

function countsOf(read: number): RunFigures["counts"] {
  return { read, create: 0, update: 0, unchanged: read, skip: 0, reject: 0, notice: 0 };
}
