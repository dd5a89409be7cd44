import { Button, Text } from "smarthr-ui";
import { AccountForm } from "../../contract/link.ts";
import { FormOf } from "../frame/FormOf.tsx";
import { PageSection } from "../frame/PageSection.tsx";
import { ProblemMessage } from "../frame/ProblemMessage.tsx";
import { TextField } from "../frame/TextField.tsx";
import { useAction } from "../frame/use-action.ts";
import { useForm } from "../frame/use-form.ts";
import type { LinkActions } from "./settings-actions.ts";
import { LINK_TEXT } from "./settings-text.ts";
import { SUBDOMAIN_FIELD } from "./subdomain-field.ts";

/** SmartHR gave its permission and did not say for which account: the person does. */
export function AccountSection({ onNameAccount, onDiscard }: Pick<LinkActions, "onNameAccount" | "onDiscard">) {
  const form = useForm({ schema: AccountForm, initial: { subdomain: "" }, send: onNameAccount });
  const discard = useAction(onDiscard);
  return (
    <PageSection heading={LINK_TEXT.accountHeading}>
      <Text>{LINK_TEXT.accountAbout}</Text>
      <FormOf form={form} submitText={LINK_TEXT.nameAccount}>
        <TextField form={form} {...SUBDOMAIN_FIELD} />
      </FormOf>
      <ProblemMessage error={discard.error} />
      <div>
        <Button loading={discard.sending} onClick={() => void discard.run()}>
          {LINK_TEXT.discardOther}
        </Button>
      </div>
    </PageSection>
  );
}
