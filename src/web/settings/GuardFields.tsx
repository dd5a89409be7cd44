import "./guards.css";
import { Fieldset, FormControl, Input, Stack, StatusLabel, Text } from "smarthr-ui";
import type { GuardSettings } from "../../contract/settings.ts";
import type { GuardLimits, GuardName } from "../../core/guards.ts";
import { guardBaseText, guardCountedText } from "../../text/guard-counting-text.ts";
import { guardLimitText, guardNameText } from "../../text/guard-text.ts";
import { Facts } from "../frame/Facts.tsx";
import { RouteLink } from "../frame/RouteLink.tsx";
import type { Form } from "../frame/use-form.ts";
import { type LimitField, lastSeenOf, type SeenReading, type TypedLimits } from "./guard-settings.ts";
import { GUARDS_TEXT, minimumText, newestLimitText, seenInText, seenText } from "./guards-text.ts";

/** One guard with the two numbers from which on it stops a sync. */
export function GuardFields({
  guard,
  settings,
  form,
  loaded,
}: {
  readonly guard: GuardName;
  readonly settings: GuardSettings;
  readonly form: Form<TypedLimits>;
  /** What somebody else has saved meanwhile. */
  readonly loaded: GuardLimits | null;
}) {
  const { label, unit } = minimumText(guard);
  const differs =
    loaded !== null &&
    (form.values[`${guard}.minimum`] !== String(loaded[guard].minimum) ||
      form.values[`${guard}.percentage`] !== String(loaded[guard].percentage));
  return (
    <Fieldset legend={guardNameText(guard)}>
      <div className="guard">
        <AboutGuard guard={guard} settings={settings} />
        <div>
          <div className="guard-numbers">
            <NumberField form={form} field={`${guard}.minimum`} label={label} unit={unit} />
            <NumberField
              form={form}
              field={`${guard}.percentage`}
              label={GUARDS_TEXT.percentage}
              unit={GUARDS_TEXT.percentageUnit}
            />
          </div>
          {differs && <Text weight="bold">{newestLimitText(guard, loaded[guard])}</Text>}
        </div>
      </div>
    </Fieldset>
  );
}

function NumberField({
  form,
  field,
  label,
  unit,
}: {
  readonly form: Form<TypedLimits>;
  readonly field: LimitField;
  readonly label: string;
  readonly unit: string;
}) {
  return (
    <FormControl label={label} errorMessages={form.faultOf(field)}>
      <Input
        inputMode="numeric"
        width="100%"
        suffix={<span className="guard-unit">{unit}</span>}
        value={form.values[field]}
        onChange={(event) => form.set(field, event.target.value)}
      />
    </FormControl>
  );
}

/** What one guard counts, by what it is measured, and what it saw last. */
export function AboutGuard({
  guard,
  settings: { limits, defaults, lastSeen },
  limit = false,
}: {
  readonly guard: GuardName;
  readonly settings: GuardSettings;
  /** With the limit, where there is no field that shows it. */
  readonly limit?: boolean;
}) {
  return (
    <Stack gap={0.5}>
      <Text>{guardCountedText(guard)}</Text>
      <Facts
        facts={[
          ...(limit ? [[GUARDS_TEXT.limits, guardLimitText(guard, limits[guard])] as const] : []),
          [GUARDS_TEXT.byDefault, guardLimitText(guard, defaults[guard])],
          [GUARDS_TEXT.base, guardBaseText(guard)],
          [GUARDS_TEXT.lastSeen, <LastSeen key="seen" seen={lastSeenOf(guard, lastSeen)} />],
        ]}
      />
    </Stack>
  );
}

function LastSeen({ seen }: { readonly seen: readonly SeenReading[] }) {
  if (seen.length === 0) return GUARDS_TEXT.neverSeen;
  return seen.map((one) => (
    <div className="guard-seen" key={`${one.subject} ${one.reading.column ?? ""}`}>
      <span>{seenText(one)}</span>
      {!one.reading.awake && <StatusLabel type="grey">{GUARDS_TEXT.resting}</StatusLabel>}
      <RouteLink to="/runs/$id" params={{ id: one.runId }}>
        {seenInText(one)}
      </RouteLink>
    </div>
  ));
}
