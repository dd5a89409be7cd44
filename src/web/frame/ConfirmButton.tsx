import { type ReactNode, useState } from "react";
import { Button } from "smarthr-ui";
import { ConfirmDialog } from "./ConfirmDialog.tsx";
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
  const { run, sending, error, forget } = useAction(async () => {
    await onConfirm();
    setOpen(false);
  });

  function handleAsk(): void {
    forget();
    setOpen(true);
  }
  return (
    <>
      <Button size={size} variant={danger && size === "default" ? "danger" : "secondary"} onClick={handleAsk}>
        {label}
      </Button>
      <ConfirmDialog
        open={open}
        title={title}
        actionText={actionText}
        danger={danger}
        sending={sending}
        onConfirm={() => void run()}
        onClose={() => setOpen(false)}
      >
        <ProblemMessage error={error} />
        {children}
      </ConfirmDialog>
    </>
  );
}
