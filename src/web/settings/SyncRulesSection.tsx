import { useState } from "react";
import { Fieldset, RadioButton, Stack, Text } from "smarthr-ui";
import { type Settings, SyncSettingsForm } from "../../contract/settings.ts";
import { Facts } from "../frame/Facts.tsx";
import { FormOf } from "../frame/FormOf.tsx";
import { PageSection } from "../frame/PageSection.tsx";
import { useForm } from "../frame/use-form.ts";
import type { SettingsActions } from "./settings-actions.ts";
import { SETTINGS_TEXT } from "./settings-text.ts";

/** A company's choices; each default is what the manual does. */
export function SyncRulesSection({
  settings,
  mayChange,
  onSave,
}: {
  readonly settings: Settings;
  readonly mayChange: boolean;
  readonly onSave: SettingsActions["onSaveSync"];
}) {
  return (
    <PageSection heading={SETTINGS_TEXT.syncRules}>
      {mayChange ? <SyncRulesForm settings={settings} onSave={onSave} /> : <SyncRulesFacts settings={settings} />}
    </PageSection>
  );
}

function SyncRulesFacts({ settings }: { readonly settings: Settings }) {
  const { createRetired, whenAddressChanged } = settings;
  return (
    <Facts
      facts={[
        [SETTINGS_TEXT.createRetired, createRetired ? SETTINGS_TEXT.createRetiredYes : SETTINGS_TEXT.createRetiredNo],
        [
          SETTINGS_TEXT.whenAddressChanged,
          whenAddressChanged === "create-new" ? SETTINGS_TEXT.createNew : SETTINGS_TEXT.followPerson,
        ],
      ]}
    />
  );
}

function SyncRulesForm({
  settings,
  onSave,
}: {
  readonly settings: Settings;
  readonly onSave: SettingsActions["onSaveSync"];
}) {
  const { createRetired, whenAddressChanged } = settings;
  const [seen, setSeen] = useState({ createRetired, whenAddressChanged });
  const form = useForm({
    schema: SyncSettingsForm,
    initial: seen,
    send: async (chosen) => {
      await onSave({ ...chosen, seen });
      setSeen(chosen);
    },
  });
  return (
    <FormOf form={form} submitText={SETTINGS_TEXT.save}>
      <Fieldset legend={SETTINGS_TEXT.createRetired}>
        <Stack gap={0.5}>
          <RadioButton
            name="createRetired"
            checked={form.values.createRetired}
            onChange={() => form.set("createRetired", true)}
          >
            {SETTINGS_TEXT.createRetiredYes}
          </RadioButton>
          <Text color="TEXT_GREY">{SETTINGS_TEXT.createRetiredYesAbout}</Text>
          <RadioButton
            name="createRetired"
            checked={!form.values.createRetired}
            onChange={() => form.set("createRetired", false)}
          >
            {SETTINGS_TEXT.createRetiredNo}
          </RadioButton>
          <Text color="TEXT_GREY">{SETTINGS_TEXT.createRetiredNoAbout}</Text>
        </Stack>
      </Fieldset>
      <Fieldset legend={SETTINGS_TEXT.whenAddressChanged}>
        <Stack gap={0.5}>
          <RadioButton
            name="whenAddressChanged"
            checked={form.values.whenAddressChanged === "create-new"}
            onChange={() => form.set("whenAddressChanged", "create-new")}
          >
            {SETTINGS_TEXT.createNew}
          </RadioButton>
          <Text color="TEXT_GREY">{SETTINGS_TEXT.createNewAbout}</Text>
          <RadioButton
            name="whenAddressChanged"
            checked={form.values.whenAddressChanged === "follow-person"}
            onChange={() => form.set("whenAddressChanged", "follow-person")}
          >
            {SETTINGS_TEXT.followPerson}
          </RadioButton>
          <Text color="TEXT_GREY">{SETTINGS_TEXT.followPersonAbout}</Text>
          <Text>{SETTINGS_TEXT.whenAddressChangedAbout}</Text>
        </Stack>
      </Fieldset>
    </FormOf>
  );
}
