import "./runs.css";
import { ActionDialog, Loader, NotificationBar, Stack, Text } from "smarthr-ui";
import type { SyncOutlook } from "../../contract/runs.ts";
import type { Subject } from "../../core/run.ts";
import { OPT_OUT_UNUSED } from "../../text/command-text.ts";
import { runNameText } from "../../text/run-summary-text.ts";
import { AskError } from "../ask.ts";
import { ProblemMessage } from "../frame/ProblemMessage.tsx";
import { RouteLink } from "../frame/RouteLink.tsx";
import { OptOutUnused } from "./OptOutUnused.tsx";
import { openRunText, RUNS_TEXT, rosterCountText, SYNC_EFFECTS, SYNC_TEXT } from "./runs-text.ts";

export interface SyncDialogViewProps {
  readonly subject: Subject;
  /** Undefined until the answer is there. */
  readonly outlook: SyncOutlook | undefined;
  /** What went wrong with asking or with starting; null while nothing did. */
  readonly error: unknown;
  readonly starting: boolean;
  readonly onStart: () => void;
  readonly onClose: () => void;
}

/** What 「SmartHRと同期」 is going to do, before it is done. */
export function SyncDialogView({ subject, outlook, error, starting, onStart, onClose }: SyncDialogViewProps) {
  return (
    <ActionDialog
      isOpen
      size="M"
      title={runNameText(subject)}
      actionText={SYNC_TEXT.sync}
      actionDisabled={outlook === undefined || outlook.openRun !== null}
      onClickAction={onStart}
      onClickClose={onClose}
      {...(starting ? { responseStatus: { status: "processing" as const } } : {})}
    >
      <Stack>
        <SyncProblem error={error} onClose={onClose} />
        {outlook && (
          <SyncExplained
            subject={subject}
            outlook={outlook}
            // The problem says of the same run what the outlook would.
            openRun={isRunOpen(error) ? null : outlook.openRun}
            onClose={onClose}
          />
        )}
        {!outlook && !error && <Loader alt={SYNC_TEXT.loading} text={SYNC_TEXT.loading} />}
      </Stack>
    </ActionDialog>
  );
}

function isRunOpen(error: unknown): boolean {
  return error instanceof AskError && error.problem.kind === "run-open";
}

function SyncProblem({ error, onClose }: { readonly error: unknown; readonly onClose: () => void }) {
  if (!error) return null;
  const problem = error instanceof AskError ? error.problem : null;
  return (
    <Stack gap={0.5}>
      <ProblemMessage error={error} />
      {problem?.kind === "run-open" && <RunLink id={problem.runId} onClose={onClose} />}
      {(problem?.kind === "not-linked" || problem?.kind === "link-unreadable") && (
        <div>
          <RouteLink to="/settings/smarthr" onClick={onClose}>
            {RUNS_TEXT.toLinkPage}
          </RouteLink>
        </div>
      )}
    </Stack>
  );
}

function SyncExplained({
  subject,
  outlook,
  openRun,
  onClose,
}: {
  readonly subject: Subject;
  readonly outlook: SyncOutlook;
  readonly openRun: SyncOutlook["openRun"];
  readonly onClose: () => void;
}) {
  const { firstSync, optOutUnused, rosterDepartments, rosterEmployees } = outlook;
  const forEmployees = subject === "employees";
  return (
    <>
      {openRun && (
        <NotificationBar type="warning" base="base" role="status">
          <Stack gap={0.25}>
            <Text weight="bold">{SYNC_TEXT.openRun}</Text>
            <Text>{openRunText(runNameText(openRun.subject), openRun.actor, openRun.requestedAt)}</Text>
            <Text>{SYNC_TEXT.openRunRemedy}</Text>
            <RunLink id={openRun.id} onClose={onClose} />
          </Stack>
        </NotificationBar>
      )}
      {forEmployees && rosterDepartments === 0 && <DepartmentsFirst onClose={onClose} />}
      {forEmployees && firstSync && <FirstEmployees optOutUnused={optOutUnused === true} />}
      <ul className="run-list">
        {SYNC_EFFECTS[subject].map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
      <Stack gap={0.25}>
        <Text weight="bold">{rosterCountText(subject, forEmployees ? rosterEmployees : rosterDepartments)}</Text>
        {forEmployees && !firstSync && <Text>{SYNC_TEXT.fee}</Text>}
      </Stack>
      {forEmployees && !firstSync && optOutUnused && <OptOutUnused />}
    </>
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
