import type { SizedRun } from "../app/choose-run.ts";
import { performQueuedRun } from "../app/perform-queued-run.ts";
import type { Product } from "../app/product.ts";
import { type CarriedRun, mayStandAside, type RunSize, resize, sizesWithPlace } from "../core/run-size.ts";
import type { OpenRunQueue } from "./open-run-queue.ts";

/** What carrying runs stands on. */
export interface CarryParts {
  readonly product: Product;
  readonly queue: OpenRunQueue;
  /** Logs a defect, never with a person's data. */
  readonly logDefect: (defect: unknown, place?: { readonly runId: string }) => void;
  /** How long a small run may keep others from its place. */
  readonly asideAfterMs?: number;
}

/** The runs that this process carries, and the places they take: docs/decisions/0033. */
export interface CarriedRuns {
  /** Carries a run out; over as soon as it takes no place any more, for it has ended or stands aside. */
  perform(run: SizedRun): Promise<void>;
  sizesWithPlace(): readonly RunSize[];
  ids(): readonly string[];
  stopping(): boolean;
  /** When those that stand aside have ended, too. */
  ended(): Promise<void>;
}

// A few seconds' reading and its applying, with room to spare: whatever takes longer waits for SmartHR.
const ASIDE_AFTER_MS = 5_000;

/** Begins with none; the signal hands back whatever has applied nothing. */
export function carryRuns(parts: CarryParts, stop: AbortSignal): CarriedRuns {
  const { product, queue, logDefect, asideAfterMs = ASIDE_AFTER_MS } = parts;
  const carried = new Map<string, CarriedRun>();
  const atWork = new Set<Promise<void>>();

  async function carryOut({ id }: SizedRun): Promise<void> {
    const leaving = new AbortController();
    const signal = AbortSignal.any([stop, leaving.signal]);
    try {
      await performQueuedRun(product, queue, id, { signal, onRows: (rows) => refit(id, rows, leaving) });
    } catch (defect) {
      logDefect(new Error(`run ${id} met a defect`, { cause: defect }), { runId: id });
    } finally {
      carried.delete(id);
    }
  }

  function refit(id: string, rows: number, leaving: AbortController): void {
    const run = carried.get(id);
    if (run === undefined) return;
    const others = [...carried].flatMap(([otherId, other]) => (otherId === id ? [] : [other]));
    const resized = resize(run, rows, others);
    if (resized === null) {
      // It waits again, now known to be large, until there is a place for it here or elsewhere.
      leaving.abort(new Error(`there is no room beside another one for a run of ${rows} rows`));
      return;
    }
    carried.set(id, resized);
    if (resized.size !== run.size) queue.wake();
  }

  function standAside(id: string): boolean {
    const run = carried.get(id);
    if (run === undefined || !mayStandAside(run, [...carried.values()])) return false;
    carried.set(id, { ...run, aside: true });
    return true;
  }

  return {
    async perform(run) {
      carried.set(run.id, { size: run.size, aside: false });
      const aside = Promise.withResolvers<void>();
      // Real time goes by, whatever the time of day: how long others have waited for the place.
      const stopLooking = product.clock.every(asideAfterMs, () => {
        if (standAside(run.id)) aside.resolve();
      });
      const work = carryOut(run).finally(stopLooking);
      atWork.add(work);
      void work.finally(() => atWork.delete(work));
      await Promise.race([work, aside.promise]);
    },
    sizesWithPlace: () => sizesWithPlace([...carried.values()]),
    ids: () => [...carried.keys()],
    stopping: () => stop.aborted,
    ended: async () => void (await Promise.all(atWork)),
  };
}
