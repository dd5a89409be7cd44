import type { ReactNode } from "react";
import { ActionDialog, Stack } from "smarthr-ui";

/** The question before something is done; closing it does nothing. */
export function ConfirmDialog({
  open = true,
  title,
  children,
  actionText,
  closeText,
  danger = false,
  size,
  sending,
  disabled = false,
  onConfirm,
  onClose,
}: {
  readonly open?: boolean;
  readonly title: string;
  /** What went wrong, and what will happen. */
  readonly children: ReactNode;
  readonly actionText: string;
  /** Where 「キャンセル」 could be taken for the action itself. */
  readonly closeText?: string;
  readonly danger?: boolean;
  readonly size?: "S" | "M";
  readonly sending: boolean;
  readonly disabled?: boolean;
  readonly onConfirm: () => void;
  readonly onClose: () => void;
}) {
  return (
    <ActionDialog
      isOpen={open}
      title={title}
      actionText={actionText}
      actionTheme={danger ? "danger" : "primary"}
      actionDisabled={disabled}
      onClickAction={onConfirm}
      onClickClose={onClose}
      {...(size ? { size } : {})}
      {...(closeText ? { decorators: { closeButtonLabel: () => closeText } } : {})}
      {...(sending ? { responseStatus: { status: "processing" as const } } : {})}
    >
      <Stack>{children}</Stack>
    </ActionDialog>
  );
}
