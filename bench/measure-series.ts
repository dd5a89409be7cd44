import type { DatabasePlace } from "../src/app/open-database.ts";
import type { DatabaseMaker, Engine, OwnPlace } from "./database-places.ts";
import { measureStep, type StepConditions } from "./measure-step.ts";
import type { SandboxAddress } from "./sandbox-address.ts";
import { type RunningSandbox, startSandbox } from "./start-sandbox.ts";
import type {
  FetchFigures,
  ListFigures,
  Measured,
  Mix,
  PaintFigures,
  PersonFigures,
  Ready,
  RunFigures,
  ScriptFigures,
  UndoFigures,
  WriteFigures,
} from "./step.ts";

/** Where and how series are measured. */
export interface SeriesConditions extends StepConditions {
  readonly databases: DatabaseMaker;
  /** Called before each step, with what it is. */
  readonly onStep: (what: string) => void;
}

/** One run of the product beside the least that the same effect takes. */
export interface MixSample {
  readonly run: Measured<RunFigures>;
  readonly fetchFloor: FetchFigures;
  readonly writeFloor: WriteFigures;
}

/** A life of a roster: departments, the first import, then runs that find nothing, little and everything changed. */
export interface SeriesSample {
  readonly people: number;
  readonly engine: Engine;
  readonly departments: Measured<RunFigures>;
  readonly mixes: Readonly<Record<Mix, MixSample>>;
}

/** The plain script beside nothing: its first import and its second one, which finds nothing changed. */
export interface ScriptSample {
  readonly people: number;
  readonly engine: Engine;
  readonly first: ScriptFigures;
  /** Null for so many people that it takes too long. */
  readonly again: ScriptFigures | null;
}

/** Runs of the product without anything beside them. */
export interface RunsSample {
  readonly people: number;
  readonly engine: Engine;
  readonly runs: readonly Measured<RunFigures>[];
}

/** The lists of one roster, and the memory of the process that answered them. */
export interface ListsSample extends SeriesSubject, Measured<ListFigures> {
  readonly paint: PaintFigures;
}

/**
 * Plans that wait and are approved, one after the other: a first import, a run that changes everybody, and taking back that run, the first
 * import, and that undo.
 */
export interface UndosSample extends SeriesSubject {
  readonly undos: readonly UndoSample[];
}

export interface UndoSample extends Measured<UndoFigures> {
  readonly of: "held-import" | "held-all" | "all" | "import" | "undo";
}

/** People explained and synced alone. */
export interface PeopleSample extends SeriesSubject, Measured<PersonFigures> {}

/** What is to be measured, and on how much. */
export interface SeriesSubject {
  readonly people: number;
  readonly engine: Engine;
}

/** One whole series in new databases against a new sandbox without limits. */
export async function measureSeries(subject: SeriesSubject, conditions: SeriesConditions): Promise<SeriesSample> {
  return withSandbox(subject, { limits: false, databases: 2 }, conditions, async (sandbox, [product, floor]) => {
    const { requestsInFlight } = await prepare(product, sandbox, conditions);
    const departments = await runOf("departments", product, sandbox, false, conditions);
    const measureMix = async (mix: Mix): Promise<MixSample> => {
      const { percent, round } = CHANGES[mix];
      if (percent > 0) await sandbox.shuffle(percent, round);
      conditions.onStep(mix);
      const { address } = sandbox;
      const fetchFloor = await measureStep({ kind: "fetch-floor", sandbox: address, requestsInFlight }, conditions);
      const run = await runOf("employees", product, sandbox, false, conditions);
      const writeFloor = await measureStep({ kind: "write-floor", mix, product, place: floor }, conditions);
      return { run, fetchFloor: fetchFloor.figures, writeFloor: writeFloor.figures };
    };
    // One after the other: each mix starts from what the one before left.
    const mixes = {
      import: await measureMix("import"),
      unchanged: await measureMix("unchanged"),
      few: await measureMix("few"),
      all: await measureMix("all"),
    };
    return { ...subject, departments, mixes };
  });
}

/** The plain script in a new database against a new sandbox without limits. */
export async function measurePlainScript(subject: SeriesSubject, conditions: SeriesConditions): Promise<ScriptSample> {
  return withSandbox(subject, { limits: false, databases: 1 }, conditions, async (sandbox, [place]) => {
    await prepare(place, sandbox, conditions);
    await runOf("departments", place, sandbox, false, conditions);
    conditions.onStep("plain script");
    const step = { kind: "script", place, sandbox: sandbox.address } as const;
    const first = await measureStep(step, conditions);
    const again = subject.people <= MOST_SCRIPTED_TWICE ? await measureStep(step, conditions) : null;
    return { ...subject, first: first.figures, again: again?.figures ?? null };
  });
}

/** The product's runs that need most memory: the first import, and one that finds everybody changed. */
export async function measureMemory(subject: SeriesSubject, conditions: SeriesConditions): Promise<RunsSample> {
  return withSandbox(subject, { limits: false, databases: 1 }, conditions, async (sandbox, [place]) => {
    await prepare(place, sandbox, conditions);
    const departments = await runOf("departments", place, sandbox, false, conditions);
    conditions.onStep("memory");
    const first = await runOf("employees", place, sandbox, false, conditions);
    await sandbox.shuffle(CHANGES.all.percent, CHANGES.all.round);
    const changed = await runOf("employees", place, sandbox, false, conditions);
    return { ...subject, runs: [departments, first, changed] };
  });
}

