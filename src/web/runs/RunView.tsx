import type { ReactNode } from "react";
import { Base, Cluster, Heading, Section, Stack, Text } from "smarthr-ui";
import type { Contact } from "../../contract/me.ts";
import type { RunDetail } from "../../contract/runs.ts";
import { runNameText, runSummaryText } from "../../text/run-summary-text.ts";
import { RouteLink } from "../frame/RouteLink.tsx";
import { Guards } from "../plan/Guards.tsx";
import { trippedOf } from "../plan/guard-rows.ts";
import { PlanMakeup } from "../plan/PlanCounts.tsx";
import { guardsPastText } from "../plan/plan-text.ts";
import { ToUndone } from "../undo/ToUndone.tsx";
import { ErrorFile } from "./ErrorFile.tsx";
import { OptOutUnused } from "./OptOutUnused.tsx";
import { RunCounts, RunFacts } from "./RunFacts.tsx";
import { RunFailureMessage } from "./RunFailureMessage.tsx";
import { RunProgressBar } from "./RunProgressBar.tsx";
import { RunStateLabel } from "./RunStateLabel.tsx";
import { isApplied, isProgressing } from "./run-state.ts";
import { RUNS_TEXT, replacedByText, undoneByText } from "./runs-text.ts";

export interface RunViewProps {
  readonly run: RunDetail;
  readonly contact: Contact;
  readonly mayChange: boolean;
  /** 「中止」 while the run can be stopped, 「SmartHRと同期」 once it came to nothing. */
  readonly action?: ReactNode;
  /** エラー, 対象外, 注意 and 変更内容; nothing while there are none. */
  readonly children?: ReactNode;
}

/** One run: how it stands, how it ended, and all that it says about rows. */
export function RunView({ run, contact, mayChange, action, children }: RunViewProps) {
  return (
    <Stack>
      <Base padding={1.5}>
        <Stack>
          <RunStanding run={run} action={action} />
          {run.failure && (
            <RunFailureMessage
              runId={run.id}
              kind={run.kind}
              failure={run.failure}
              contact={contact}
              mayChange={mayChange}
            />
          )}
          <RunFacts run={run} />
        </Stack>
      </Base>
      {run.counts && (
        <Base padding={1.5}>
          <Section>
            <Stack>
              <Heading type="blockTitle">{RUNS_TEXT.counts}</Heading>
              <RunCounts kind={run.kind} counts={run.counts} />
              {run.plan && isApplied(run) && <PlanMakeup counts={run.counts} plan={run.plan} />}
              {run.optOutUnused && <OptOutUnused />}
              {isApplied(run) && run.kind !== "undo" && <ErrorFile run={run} />}
            </Stack>
          </Section>
        </Base>
      )}
      <GuardsPast run={run} />
      {children}
    </Stack>
  );
}

// Why it had waited, and who let it go on.
function GuardsPast({ run: { state, plan } }: { readonly run: RunDetail }) {
  const tripped = trippedOf(plan?.guards ?? []);
  if (plan === null || tripped.length === 0 || !isApplied({ state })) return null;
  return <Guards tripped={tripped} about={guardsPastText(plan.approval)} />;
}

function UndoneBy({ undoneBy: { id, actor, at } }: { readonly undoneBy: NonNullable<RunDetail["undoneBy"]> }) {
  return (
    <Stack gap={0.25}>
      <Text weight="bold">{undoneByText(actor, at)}</Text>
      <div>
        <RouteLink to="/runs/$id" params={{ id }}>
          {RUNS_TEXT.toUndo}
        </RouteLink>
      </div>
    </Stack>
  );
}

// Two administrators may be at work: it was not whoever reads this.
function ReplacedBy({ replacedBy }: { readonly replacedBy: NonNullable<RunDetail["replacedBy"]> }) {
  return (
    <Stack gap={0.25}>
      <Text>{replacedByText(replacedBy)}</Text>
      <div>
        <RouteLink to="/runs/$id" params={{ id: replacedBy.id }}>
          {RUNS_TEXT.toReplacing}
        </RouteLink>
      </div>
    </Stack>
  );
}

// The state is read out when it changes; the bar's counting is there for whoever asks for it.
function RunStanding({ run, action }: { readonly run: RunDetail; readonly action: ReactNode }) {
  const name = runNameText(run.subject, run.kind);
  return (
    <Stack gap={0.75}>
      <Cluster justify="space-between" align="center">
        <div role="status">
          <RunStateLabel state={run.state} />
        </div>
        {action}
      </Cluster>
      {isProgressing(run) && <RunProgressBar run={run} name={name} />}
      {!isProgressing(run) && run.failure === null && <Text>{runSummaryText(run)}</Text>}
      {run.replacedBy && <ReplacedBy replacedBy={run.replacedBy} />}
      <ToUndone run={run} />
      {run.undoneBy && <UndoneBy undoneBy={run.undoneBy} />}
    </Stack>
  );
}
