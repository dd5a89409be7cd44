import { chooseRun, passRunOn, type SizedRun } from "../app/choose-run.ts";
import { performQueuedRun } from "../app/perform-queued-run.ts";
import type { Product } from "../app/product.ts";
import { recoverRuns, sendWaitingRuns } from "../app/recover-runs.ts";
import { watchLeases } from "../app/watch-leases.ts";
import { type RunSize, sizesWithPlace } from "../core/run-size.ts";
import { logSeldom } from "./log-seldom.ts";
import type { OpenRunQueue } from "./open-run-queue.ts";

/** What a worker stands on. */
export interface WorkerParts {
  readonly product: Product;
  readonly queue: OpenRunQueue;
  /** Logs a defect, never with a person's data. */
  readonly logDefect: (defect: unknown, place?: { readonly runId: string }) => void;
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
  const carried = new Map<string, RunSize>();

  /** Carries out whatever has its turn, until nothing waits for which there is a place; the run that was sent only says that something does. */
  async function workOn(sentRunId: string): Promise<void> {
    const tried = new Set<string>();
    while (!stopping.signal.aborted) {
      const sizes = sizesWithPlace([...carried.values()]);
      const run = await chooseRun(product, { sizes, except: new Set([...carried.keys(), ...tried]) });
      if (run === null) break;
      // Another place of this process chose at the same moment.
      if (carried.has(run.id) || !sizesWithPlace([...carried.values()]).includes(run.size)) continue;
      tried.add(run.id);
      await perform(run);
    }
    if (!tried.has(sentRunId) && !carried.has(sentRunId)) await passRunOn(product, queue, sentRunId);
  }

  async function perform({ id, size }: SizedRun): Promise<void> {
    carried.set(id, size);
    try {
      await performQueuedRun(product, queue, id, stopping.signal);
    } catch (defect) {
      logDefect(new Error(`run ${id} met a defect`, { cause: defect }), { runId: id });
    } finally {
      carried.delete(id);
    }
  }

  await sendWaitingRuns(product, queue);
  const watch = watchLeases();
  const working = await queue.work(runsAtOnce, workOn);
  const lookAfter = repeat(
    product.clock,
    lookAfterMs,
    () => recoverRuns(product, queue, [...carried.keys()], watch),
    logSeldom(logDefect),
  );
  return {
    wake: queue.wake,
    async stop() {
      await lookAfter.end();
      // First no more are fetched, so that what is handed back goes to somebody else.
      const ended = working.stop();
      stopping.abort(new Error("the worker was told to stop"));
      await ended;
    },
  };
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
