import type { ReactNode } from "react";
import { Text } from "smarthr-ui";
import type { Message } from "../../text/message.ts";
import { ConfirmDialog } from "../frame/ConfirmDialog.tsx";
import { StaleMessage } from "../frame/StaleMessage.tsx";
import type { Newest } from "../frame/use-newest.ts";
import { ROSTER_TEXT } from "./roster-text.ts";

/** How far the deletion of what a dialog names has come. */
export interface Removal<Row> {
  readonly newest: Newest<Row>;
  readonly error: unknown;
  readonly sending: boolean;
  readonly onRemove: () => void;
  readonly onClose: () => void;
}

/** Asks before something of the roster is deleted, and says what it means, and why the server refused. */
export function RemoveDialog({
  removal: { newest, error, sending, onRemove, onClose },
  size,
  title,
  goneText,
  loadedText,
  question,
  named,
  consequences,
  children,
}: {
  readonly removal: Removal<unknown>;
  readonly size: "S" | "M";
  readonly title: string;
  readonly goneText: Message;
  readonly loadedText: Message;
  readonly question: string;
  /** Whom the question is about, when it does not say so itself. */
  readonly named?: ReactNode;
  readonly consequences: readonly string[];
  readonly children?: ReactNode;
}) {
  return (
    <ConfirmDialog
      size={size}
      danger
      title={title}
      actionText={ROSTER_TEXT.remove}
      disabled={newest.gone}
      sending={sending}
      onConfirm={onRemove}
      onClose={onClose}
    >
      <StaleMessage
        error={error}
        newest={newest}
        event={ROSTER_TEXT.notRemoved}
        goneText={goneText}
        loadedText={loadedText}
      />
      <Text weight="bold">{question}</Text>
      {named}
      <ul className="plain-list consequences">
        {consequences.map((consequence) => (
          <li key={consequence}>{consequence}</li>
        ))}
      </ul>
      {children}
    </ConfirmDialog>
  );
}
