import type { FormEvent, ReactNode } from "react";
import { Button, Stack } from "smarthr-ui";
import { ProblemMessage } from "./ProblemMessage.tsx";
import { StaleMessage } from "./StaleMessage.tsx";
import type { Form } from "./use-form.ts";
import type { Newest } from "./use-newest.ts";

/** A form with its fields, what went wrong with it as a whole, and the one button that sends it. */
export function FormOf<Values extends object>({
  form,
  submitText,
  variant = "primary",
  newest,
  children,
}: {
  readonly form: Form<Values>;
  readonly submitText: string;
  /** Secondary where the page has a better way to the same end. */
  readonly variant?: "primary" | "secondary";
  /** Where somebody else may write the same meanwhile. */
  readonly newest?: Newest<unknown>;
  readonly children: ReactNode;
}) {
  return (
    <form
      noValidate
      onSubmit={(event: FormEvent) => {
        event.preventDefault();
        void form.submit();
      }}
    >
      <Stack>
        {newest ? <StaleMessage error={form.error} newest={newest} /> : <ProblemMessage error={form.error} />}
        {children}
        <div>
          <Button type="submit" variant={variant} loading={form.sending}>
            {submitText}
          </Button>
        </div>
      </Stack>
    </form>
  );
}
