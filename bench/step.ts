import type { DatabasePlace } from "../src/app/open-database.ts";
import type { Counts, RunState, Subject } from "../src/core/run.ts";
import type { SandboxAddress } from "./sandbox-address.ts";

/** What a process of its own is started for: making a database ready, or measuring one thing in it. */
export type Step =
  /** The tables, a company, and its link to the sandbox, as an administrator makes it before the first sync. */
  | { readonly kind: "prepare"; readonly place: DatabasePlace; readonly sandbox: SandboxAddress }
  /** The product's own run. */
  | {
      readonly kind: "run";
      readonly place: DatabasePlace;
      readonly sandbox: SandboxAddress;
      readonly subject: Subject;
      readonly limits: boolean;
    }
  /** Only fetching and parsing the pages that the employees' run needs. */
  | { readonly kind: "fetch-floor"; readonly sandbox: SandboxAddress; readonly requestsInFlight: number }
  /** Only writing into a second database what the last employees' run wrote into the first. */
  | { readonly kind: "write-floor"; readonly mix: Mix; readonly product: DatabasePlace; readonly place: DatabasePlace }
  /** What the web application asks of a roster that was synced before. */
  | { readonly kind: "lists"; readonly place: DatabasePlace; readonly sandbox: SandboxAddress }
  /** The same roster's first rows in a browser, served by the product in a process of its own. */
  | { readonly kind: "paint"; readonly place: DatabasePlace; readonly sandbox: SandboxAddress }
  /** A sync of employees as the screens do it when somebody wants to see it before it is applied. */
  | { readonly kind: "held"; readonly place: DatabasePlace; readonly sandbox: SandboxAddress }
  /** Taking back a run that is so many runs old, as the screens do. */
  | {
      readonly kind: "undo";
      readonly place: DatabasePlace;
      readonly sandbox: SandboxAddress;
      readonly runsAgo: number;
    }
  /** One person after the other, each explained and then synced alone, as the screens do. */
  | { readonly kind: "person"; readonly place: DatabasePlace; readonly sandbox: SandboxAddress }
  /** A sync as one would write it in an afternoon: person by person. */
  | { readonly kind: "script"; readonly place: DatabasePlace; readonly sandbox: SandboxAddress };

/** How much of the roster a run changes: all of it is new, nothing, 1 % or all of it. */
export type Mix = "import" | "unchanged" | "few" | "all";

/** What each kind of step reports. */
export interface FiguresByKind {
  readonly prepare: Ready;
  readonly run: RunFigures;
  readonly "fetch-floor": FetchFigures;
  readonly "write-floor": WriteFigures;
  readonly lists: ListFigures;
  readonly paint: PaintFigures;
  readonly held: UndoFigures;
  readonly undo: UndoFigures;
  readonly person: PersonFigures;
  readonly script: ScriptFigures;
}

export interface Ready {
  /** How many requests the product sends at once when SmartHR has no limits. */
  readonly requestsInFlight: number;
}

export interface RunFigures {
  readonly state: RunState;
  readonly counts: Counts;
  /** From the press of the button to the complete reading. */
  readonly readingSeconds: number;
  /** From there to the sealed plan; the roster is read in it. */
  readonly planningSeconds: number;
  /** From there to the end of the transaction. */
  readonly applyingSeconds: number;
  readonly lastAnswerToAppliedSeconds: number;
  readonly firstRequestToLastAnswerSeconds: number;
  /** What the run does for the database after its end: cleaning and statistics. */
  readonly upkeepSeconds: number;
  readonly calls: number;
  /** How many of the calls were answered with 429. */
  readonly callsRefused: number;
  readonly rowsWrittenByTable: Readonly<Record<string, number>>;
}

export interface FetchFigures {
  readonly seconds: number;
  readonly calls: number;
}

export interface WriteFigures {
  /** Reading the roster's rows, without which no run knows what changed; 0 for the first import. */
  readonly readingRosterSeconds: number;
  readonly writingSeconds: number;
  readonly rowsWritten: number;
}

export interface ScriptFigures {
  readonly seconds: number;
  readonly people: number;
}

/** Of an undo, or of a sync that is held. */
export interface UndoFigures {
  readonly counts: Counts;
  /** From the press of the button, or from SmartHR's last answer, until the plan waits. */
  readonly holdingSeconds: number;
  /** From the approval to the end. */
  readonly applyingSeconds: number;
}

/** How long one person takes, from the question to the answer's JSON. */
export interface PersonFigures {
  readonly samples: number;
  readonly explaining: Quantiles;
  /** From the press of the button until the run has ended. */
  readonly syncing: Quantiles;
  /** How many requests one of these syncs sent, at most. */
  readonly calls: number;
}

export interface Quantiles {
  readonly p50Milliseconds: number;
  readonly p99Milliseconds: number;
  readonly mostMilliseconds: number;
}

export interface ListFigures {
  /** The first list of a process, answered by the tables. */
  readonly coldMilliseconds: number;
  /** The departments with their heads right after it, while the roster is being read into memory. */
  readonly coldDepartmentsMilliseconds: number;
  /** The first search right after that, which waits until the roster is in memory. */
  readonly firstSearchMilliseconds: number;
  /** The longest time for which the process did nothing else meanwhile. */
  readonly standstillMilliseconds: number;
  /** The slowest of the first lists in each order. */
  readonly firstOrderMilliseconds: number;
  readonly lists: readonly ListTimes[];
  /** The file of everybody. */
  readonly file: { readonly lines: number; readonly seconds: number; readonly peakHeapMegabytes: number };
}

/** From the address to the first rows of 自社社員管理, in a browser; medians. */
export interface PaintFigures {
  readonly warmMilliseconds: number;
  /** Asked for as soon as the process answers anything. */
  readonly justStartedMilliseconds: number;
}

/** How long one kind of list takes, from the question to the answer's JSON. */
export interface ListTimes {
  readonly name: string;
  readonly p50Milliseconds: number;
  readonly p95Milliseconds: number;
}

/** The figures of one step, and the most memory that its process had at any moment. */
export interface Measured<Figures> {
  readonly figures: Figures;
  readonly peakMegabytes: number;
}
