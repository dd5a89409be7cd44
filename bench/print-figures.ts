import { judgeFigures, type Verdict } from "./judge-figures.ts";
import { type BenchFigures, ENGINE_NAMES } from "./measure-everything.ts";
import type { ListsSample, PeopleSample, RunsSample, ScriptSample, UndosSample } from "./measure-series.ts";
import {
  callsAboveNeed,
  peakOf,
  type RunSummary,
  readingEfficiency,
  summariseSeries,
  type Work,
} from "./summarise-figures.ts";

/** Prints all figures for people: tables with units, then a line for each promise. */
export function printFigures(figures: BenchFigures): void {
  const { machine, loadBefore, postgres, scripts, memory, limits, lists, undos, persons, workers, fairness } = figures;
  const runs = summariseSeries(figures.series);
  console.log(`\n${machine}, load ${loadBefore.toFixed(1)} before; ${postgres ?? "no PostgreSQL"}`);
  if (runs.length > 0) printTable("Runs, SmartHR without limits and 50 ms away", RUN_HEADINGS, runs.map(runCells));
  if (scripts.length > 0) {
    printTable(
      "The same by a plain script, person by person",
      SCRIPT_HEADINGS,
      scripts.map((script) => scriptCells(script, runs)),
    );
  }
  if (memory.length > 0) printTable("Memory", ["people", "database", "peak"], memory.map(memoryCells));
  if (limits.length > 0)
    printTable("At SmartHR's limits of 10 calls a second", LIMIT_HEADINGS, limits.flatMap(limitCells));
  for (const sample of lists) printLists(sample);
  if (undos.length > 0)
    printTable("Syncs that are looked at first, and undos", UNDO_HEADINGS, undos.flatMap(undoCells));
  if (persons.length > 0) {
    printTable("One person alone, SmartHR 50 ms away and at its limits", PERSON_HEADINGS, persons.flatMap(personCells));
  }
  if (workers.length > 0) {
    const cells = workers.map((sample) => [
      String(sample.workers),
      String(sample.companies),
      sample.seconds.toFixed(1),
      String(sample.callsRefused),
    ]);
    printTable("Many companies' runs, SmartHR slow", ["workers", "companies", "seconds", "429"], cells);
  }
  if (fairness.length > 0) {
    const cells = fairness.map(({ beside, waitSeconds, endSeconds, peakMegabytes }) => [
      beside,
      Math.max(...waitSeconds).toFixed(1),
      Math.max(...endSeconds).toFixed(1),
      peakMegabytes === null ? "" : String(Math.round(peakMegabytes)),
    ]);
    printTable("Small companies' first imports", ["beside", "longest wait s", "slowest end s", "peak MB"], cells);
  }
  console.log("");
  for (const { promise, found, held } of judgeFigures(figures))
    console.log(`${MARKS[markOf(held)]} ${promise}: ${found}`);
}

const MARKS = { held: "✓", broken: "✗", unknown: "–" } as const;

function markOf(held: Verdict["held"]): keyof typeof MARKS {
  return held === null ? "unknown" : held ? "held" : "broken";
}

const WORK_NAMES: Readonly<Record<Work, string>> = {
  departments: "departments",
  import: "first import",
  unchanged: "0 % changed",
  few: "1 % changed",
  all: "100 % changed",
};

const RUN_HEADINGS = [
  "people",
  "database",
  "run",
  "read s",
  "plan s",
  "apply s",
  "floors s (fetch + roster + write)",
  "ratio",
  "rows/s",
  "answer→applied s",
  "calls (fewest)",
  "429",
  "peak MB",
  "rows written",
];

function runCells(run: RunSummary): string[] {
  const { floor } = run;
  return [
    run.people.toLocaleString("en"),
    ENGINE_NAMES[run.engine],
    WORK_NAMES[run.work],
    run.readingSeconds.toFixed(2),
    run.planningSeconds.toFixed(2),
    run.applyingSeconds.toFixed(2),
    floor === null
      ? ""
      : [floor.fetchSeconds, floor.readRosterSeconds, floor.writeSeconds]
          .map((seconds) => seconds.toFixed(2))
          .join(" + "),
    floor === null ? "" : floor.ratio.toFixed(2),
    Math.round(run.rowsPerSecond).toLocaleString("en"),
    run.lastAnswerToAppliedSeconds.toFixed(2),
    `${run.calls} (${run.callsNeeded})`,
    String(run.callsRefused),
    String(Math.round(run.peakMegabytes)),
    Object.entries(run.rowsWrittenByTable)
      .map(([table, rows]) => `${table} ${rows.toLocaleString("en")}`)
      .join(", "),
  ];
}

const SCRIPT_HEADINGS = [
  "people",
  "database",
  "first import s",
  "× the product",
  "again, nothing changed s",
  "× the product",
];

