import { Fieldset, FormDialog, RadioButton, Stack, Text } from "smarthr-ui";
import type { z } from "zod";
import { InvitationForm } from "../../contract/administrators.ts";
import { ProblemMessage } from "../frame/ProblemMessage.tsx";
import { TextField } from "../frame/TextField.tsx";
import { useForm } from "../frame/use-form.ts";
import { ADMINISTRATORS_TEXT } from "./settings-text.ts";

const BLANK: z.input<typeof InvitationForm> = { email: "", name: "", role: "administrator" };

/** Whom to invite, and as what. */
export function InviteDialog({
  onClose,
  onInvite,
}: {
  readonly onClose: () => void;
  readonly onInvite: (form: z.input<typeof InvitationForm>) => Promise<void>;
}) {
  const form = useForm({
    schema: InvitationForm,
    initial: BLANK,
    send: onInvite,
  });
  return (
    <FormDialog
      isOpen
      title={ADMINISTRATORS_TEXT.inviteTitle}
      actionText={ADMINISTRATORS_TEXT.invite}
      actionDisabled={form.sending}
      onSubmit={(_, event) => {
        event.preventDefault();
        void form.submit();
      }}
      onClickClose={onClose}
      onPressEscape={onClose}
    >
      <Stack>
        <ProblemMessage error={form.error} />
        <TextField
          form={form}
          name="email"
          label={ADMINISTRATORS_TEXT.email}
          required
          // Not of the type "email": in a dialog the browser would judge it first, in its own words and language.
          inputMode="email"
          autoComplete="off"
        />
        <TextField form={form} name="name" label={ADMINISTRATORS_TEXT.name} required autoComplete="off" />
        <Fieldset legend={ADMINISTRATORS_TEXT.role}>
          <Stack gap={0.5}>
            {(["administrator", "viewer"] as const).map((role) => (
              <Stack key={role} gap={0.25}>
                <RadioButton name="role" checked={form.values.role === role} onChange={() => form.set("role", role)}>
                  {ADMINISTRATORS_TEXT[role]}
                </RadioButton>
                <Text color="TEXT_GREY">{ADMINISTRATORS_TEXT[`${role}About`]}</Text>
              </Stack>
            ))}
          </Stack>
        </Fieldset>
      </Stack>
    </FormDialog>
  );
}
