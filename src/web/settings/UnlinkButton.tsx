import { Text } from "smarthr-ui";
import { ConfirmButton } from "../frame/ConfirmButton.tsx";
import { LINK_TEXT } from "./settings-text.ts";

/** M30: 「連携を解除する」, with its alert and 「OK」. */
export function UnlinkButton({ onEndLink }: { readonly onEndLink: () => Promise<void> }) {
  return (
    <ConfirmButton
      label={LINK_TEXT.unlink}
      title={LINK_TEXT.unlinkTitle}
      actionText={LINK_TEXT.ok}
      danger
      onConfirm={onEndLink}
    >
      {LINK_TEXT.unlinkAbout.map((line) => (
        <Text key={line}>{line}</Text>
      ))}
    </ConfirmButton>
  );
}
