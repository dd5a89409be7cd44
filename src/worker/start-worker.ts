import { announceHeldRuns } from "../app/announce-held-runs.ts";
import { chooseRun, passRunOn } from "../app/choose-run.ts";
import type { Product } from "../app/product.ts";
import { recoverRuns, sendWaitingRuns } from "../app/recover-runs.ts";
import { carryRestorations } from "../app/restore-opt-outs.ts";
import { watchLeases } from "../app/watch-leases.ts";
import { type CarriedRuns, type CarryParts, carryRuns } from "./carry-runs.ts";
import { logSeldom } from "./log-seldom.ts";

/** What a worker stands on. */
export interface WorkerParts extends CarryParts {
  /** Runs of different companies that this process carries out at the same time; nearly all of one is waiting for SmartHR. */
  readonly runsAtOnce?: number;
  /** How often runs are looked for whose process died. */
  readonly lookAfterMs?: number;
}

/** What takes up waiting runs in this process. */
export interface Worker {
  /** Looks for waiting runs at once. */
  wake(): void;
  /** Lets runs that have applied nothing wait for the next worker, and waits for those that are just applying. */
  stop(): Promise<void>;
}

const RUNS_AT_ONCE = 4;
/** How often each worker looks for runs whose process died; with the lease and the look into the queue, less than 30 seconds. */
export const LOOK_AFTER_MS = 5_000;

/** Begins to carry out waiting runs, and to look after those that nobody carries any more. */
export async function startWorker(parts: WorkerParts): Promise<Worker> {
  const { product, queue, logDefect, runsAtOnce = RUNS_AT_ONCE, lookAfterMs = LOOK_AFTER_MS } = parts;
  const stopping = new AbortController();
  const carriedRuns = carryRuns(parts, stopping.signal);
  await sendWaitingRuns(product, queue);
  const watch = watchLeases();
  const working = await queue.work(runsAtOnce, (sentRunId) => workOn(parts, carriedRuns, sentRunId));
  const lookAfter = repeat(
    product.clock,
    lookAfterMs,
    () => recoverRuns(product, queue, carriedRuns.ids(), watch),
    logSeldom(logDefect),
  );
  // Apart, because a mail server may be slow, and dead runs are not to wait for it.
  const announcing = repeat(product.clock, lookAfterMs, announceHeldRuns(product), logSeldom(logDefect));
  const restoring = repeat(
    product.clock,
    lookAfterMs,
    () => carryRestorations(product, stopping.signal),
    logSeldom(logDefect),
  );
  return {
    wake: queue.wake,
    async stop() {
      await lookAfter.end();
      await announcing.end();
      // First no more are fetched, so that what is handed back goes to somebody else.
      const ended = working.stop();
      stopping.abort(new Error("the worker was told to stop"));
      await ended;
      await carriedRuns.ended();
      await restoring.end();
    },
  };
}

/** Carries out whatever has its turn, until nothing waits for which there is a place; the run that was sent only says that something does. */
async function workOn({ product, queue }: WorkerParts, runs: CarriedRuns, sentRunId: string): Promise<void> {
  const tried = new Set<string>();
  while (!runs.stopping()) {
    const run = await chooseRun(product, { sizes: runs.sizesWithPlace(), except: new Set([...runs.ids(), ...tried]) });
    if (run === null) break;
    // Another place of this process chose at the same moment.
    if (runs.ids().includes(run.id) || !runs.sizesWithPlace().includes(run.size)) continue;
    tried.add(run.id);
    await runs.perform(run);
  }
  if (!tried.has(sentRunId) && !runs.ids().includes(sentRunId)) await passRunOn(product, queue, sentRunId);
}

function repeat(clock: Product["clock"], everyMs: number, act: () => Promise<void>, log: (defect: unknown) => void) {
  let acting: Promise<void> | null = null;
  const stopRepeating = clock.every(everyMs, () => {
    acting ??= act()
      .catch(log)
      .finally(() => {
        acting = null;
      });
  });
  return {
    async end(): Promise<void> {
      stopRepeating();
      await acting;
    },
  };
}