function scriptCells({ people, engine, first, again }: ScriptSample, runs: readonly RunSummary[]): string[] {
  const timesProduct = (seconds: number, work: Work) => {
    const run = runs.find((other) => other.people === people && other.engine === engine && other.work === work);
    if (run === undefined) return "";
    return (seconds / (run.readingSeconds + run.planningSeconds + run.applyingSeconds)).toFixed(1);
  };
  return [
    people.toLocaleString("en"),
    ENGINE_NAMES[engine],
    first.seconds.toFixed(1),
    timesProduct(first.seconds, "import"),
    again?.seconds.toFixed(1) ?? "",
    again === null ? "" : timesProduct(again.seconds, "unchanged"),
  ];
}

function memoryCells(sample: RunsSample): string[] {
  return [sample.people.toLocaleString("en"), ENGINE_NAMES[sample.engine], `${Math.round(peakOf(sample))} MB`];
}

const LIMIT_HEADINGS = [
  "people",
  "run",
  "first request→last answer s",
  "efficiency",
  "calls",
  "above the fewest",
  "429",
];

function limitCells({ people, runs }: RunsSample): string[][] {
  return runs.map(({ figures }, index) => [
    people.toLocaleString("en"),
    index === 0 ? "departments" : "employees",
    figures.firstRequestToLastAnswerSeconds.toFixed(2),
    `${(100 * readingEfficiency(figures)).toFixed(1)} %`,
    String(figures.calls),
    String(callsAboveNeed(figures)),
    String(figures.callsRefused),
  ]);
}

const UNDO_HEADINGS = ["people", "database", "what", "rows", "planned and held s", "approved and applied s", "peak MB"];

const UNDONE_NAMES = {
  "held-import": "first import, looked at",
  "held-all": "100 % changed, looked at",
  all: "undo of 100 % changed",
  import: "undo of first import",
  undo: "undo of that undo",
} as const;

function undoCells({ people, engine, undos }: UndosSample): string[][] {
  return undos.map(({ of, figures, peakMegabytes }) => [
    people.toLocaleString("en"),
    ENGINE_NAMES[engine],
    UNDONE_NAMES[of],
    figures.counts.read.toLocaleString("en"),
    figures.holdingSeconds.toFixed(2),
    figures.applyingSeconds.toFixed(2),
    String(Math.round(peakMegabytes)),
  ]);
}

const PERSON_HEADINGS = ["people", "database", "what", "samples", "p50 ms", "p99 ms", "most ms", "calls", "peak MB"];

function personCells({ people, engine, figures, peakMegabytes }: PeopleSample): string[][] {
  return (["explaining", "syncing"] as const).map((what) => [
    people.toLocaleString("en"),
    ENGINE_NAMES[engine],
    what,
    String(figures.samples),
    figures[what].p50Milliseconds.toFixed(0),
    figures[what].p99Milliseconds.toFixed(0),
    figures[what].mostMilliseconds.toFixed(0),
    String(figures.calls),
    String(Math.round(peakMegabytes)),
  ]);
}

function printLists({ people, engine, figures, peakMegabytes, paint }: ListsSample): void {
  const { firstOrderMilliseconds, file } = figures;
  printTable(
    `Lists, ${people.toLocaleString("en")} people, ${ENGINE_NAMES[engine]}, peak ${Math.round(peakMegabytes)} MB`,
    ["list", "p50 ms", "p95 ms"],
    figures.lists.map((list) => [list.name, list.p50Milliseconds.toFixed(1), list.p95Milliseconds.toFixed(1)]),
  );
  console.log(
    `once in a process, cold: the first list ${Math.round(figures.coldMilliseconds)} ms, the departments ${Math.round(figures.coldDepartmentsMilliseconds)} ms, then the first search ${Math.round(figures.firstSearchMilliseconds)} ms (standing still for at most ${Math.round(figures.standstillMilliseconds)} ms); the first in another order up to ${Math.round(firstOrderMilliseconds)} ms`,
  );
  console.log(
    `first rows in a browser: ${Math.round(paint.warmMilliseconds)} ms; of a process that has just begun to answer: ${Math.round(paint.justStartedMilliseconds)} ms`,
  );
  console.log(
    `the file: ${file.lines.toLocaleString("en")} lines in ${file.seconds.toFixed(1)} s, heap at most ${Math.round(file.peakHeapMegabytes)} MB`,
  );
}

function printTable(title: string, headings: readonly string[], rows: readonly (readonly string[])[]): void {
  const lines = [headings, ...rows];
  const widths = headings.map((_, column) => Math.max(...lines.map((line) => line[column]?.length ?? 0)));
  console.log(`\n${title}`);
  for (const line of lines)
    console.log(
      line
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join("  ")
        .trimEnd(),
    );
}
