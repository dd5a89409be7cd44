import { useState } from "react";
import { Text } from "smarthr-ui";
import { NewPasswordRequestForm, requestNewPassword } from "../../contract/administrators.ts";
import { ask } from "../ask.ts";
import { FormOf } from "../frame/FormOf.tsx";
import { TextField } from "../frame/TextField.tsx";
import { useForm } from "../frame/use-form.ts";
import { BackToSignIn } from "./InvitationPage.tsx";
import { OutsidePage } from "./OutsidePage.tsx";
import { SESSION_TEXT } from "./session-text.ts";

/** パスワードを忘れた場合: the answer is the same whoever asks. */
export function NewPasswordPage() {
  const [answered, setAnswered] = useState<"not-yet" | "sent" | "no-mail">("not-yet");
  const form = useForm({
    schema: NewPasswordRequestForm,
    initial: { email: "" },
    send: async (body) => {
      const { mailSetUp } = await ask(requestNewPassword, { body });
      setAnswered(mailSetUp ? "sent" : "no-mail");
    },
  });
  return (
    <OutsidePage heading={SESSION_TEXT.forgottenHeading}>
      {answered === "not-yet" ? (
        <>
          <Text>{SESSION_TEXT.forgottenAbout}</Text>
          <FormOf form={form} submitText={SESSION_TEXT.sendUrl}>
            <TextField form={form} name="email" label={SESSION_TEXT.email} type="email" autoComplete="username" />
          </FormOf>
        </>
      ) : (
        <Text>{answered === "sent" ? SESSION_TEXT.sent : SESSION_TEXT.mailNotSetUp}</Text>
      )}
      <BackToSignIn />
    </OutsidePage>
  );
}
