import { parseArgs } from "node:util";
import { fail, ok, type Result } from "../src/core/result.ts";
import type { Engine } from "./database-places.ts";

/** A part of the bench that can be asked for alone. */
export type Part = (typeof PARTS)[number];

const PARTS = ["series", "script", "memory", "limits", "lists", "undo", "person", "workers", "fairness"] as const;
const ENGINES = ["embedded", "postgresql"] as const;

/** What to measure. */
export interface BenchOptions {
  readonly people: readonly number[];
  readonly engines: readonly Engine[];
  readonly parts: readonly Part[];
  /** How often each series of so many people is measured; the median counts. */
  readonly repetitionsFor: (people: number) => number;
  /** The plain script does not measure more people than this. */
  readonly mostScripted: number;
  readonly jsonFile: string | null;
  readonly profileFolder: string | null;
}

/** What `npm run bench -- --help` says. */
export const USAGE = `npm run bench -- [options]
  --people 1000,10000,100000          how many people SmartHR has
  --databases embedded,postgresql     which engines; PostgreSQL is the one at BENCH_DATABASE_URL, else one that is started and thrown away
  --only series,script,memory,limits,lists,undo,person,workers,fairness
                                      parts of the bench; lists are those of the web application; the last two need PostgreSQL
  --repeat 3                          how often to measure series of up to 10,000 people
  --quick                             1,000 and 10,000 people, each once
  --json FILE                         all figures as JSON, too
  --profile FOLDER                    a CPU profile of each of the product's runs; slows them down`;

/** Reads the command line; null when it asks for help, and a sentence when it cannot be understood. */
export function readOptions(given: readonly string[]): Result<BenchOptions | null, string> {
  try {
    return ok(understand(given));
  } catch (error) {
    // Whether Node's parser or ours stumbled, the message says over what.
    return fail(error instanceof Error ? error.message : String(error));
  }
}

function understand(given: readonly string[]): BenchOptions | null {
  const { values } = parseArgs({ args: [...given], options: OPTIONS });
  if (values.help) return null;
  const { quick } = values;
  const repeat = values.repeat === undefined ? (quick ? 1 : 3) : toCount(values.repeat);
  const people = values.people ?? (quick ? "1000,10000" : "1000,10000,100000");
  return {
    people: people.split(",").map(toCount),
    engines: chosen(values.databases, ENGINES),
    parts: chosen(values.only, PARTS),
    repetitionsFor: (size) => (size <= 10_000 ? repeat : 1),
    mostScripted: quick ? 1_000 : 10_000,
    jsonFile: values.json ?? null,
    profileFolder: values.profile ?? null,
  };
}

const OPTIONS = {
  people: { type: "string" },
  databases: { type: "string" },
  only: { type: "string" },
  repeat: { type: "string" },
  quick: { type: "boolean" },
  json: { type: "string" },
  profile: { type: "string" },
  help: { type: "boolean" },
} as const;

function toCount(text: string): number {
  const count = Number(text);
  if (!/^\d+$/.test(text) || count === 0) throw new Error(`expected a number above 0, found ${text}`);
  return count;
}

function chosen<Name extends string>(list: string | undefined, names: readonly Name[]): readonly Name[] {
  if (list === undefined) return names;
  const unknown = list.split(",").filter((name) => !names.some((known) => known === name));
  if (unknown.length > 0) throw new Error(`expected ${names.join(", ")}, found ${unknown.join(", ")}`);
  return names.filter((name) => list.split(",").includes(name));
}
