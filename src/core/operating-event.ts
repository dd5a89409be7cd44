import type { Counts, RunFailure, RunState, Subject } from "./run.ts";

/** The door to the log and the figures: takes what happened, and never fails. */
export type Observe = (event: OperatingEvent) => void;

/** Something an operator may want to know. Ids, counts, kinds and seconds only: none has room for a person's data. */
export type OperatingEvent =
  | {
      readonly kind: "process-started";
      readonly web: boolean;
      readonly worker: boolean;
      readonly port: number | null;
      readonly operatingPort: number | null;
    }
  | { readonly kind: "process-stopping" }
  | RunEvent
  | RequestServed
  | SmartHrEvent;

/** What happens to a run. */
type RunEvent =
  | (OfRun & { readonly kind: "run-queued" })
  | (OfRun & { readonly kind: "run-started"; readonly attempt: number })
  | (OfRun & { readonly kind: "run-read" | "run-planned" | "run-applied"; readonly seconds: number })
  | (OfRun & {
      readonly kind: "run-ended";
      readonly state: RunState;
      readonly failure: RunFailure["kind"] | null;
      readonly counts: Counts | null;
      readonly seconds: number;
    })
  /** Its process was told to stop before anything was applied: it waits for the next one. */
  | (OfRun & { readonly kind: "run-handed-back" })
  /** SmartHR is in maintenance: it is tried again later. */
  | (OfRun & { readonly kind: "run-waiting" })
  /** Its plan waits for somebody who has seen it; with a failure, it is the plan from before a choice that came to nothing. */
  | (OfRun & { readonly kind: "run-held"; readonly failure: RunFailure["kind"] | null })
  /** Administrators were told by mail that a guard stopped it: how many letters were handed over, and how many could not be. */
  | (OfRun & { readonly kind: "run-announced"; readonly sent: number; readonly unsent: number })
  /** It was cancelled, or others took it up, while it was carried here. */
  | (OfRun & { readonly kind: "run-lost" })
  | (OfRun & { readonly kind: "run-cancelled" })
  /** Its process died; it waits again, or was closed after too many deaths. */
  | { readonly kind: "run-interrupted"; readonly runId: string; readonly waitsAgain: boolean };

interface OfRun {
  readonly runId: string;
  readonly companyId: number;
  readonly subject: Subject;
}

/** A request that was answered; its address is told by the route's pattern only. */
interface RequestServed {
  readonly kind: "request-served";
  readonly requestId: string;
  readonly method: string;
  readonly route: string;
  readonly status: number;
  readonly seconds: number;
}

type SmartHrEvent =
  /** The status is null when no whole answer came. */
  | { readonly kind: "smarthr-answered"; readonly status: number | null; readonly seconds: number }
  /** The same request is going to be sent again, after so long. */
  | {
      readonly kind: "smarthr-asked-again";
      readonly because: string;
      readonly waitSeconds: number;
    }
  | {
      readonly kind: "tokens-refreshed";
      readonly companyId: number;
      readonly outcome: "renewed" | "refused" | "unavailable";
    };
