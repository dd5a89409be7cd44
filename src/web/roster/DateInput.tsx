import { type SyntheticEvent, useState } from "react";
import { Input } from "smarthr-ui";

/** What stands for a day that was typed in part: no schema takes it for a date, or for nothing. */
const UNFINISHED = "?";

/** A day. The browser calls a half-typed one blank; here it is an error, so that no day is blanked by accident. */
export function DateInput({ value, onChange }: { readonly value: string; readonly onChange: (value: string) => void }) {
  const [first] = useState(value);
  function handleTyped({ currentTarget }: SyntheticEvent<HTMLInputElement>): void {
    const typed = currentTarget.validity.badInput ? UNFINISHED : currentTarget.value;
    if (typed !== value) onChange(typed);
  }
  // Not controlled: setting its value would take away what was typed in part.
  return (
    <Input
      type="date"
      max="9999-12-31"
      defaultValue={first}
      onInput={handleTyped}
      onKeyUp={handleTyped}
      onBlur={handleTyped}
    />
  );
}
