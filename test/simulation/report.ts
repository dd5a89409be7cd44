import { LAWS } from "./law-names.ts";
import type { Played } from "./play.ts";

/** What broke which law, how to see it again, and how it came to it. */
export function reportOf({ seed, violations, trace }: Played, crashAt: number | null = null): string {
  const story = seed === 0 ? "--short-story" : `--seed ${seed}`;
  const crash = crashAt === null ? "" : ` --crash-at ${crashAt}`;
  return [
    `npm run simulate -- ${story}${crash}`,
    ...violations.map(({ law, text }) => `  broken: ${LAWS[law]}\n    ${text}`),
    ...trace.slice(-TRACE_LINES).map((line) => `    ${line}`),
  ].join("\n");
}

const TRACE_LINES = 40;
