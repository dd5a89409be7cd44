import type { BenchFigures } from "./measure-everything.ts";
import type { FairnessSample } from "./measure-fairness.ts";
import { callsAboveNeed, peakOf, type RunSummary, readingEfficiency, summariseSeries } from "./summarise-figures.ts";

/** Something that the product promises, what was measured of it, and whether it held; null when nothing was. */
export interface Verdict {
  readonly promise: string;
  readonly found: string;
  readonly held: boolean | null;
}

/** Every promise of speed, calls and memory, in the order people ask for them. */
export function judgeFigures(figures: BenchFigures): Verdict[] {
  const runs = summariseSeries(figures.series);
  return [
    ...judgeLimits(figures),
    judgeCalls(figures),
    ...judgeEngine(runs),
    ...judgeRatios(runs),
    ...judgeMemory(figures, runs),
    ...judgeLists(figures),
    judgePersons(figures),
    judgeUndos(figures),
    ...judgeWorkers(figures),
    ...judgeFairness(figures),
  ];
}

const MOST = 100_000;

function judgeLimits({ limits }: BenchFigures): Verdict[] {
  const employees = limits.flatMap(({ people, runs }) => runs.slice(-1).map(({ figures }) => ({ people, figures })));
  const efficiencies = employees.map(({ people, figures }) => ({ people, efficiency: readingEfficiency(figures) }));
  const refused = limits.flatMap(({ runs }) => runs.map(({ figures }) => figures.callsRefused));
  return [
    judge(
      "at SmartHR's limits, 10,000 people: reading efficiency ≥ 95 %",
      efficiencies.filter(({ people }) => people === 10_000).map(({ efficiency }) => efficiency),
      { worst: "least", holds: (efficiency) => efficiency >= 0.95, write: toPercent },
    ),
    judge("at SmartHR's limits: no 429 caused", refused, {
      worst: "most",
      holds: (count) => count === 0,
      write: String,
    }),
  ];
}

function judgeCalls({ series, limits }: BenchFigures): Verdict {
  const runs = [
    ...series.flatMap(({ departments, mixes }) => [departments, ...Object.values(mixes).map(({ run }) => run)]),
    ...limits.flatMap((sample) => sample.runs),
  ].map(({ figures }) => figures);
  const beyond = runs.map((run) => callsAboveNeed(run) - 0.01 * (run.calls - callsAboveNeed(run)));
  return judge("API calls: at most 1 % + 3 above the fewest possible", beyond, {
    worst: "most",
    holds: (calls) => calls <= 3,
    write: (calls) => `1 % + ${toFixed(Math.max(0, calls), 1)}`,
  });
}

function judgeEngine(runs: readonly RunSummary[]): Verdict[] {
  const onPostgres = runs.filter(({ engine }) => engine === "postgresql");
  const largest = Math.max(...onPostgres.map(({ people }) => people));
  const of = (work: RunSummary["work"], people: number) =>
    onPostgres.filter((run) => run.work === work && run.people === people);
  const size = onPostgres.length > 0 ? `, ${largest.toLocaleString("en")} people` : "";
  const notTheRuns = runs
    .filter(({ work }) => work === "unchanged")
    .map(({ rowsWrittenByTable: { runs: _, ...others } }) =>
      Object.values(others).reduce((sum, rows) => sum + rows, 0),
    );
  return [
    judge(
      `PostgreSQL${size}: first import with history ≥ 25,000 rows/s`,
      of("import", largest).map(({ rowsPerSecond }) => rowsPerSecond),
      { worst: "least", holds: (rows) => rows >= 25_000, write: toRowsPerSecond },
    ),
    judge(
      `PostgreSQL${size}: nothing changed ≥ 50,000 rows/s`,
      of("unchanged", largest).map(({ rowsPerSecond }) => rowsPerSecond),
      { worst: "least", holds: (rows) => rows >= 50_000, write: toRowsPerSecond },
    ),
    judge("nothing changed: no row written but the run's", notTheRuns, {
      worst: "most",
      holds: (rows) => rows === 0,
      write: (rows) => `${rows} others`,
    }),
    judge(
      "PostgreSQL, 100,000 people: first import applied ≤ 4 s after the last answer",
      of("import", MOST).map(({ lastAnswerToAppliedSeconds }) => lastAnswerToAppliedSeconds),
      { worst: "most", holds: (seconds) => seconds <= 4, write: (seconds) => `${toFixed(seconds, 2)} s` },
    ),
  ];
}

function judgeRatios(runs: readonly RunSummary[]): Verdict[] {
  const ratiosByPeople = Map.groupBy(
    runs.filter(({ floor }) => floor !== null),
    ({ people }) => people,
  );
  return [...ratiosByPeople].map(([people, ofSize]) =>
    judge(
      `${people.toLocaleString("en")} people: reading + planning + applying ≤ 1.3 × the floors, every mix and database`,
      ofSize.flatMap(({ floor }) => floor?.ratio ?? []),
      { worst: "most", holds: (ratio) => ratio <= 1.3, write: (ratio) => `${toFixed(ratio, 2)} ×` },
    ),
  );
}

