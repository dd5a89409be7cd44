import "./guards.css";
import type { FormEvent, ReactNode } from "react";
import { Base, Button, Cluster, Fieldset, Stack, Text } from "smarthr-ui";
import type { GuardSettings } from "../../contract/settings.ts";
import { GUARD_NAMES, type GuardLimits } from "../../core/guards.ts";
import { guardNameText } from "../../text/guard-text.ts";
import { MessageBox } from "../frame/ProblemMessage.tsx";
import { ScreenHeading } from "../frame/ScreenHeading.tsx";
import { StaleMessage } from "../frame/StaleMessage.tsx";
import type { Form } from "../frame/use-form.ts";
import type { Newest } from "../frame/use-newest.ts";
import { BackToSettings } from "./BackToSettings.tsx";
import { AboutGuard, GuardFields } from "./GuardFields.tsx";
import { faultyGuards, type TypedLimits } from "./guard-settings.ts";
import { faultyGuardsText, GUARDS_TEXT } from "./guards-text.ts";

/** 同期の安全確認: from which size on a sync waits for somebody who has seen it, and what was seen last. */
export function GuardsView({ children }: { readonly children: ReactNode }) {
  return (
    <Stack gap={1.5}>
      <BackToSettings>
        <ScreenHeading>{GUARDS_TEXT.heading}</ScreenHeading>
      </BackToSettings>
      <Stack gap={0.5}>
        {GUARDS_TEXT.about.map((line) => (
          <Text key={line}>{line}</Text>
        ))}
      </Stack>
      {children}
    </Stack>
  );
}

/** The guards for a viewer, who changes nothing. */
export function GuardsFacts({ settings }: { readonly settings: GuardSettings }) {
  return (
    <Base padding={1.5}>
      <ul className="guard-list">
        {GUARD_NAMES.map((guard) => (
          <li key={guard}>
            <Fieldset legend={guardNameText(guard)}>
              <AboutGuard guard={guard} settings={settings} limit />
            </Fieldset>
          </li>
        ))}
      </ul>
    </Base>
  );
}

export interface GuardsFormViewProps {
  readonly settings: GuardSettings;
  readonly form: Form<TypedLimits>;
  readonly newest: Newest<GuardLimits>;
  /** The defaults stand in the fields, not yet saved. */
  readonly wasReset: boolean;
  readonly onSubmit: () => void;
  readonly onReset: () => void;
}

/** The guards for an administrator. */
export function GuardsFormView({ settings, form, newest, wasReset, onSubmit, onReset }: GuardsFormViewProps) {
  const faulty = faultyGuards(form.faultOf);
  return (
    <form
      noValidate
      onSubmit={(event: FormEvent) => {
        event.preventDefault();
        onSubmit();
      }}
    >
      <Base padding={1.5}>
        <Stack gap={1.5}>
          <ul className="guard-list">
            {GUARD_NAMES.map((guard) => (
              <li key={guard}>
                <GuardFields guard={guard} settings={settings} form={form} loaded={newest.loaded} />
              </li>
            ))}
          </ul>
          {faulty.length > 0 && <MessageBox message={faultyGuardsText(faulty)} />}
          <StaleMessage error={form.error} newest={newest} />
          <Cluster>
            <Button type="submit" variant="primary" loading={form.sending}>
              {GUARDS_TEXT.save}
            </Button>
            <Button onClick={onReset} disabled={form.sending}>
              {GUARDS_TEXT.reset}
            </Button>
          </Cluster>
          <div role="status">{wasReset && <Text>{GUARDS_TEXT.resetDone}</Text>}</div>
        </Stack>
      </Base>
    </form>
  );
}
