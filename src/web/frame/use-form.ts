import { useState } from "react";
import type { z } from "zod";
import type { FieldFault } from "../../core/problem.ts";
import { fieldFaultText } from "../../text/problem-text.ts";
import { AskError } from "../ask.ts";

/** A form: what was typed, what is wrong with it, and whether it is on its way. */
export interface Form<Values extends object> {
  readonly values: Values;
  set<Name extends keyof Values>(name: Name, value: Values[Name]): void;
  /** What is wrong with a field, for `errorMessages`; undefined when nothing is. */
  faultOf(name: keyof Values & string): string | undefined;
  /** What went wrong besides single fields; null while nothing did. */
  readonly error: unknown;
  readonly sending: boolean;
  /** Checks as the server will, then sends; a second press while the first is on its way does nothing. */
  submit(): Promise<void>;
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
  const [error, setError] = useState<unknown>(null);
  const [sending, setSending] = useState(false);

  async function submit(): Promise<void> {
    if (sending) return;
    const checked = schema.safeParse(values);
    setError(null);
    if (!checked.success) {
      setFaults(
        Object.fromEntries(checked.error.issues.map(({ path, message }) => [path.join("."), message as FieldFault])),
      );
      return;
    }
    setFaults({});
    setSending(true);
    try {
      await send(checked.data, values);
    } catch (problem) {
      if (problem instanceof AskError && problem.problem.kind === "invalid-input") {
        setFaults(Object.fromEntries(problem.problem.fields.map(({ field, fault }) => [field, fault])));
      }
      setError(problem);
    } finally {
      setSending(false);
    }
  }

  return {
    values,
    set: (name, value) => {
      setValues((before) => ({ ...before, [name]: value }));
      setFaults(({ [String(name)]: _, ...rest }) => rest);
    },
    faultOf: (name) => (faults[name] === undefined ? undefined : fieldFaultText(faults[name])),
    error,
    sending,
    submit,
  };
}
