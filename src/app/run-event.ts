import type { RunFailure } from "../core/run.ts";
import type { RunWaiting } from "../core/run-waiting.ts";
import type { ReadingProgress } from "./read-source.ts";
import type { RunReport } from "./run-report.ts";

/** How far a run has come. */
export type RunEvent =
  | ({ readonly kind: "reading" } & ReadingProgress)
  | { readonly kind: "read" }
  | { readonly kind: "planned" }
  | { readonly kind: "applied" }
  /** SmartHR is in maintenance: this very process waits, and then reads anew. */
  | { readonly kind: "waiting"; readonly waiting: RunWaiting };

/** What became of the work on a run. */
export type CarriedOut =
  | { readonly kind: "ended"; readonly report: RunReport }
  /** Its plan waits for somebody who has seen it. */
  | { readonly kind: "held"; readonly report: RunReport }
  /** No plan could be made with what was chosen: the one from before waits on. */
  | { readonly kind: "waits-on"; readonly failure: RunFailure }
  /** The caller's signal stopped it before anything was applied; the run is still held. */
  | { readonly kind: "stopped" }
  /** The run was put off, and is no longer held. */
  | { readonly kind: "put-off" }
  /** The run is not held any more: it was cancelled, or believed dead; nothing was applied here. */
  | { readonly kind: "lost" };
