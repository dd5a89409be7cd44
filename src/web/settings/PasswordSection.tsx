import { ChangePasswordForm } from "../../contract/administrators.ts";
import { FormOf } from "../frame/FormOf.tsx";
import { PageSection } from "../frame/PageSection.tsx";
import { TextField } from "../frame/TextField.tsx";
import { useForm } from "../frame/use-form.ts";
import type { SettingsActions } from "./settings-actions.ts";
import { SETTINGS_TEXT } from "./settings-text.ts";

const BLANK = { currentPassword: "", newPassword: "" };

/** One's own password. */
export function PasswordSection({ onChangePassword }: Pick<SettingsActions, "onChangePassword">) {
  const form = useForm({
    schema: ChangePasswordForm,
    initial: BLANK,
    send: async (typed) => {
      await onChangePassword(typed);
      form.set("currentPassword", "");
      form.set("newPassword", "");
    },
  });
  return (
    <PageSection heading={SETTINGS_TEXT.account}>
      <FormOf form={form} submitText={SETTINGS_TEXT.changePassword}>
        <TextField
          form={form}
          name="currentPassword"
          label={SETTINGS_TEXT.currentPassword}
          type="password"
          autoComplete="current-password"
          width="24em"
        />
        <TextField
          form={form}
          name="newPassword"
          label={SETTINGS_TEXT.newPassword}
          help={SETTINGS_TEXT.passwordHelp}
          type="password"
          autoComplete="new-password"
          width="24em"
        />
      </FormOf>
    </PageSection>
  );
}
