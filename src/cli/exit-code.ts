import type { RunReport } from "../app/run-report.ts";

/** What a shell script branches on. */
export const EXIT_CODES = { done: 0, failed: 1, "wrong-usage": 2, "with-rejections": 3, "guard-stands": 4 } as const;

export type ExitCode = (typeof EXIT_CODES)[keyof typeof EXIT_CODES];

/** The exit code of a run or a plan. */
export function exitCodeOf({
  summary: { state, failure, counts },
  facts,
}: Pick<RunReport, "summary" | "facts">): ExitCode {
  if (failure !== null) return EXIT_CODES.failed;
  // Only planned: it would wait. What was applied all the same, somebody has seen.
  if (state === null && facts?.guards.some(({ tripped }) => tripped)) return EXIT_CODES["guard-stands"];
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
