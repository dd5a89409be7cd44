import { isDay } from "../calendar-day.ts";
import { html, type Markup } from "./screen-frame.ts";

/** One of the values that may be chosen. */
export interface Choice {
  readonly value: string;
  readonly text: string;
}

/** What a person fills in: one value under one label. */
export interface FormInput {
  /** The key in the form. */
  readonly name: string;
  readonly label: string;
  readonly control: "text" | "multiline" | "day" | "choice";
  /** What may be chosen; empty for the other controls. */
  readonly choices: readonly Choice[];
  readonly hint?: string;
}

/** The input under its label, with what is wrong beside it. */
export function printInput(input: FormInput, value: string, error: string | undefined): Markup {
  const id = `field-${input.name}`;
  const notes = [...(input.hint === undefined ? [] : [`${id}-hint`]), ...(error === undefined ? [] : [`${id}-error`])];
  const described = notes.length > 0 ? html`aria-describedby="${notes.join(" ")}"` : "";
  const attributes = html`id="${id}" name="${input.name}" ${described} ${error === undefined ? "" : html`aria-invalid="true"`}`;
  return html`<div class="field">
<label for="${id}">${input.label}</label>
${printControl(input, value, attributes)}
${input.hint === undefined ? "" : html`<p class="hint" id="${id}-hint">${input.hint}</p>`}
${error === undefined ? "" : html`<p class="error" id="${id}-error">${error}</p>`}
</div>`;
}

function printControl(input: FormInput, value: string, attributes: Markup): Markup {
  switch (input.control) {
    case "choice":
      return html`<select ${attributes}>${printChoices(input.choices, value)}</select>`;
    case "multiline":
      // HTML drops one line break right after the tag, so one is given away.
      return html`<textarea rows="4" ${attributes}>
${value}</textarea>`;
    case "day":
      // A browser shows what is no day as nothing, and would send nothing back.
      return html`<input type="${value === "" || isDay(value) ? "date" : "text"}" value="${value}" ${attributes}>`;
    case "text":
      return html`<input type="text" autocomplete="off" value="${value}" ${attributes}>`;
  }
}

/** The options of a list to choose from. */
export function printChoices(choices: readonly Choice[], chosen: string): Markup {
  return html`${choices.map(
    ({ value, text }) => html`<option value="${value}" ${value === chosen ? "selected" : ""}>${text}</option>`,
  )}`;
}

/** Says at the top of a form that something is wrong; where, each field says itself. */
export function printRefusal(messages: readonly string[]): Markup {
  if (messages.length === 0) return html``;
  return html`<div class="message wrong" role="alert">
<p>入力内容を確認してください。</p>
<ul>${messages.map((message) => html`<li>${message}</li>`)}</ul>
</div>`;
}

/** The choice of nothing. */
export const BLANK_CHOICE: Choice = { value: "", text: "（空白）" };

/** A value as it is read; what was never filled in is said in words. */
export function printValue(text: string): Markup {
  return text === "" ? html`<span class="unset">未入力</span>` : html`${text}`;
}
