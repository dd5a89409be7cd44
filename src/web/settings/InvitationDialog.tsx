import { useState } from "react";
import { Button, Cluster, FormControl, Input, MessageDialog, Stack, Text } from "smarthr-ui";
import type { z } from "zod";
import type { Invitation } from "../../contract/administrators.ts";
import { dateTimeText } from "../../text/date-time-text.ts";
import { ADMINISTRATORS_TEXT, invitationExpiryText } from "./settings-text.ts";

/** The address to hand on to somebody who was invited. */
export function InvitationDialog({
  invitation,
  onClose,
}: {
  readonly invitation: z.output<typeof Invitation> | null;
  readonly onClose: () => void;
}) {
  if (invitation === null) return null;
  return (
    <MessageDialog isOpen title={ADMINISTRATORS_TEXT.invitationTitle} onClickClose={onClose} onPressEscape={onClose}>
      <Stack>
        <Text>{invitation.mailed ? ADMINISTRATORS_TEXT.mailed : ADMINISTRATORS_TEXT.notMailed}</Text>
        <FormControl label={ADMINISTRATORS_TEXT.url}>
          <Input readOnly width="100%" value={invitation.url} onFocus={(event) => event.target.select()} />
        </FormControl>
        <CopyButton text={invitation.url} />
        <Text>{invitationExpiryText(dateTimeText(invitation.expiresAt))}</Text>
      </Stack>
    </MessageDialog>
  );
}

// A browser gives a page its clipboard over encrypted connections and on this machine only.
function CopyButton({ text }: { readonly text: string }) {
  const [copied, setCopied] = useState(false);
  if (!("clipboard" in navigator)) return null;
  return (
    <Cluster align="center">
      <Button
        onClick={async () => {
          await navigator.clipboard.writeText(text);
          setCopied(true);
        }}
      >
        {ADMINISTRATORS_TEXT.copy}
      </Button>
      <Text role="status">{copied ? ADMINISTRATORS_TEXT.copied : ""}</Text>
    </Cluster>
  );
}
