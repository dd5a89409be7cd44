import { Stack, Text } from "smarthr-ui";
import type { RunRow } from "../../contract/runs.ts";
import { HEAD_COUNT, headCountText } from "../../text/breakdown-text.ts";
import { AskError } from "../ask.ts";
import { ConfirmDialog } from "../frame/ConfirmDialog.tsx";
import { FEE_TEXT } from "../frame/frame-text.ts";
import { ProblemMessage } from "../frame/ProblemMessage.tsx";
import { RouteLink } from "../frame/RouteLink.tsx";
import { RunCounts } from "../runs/RunFacts.tsx";
import { RUNS_TEXT } from "../runs/runs-text.ts";
import { trippedOf } from "./guard-rows.ts";
import type { HeldRun } from "./held-run.ts";
import { APPROVE_TEXT, heldGuardsText, PLAN_TEXT } from "./plan-text.ts";

/** What approving this run is called. */
export function approveWord({ kind }: Pick<RunRow, "kind">): string {
  return kind === "undo" ? APPROVE_TEXT.undo : APPROVE_TEXT.sync;
}

/** The question before a plan is applied; a plan that is not the newest any more can only be left for the newest. */
export function ApproveDialog({
  open,
  run,
  sending,
  error,
  onApprove,
  onClose,
}: {
  readonly open: boolean;
  readonly run: HeldRun;
  readonly sending: boolean;
  readonly error: unknown;
  readonly onApprove: () => void;
  readonly onClose: () => void;
}) {
  const problem = error instanceof AskError ? error.problem : null;
  const over = problem?.kind === "plan-changed";
  return (
    <ConfirmDialog
      open={open}
      size="M"
      title={APPROVE_TEXT.title}
      actionText={over ? PLAN_TEXT.latest : approveWord(run)}
      sending={sending}
      onConfirm={over ? onClose : onApprove}
      onClose={onClose}
    >
      <ProblemMessage error={error} />
      {problem?.kind === "run-open" && (
        <div>
          <RouteLink to="/runs/$id" params={{ id: problem.runId }} onClick={onClose}>
            {RUNS_TEXT.toRun}
          </RouteLink>
        </div>
      )}
      {!over && <WhatIsApproved run={run} />}
    </ConfirmDialog>
  );
}

function WhatIsApproved({ run: { counts, plan } }: { readonly run: HeldRun }) {
  const tripped = trippedOf(plan.guards).length;
  return (
    <>
      <Stack gap={0.25}>
        <Text weight="bold">{APPROVE_TEXT.question}</Text>
        <Text>{APPROVE_TEXT.effect}</Text>
      </Stack>
      {counts && <RunCounts counts={counts} />}
      {tripped > 0 && <Text weight="bold">{heldGuardsText(tripped)}</Text>}
      {plan.headCount && (
        <Stack gap={0.25}>
          <Text weight="bold">{`${HEAD_COUNT}：${headCountText(plan.headCount)}`}</Text>
          <Text>{FEE_TEXT}</Text>
        </Stack>
      )}
    </>
  );
}
