import type { Clock } from "../core/clock.ts";
import type { RunProgress } from "../core/run.ts";
import type { Database } from "../store/database.ts";
import { type Run, RunNotHeld, renewLease } from "../store/runs.ts";

/** How long a run's process may be silent before the run counts as interrupted. */
export const LEASE_MS = 20_000;

// How often people see a run come on; the lease is renewed with it.
const TICK_MS = 1_000;
const TICKS_WITHOUT_NEWS = Math.floor(LEASE_MS / 3 / TICK_MS);

/** How often a lease is renewed at least, by a process that lives and reaches the database. */
export const RENEWAL_MS = TICKS_WITHOUT_NEWS * TICK_MS;

/** A run's promise to be alive, kept until its end. */
export interface RunLife {
  /** Aborts when the caller's does, or with `RunNotHeld` when the run was cancelled, or closed by a process that believed this one dead. */
  readonly signal: AbortSignal;
  /** Tells how far the run has come; it is written down within a second, by itself and on the run's own row. */
  progress(change: Partial<RunProgress>): void;
  end(): Promise<void>;
}

/** Renews the run's lease for as long as this process lives and the run is not ended. */
export function keepRunAlive(
  { db, clock }: { readonly db: Database; readonly clock: Clock },
  run: Run,
  stop: AbortSignal,
): RunLife {
  const lost = new AbortController();
  let progress: RunProgress = run.progress ?? { phase: "reading", read: 0, total: null };
  let hasNews = false;
  let ticksSinceRenewal = 0;
  let renewing: Promise<void> | null = null;

  async function renew(): Promise<void> {
    hasNews = false;
    ticksSinceRenewal = 0;
    try {
      if (await renewLease(db.queries, run, clock.now() + LEASE_MS, progress)) return;
      lost.abort(new RunNotHeld(run));
    } catch {
      // A database that is away for a moment has two more turns before the lease is out; one that stays away fails the run itself.
    }
  }

  const stopTicking = clock.every(TICK_MS, () => {
    ticksSinceRenewal += 1;
    if (renewing !== null || (!hasNews && ticksSinceRenewal < TICKS_WITHOUT_NEWS)) return;
    renewing = renew().finally(() => {
      renewing = null;
    });
  });

  return {
    signal: AbortSignal.any([stop, lost.signal]),
    progress(change) {
      progress = { ...progress, ...change };
      hasNews = true;
    },
    async end() {
      stopTicking();
      await renewing;
    },
  };
}
