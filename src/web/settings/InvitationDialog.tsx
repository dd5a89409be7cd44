import { useState } from "react";
import { Button, Cluster, FormControl, Input, MessageDialog, Stack, Text } from "smarthr-ui";
import type { z } from "zod";
import type { Invitation } from "../../contract/administrators.ts";
import { dateTimeText } from "../../text/date-time-text.ts";
import { MessageBox } from "../frame/ProblemMessage.tsx";
import { ADMINISTRATORS_TEXT, invitationExpiryText, mailedExpiryText, PASSWORD_UNSENT_TEXT } from "./settings-text.ts";

/** What became of a link to choose a password: its address to hand on, or that it went by mail. */
export function InvitationDialog({
  invitation,
  onClose,
}: {
  readonly invitation: z.output<typeof Invitation> | null;
  readonly onClose: () => void;
}) {
  if (invitation === null) return null;
  return (
    <MessageDialog
      isOpen
      title={invitation.url === null ? ADMINISTRATORS_TEXT.mailTitle : ADMINISTRATORS_TEXT.invitationTitle}
      onClickClose={onClose}
      onPressEscape={onClose}
    >
      <Stack>
        {invitation.url === null ? <ByMailAlone {...invitation} /> : <ToHandOn {...invitation} url={invitation.url} />}
      </Stack>
    </MessageDialog>
  );
}

function ToHandOn({ url, mailed, expiresAt }: z.output<typeof Invitation> & { readonly url: string }) {
  return (
    <>
      <Text>{mailed ? ADMINISTRATORS_TEXT.mailed : ADMINISTRATORS_TEXT.notMailed}</Text>
      <FormControl label={ADMINISTRATORS_TEXT.url}>
        <Input readOnly width="100%" value={url} onFocus={(event) => event.target.select()} />
      </FormControl>
      <CopyButton text={url} />
      <Text>{invitationExpiryText(dateTimeText(expiresAt))}</Text>
    </>
  );
}

function ByMailAlone({ mailed, expiresAt }: z.output<typeof Invitation>) {
  if (!mailed) return <MessageBox message={PASSWORD_UNSENT_TEXT} />;
  return (
    <>
      <Text>{ADMINISTRATORS_TEXT.mailedAlone}</Text>
      <Text>{mailedExpiryText(dateTimeText(expiresAt))}</Text>
    </>
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
