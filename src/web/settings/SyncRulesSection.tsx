import type { ReactNode } from "react";
import { Fieldset, RadioButton, Stack, Text } from "smarthr-ui";
import type { z } from "zod";
import { type Settings, SyncSettingsForm } from "../../contract/settings.ts";
import { Facts } from "../frame/Facts.tsx";
import { FormOf } from "../frame/FormOf.tsx";
import { newestValueText } from "../frame/newest-text.ts";
import { PageSection } from "../frame/PageSection.tsx";
import { useForm } from "../frame/use-form.ts";
import { useNewest } from "../frame/use-newest.ts";
import type { SettingsActions } from "./settings-actions.ts";
import { SETTINGS_TEXT } from "./settings-text.ts";

type SyncRules = z.output<typeof SyncSettingsForm>;

interface SyncRulesProps extends Pick<SettingsActions, "readAgain"> {
  readonly settings: Settings;
  readonly onSave: SettingsActions["onSaveSync"];
}

/** A company's choices; each default is what the manual does. */
export function SyncRulesSection({ mayChange, ...rules }: SyncRulesProps & { readonly mayChange: boolean }) {
  return (
    <PageSection heading={SETTINGS_TEXT.syncRules}>
      {mayChange ? <SyncRulesForm {...rules} /> : <SyncRulesFacts settings={rules.settings} />}
    </PageSection>
  );
}

function SyncRulesFacts({ settings }: { readonly settings: Settings }) {
  return (
    <Facts
      facts={[
        [SETTINGS_TEXT.createRetired, createRetiredText(settings)],
        [SETTINGS_TEXT.whenAddressChanged, whenAddressChangedText(settings)],
      ]}
    />
  );
}

function SyncRulesForm({ settings, onSave, readAgain }: SyncRulesProps) {
  const opened = rulesOf(settings);
  const newest = useNewest(opened, async () => rulesOf(await readAgain()));
  const form = useForm({
    schema: SyncSettingsForm,
    initial: opened,
    send: async (chosen) => {
      await onSave({ ...chosen, seen: newest.row });
      newest.begin(chosen);
    },
  });
  const noteOf = (textOf: (rules: SyncRules) => string) => {
    const text = textOf(newest.loaded ?? form.values);
    return text === textOf(form.values) ? undefined : newestValueText(text);
  };
  return (
    <FormOf form={form} newest={newest} submitText={SETTINGS_TEXT.save}>
      <Choice legend={SETTINGS_TEXT.createRetired} note={noteOf(createRetiredText)}>
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
      </Choice>
      <Choice legend={SETTINGS_TEXT.whenAddressChanged} note={noteOf(whenAddressChangedText)}>
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
      </Choice>
    </FormOf>
  );
}

function Choice({
  legend,
  note,
  children,
}: {
  readonly legend: string;
  /** Below the choices. */
  readonly note: string | undefined;
  readonly children: ReactNode;
}) {
  return (
    <Fieldset legend={legend} supplementaryMessage={note}>
      <Stack gap={0.5}>{children}</Stack>
    </Fieldset>
  );
}

function rulesOf({ createRetired, whenAddressChanged }: Settings): SyncRules {
  return { createRetired, whenAddressChanged };
}

function createRetiredText({ createRetired }: SyncRules): string {
  return createRetired ? SETTINGS_TEXT.createRetiredYes : SETTINGS_TEXT.createRetiredNo;
}

function whenAddressChangedText({ whenAddressChanged }: SyncRules): string {
  return whenAddressChanged === "create-new" ? SETTINGS_TEXT.createNew : SETTINGS_TEXT.followPerson;
}
