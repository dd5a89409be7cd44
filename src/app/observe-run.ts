import type { OperatingEvent } from "../core/operating-event.ts";
import type { Run } from "../store/runs.ts";
import type { Product } from "./product.ts";
import type { CarriedOut, RunEvent } from "./run-event.ts";

/** What is told of a run while it is carried out: when each of its parts ended, and how it ended itself. */
export interface RunWatch {
  at(event: RunEvent): void;
  /** Gives back what it was told. */
  ended(carried: CarriedOut): CarriedOut;
}

/** By what a run is found in the log and in the database. */
export function runNamed({ id: runId, companyId, subject }: Pick<Run, "id" | "companyId" | "subject">) {
  return { runId, companyId, subject } as const;
}

/** Watches a run from the moment it was taken up. */
export function watchRun({ observe, clock }: Pick<Product, "observe" | "clock">, run: Run): RunWatch {
  const named = runNamed(run);
  const startedAt = clock.now();
  let partBeganAt = startedAt;
  observe({ kind: "run-started", ...named, attempt: run.attempts });

  function endPart(kind: "run-read" | "run-planned" | "run-applied"): void {
    const now = clock.now();
    observe({ kind, ...named, seconds: secondsBetween(partBeganAt, now) });
    partBeganAt = now;
  }

  function end(how: Pick<Extract<OperatingEvent, { kind: "run-ended" }>, "state" | "failure" | "counts">): void {
    observe({ kind: "run-ended", ...named, ...how, seconds: secondsBetween(startedAt, clock.now()) });
  }

  return {
    at({ kind }) {
      if (kind === "waiting") observe({ kind: "run-waiting", ...named });
      else if (kind !== "reading") endPart(`run-${kind}`);
    },
    ended(carried) {
      if (carried.kind === "ended") {
        const { state, failure, counts } = carried.report.summary;
        end({ state: state ?? run.state, failure: failure?.kind ?? null, counts });
      } else if (carried.kind === "waits-on") {
        observe({ kind: "run-held", ...named, failure: carried.failure.kind });
      } else if (carried.kind === "held") {
        observe({ kind: "run-held", ...named, failure: null });
      } else observe({ kind: KIND_OF[carried.kind], ...named });
      return carried;
    },
  };
}

const KIND_OF = { stopped: "run-handed-back", "put-off": "run-waiting", lost: "run-lost" } as const;

function secondsBetween(from: number, to: number): number {
  // A machine's clock may be set back meanwhile.
  return Math.max(0, to - from) / 1000;
}
