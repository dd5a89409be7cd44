import { pageCountOf } from "../src/smarthr/read-list.ts";
import type { Engine } from "./database-places.ts";
import type { RunsSample, SeriesSample } from "./measure-series.ts";
import { medianOf } from "./median-of.ts";
import type { FetchFigures, Measured, Mix, RunFigures, WriteFigures } from "./step.ts";

/** What a run had to do: the first import of departments, or one of the mixes of employees. */
export type Work = "departments" | Mix;

/** One kind of run on one engine and size: medians of its times, the worst of everything else. */
export interface RunSummary {
  readonly people: number;
  readonly engine: Engine;
  readonly work: Work;
  readonly sampleCount: number;
  readonly readingSeconds: number;
  readonly planningSeconds: number;
  readonly applyingSeconds: number;
  readonly lastAnswerToAppliedSeconds: number;
  /** Of planning, the reading of the roster included, and applying. */
  readonly rowsPerSecond: number;
  readonly calls: number;
  readonly callsNeeded: number;
  readonly callsRefused: number;
  readonly rowsWrittenByTable: Readonly<Record<string, number>>;
  readonly peakMegabytes: number;
  /** Null for departments, beside which nothing is measured. */
  readonly floor: FloorSummary | null;
}

/** The least that the same effect takes, and how many times that the product took. */
export interface FloorSummary {
  readonly fetchSeconds: number;
  readonly readRosterSeconds: number;
  readonly writeSeconds: number;
  readonly ratio: number;
}

/** All series of the same engine and size in one summary per kind of run. */
export function summariseSeries(series: readonly SeriesSample[]): RunSummary[] {
  const samplesBySubject = Object.groupBy(series, ({ people, engine }) => `${people} ${engine}`);
  return Object.values(samplesBySubject).flatMap((samples = []) => [
    summarise(samples, "departments", (sample) => ({ run: sample.departments })),
    ...MIXES.map((mix) => summarise(samples, mix, ({ mixes }) => mixes[mix])),
  ]);
}

/** The share of its time at SmartHR's pace that a run spent on calls nobody can do without; 1 is the best there is. */
export function readingEfficiency({ counts, firstRequestToLastAnswerSeconds }: RunFigures): number {
  return pageCountOf(counts.read) / CALLS_PER_SECOND / firstRequestToLastAnswerSeconds;
}

/** How many calls a run made beyond one for each full page. */
export function callsAboveNeed({ calls, counts }: RunFigures): number {
  return calls - pageCountOf(counts.read);
}

/** The most memory of any run of the sample. */
export function peakOf({ runs }: RunsSample): number {
  return Math.max(...runs.map(({ peakMegabytes }) => peakMegabytes));
}

const MIXES: readonly Mix[] = ["import", "unchanged", "few", "all"];

// smarthr-api 5: the limit of one token.
const CALLS_PER_SECOND = 10;

interface RunSample {
  readonly run: Measured<RunFigures>;
  readonly fetchFloor?: FetchFigures;
  readonly writeFloor?: WriteFigures;
}

function summarise(
  series: readonly SeriesSample[],
  work: Work,
  sampleOf: (series: SeriesSample) => RunSample,
): RunSummary {
  const samples = series.map(sampleOf);
  const runs = samples.map(({ run }) => run.figures);
  const [first] = series;
  const [firstRun] = runs;
  if (first === undefined || firstRun === undefined) throw new Error("expected at least one sample");
  const median = (read: (run: RunFigures) => number) => medianOf(runs.map(read));
  return {
    people: first.people,
    engine: first.engine,
    work,
    sampleCount: samples.length,
    readingSeconds: median((run) => run.readingSeconds),
    planningSeconds: median((run) => run.planningSeconds),
    applyingSeconds: median((run) => run.applyingSeconds),
    lastAnswerToAppliedSeconds: median((run) => run.lastAnswerToAppliedSeconds),
    rowsPerSecond: median((run) => run.counts.read / (run.planningSeconds + run.applyingSeconds)),
    calls: Math.max(...runs.map(({ calls }) => calls)),
    callsNeeded: pageCountOf(firstRun.counts.read),
    callsRefused: Math.max(...runs.map(({ callsRefused }) => callsRefused)),
    rowsWrittenByTable: firstRun.rowsWrittenByTable,
    peakMegabytes: Math.max(...samples.map(({ run }) => run.peakMegabytes)),
    floor: summariseFloors(samples),
  };
}

function summariseFloors(samples: readonly RunSample[]): FloorSummary | null {
  const floors = samples.flatMap(({ run, fetchFloor, writeFloor }) => {
    if (!fetchFloor || !writeFloor) return [];
    const { readingSeconds, planningSeconds, applyingSeconds } = run.figures;
    const { readingRosterSeconds, writingSeconds } = writeFloor;
    const least = fetchFloor.seconds + readingRosterSeconds + writingSeconds;
    const ratio = (readingSeconds + planningSeconds + applyingSeconds) / least;
    return [{ fetch: fetchFloor.seconds, readRoster: readingRosterSeconds, write: writingSeconds, ratio }];
  });
  if (floors.length === 0) return null;
  return {
    fetchSeconds: medianOf(floors.map(({ fetch }) => fetch)),
    readRosterSeconds: medianOf(floors.map(({ readRoster }) => readRoster)),
    writeSeconds: medianOf(floors.map(({ write }) => write)),
    ratio: medianOf(floors.map(({ ratio }) => ratio)),
  };
}
