import type { RunSummary } from "../app/run-report.ts";

/** What a shell script branches on. */
export const EXIT_CODES = { done: 0, failed: 1, "wrong-usage": 2, "with-rejections": 3, "guard-stands": 4 } as const;

export type ExitCode = (typeof EXIT_CODES)[keyof typeof EXIT_CODES];

/** The exit code of a run or a plan. */
export function exitCodeOf({ state, failure, counts }: RunSummary): ExitCode {
  if (failure !== null) return EXIT_CODES.failed;
  switch (state) {
    case null:
    case "succeeded":
    case "partly-failed":
      return counts !== null && counts.reject > 0 ? EXIT_CODES["with-rejections"] : EXIT_CODES.done;
    case "awaiting-approval":
      return EXIT_CODES["guard-stands"];
    // Cancelled from a screen, or taken for dead: others have the run now, or nobody.
    case "queued":
    case "running":
    case "failed":
    case "cancelled":
      return EXIT_CODES.failed;
  }
}