/** The product's runs against a sandbox that keeps SmartHR's limits: in real time. */
export async function measureAtLimits(subject: SeriesSubject, conditions: SeriesConditions): Promise<RunsSample> {
  return withSandbox(subject, { limits: true, databases: 1 }, conditions, async (sandbox, [place]) => {
    await prepare(place, sandbox, conditions);
    conditions.onStep("at SmartHR's limits");
    const departments = await runOf("departments", place, sandbox, true, conditions);
    const employees = await runOf("employees", place, sandbox, true, conditions);
    return { ...subject, runs: [departments, employees] };
  });
}

/** The lists of the web application over a roster that was synced just before. */
export async function measureListAnswers(subject: SeriesSubject, conditions: SeriesConditions): Promise<ListsSample> {
  return withSandbox(subject, { limits: false, databases: 1 }, conditions, async (sandbox, [place]) => {
    await prepare(place, sandbox, conditions);
    await runOf("departments", place, sandbox, false, conditions);
    await runOf("employees", place, sandbox, false, conditions);
    conditions.onStep("lists");
    const measured = await measureStep({ kind: "lists", place, sandbox: sandbox.address }, conditions);
    conditions.onStep("first rows in a browser");
    const { figures: paint } = await measureStep({ kind: "paint", place, sandbox: sandbox.address }, conditions);
    return { ...subject, ...measured, paint };
  });
}

/** Undos of a roster of which everybody was imported and then changed. */
export async function measureUndos(subject: SeriesSubject, conditions: SeriesConditions): Promise<UndosSample> {
  return withSandbox(subject, { limits: false, databases: 1 }, conditions, async (sandbox, [place]) => {
    await prepare(place, sandbox, conditions);
    await runOf("departments", place, sandbox, false, conditions);
    const undos: UndoSample[] = [];
    const hold = async (of: UndoSample["of"]) => {
      conditions.onStep(`undo: ${of}`);
      undos.push({ of, ...(await measureStep({ kind: "held", place, sandbox: sandbox.address }, conditions)) });
    };
    await hold("held-import");
    await sandbox.shuffle(CHANGES.all.percent, CHANGES.all.round);
    await hold("held-all");
    // The newest first; each undo is a run that makes the others one older.
    for (const [of, runsAgo] of [
      ["all", 0],
      ["import", 2],
      ["undo", 0],
    ] as const) {
      conditions.onStep(`undo: ${of}`);
      const step = { kind: "undo", place, sandbox: sandbox.address, runsAgo } as const;
      undos.push({ of, ...(await measureStep(step, conditions)) });
    }
    return { ...subject, undos };
  });
}

/** One person after the other, of a roster of which everybody has changed in SmartHR since. */
export async function measurePeople(subject: SeriesSubject, conditions: SeriesConditions): Promise<PeopleSample> {
  return withSandbox(subject, { limits: false, databases: 1 }, conditions, async (sandbox, [place]) => {
    await prepare(place, sandbox, conditions);
    await runOf("departments", place, sandbox, false, conditions);
    await runOf("employees", place, sandbox, false, conditions);
    await sandbox.shuffle(CHANGES.all.percent, CHANGES.all.round);
    conditions.onStep("one person after the other");
    return { ...subject, ...(await measureStep({ kind: "person", place, sandbox: sandbox.address }, conditions)) };
  });
}

const MOST_SCRIPTED_TWICE = 1_000;

// Rounds differ, so that everybody whom a later round meets is changed by it.
const CHANGES: Readonly<Record<Mix, { readonly percent: number; readonly round: number }>> = {
  import: { percent: 0, round: 0 },
  unchanged: { percent: 0, round: 0 },
  few: { percent: 1, round: 1 },
  all: { percent: 100, round: 2 },
};

type Places<Count extends 1 | 2> = Count extends 1 ? readonly [DatabasePlace] : readonly [DatabasePlace, DatabasePlace];

async function withSandbox<Count extends 1 | 2, Sample>(
  { people, engine }: SeriesSubject,
  { limits, databases: count }: { readonly limits: boolean; readonly databases: Count },
  { databases, signal }: SeriesConditions,
  measure: (sandbox: RunningSandbox, places: Places<Count>) => Promise<Sample>,
): Promise<Sample> {
  const sandbox = await startSandbox({ people, limits }, signal);
  const made: OwnPlace[] = [];
  try {
    while (made.length < count) made.push(await databases.make(engine));
    return await measure(sandbox, made.map(({ place }) => place) as unknown as Places<Count>);
  } finally {
    await sandbox.stop();
    for (const { remove } of made) await remove();
  }
}

async function prepare(place: DatabasePlace, sandbox: RunningSandbox, conditions: SeriesConditions): Promise<Ready> {
  const ready = await measureStep({ kind: "prepare", place, sandbox: sandbox.address }, conditions);
  return ready.figures;
}

function runOf(
  subject: "departments" | "employees",
  place: DatabasePlace,
  { address }: { readonly address: SandboxAddress },
  limits: boolean,
  conditions: SeriesConditions,
): Promise<Measured<RunFigures>> {
  return measureStep({ kind: "run", place, sandbox: address, subject, limits }, conditions);
}
