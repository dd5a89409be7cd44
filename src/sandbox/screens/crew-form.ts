import type { JsonObject } from "../change-crew.ts";
import { judgeCrew } from "../judge-crew.ts";
import type { CrewRow, Json } from "../tenant.ts";
import type { CrewField } from "./crew-fields-shown.ts";
import { type FormInput, printInput } from "./form-parts.ts";
import type { ScreenCall } from "./screen-call.ts";
import { html, type Markup } from "./screen-frame.ts";

/** What a person typed about a crew, judged: the body that writes it, and what SmartHR has against it by input. */
export interface JudgedForm {
  readonly body: JsonObject;
  readonly errorByName: ReadonlyMap<string, string>;
}

/** Reads the form. Only what differs from now goes into the body; what was not sent stays. */
export function judgeForm(call: ScreenCall, fields: readonly CrewField[], crew: CrewRow | null): JudgedForm {
  const body: Record<string, Json> = {};
  const errorByName = new Map<string, string>();
  for (const field of fields) {
    const now = field.valuesOf(crew);
    const unchanged = field.inputs.map((input, at) => asSent(input, now[at] ?? ""));
    const values = field.inputs.map(({ name }, at) => readText(call.form, name) ?? unchanged[at] ?? "");
    if (values.every((value, at) => value === unchanged[at])) continue;
    const part = field.bodyOf(values, crew);
    const [wrong] = judgeCrew(call.tenant, part, crew, call.world.switches);
    if (wrong) errorByName.set(field.inputs[0]?.name ?? field.key, wrong.message);
    mergeInto(body, part);
  }
  return { body, errorByName };
}

/** The inputs of the fields; with what was typed when the form came back. */
export function printFields(
  call: ScreenCall,
  fields: readonly CrewField[],
  crew: CrewRow | null,
  errorByName: ReadonlyMap<string, string>,
): Markup {
  return html`${fields.map((field) => {
    const now = field.valuesOf(crew);
    return field.inputs.map((input, at) =>
      printInput(input, call.form.get(input.name) ?? now[at] ?? "", errorByName.get(input.name)),
    );
  })}`;
}

function mergeInto(body: Record<string, Json>, part: JsonObject): void {
  for (const [key, value] of Object.entries(part)) {
    const before = body[key];
    // The lists of custom fields are the only ones that several fields write to.
    body[key] =
      Array.isArray(before) && Array.isArray(value) && key === "custom_fields" ? [...before, ...value] : value;
  }
}

function readText(form: URLSearchParams, name: string): string | undefined {
  return form.get(name)?.replaceAll("\r\n", "\n");
}

// A browser sends a value back without what its control cannot hold: that is no edit.
function asSent(input: FormInput, value: string): string {
  if (input.control === "multiline") return value.replaceAll(/\r\n?/g, "\n");
  return input.control === "text" ? value.replaceAll(/[\r\n]/g, "") : value;
}
