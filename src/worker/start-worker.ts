import { performQueuedRun } from "../app/perform-queued-run.ts";
import type { Product } from "../app/product.ts";
import { recoverRuns, sendWaitingRuns } from "../app/recover-runs.ts";
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
const LOOK_AFTER_MS = 5_000;

/** Begins to carry out waiting runs, and to look after those that nobody carries any more. */
export async function startWorker(parts: WorkerParts): Promise<Worker> {
  const { product, queue, logDefect, runsAtOnce = RUNS_AT_ONCE, lookAfterMs = LOOK_AFTER_MS } = parts;
  const stopping = new AbortController();
  const carried = new Set<string>();

  async function perform(runId: string): Promise<void> {
    // Sent twice: it is being carried out already.
    if (carried.has(runId)) return;
    carried.add(runId);
    try {
      await performQueuedRun(product, queue, runId, stopping.signal);
    } catch (defect) {
      logDefect(new Error(`run ${runId} met a defect`, { cause: defect }), { runId });
    } finally {
      carried.delete(runId);
    }
  }

  await sendWaitingRuns(product, queue);
  const working = await queue.work(runsAtOnce, perform);
  const lookAfter = repeat(lookAfterMs, () => recoverRuns(product, queue, [...carried]), logSeldom(logDefect));
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

// Real time, as for leases: whether a process lives has nothing to do with a test's clock.
function repeat(everyMs: number, act: () => Promise<void>, log: (defect: unknown) => void) {
  let acting: Promise<void> | null = null;
  const timer = setInterval(() => {
    acting ??= act()
      .catch(log)
      .finally(() => {
        acting = null;
      });
  }, everyMs).unref();
  return {
    async end(): Promise<void> {
      clearInterval(timer);
      await acting;
    },
  };
}
