import { judgeCrew } from "../judge-crew.ts";
import type { CrewRow, Tenant } from "../tenant.ts";
import {
  type CrewField,
  departmentsField,
  employmentTypeField,
  plainField,
  positionsField,
} from "./crew-fields-shown.ts";
import { readCustomSections } from "./crew-sections.ts";
import { type CrewSearch, findCrews, readSearch } from "./find-crews.ts";
import type { ScreenCall } from "./screen-call.ts";
import { html, type Markup } from "./screen-frame.ts";

/** A field that can be written for many people at once. */
export interface BulkField {
  readonly field: CrewField;
  readonly label: string;
}

/** Fields under one heading. */
export interface BulkFieldGroup {
  readonly title: string;
  readonly fields: readonly BulkField[];
}

/** How far a person has come with an update of many; it travels in the form. */
export interface BulkDraft {
  readonly search: CrewSearch;
  /** Who was ticked, on whichever page. */
  readonly crews: readonly CrewRow[];
  readonly field: BulkField | undefined;
  readonly values: readonly string[];
}

/** Reads the draft from the form. People who are gone by now are no longer in it. */
export function readDraft({ tenant, form }: ScreenCall): BulkDraft {
  const step = form.get("step") ?? "";
  const page = /^page-(\d+)$/.exec(step)?.[1] ?? "1";
  const search = readSearch(new URLSearchParams({ q: form.get("q") ?? "", status: form.get("status") ?? "", page }));
  const everybody = step === "all" ? findCrews(tenant, search).map(({ id }) => id) : [];
  const ids = step === "none" ? [] : [...new Set([...form.getAll("crew"), ...everybody])];
  const field = readBulkFields(tenant)
    .flatMap(({ fields }) => fields)
    .find((candidate) => candidate.field.key === form.get("field"));
  return {
    search,
    crews: ids.flatMap((id) => tenant.crews.get(id) ?? []),
    field,
    values: field?.field.inputs.map(({ name }) => (form.get(name) ?? "").replaceAll("\r\n", "\n")) ?? [],
  };
}

/** Custom fields first, the newest group before older ones: 「ミキワメ連携」 is what most people come for. */
export function readBulkFields(tenant: Tenant): readonly BulkFieldGroup[] {
  const custom = readCustomSections(tenant).toReversed();
  const usual = [
    departmentsField(tenant, null, 1),
    positionsField(tenant, 1),
    employmentTypeField(tenant),
    plainField("emp_status"),
    plainField("entered_at"),
    plainField("resigned_at"),
  ];
  return [...custom, { title: "業務情報・入退社情報", fields: usual }].flatMap(({ title, fields }) => {
    const writable = fields.flatMap((field) => {
      const [input] = field.inputs;
      return input ? [{ field, label: input.label }] : [];
    });
    return writable.length > 0 ? [{ title, fields: writable }] : [];
  });
}

/** Whom the update would change. */
export function changedCrews({ crews, values }: BulkDraft, field: CrewField): readonly CrewRow[] {
  return crews.filter((crew) => field.valuesOf(crew).some((value, at) => value !== values[at]));
}

/** Everything SmartHR has against the update, each message once; nothing is written for anybody while there is something. */
export function judgeBulk({ tenant, world }: ScreenCall, draft: BulkDraft, { field }: BulkField): readonly string[] {
  const errors = changedCrews(draft, field).flatMap((crew) =>
    judgeCrew(tenant, field.bodyOf(draft.values, crew), crew, world.switches),
  );
  return [...new Set(errors.map(({ message }) => message))];
}

/** The draft as fields of the next form. */
export function printCarried({ search, crews, field }: BulkDraft): Markup {
  return html`<input type="hidden" name="q" value="${search.words}"><input type="hidden" name="status" value="${search.status}">
<input type="hidden" name="field" value="${field?.field.key ?? ""}">
${crews.map(({ id }) => html`<input type="hidden" name="crew" value="${id}">`)}`;
}
