import type { ComponentProps, ReactNode } from "react";
import { FormControl, Input, RequiredLabel } from "smarthr-ui";
import type { Form } from "./use-form.ts";

type TextNames<Values> = { [Name in keyof Values]: Values[Name] extends string ? Name : never }[keyof Values] & string;

/** One line of text in a form, with its label, help and what is wrong with it. */
export function TextField<Values extends object>({
  form,
  name,
  label,
  required = false,
  help,
  example,
  note,
  ...input
}: {
  readonly form: Form<Values>;
  readonly name: TextNames<Values>;
  readonly label: string;
  readonly required?: boolean;
  readonly help?: ReactNode;
  readonly example?: ReactNode;
  /** Below the field. */
  readonly note?: ReactNode;
} & Pick<ComponentProps<typeof Input>, "type" | "inputMode" | "autoComplete" | "width">) {
  const value = form.values[name] as string;
  const set = form.set as (name: string, value: string) => void;
  return (
    <FormControl
      label={label}
      helpMessage={help}
      exampleMessage={example}
      supplementaryMessage={note}
      errorMessages={form.faultOf(name)}
      {...(required ? { statusLabels: [<RequiredLabel key="required" />] } : {})}
    >
      <Input width="100%" {...input} value={value} onChange={(event) => set(name, event.target.value)} />
    </FormControl>
  );
}