function judgeMemory({ memory }: BenchFigures, runs: readonly RunSummary[]): Verdict[] {
  const onPostgres = runs.filter(({ engine, people }) => engine === "postgresql" && people === MOST);
  return [
    judge(
      "PostgreSQL, 100,000 people: peak memory ≤ 512 MB (goal 256 MB)",
      onPostgres.map(({ peakMegabytes }) => peakMegabytes),
      { worst: "most", holds: (megabytes) => megabytes <= 512, write: toMegabytes },
    ),
    judge("embedded, 20,000 people: peak memory ≤ 512 MB, the database included", memory.map(peakOf), {
      worst: "most",
      holds: (megabytes) => megabytes <= 512,
      write: toMegabytes,
    }),
  ];
}

function judgeLists({ lists }: BenchFigures): Verdict[] {
  const samples = lists.filter(({ people }) => people === MOST);
  const large = samples.map(({ figures }) => figures);
  const atMost = (most: number) => ({
    worst: "most" as const,
    holds: (milliseconds: number) => milliseconds < most,
    write: (milliseconds: number) => `${toFixed(milliseconds, 1)} ms`,
  });
  return [
    judge(
      "100,000 people: every list answered in < 50 ms (p95), on each database",
      large.flatMap((figures) => figures.lists.map(({ p95Milliseconds }) => p95Milliseconds)),
      atMost(50),
    ),
    // The other half of the second in which the first rows are painted is the browser's.
    judge(
      "100,000 people: the first list of a process answered in < 500 ms, on each database",
      large.map(({ coldMilliseconds }) => coldMilliseconds),
      atMost(500),
    ),
    judge(
      "100,000 people: the first rows of 自社社員管理 painted in < 1 s, on each database",
      samples.map(({ paint }) => paint.warmMilliseconds),
      atMost(1000),
    ),
  ];
}

function judgeUndos({ undos }: BenchFigures): Verdict {
  const samples = undos.filter(({ people }) => people === MOST).flatMap((sample) => sample.undos);
  const large = samples.filter(({ of }) => of !== "held-import" && of !== "held-all");
  return judge(
    "undo of a run of 100,000 rows: from the approval applied in < 10 s, on each database",
    large.map(({ figures }) => figures.applyingSeconds),
    { worst: "most", holds: (seconds) => seconds < 10, write: (seconds) => `${toFixed(seconds, 1)} s` },
  );
}

function judgePersons({ persons }: BenchFigures): Verdict {
  return judge(
    "100,000 people: one person synced alone in < 2 s (p99), at SmartHR's limits, on each database",
    persons.filter(({ people }) => people === MOST).map(({ figures }) => figures.syncing.p99Milliseconds),
    {
      worst: "most",
      holds: (milliseconds) => milliseconds < 2000,
      write: (milliseconds) => `${Math.round(milliseconds)} ms`,
    },
  );
}

function judgeWorkers({ workers }: BenchFigures): Verdict[] {
  const [one, three] = [1, 3].map((count) => workers.find((sample) => sample.workers === count));
  return [
    judge(
      "30 companies, SmartHR slow: three workers ≥ 2 × as fast as one",
      one && three ? [one.seconds / three.seconds] : [],
      {
        worst: "least",
        holds: (times) => times >= 2,
        write: (times) => `${toFixed(times, 2)} ×`,
      },
    ),
    judge(
      "30 companies, SmartHR slow: no 429 caused",
      workers.map(({ callsRefused }) => callsRefused),
      { worst: "most", holds: (count) => count === 0, write: String },
    ),
  ];
}

function judgeFairness({ fairness }: BenchFigures): Verdict[] {
  const beside = (what: FairnessSample["beside"]) => fairness.filter((sample) => sample.beside === what);
  const waits = (what: FairnessSample["beside"]) => beside(what).flatMap(({ waitSeconds }) => waitSeconds);
  const toSeconds = (seconds: number) => `${toFixed(seconds, 1)} s`;
  return [
    judge("small first imports beside two of 100,000 people: taken up within 5 s", waits("large"), {
      worst: "most",
      holds: (seconds) => seconds <= 5,
      write: toSeconds,
    }),
    // Two in a row before it, and a look into the queue.
    judge("small first imports beside two whose SmartHR is silent: taken up within 2 × 5 s + 2 s", waits("silent"), {
      worst: "most",
      holds: (seconds) => seconds <= 12,
      write: toSeconds,
    }),
    judge(
      "one worker, two first imports of 100,000 people and small ones: peak memory ≤ 512 MB",
      beside("large").flatMap(({ peakMegabytes }) => peakMegabytes ?? []),
      { worst: "most", holds: (megabytes) => megabytes <= 512, write: toMegabytes },
    ),
  ];
}

function judge(
  promise: string,
  figures: readonly number[],
  by: {
    readonly worst: "least" | "most";
    readonly holds: (figure: number) => boolean;
    readonly write: (figure: number) => string;
  },
): Verdict {
  if (figures.length === 0) return { promise, found: "not measured", held: null };
  const worst = by.worst === "least" ? Math.min(...figures) : Math.max(...figures);
  return { promise, found: by.write(worst), held: by.holds(worst) };
}

function toPercent(share: number): string {
  return `${toFixed(100 * share, 1)} %`;
}

function toRowsPerSecond(rows: number): string {
  return `${Math.round(rows).toLocaleString("en")} rows/s`;
}

function toMegabytes(megabytes: number): string {
  return `${Math.round(megabytes)} MB`;
}

function toFixed(number: number, digits: number): string {
  return number.toFixed(digits);
}
