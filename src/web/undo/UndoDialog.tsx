import { Loader, NotificationBar, Stack, Text } from "smarthr-ui";
import { ConfirmDialog } from "../frame/ConfirmDialog.tsx";
import { ProblemMessage } from "../frame/ProblemMessage.tsx";
import { notDone } from "../runs/not-done.ts";
import { UNDO_TEXT, type WaitingPlan, waitingPlanGoesText } from "./undo-text.ts";

/** What an undo will do, and the button that plans it. */
export function UndoDialog({
  waiting,
  loading,
  sending,
  error,
  onConfirm,
  onClose,
}: {
  /** The subject's plan that waits, whose place the undo takes. */
  readonly waiting: WaitingPlan | null;
  readonly loading: boolean;
  readonly sending: boolean;
  readonly error: unknown;
  readonly onConfirm: () => void;
  readonly onClose: () => void;
}) {
  return (
    <ConfirmDialog
      size="M"
      title={UNDO_TEXT.title}
      actionText={UNDO_TEXT.confirm}
      sending={sending}
      disabled={loading}
      onConfirm={onConfirm}
      onClose={onClose}
    >
      <ProblemMessage error={error} message={notDone(error, UNDO_TEXT.notStarted, UNDO_TEXT.again)} />
      {waiting && (
        <NotificationBar type="warning" base="base" role="status">
          <Text>{waitingPlanGoesText(waiting)}</Text>
        </NotificationBar>
      )}
      <Text>{UNDO_TEXT.question}</Text>
      <Stack gap={0.25}>
        <ul className="run-list">
          {UNDO_TEXT.effects.map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
      </Stack>
      {loading && <Loader alt={UNDO_TEXT.loading} text={UNDO_TEXT.loading} />}
    </ConfirmDialog>
  );
}
