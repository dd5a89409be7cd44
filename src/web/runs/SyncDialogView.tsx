import "./runs.css";
import { ActionDialog, Button, Loader, NotificationBar, Stack, Text } from "smarthr-ui";
import type { RunRow, SyncOutlook } from "../../contract/runs.ts";
import type { Subject } from "../../core/run.ts";
import { OPT_OUT_UNUSED } from "../../text/command-text.ts";
import { runNameText } from "../../text/run-summary-text.ts";
import { AskError } from "../ask.ts";
import { ProblemMessage } from "../frame/ProblemMessage.tsx";
import { RouteLink } from "../frame/RouteLink.tsx";
import { planInWayText } from "../plan/plan-text.ts";
import { OptOutUnused } from "./OptOutUnused.tsx";
import {
  accountText,
  openRunText,
  otherAccountTexts,
  RUNS_TEXT,
  rosterCountText,
  SYNC_EFFECTS,
  SYNC_TEXT,
} from "./runs-text.ts";

export interface SyncDialogViewProps {
  readonly subject: Subject;
  /** Undefined until the answer is there. */
  readonly outlook: SyncOutlook | undefined;
  /** What went wrong with asking or with starting; null while nothing did. */
  readonly error: unknown;
  readonly starting: boolean;
  /** `preview`: 「変更内容を確認する」. */
  readonly onStart: (preview: boolean) => void;
  readonly onClose: () => void;
}

/** What 「SmartHRと同期」 is going to do, before it is done. */
export function SyncDialogView({ subject, outlook, error, starting, onStart, onClose }: SyncDialogViewProps) {
  const disabled = outlook === undefined || outlook.openRun !== null;
  return (
    <ActionDialog
      isOpen
      size="M"
      title={runNameText(subject)}
      actionText={SYNC_TEXT.sync}
      actionDisabled={disabled}
      onClickAction={() => onStart(false)}
      subActionArea={
        <Button disabled={disabled || starting} onClick={() => onStart(true)}>
          {SYNC_TEXT.preview}
        </Button>
      }
      onClickClose={onClose}
      {...(starting ? { responseStatus: { status: "processing" as const } } : {})}
    >
      <Stack>
        {/* The plan that waits is shown below, with all that is to say about it. */}
        {!(isProblem(error, "plan-waiting") && outlook?.waitingPlan) && <SyncProblem error={error} onClose={onClose} />}
        {outlook && (
          <SyncExplained
            subject={subject}
            outlook={outlook}
            // The problem says of the same run what the outlook would.
            openRun={isProblem(error, "run-open") ? null : outlook.openRun}
            faster={isProblem(error, "plan-waiting")}
            onClose={onClose}
          />
        )}
        {!outlook && !error && <Loader alt={SYNC_TEXT.loading} text={SYNC_TEXT.loading} />}
      </Stack>
    </ActionDialog>
  );
}

function isProblem(error: unknown, kind: "run-open" | "plan-waiting"): boolean {
  return error instanceof AskError && error.problem.kind === kind;
}

function SyncProblem({ error, onClose }: { readonly error: unknown; readonly onClose: () => void }) {
  if (!error) return null;
  const problem = error instanceof AskError ? error.problem : null;
  return (
    <Stack gap={0.5}>
      <ProblemMessage error={error} />
      {(problem?.kind === "run-open" || problem?.kind === "plan-waiting") && (
        <RunLink id={problem.runId} onClose={onClose} />
      )}
      {(problem?.kind === "not-linked" || problem?.kind === "link-unreadable") && <ToLinkPage onClose={onClose} />}
    </Stack>
  );
}

function ToLinkPage({ onClose }: { readonly onClose: () => void }) {
  return (
    <div>
      <RouteLink to="/settings/smarthr" onClick={onClose}>
        {RUNS_TEXT.toLinkPage}
      </RouteLink>
    </div>
  );
}

