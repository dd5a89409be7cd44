import { useState } from "react";
import type { z } from "zod";
import { PROBLEM_FIELD } from "../../contract/problem-field.ts";
import type { FieldFault, Problem } from "../../core/problem.ts";
import { fieldFaultText, problemText } from "../../text/problem-text.ts";
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
  const [faults, setFaults] = useState<FaultTexts>({});
  const { run, sending, error } = useAction(async (instead: Partial<Values> = {}) => {
    const typed = { ...values, ...instead };
    const checked = schema.safeParse(typed);
    setFaults(checked.success ? {} : faultsOf(checked.error));
    if (!checked.success) return;
    try {
      await send(checked.data, typed);
    } catch (thrown) {
      if (thrown instanceof AskError) setFaults(faultsIn(thrown.problem));
      throw thrown;
    }
  });
  return {
    values,
    set: (name, value) => {
      setValues((before) => ({ ...before, [name]: value }));
      setFaults(({ [String(name)]: _, ...rest }) => rest);
    },
    faultOf: (name) => faults[name],
    error,
    sending,
    submit: run,
  };
}

/** What is said beside each field. */
type FaultTexts = Readonly<Record<string, string>>;

// The contract's schemas complain in `FieldFault`s (contract/form-fields.ts).
function faultsOf({ issues }: z.ZodError): FaultTexts {
  return Object.fromEntries(issues.map(({ path, message }) => [path.join("."), fieldFaultText(message as FieldFault)]));
}

function faultsIn(problem: AskError["problem"]): FaultTexts {
  if (problem.kind === "invalid-input") {
    return Object.fromEntries(problem.fields.map(({ field, fault }) => [field, fieldFaultText(fault)]));
  }
  if (!isAboutField(problem)) return {};
  const { cause, remedy } = problemText(problem);
  return { [PROBLEM_FIELD[problem.kind]]: cause + remedy };
}

function isAboutField(problem: AskError["problem"]): problem is Extract<Problem, { kind: keyof typeof PROBLEM_FIELD }> {
  return problem.kind in PROBLEM_FIELD;
}
