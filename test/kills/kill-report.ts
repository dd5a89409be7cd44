import type { Violation } from "../simulation/law-names.ts";
import type { Starts } from "./starts.ts";
import type { TakeUp, TakeUps } from "./take-ups.ts";

/** What so many kills came to. */
export interface KillReport {
  readonly killed: Readonly<Record<string, number>>;
  readonly stopped: number;
  readonly outcomes: Readonly<Record<string, number>>;
  readonly starts: Starts;
  readonly takeUps: TakeUps;
  readonly defects: ReadonlyMap<string, number>;
  readonly violations: readonly Violation[];
}

// A run whose process died is taken up again by then.
const LONGEST_TAKE_UP_MS = 30_000;

export function printReport(report: KillReport, seconds: number): void {
  const { killed, stopped, outcomes, starts, takeUps, defects, violations } = report;
  console.log(`killed      ${listed(killed)}`);
  console.log(`ended well  ${stopped} that were told to end`);
  console.log(`runs        ${listed(outcomes)}`);
  if (Object.values(starts.pairs).some((count) => count > 0)) console.log(`at once     ${listed(starts.pairs)}`);
  for (const because of ["died", "database", "handed-back"] as const) printTakeUps(because, takeUps.all);
  console.log(`first wait  longest ${inSeconds(takeUps.longestFirstWait())}`);
  for (const [message, count] of defects) console.log(`defect      ${count} × ${message}`);
  console.log(`violations  ${violations.length}`);
  console.log(`seconds     ${seconds.toFixed(0)}`);
}

const TITLES = {
  died: "whose process died",
  database: "lost together with the database",
  "handed-back": "handed back by a process that ended",
} as const satisfies Record<TakeUp["because"], string>;

function printTakeUps(because: TakeUp["because"], all: readonly TakeUp[]): void {
  const waits = all.filter((one) => one.because === because).map(({ milliseconds }) => milliseconds);
  if (waits.length === 0) return;
  console.log(`taken up    ${waits.length} ${TITLES[because]}, longest after ${inSeconds(Math.max(...waits))}`);
}

function listed(counts: Readonly<Record<string, number>>): string {
  return Object.entries(counts)
    .toSorted(([, one], [, other]) => other - one)
    .map(([name, count]) => `${name} ${count}`)
    .join(", ");
}

function inSeconds(milliseconds: number): string {
  return `${(milliseconds / 1_000).toFixed(1)} s`;
}

/** What the take-ups themselves break. */
export function lateTakeUps({ all, endedTwice, longestFirstWait }: TakeUps): readonly Violation[] {
  const firstWait = longestFirstWait();
  const late = all.filter(({ milliseconds }) => milliseconds > LONGEST_TAKE_UP_MS);
  return [
    // Whoever fetched it died before taking it up.
    ...(firstWait > LONGEST_TAKE_UP_MS
      ? [{ law: "taken up", text: `a run waited ${inSeconds(firstWait)} for its first worker` } as const]
      : []),
    ...late.map(({ runId, because, milliseconds }) => {
      return { law: "taken up", text: `run ${runId} (${because}) waited ${inSeconds(milliseconds)}` } as const;
    }),
    ...endedTwice.map((runId) => ({ law: "exactly once", text: `run ${runId} was ended by two processes` }) as const),
  ];
}
