import { Text } from "smarthr-ui";
import type { Contact } from "../../contract/me.ts";
import { ContactForm } from "../../contract/settings.ts";
import { FormOf } from "../frame/FormOf.tsx";
import { newestValueText } from "../frame/newest-text.ts";
import { PageSection } from "../frame/PageSection.tsx";
import { TextField } from "../frame/TextField.tsx";
import { useForm } from "../frame/use-form.ts";
import { useNewest } from "../frame/use-newest.ts";
import { ContactFacts } from "./ContactFacts.tsx";
import type { SettingsActions } from "./settings-actions.ts";
import { SETTINGS_TEXT } from "./settings-text.ts";

interface ContactFieldsProps extends Pick<SettingsActions, "readAgain"> {
  readonly contact: Contact;
  readonly onSave: SettingsActions["onSaveContact"];
}

/** M36: 問い合わせ窓口. */
export function ContactSection({ mayChange, ...fields }: ContactFieldsProps & { readonly mayChange: boolean }) {
  return (
    <PageSection heading={SETTINGS_TEXT.contact}>
      <Text>{SETTINGS_TEXT.contactAbout}</Text>
      {mayChange ? <ContactFields {...fields} /> : <ContactFacts contact={fields.contact} />}
    </PageSection>
  );
}

function ContactFields({ contact, onSave, readAgain }: ContactFieldsProps) {
  const newest = useNewest(contact, async () => (await readAgain()).contact);
  const { name, url, email, hours } = contact;
  const form = useForm({
    schema: ContactForm,
    initial: { name, url: url ?? "", email: email ?? "", hours: hours ?? "" },
    send: async (typed) => {
      await onSave({ ...typed, seen: newest.row });
      newest.begin(typed);
    },
  });
  const noteOf = (field: keyof Contact) => {
    const value = newest.loaded === null ? form.values[field] : (newest.loaded[field] ?? "");
    return value === form.values[field] ? undefined : newestValueText(value || SETTINGS_TEXT.none);
  };
  return (
    <FormOf form={form} newest={newest} submitText={SETTINGS_TEXT.save}>
      <TextField
        form={form}
        name="name"
        label={SETTINGS_TEXT.contactName}
        required
        width="24em"
        note={noteOf("name")}
      />
      <TextField form={form} name="url" label={SETTINGS_TEXT.contactUrl} type="url" note={noteOf("url")} />
      <TextField
        form={form}
        name="email"
        label={SETTINGS_TEXT.contactEmail}
        type="email"
        width="24em"
        note={noteOf("email")}
      />
      <TextField form={form} name="hours" label={SETTINGS_TEXT.contactHours} width="24em" note={noteOf("hours")} />
    </FormOf>
  );
}