function SyncExplained({
  subject,
  outlook,
  openRun,
  faster,
  onClose,
}: {
  readonly subject: Subject;
  readonly outlook: SyncOutlook;
  readonly openRun: SyncOutlook["openRun"];
  /** The plan came to wait while this dialog was open. */
  readonly faster: boolean;
  readonly onClose: () => void;
}) {
  const { firstSync, optOutUnused, rosterDepartments, rosterEmployees, account, lastAccount } = outlook;
  const forEmployees = subject === "employees";
  return (
    <>
      {openRun && (
        <NotificationBar type="warning" base="base" role="status">
          <Stack gap={0.25}>
            <Text weight="bold">{SYNC_TEXT.openRun}</Text>
            <Text>{openRunText(runNameText(openRun.subject, openRun.kind), openRun.actor, openRun.requestedAt)}</Text>
            <Text>{SYNC_TEXT.openRunRemedy}</Text>
            <RunLink id={openRun.id} onClose={onClose} />
          </Stack>
        </NotificationBar>
      )}
      {outlook.waitingPlan && <PlanInWay plan={outlook.waitingPlan} faster={faster} onClose={onClose} />}
      {account && lastAccount !== null && (
        <OtherAccount subject={subject} subdomain={account.subdomain} last={lastAccount} onClose={onClose} />
      )}
      {forEmployees && rosterDepartments === 0 && <DepartmentsFirst onClose={onClose} />}
      {forEmployees && firstSync && <FirstEmployees optOutUnused={optOutUnused === true} />}
      {account && <Text className="anywhere">{accountText(account.url)}</Text>}
      <ul className="run-list">
        {SYNC_EFFECTS[subject].map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
      <Text>{SYNC_TEXT.previewAbout}</Text>
      <Stack gap={0.25}>
        <Text weight="bold">{rosterCountText(subject, forEmployees ? rosterEmployees : rosterDepartments)}</Text>
        {forEmployees && !firstSync && <Text>{SYNC_TEXT.fee}</Text>}
      </Stack>
      {forEmployees && !firstSync && optOutUnused && <OptOutUnused />}
    </>
  );
}

// Nothing tells one account's people from another's in the roster: only the address, or the code, is looked at.
function OtherAccount({
  subject,
  subdomain,
  last,
  onClose,
}: {
  readonly subject: Subject;
  readonly subdomain: string;
  readonly last: string;
  readonly onClose: () => void;
}) {
  return (
    <NotificationBar type="warning" base="base" role="status">
      <Stack gap={0.25}>
        <Text weight="bold">{SYNC_TEXT.otherAccount}</Text>
        {otherAccountTexts(subject, subdomain, last).map((sentence) => (
          <Text key={sentence}>{sentence}</Text>
        ))}
        <ToLinkPage onClose={onClose} />
      </Stack>
    </NotificationBar>
  );
}

function PlanInWay({
  plan,
  faster,
  onClose,
}: {
  readonly plan: RunRow;
  readonly faster: boolean;
  readonly onClose: () => void;
}) {
  return (
    <NotificationBar type="warning" base="base" role={faster ? "alert" : "status"}>
      <Stack gap={0.25}>
        <Text weight="bold">{faster ? SYNC_TEXT.planFaster : SYNC_TEXT.planInWay}</Text>
        {planInWayText(plan, plan.holding).map((sentence) => (
          <Text key={sentence}>{sentence}</Text>
        ))}
        <div>
          <RouteLink to="/runs/$id" params={{ id: plan.id }} onClick={onClose}>
            {SYNC_TEXT.toPlan}
          </RouteLink>
        </div>
      </Stack>
    </NotificationBar>
  );
}

// M27, M33: whoever is synced by mistake has to be deleted by hand, and may have cost money by then.
function FirstEmployees({ optOutUnused }: { readonly optOutUnused: boolean }) {
  return (
    <NotificationBar type="warning" base="base" role="status">
      <Stack gap={0.25}>
        <Text weight="bold">{SYNC_TEXT.optOutFirst}</Text>
        <Text>{SYNC_TEXT.optOutWhere}</Text>
        {optOutUnused && <Text>{OPT_OUT_UNUSED}</Text>}
        <Text>{SYNC_TEXT.fee}</Text>
      </Stack>
    </NotificationBar>
  );
}

function DepartmentsFirst({ onClose }: { readonly onClose: () => void }) {
  return (
    <NotificationBar type="warning" base="base" role="status">
      <Stack gap={0.25}>
        <Text weight="bold">{SYNC_TEXT.departmentsFirst}</Text>
        <Text>{SYNC_TEXT.departmentsFirstReason}</Text>
        <div>
          <RouteLink to="/departments" onClick={onClose}>
            {RUNS_TEXT.toDepartments}
          </RouteLink>
        </div>
      </Stack>
    </NotificationBar>
  );
}

function RunLink({ id, onClose }: { readonly id: string; readonly onClose: () => void }) {
  return (
    <div>
      <RouteLink to="/runs/$id" params={{ id }} onClick={onClose}>
        {RUNS_TEXT.toRun}
      </RouteLink>
    </div>
  );
}
