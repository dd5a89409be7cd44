import { Stack, Text } from "smarthr-ui";
import { HEAD_COUNT, headCountText } from "../../text/breakdown-text.ts";
import { approveText } from "../../text/run-summary-text.ts";
import { AskError } from "../ask.ts";
import { ConfirmDialog } from "../frame/ConfirmDialog.tsx";
import { FEE_TEXT } from "../frame/frame-text.ts";
import { ProblemMessage } from "../frame/ProblemMessage.tsx";
import { RouteLink } from "../frame/RouteLink.tsx";
import { notDone } from "../runs/not-done.ts";
import { RunCounts } from "../runs/RunFacts.tsx";
import { RUNS_TEXT } from "../runs/runs-text.ts";
import { trippedOf } from "./guard-rows.ts";
import type { HeldRun } from "./held-run.ts";
import { approveQuestion, heldGuardsText, PLAN_TEXT } from "./plan-text.ts";

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
  const texts = approveQuestion(run.kind);
  const over = problem?.kind === "plan-changed";
  return (
    <ConfirmDialog
      open={open}
      size="M"
      title={texts.title}
      actionText={over ? PLAN_TEXT.latest : approveText(run.kind)}
      sending={sending}
      onConfirm={over ? onClose : onApprove}
      onClose={onClose}
    >
      <ProblemMessage error={error} message={notDone(error, texts.notDone, texts.again)} />
      {problem?.kind === "run-open" && (
        <div>
          <RouteLink to="/runs/$id" params={{ id: problem.runId }} onClick={onClose}>
            {RUNS_TEXT.toRun}
          </RouteLink>
        </div>
      )}
      {!over && <WhatIsApproved run={run} texts={texts} />}
    </ConfirmDialog>
  );
}

function WhatIsApproved({
  run: { kind, counts, plan },
  texts: { question, effect },
}: {
  readonly run: HeldRun;
  readonly texts: ReturnType<typeof approveQuestion>;
}) {
  const tripped = trippedOf(plan.guards).length;
  return (
    <>
      <Stack gap={0.25}>
        <Text weight="bold">{question}</Text>
        <Text>{effect}</Text>
      </Stack>
      {counts && <RunCounts kind={kind} counts={counts} />}
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
