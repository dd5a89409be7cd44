import type { Clock } from "../core/clock.ts";
import type { Database } from "../store/database.ts";
import { renewLease } from "../store/runs.ts";

/** How long a run's process may be silent before the run counts as interrupted. */
export const LEASE_MS = 60_000;

/** A run's promise to be alive, kept until its end. */
export interface RunLife {
  /** Aborts when the caller's does, or when another process has closed the run because it believed this one dead. */
  readonly signal: AbortSignal;
  end(): Promise<void>;
}

/** Renews the run's lease for as long as this process lives and the run is not ended. */
export function keepRunAlive(
  { db, clock }: { readonly db: Database; readonly clock: Clock },
  runId: string,
  stop: AbortSignal,
): RunLife {
  const lost = new AbortController();
  let renewing = Promise.resolve();

  async function renew(): Promise<void> {
    try {
      if (await renewLease(db.queries, runId, clock.now() + LEASE_MS)) return;
      lost.abort(new Error(`run ${runId} was closed by another process`));
    } catch {
      // A database that is away for a moment has two more turns before the lease is out; one that stays away fails the run itself.
    }
  }

  // Whether a process lives is a matter of real time: a test's clock that jumps an hour says nothing about it.
  const timer = setInterval(() => {
    renewing = renewing.then(renew);
  }, LEASE_MS / 3).unref();

  return {
    signal: AbortSignal.any([stop, lost.signal]),
    async end() {
      clearInterval(timer);
      await renewing;
    },
  };
}
