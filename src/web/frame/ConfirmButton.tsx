import { type ReactNode, useState } from "react";
import { ActionDialog, Button, Stack } from "smarthr-ui";
import { ProblemMessage } from "./ProblemMessage.tsx";
import { useAction } from "./use-action.ts";

/** A button that does its work only after a dialog has said what will happen. */
export function ConfirmButton({
  label,
  title,
  children,
  actionText,
  danger = false,
  size = "default",
  onConfirm,
}: {
  readonly label: string;
  readonly title: string;
  /** What will happen. */
  readonly children: ReactNode;
  readonly actionText: string;
  readonly danger?: boolean;
  readonly size?: "default" | "s";
  /** What it throws is shown in the dialog, which stays open. */
  readonly onConfirm: () => Promise<void>;
}) {
  const [open, setOpen] = useState(false);
  const { run, sending, error } = useAction(async () => {
    await onConfirm();
    setOpen(false);
  });

  return (
    <>
      <Button size={size} variant={danger && size === "default" ? "danger" : "secondary"} onClick={() => setOpen(true)}>
        {label}
      </Button>
      <ActionDialog
        isOpen={open}
        title={title}
        actionText={actionText}
        actionTheme={danger ? "danger" : "primary"}
        actionDisabled={sending}
        onClickAction={() => void run()}
        onClickClose={() => setOpen(false)}
        onPressEscape={() => setOpen(false)}
      >
        <Stack>
          <ProblemMessage error={error} />
          {children}
        </Stack>
      </ActionDialog>
    </>
  );
}
