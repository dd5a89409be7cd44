import { useState } from "react";
import { Text } from "smarthr-ui";
import type { Contact } from "../../contract/me.ts";
import { ContactForm } from "../../contract/settings.ts";
import { FormOf } from "../frame/FormOf.tsx";
import { PageSection } from "../frame/PageSection.tsx";
import { TextField } from "../frame/TextField.tsx";
import { useForm } from "../frame/use-form.ts";
import { ContactFacts } from "./ContactFacts.tsx";
import type { SettingsActions } from "./settings-actions.ts";
import { SETTINGS_TEXT } from "./settings-text.ts";

/** M36: 問い合わせ窓口. */
export function ContactSection({
  contact,
  mayChange,
  onSave,
}: {
  readonly contact: Contact;
  readonly mayChange: boolean;
  readonly onSave: SettingsActions["onSaveContact"];
}) {
  return (
    <PageSection heading={SETTINGS_TEXT.contact}>
      <Text>{SETTINGS_TEXT.contactAbout}</Text>
      {mayChange ? <ContactFields contact={contact} onSave={onSave} /> : <ContactFacts contact={contact} />}
    </PageSection>
  );
}

function ContactFields({
  contact,
  onSave,
}: {
  readonly contact: Contact;
  readonly onSave: SettingsActions["onSaveContact"];
}) {
  const [seen, setSeen] = useState(contact);
  const { name, url, email, hours } = seen;
  const form = useForm({
    schema: ContactForm,
    initial: { name, url: url ?? "", email: email ?? "", hours: hours ?? "" },
    send: async (typed) => {
      await onSave({ ...typed, seen });
      setSeen(typed);
    },
  });
  return (
    <FormOf form={form} submitText={SETTINGS_TEXT.save}>
      <TextField form={form} name="name" label={SETTINGS_TEXT.contactName} required width="24em" />
      <TextField form={form} name="url" label={SETTINGS_TEXT.contactUrl} type="url" />
      <TextField form={form} name="email" label={SETTINGS_TEXT.contactEmail} type="email" width="24em" />
      <TextField form={form} name="hours" label={SETTINGS_TEXT.contactHours} width="24em" />
    </FormOf>
  );
}
