import { useState } from "react";
import type { z } from "zod";
import type { FieldFault } from "../../core/problem.ts";
import { fieldFaultText } from "../../text/problem-text.ts";
import { AskError } from "../ask.ts";
import { useAction } from "./use-action.ts";

/** A form: what was typed, what is wrong with it, and whether it is on its way. */
export interface Form<Values extends object> {
  readonly values: Values;
  set<Name extends keyof Values>(name: Name, value: Values[Name]): void;
  /** What is wrong with a field, for `errorMessages`; undefined when nothing is. */
  faultOf(name: keyof Values & string): string | undefined;
  /** What went wrong besides single fields; null while nothing did. */
  readonly error: unknown;
  readonly sending: boolean;
  /**
   * Checks as the server will, then sends; a second press while the first is on its way does nothing. What is given counts instead of
   * what was typed, for an answer that is a button of its own.
   */
  submit(instead?: Partial<Values>): Promise<void>;
}

/** Checks with the contract's own schema, so that the page and the server say the same. */
export function useForm<Schema extends z.ZodType, Values extends object>({
  schema,
  initial,
  send,
}: {
  readonly schema: Schema;
  readonly initial: Values;
  readonly send: (checked: z.output<Schema>, typed: Values) => Promise<void>;
}): Form<Values> {
  const [values, setValues] = useState(initial);
  const [faults, setFaults] = useState<Readonly<Record<string, FieldFault>>>({});
  const { run, sending, error } = useAction(async (instead: Partial<Values> = {}) => {
    const typed = { ...values, ...instead };
    const checked = schema.safeParse(typed);
    setFaults(checked.success ? {} : faultsOf(checked.error));
    if (!checked.success) return;
    try {
      await send(checked.data, typed);
    } catch (thrown) {
      if (thrown instanceof AskError && thrown.problem.kind === "invalid-input") {
        setFaults(Object.fromEntries(thrown.problem.fields.map(({ field, fault }) => [field, fault])));
      }
      throw thrown;
    }
  });
  return {
    values,
    set: (name, value) => {
      setValues((before) => ({ ...before, [name]: value }));
      setFaults(({ [String(name)]: _, ...rest }) => rest);
    },
    faultOf: (name) => (faults[name] === undefined ? undefined : fieldFaultText(faults[name])),
    error,
    sending,
    submit: run,
  };
}

// The contract's schemas complain in `FieldFault`s (contract/form-fields.ts).
function faultsOf({ issues }: z.ZodError): Record<string, FieldFault> {
  return Object.fromEntries(issues.map(({ path, message }) => [path.join("."), message as FieldFault]));
}
