import { cpus, loadavg } from "node:os";
import type { BenchOptions } from "./bench-options.ts";
import type { Engine } from "./database-places.ts";
import { type FairnessSample, measureFairness } from "./measure-fairness.ts";
import {
  type ListsSample,
  measureAtLimits,
  measureListAnswers,
  measureMemory,
  measurePeople,
  measurePlainScript,
  measureSeries,
  measureUndos,
  type PeopleSample,
  type RunsSample,
  type ScriptSample,
  type SeriesConditions,
  type SeriesSample,
  type SeriesSubject,
  type UndosSample,
} from "./measure-series.ts";
import { measureWorkers, type WorkersSample } from "./measure-workers.ts";

/** Everything that was measured. */
export interface BenchFigures {
  readonly machine: string;
  /** What else the machine was doing: its load average of the minute before. */
  readonly loadBefore: number;
  /** The PostgreSQL that was measured; null when there was none. */
  readonly postgres: string | null;
  readonly series: readonly SeriesSample[];
  readonly scripts: readonly ScriptSample[];
  readonly memory: readonly RunsSample[];
  readonly limits: readonly RunsSample[];
  readonly lists: readonly ListsSample[];
  readonly undos: readonly UndosSample[];
  readonly persons: readonly PeopleSample[];
  readonly workers: readonly WorkersSample[];
  readonly fairness: readonly FairnessSample[];
}

/** Measures the parts that the options ask for, one after the other, so that none disturbs another. */
export async function measureEverything(
  options: BenchOptions,
  postgresVersion: string | null,
  conditions: Omit<SeriesConditions, "onStep"> & { readonly tell: (line: string) => void },
): Promise<BenchFigures> {
  const { people, engines, parts } = options;
  const [loadBefore = 0] = loadavg();
  const measurable = engines.filter((engine) => engine === "embedded" || postgresVersion !== null);
  const measure = async <Sample>(
    part: BenchOptions["parts"][number],
    subjects: readonly SeriesSubject[],
    measureOne: (subject: SeriesSubject, conditions: SeriesConditions) => Promise<Sample>,
  ): Promise<Sample[]> => {
    const samples: Sample[] = [];
    if (!parts.includes(part)) return samples;
    for (const subject of subjects) {
      const title = `${subject.people.toLocaleString("en")} people, ${ENGINE_NAMES[subject.engine]}`;
      const onStep = (what: string) => conditions.tell(`${title}: ${what}`);
      samples.push(await measureOne(subject, { ...conditions, onStep }));
    }
    return samples;
  };
  const sizes = people.flatMap((size) => measurable.map((engine) => ({ people: size, engine })));
  return {
    machine: `${cpus()[0]?.model.trim() ?? "unknown processor"} × ${cpus().length}, Node ${process.version}`,
    loadBefore,
    postgres: postgresVersion,
    series: await measure("series", sizes.flatMap(repeated(options)), measureSeries),
    scripts: await measure("script", sizes.filter(isScripted(options)), measurePlainScript),
    memory: await measure("memory", engines.includes("embedded") ? EMBEDDED_LIMIT : [], measureMemory),
    limits: await measure("limits", people.filter(isLimited).map(onEmbedded), measureAtLimits),
    lists: await measure("lists", sizes, measureListAnswers),
    undos: await measure("undo", sizes, measureUndos),
    persons: await measure("person", sizes, measurePeople),
    workers:
      parts.includes("workers") && measurable.includes("postgresql")
        ? await measureWorkers({ ...conditions, onStep: (what) => conditions.tell(`30 companies: ${what}`) })
        : [],
    fairness:
      parts.includes("fairness") && measurable.includes("postgresql")
        ? await measureFairness({ ...conditions, onStep: (what) => conditions.tell(`small companies: ${what}`) })
        : [],
  };
}

/** How an engine is called in what people read. */
export const ENGINE_NAMES: Readonly<Record<Engine, string>> = { embedded: "embedded", postgresql: "PostgreSQL" };

// The most people for whom the embedded database promises its memory.
const EMBEDDED_LIMIT: readonly SeriesSubject[] = [{ people: 20_000, engine: "embedded" }];
// More takes minutes of waiting and shows nothing new.
const MOST_LIMITED = 10_000;

function repeated({ repetitionsFor }: BenchOptions): (subject: SeriesSubject) => readonly SeriesSubject[] {
  return (subject) => Array.from({ length: repetitionsFor(subject.people) }, () => subject);
}

function isScripted({ mostScripted }: BenchOptions): (subject: SeriesSubject) => boolean {
  return ({ people }) => people <= mostScripted;
}

function isLimited(people: number): boolean {
  return people <= MOST_LIMITED;
}

// How fast SmartHR can be read does not depend on the database.
function onEmbedded(people: number): SeriesSubject {
  return { people, engine: "embedded" };
}
