import type { Subject } from "../../src/core/run.ts";
import { drawEdits } from "../simulation/draw-edits.ts";
import type { Chance } from "../simulation/random.ts";
import { pause } from "./pause.ts";
import type { Person, Pressed } from "./person.ts";
import type { RememberedSmartHr } from "./served-smarthr.ts";
import type { Starts } from "./starts.ts";

/** A company at work: somebody edits in SmartHR, somebody presses 「SmartHRと同期」. */
export interface CompanyAtWork {
  readonly person: Person;
  /** Where the product can be reached, each a process of its own. */
  readonly origins: readonly string[];
  readonly smarthr: RememberedSmartHr;
  readonly chance: Chance;
  readonly starts: Starts;
  readonly signal: AbortSignal;
}

const SEEN_TO_END_MS = 120_000;

/** Edits and syncs again and again, whatever dies meanwhile, until the signal says that it is enough. */
export async function keepSyncing(company: CompanyAtWork): Promise<void> {
  while (!company.signal.aborted) await syncOnce(company);
}

async function syncOnce(company: CompanyAtWork): Promise<void> {
  const { person, smarthr, chance, signal } = company;
  if (chance.happens(0.7)) await smarthr.edit(drawEdits(chance, smarthr));
  const runId = await press(company, chance.happens(0.35) ? "departments" : "employees");
  if (runId === null) return pause(chance.between(500, 1_500), signal);
  // At most one edit while a run is open: what may have been read is to be found among few possibilities.
  const editMeanwhile = async () => {
    await pause(chance.between(0, 1_500), signal);
    if (!signal.aborted) await smarthr.edit(drawEdits(chance, smarthr));
  };
  const pressAgain = async () => {
    await pause(chance.between(0, 600), signal);
    if (!signal.aborted) await press(company, "departments");
  };
  await Promise.all([
    person.untilEnded(runId, Date.now() + SEEN_TO_END_MS),
    ...(chance.happens(0.4) ? [editMeanwhile()] : []),
    ...(chance.happens(0.3) ? [pressAgain()] : []),
  ]);
  await pause(chance.between(0, 800), signal);
}

/** Presses once, or in two processes at the same instant; the run that is open now, or null when nobody said. */
async function press({ person, origins, chance, starts }: CompanyAtWork, subject: Subject): Promise<string | null> {
  const [first = "", second] = chance.happens(0.5) ? origins : origins.toReversed();
  const atOnce = second !== undefined && chance.happens(0.6) ? [first, second] : [first];
  const answers = await Promise.all(atOnce.map((origin) => person.press(origin, subject)));
  starts.count(answers);
  return answers.map(runOf).find((runId) => runId !== null) ?? null;
}

function runOf(pressed: Pressed): string | null {
  return pressed.kind === "started" || pressed.kind === "open" ? pressed.runId : null;
}
