import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { Button, Stack, Text } from "smarthr-ui";
import { cancelRun, type RunRow } from "../../contract/runs.ts";
import { ask } from "../ask.ts";
import { ConfirmDialog } from "../frame/ConfirmDialog.tsx";
import { useFocusKept } from "../frame/focus-main.ts";
import { ProblemMessage } from "../frame/ProblemMessage.tsx";
import { useAction } from "../frame/use-action.ts";
import { CANCEL_TEXT, cancelQuestion } from "./runs-text.ts";

/** 「中止」 of a run that has not applied anything yet, after a question. */
export function CancelRun({ run: { id, kind } }: { readonly run: Pick<RunRow, "id" | "kind"> }) {
  const [asked, setAsked] = useState(false);
  const queryClient = useQueryClient();
  // The button goes when the run can no longer be stopped.
  useFocusKept();
  const { run, sending, error, forget } = useAction(async () => {
    try {
      await ask(cancelRun, { parts: { id } });
      setAsked(false);
    } finally {
      // Stopped, or ended by itself a moment before: the page shows what became of it.
      void queryClient.invalidateQueries();
    }
  });
  function handleAsk(): void {
    forget();
    setAsked(true);
  }
  return (
    <>
      <Button onClick={handleAsk}>{CANCEL_TEXT.cancel}</Button>
      <CancelDialog
        kind={kind}
        open={asked}
        sending={sending}
        error={error}
        onClose={() => setAsked(false)}
        onCancel={() => void run()}
      />
    </>
  );
}

/** The question before a run is stopped. */
export function CancelDialog({
  kind,
  open,
  sending,
  error,
  onClose,
  onCancel,
}: {
  readonly kind: RunRow["kind"];
  readonly open: boolean;
  readonly sending: boolean;
  readonly error: unknown;
  readonly onClose: () => void;
  readonly onCancel: () => void;
}) {
  const { title, question, effect, keep } = cancelQuestion(kind);
  return (
    <ConfirmDialog
      open={open}
      size="S"
      danger
      title={title}
      actionText={CANCEL_TEXT.confirm}
      closeText={keep}
      sending={sending}
      onConfirm={onCancel}
      onClose={onClose}
    >
      <Stack gap={0.5}>
        <ProblemMessage error={error} />
        <Text>{question}</Text>
        <Text>{effect}</Text>
      </Stack>
    </ConfirmDialog>
  );
}
