import "./runs.css";
import { TextLink } from "smarthr-ui";
import type { RunDetail } from "../../contract/runs.ts";
import { COUNT_NAMES, type Counts } from "../../core/run.ts";
import { dateTimeText } from "../../text/date-time-text.ts";
import { durationText } from "../../text/duration-text.ts";
import { countText } from "../../text/state-text.ts";
import { timeTaken } from "./run-state.ts";
import { countedText, RUNS_TEXT } from "./runs-text.ts";

/** Who asked for a run, when, how long it took, and which account it read. */
export function RunFacts({ run }: { readonly run: RunDetail }) {
  const taken = timeTaken(run);
  const facts = [
    [RUNS_TEXT.actor, run.actor],
    [RUNS_TEXT.requestedAt, dateTimeText(run.requestedAt)],
    [RUNS_TEXT.timeTaken, taken === null ? RUNS_TEXT.nothing : durationText(taken)],
  ] as const;
  return (
    <dl className="run-facts">
      {facts.map(([term, value]) => (
        <div key={term}>
          <dt>{term}</dt>
          <dd>{value}</dd>
        </div>
      ))}
      {run.tenantUrl && (
        <div>
          <dt>{RUNS_TEXT.account}</dt>
          <dd>
            <TextLink href={run.tenantUrl} target="_blank">
              {run.tenantUrl}
            </TextLink>
          </dd>
        </div>
      )}
    </dl>
  );
}

/** How many rows met which fate. */
export function RunCounts({ counts }: { readonly counts: Counts }) {
  return (
    <dl className="run-counts">
      {COUNT_NAMES.map((name) => (
        <div key={name}>
          <dt>{countText(name)}</dt>
          <dd>{countedText(counts[name])}</dd>
        </div>
      ))}
    </dl>
  );
}
