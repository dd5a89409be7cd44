import "./runs.css";
import { TextLink } from "smarthr-ui";
import type { RunDetail } from "../../contract/runs.ts";
import { type Counts, countNamesOf, type RunKind } from "../../core/run.ts";
import { dateTimeText } from "../../text/date-time-text.ts";
import { durationText } from "../../text/duration-text.ts";
import { countText } from "../../text/state-text.ts";
import { Facts } from "../frame/Facts.tsx";
import { countedText } from "../frame/frame-text.ts";
import { RouteLink } from "../frame/RouteLink.tsx";
import { PLAN_TEXT } from "../plan/plan-text.ts";
import { timeTaken } from "./run-state.ts";
import { RUNS_TEXT } from "./runs-text.ts";

/** Who asked for a run, when, how long it took, and which account it read. */
export function RunFacts({ run }: { readonly run: RunDetail }) {
  const taken = timeTaken(run);
  const approval = run.plan?.approval ?? null;
  return (
    <Facts
      className="facts-across"
      facts={[
        [RUNS_TEXT.actor, run.actor],
        [RUNS_TEXT.requestedAt, dateTimeText(run.requestedAt)],
        [RUNS_TEXT.timeTaken, taken === null ? RUNS_TEXT.nothing : durationText(taken)],
        ...(approval
          ? [[PLAN_TEXT.approvedBy, approval.by] as const, [PLAN_TEXT.approvedAt, dateTimeText(approval.at)] as const]
          : []),
        ...(run.cancelledBy && run.finishedAt
          ? [
              [RUNS_TEXT.cancelledBy, run.cancelledBy] as const,
              [RUNS_TEXT.cancelledAt, dateTimeText(run.finishedAt)] as const,
            ]
          : []),
        ...(run.personId ? [[RUNS_TEXT.person, <PersonLink key="person" employeeId={run.personId} />] as const] : []),
        ...(run.tenantUrl ? [[RUNS_TEXT.account, <AccountLink key="account" url={run.tenantUrl} />] as const] : []),
      ]}
    />
  );
}

function PersonLink({ employeeId }: { readonly employeeId: string }) {
  return (
    <RouteLink to="/employees/$id" params={{ id: employeeId }}>
      {RUNS_TEXT.openPerson}
    </RouteLink>
  );
}

function AccountLink({ url }: { readonly url: string }) {
  return (
    <TextLink href={url} target="_blank">
      {url}
    </TextLink>
  );
}

/** How many rows met which fate. */
export function RunCounts({ kind, counts }: { readonly kind: RunKind; readonly counts: Counts }) {
  return (
    <Facts
      className="run-counts"
      facts={countNamesOf(kind).map((name) => [countText(name, kind), countedText(counts[name] ?? 0)] as const)}
    />
  );
}
