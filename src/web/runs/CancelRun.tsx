import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { ActionDialog, Button, Stack, Text } from "smarthr-ui";
import { cancelRun } from "../../contract/runs.ts";
import { ask } from "../ask.ts";
import { ProblemMessage } from "../frame/ProblemMessage.tsx";
import { CANCEL_TEXT } from "./runs-text.ts";

/** 「中止」 of a run that has not applied anything yet, after a question. */
export function CancelRun({ id }: { readonly id: string }) {
  const [asked, setAsked] = useState(false);
  const [sending, setSending] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const onItsWay = useRef(false);
  const queryClient = useQueryClient();
  useEffect(() => keepPlaceOfKeyboard, []);
  async function handleCancel(): Promise<void> {
    if (onItsWay.current) return;
    onItsWay.current = true;
    setSending(true);
    setError(null);
    try {
      await ask(cancelRun, { parts: { id } });
      setAsked(false);
    } catch (problem) {
      setError(problem);
    } finally {
      onItsWay.current = false;
      setSending(false);
      // Stopped, or ended by itself a moment before: the page shows what became of it.
      await queryClient.invalidateQueries();
    }
  }
  function handleAsk(): void {
    setError(null);
    setAsked(true);
  }
  return (
    <>
      <Button onClick={handleAsk}>{CANCEL_TEXT.cancel}</Button>
      <CancelDialog
        open={asked}
        sending={sending}
        error={error}
        onClose={() => setAsked(false)}
        onCancel={() => void handleCancel()}
      />
    </>
  );
}

// The button goes when the run can no longer be stopped; whoever stood on it goes on from the page.
function keepPlaceOfKeyboard(): void {
  if (document.activeElement === document.body) document.getElementById("main")?.focus({ preventScroll: true });
}

/** The question before a run is stopped. */
export function CancelDialog({
  open,
  sending,
  error,
  onClose,
  onCancel,
}: {
  readonly open: boolean;
  readonly sending: boolean;
  readonly error: unknown;
  readonly onClose: () => void;
  readonly onCancel: () => void;
}) {
  return (
    <ActionDialog
      isOpen={open}
      size="S"
      title={CANCEL_TEXT.title}
      actionText={CANCEL_TEXT.confirm}
      actionTheme="danger"
      decorators={{ closeButtonLabel: () => CANCEL_TEXT.keep }}
      onClickAction={onCancel}
      onClickClose={onClose}
      {...(sending ? { responseStatus: { status: "processing" as const } } : {})}
    >
      <Stack gap={0.5}>
        <ProblemMessage error={error} />
        <Text>{CANCEL_TEXT.question}</Text>
        <Text>{CANCEL_TEXT.effect}</Text>
      </Stack>
    </ActionDialog>
  );
}
