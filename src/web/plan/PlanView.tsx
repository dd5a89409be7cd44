import type { ReactNode } from "react";
import { Base, Cluster, Heading, Section, Stack, Text } from "smarthr-ui";
import type { Contact } from "../../contract/me.ts";
import { replanFailureText } from "../../text/failure-text.ts";
import { RouteLink } from "../frame/RouteLink.tsx";
import { RunFacts } from "../runs/RunFacts.tsx";
import { RunFailureMessage } from "../runs/RunFailureMessage.tsx";
import { RunStateLabel } from "../runs/RunStateLabel.tsx";
import { ROWS_ID } from "../runs/use-rows-shown.ts";
import type { ActorNames } from "../session/actor-names.ts";
import { ToUndone } from "../undo/ToUndone.tsx";
import { Guards } from "./Guards.tsx";
import { rowsCountedBy, trippedOf } from "./guard-rows.ts";
import type { HeldRun } from "./held-run.ts";
import { Obstacles } from "./Obstacles.tsx";
import { PlanCounts } from "./PlanCounts.tsx";
import { DECIDED_BY_ADMINISTRATORS, heldBecauseText, heldUntilText, PLAN_TEXT } from "./plan-text.ts";

export interface PlanViewProps {
  readonly run: HeldRun;
  readonly nameOf: ActorNames;
  /** What is to be known about who may approve it. */
  readonly note?: string | null;
  readonly contact: Contact;
  readonly mayChange: boolean;
  /** 「この内容で同期する」 and 「中止」; nothing for a viewer. */
  readonly actions?: ReactNode;
  /** 「メールアドレス変更の疑い」, where there is one. */
  readonly suspects?: ReactNode;
  /** The organisation chart before and after, for departments. */
  readonly chart?: ReactNode;
  /** The rows. */
  readonly children?: ReactNode;
}

/** A plan that waits: why, until when, how much it changes, and every row. */
export function PlanView(props: PlanViewProps) {
  const { run, nameOf, note = null, contact, mayChange, actions, suspects, chart, children } = props;
  const { plan, counts } = run;
  const tripped = trippedOf(plan.guards);
  return (
    <Stack>
      {plan.replanFailure && (
        <RunFailureMessage
          runId={run.id}
          kind={run.kind}
          failure={plan.replanFailure}
          message={replanFailureText(plan.replanFailure)}
          contact={contact}
          mayChange={mayChange}
        />
      )}
      {plan.obstacles.length > 0 && <Obstacles kind={run.kind} obstacles={plan.obstacles} nameOf={nameOf} />}
      <Standing run={run} nameOf={nameOf} note={mayChange ? note : DECIDED_BY_ADMINISTRATORS} actions={actions} />
      {tripped.length > 0 && (
        <Guards
          tripped={tripped}
          about={mayChange ? PLAN_TEXT.guardsAbout : PLAN_TEXT.guardsAboutViewer}
          linkOf={(reading) => {
            const search = rowsCountedBy(reading);
            return search && <RowsLink id={run.id} search={search} />;
          }}
        />
      )}
      {counts && <PlanCounts kind={run.kind} counts={counts} plan={plan} />}
      {suspects}
      {chart}
      {children}
    </Stack>
  );
}

function RowsLink({
  id,
  search,
}: {
  readonly id: string;
  readonly search: NonNullable<ReturnType<typeof rowsCountedBy>>;
}) {
  return (
    <RouteLink to="/runs/$id" params={{ id }} search={search} hash={ROWS_ID} resetScroll={false}>
      {search.tab === "rejection" ? PLAN_TEXT.showErrors : PLAN_TEXT.showRows}
    </RouteLink>
  );
}

function Standing({ run, nameOf, note, actions }: Pick<PlanViewProps, "run" | "nameOf" | "note" | "actions">) {
  const { kind, actor, holding, plan } = run;
  return (
    <Base padding={1.5}>
      <Section>
        <Stack>
          <Cluster justify="space-between" align="center">
            <div role="status">
              <RunStateLabel state={run.state} />
            </div>
            {actions && <Cluster>{actions}</Cluster>}
          </Cluster>
          <Stack gap={0.25}>
            <Heading type="blockTitle">{PLAN_TEXT.reason}</Heading>
            <Text>{heldBecauseText(kind, nameOf(actor), trippedOf(plan.guards).length)}</Text>
            {holding && <Text>{heldUntilText(holding.expiresAt)}</Text>}
            {note && <Text>{note}</Text>}
            <ToUndone run={run} />
          </Stack>
          <RunFacts run={{ ...run, actor: nameOf(actor) }} />
        </Stack>
      </Section>
    </Base>
  );
}
