import type { JsonObject } from "../change-crew.ts";
import { crewFieldKind, crewFieldLabel } from "../crew-fields.ts";
import { readDepartmentTree } from "../department-tree.ts";
import type { CrewRow, DepartmentRow, Json, TemplateRow, Tenant } from "../tenant.ts";
import { BLANK_CHOICE, type Choice, type FormInput } from "./form-parts.ts";

/** Something of a person that is shown and edited as one: one input, or one for each slot. */
export interface CrewField {
  readonly key: string;
  /** None for what can only be looked at. */
  readonly inputs: readonly FormInput[];
  /** What each input holds now; blank for nobody. */
  readonly valuesOf: (crew: CrewRow | null) => readonly string[];
  /** Lines to read. */
  readonly shownOf: (crew: CrewRow) => readonly { readonly label: string; readonly text: string }[];
  /** The body of a PATCH that writes the values; slots that have no input stay as they are. */
  readonly bodyOf: (values: readonly string[], crew: CrewRow | null) => JsonObject;
}

/** A key of a crew that is kept as it is entered. */
export function plainField(key: string): CrewField {
  const kind = crewFieldKind(key);
  const label = crewFieldLabel(key);
  const isChoice = Array.isArray(kind);
  const control = isChoice ? "choice" : kind === "date" ? "day" : "text";
  const texts = TEXT_BY_CHOICE[key] ?? {};
  const choices = Object.entries(texts).map(([value, text]) => ({ value, text }));
  // 在籍状況 is never blank: a crew without one reads 在職中.
  const input: FormInput = {
    name: key,
    label,
    control,
    choices: key === "emp_status" ? choices : [BLANK_CHOICE, ...choices],
  };
  const currentOf = (crew: CrewRow | null) => textOf(crew?.values[key]) || (key === "emp_status" ? "employed" : "");
  return {
    key,
    inputs: [input],
    valuesOf: (crew) => [currentOf(crew)],
    shownOf: (crew) => [{ label, text: texts[currentOf(crew)] ?? currentOf(crew) }],
    bodyOf: ([value = ""]) => ({ [key]: value === "" ? null : value }),
  };
}

/** 在籍状況 in words, by SmartHR's value. */
export const EMPLOYMENT_STATUSES: Readonly<Record<string, string>> = {
  employed: "在職中",
  absent: "休職中",
  retired: "退職済",
};

const TEXT_BY_CHOICE: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  emp_status: EMPLOYMENT_STATUSES,
  gender: { male: "男性", female: "女性" },
};

/** 雇用形態, chosen from its master. */
export function employmentTypeField(tenant: Tenant): CrewField {
  const types = tenant.masters.employment_types;
  const label = crewFieldLabel("employment_type");
  const choices = types.list().map((row) => ({ value: row.id, text: textOf(row.values["name"]) }));
  return {
    key: "employment_type",
    inputs: [{ name: "employment_type", label, control: "choice", choices: [BLANK_CHOICE, ...choices] }],
    valuesOf: (crew) => [crew?.employmentTypeId ?? ""],
    shownOf: (crew) => [{ label, text: textOf(types.get(crew.employmentTypeId ?? "")?.values["name"]) }],
    bodyOf: ([value = ""]) => ({ employment_type_id: value === "" ? null : value }),
  };
}

/** 部署1, 部署2 …; `slotCount` of them can be edited. `crew` is whose departments can be chosen besides the listed ones. */
export function departmentsField(tenant: Tenant, crew: CrewRow | null, slotCount: number): CrewField {
  const listed = readDepartmentTree(tenant, false).listed;
  const held = (crew?.departmentIds ?? []).flatMap((id) => tenant.departments.get(id ?? "") ?? []);
  const offered = [...listed, ...held.filter((row, at) => row.discontinuedOn !== null && held.indexOf(row) === at)];
  const choices = offered.map((row) => ({ value: row.id, text: departmentText(tenant, row) }));
  const textById = new Map(choices.map(({ value, text }) => [value, text]));
  return slotsField("departments", "部署", choices, slotCount, {
    valuesOf: (person) => (person?.departmentIds ?? []).map((id) => id ?? ""),
    textOf: (id) => textById.get(id) ?? "",
    bodyOf: (slots) => ({ department_ids: slots }),
  });
}

/** 役職1, 役職2 …, written by name as the API has it. */
export function positionsField(tenant: Tenant, slotCount: number): CrewField {
  const titles = tenant.masters.job_titles;
  const names = [...new Set(titles.list().map((row) => textOf(row.values["name"])))];
  return slotsField(
    "positions",
    "役職",
    names.map((name) => ({ value: name, text: name })),
    slotCount,
    {
      valuesOf: (person) => (person?.positionIds ?? []).map((id) => textOf(titles.get(id ?? "")?.values["name"])),
      textOf: (name) => name,
      bodyOf: (slots) => ({ positions: slots }),
    },
  );
}

interface Slots {
  readonly valuesOf: (crew: CrewRow | null) => string[];
  readonly textOf: (value: string) => string;
  readonly bodyOf: (slots: (string | null)[]) => JsonObject;
}

function slotsField(
  key: string,
  label: string,
  choices: readonly Choice[],
  slotCount: number,
  slots: Slots,
): CrewField {
  const numbers = Array.from({ length: slotCount }, (_, slot) => slot + 1);
  const valuesOf = (crew: CrewRow | null) => {
    const values = slots.valuesOf(crew);
    return [...values, ...numbers.slice(values.length).map(() => "")];
  };
  return {
    key,
    inputs: numbers.map((number) => ({
      name: `${key}_${number}`,
      label: `${label}${number}`,
      control: "choice",
      choices: [BLANK_CHOICE, ...choices],
    })),
    valuesOf: (crew) => valuesOf(crew).slice(0, slotCount),
    shownOf: (crew) =>
      valuesOf(crew).flatMap((value, slot) =>
        value === "" && slot > 0 ? [] : [{ label: `${label}${slot + 1}`, text: slots.textOf(value) }],
      ),
    bodyOf: (values, crew) => {
      const whole = [...values, ...slots.valuesOf(crew).slice(values.length)];
      const used = whole.findLastIndex((value) => value !== "") + 1;
      return slots.bodyOf(whole.slice(0, used).map((value) => (value === "" ? null : value)));
    },
  };
}

/** A カスタム従業員項目. Files can only be looked at. */
export function customField(template: TemplateRow): CrewField {
  const name = `custom_${template.id}`;
  const elements = [...(template.elements ?? [])].sort((one, other) => one.position - other.position);
  const choices = [BLANK_CHOICE, ...elements.map((element) => ({ value: element.id, text: element.name }))];
  const currentOf = (crew: CrewRow | null) =>
    crew?.customValues.find(({ templateId }) => templateId === template.id)?.value ?? null;
  const input: FormInput = {
    name,
    label: template.name,
    control: CONTROL_BY_TYPE[template.type],
    choices,
    ...(template.hint === null ? {} : { hint: template.hint }),
  };
  return {
    key: name,
    inputs: template.type === "file" ? [] : [input],
    valuesOf: (crew) => (template.type === "file" ? [] : [textOf(currentOf(crew))]),
    shownOf: (crew) => [{ label: template.name, text: shownCustomValue(template, currentOf(crew)) }],
    bodyOf: ([value = ""]) => ({ custom_fields: [{ template_id: template.id, value: value === "" ? null : value }] }),
  };
}

const CONTROL_BY_TYPE = {
  date: "day",
  decimal: "text",
  enum: "choice",
  file: "text",
  string: "text",
  text: "multiline",
} as const;

function shownCustomValue(template: TemplateRow, value: Json): string {
  if (template.type === "enum") return template.elements?.find(({ id }) => id === value)?.name ?? "";
  if (template.type === "file" && typeof value === "object" && value !== null) {
    return textOf((value as JsonObject)["file_name"]) || "ファイル";
  }
  return textOf(value);
}

/** The department with those above it and its code, as lists show it. */
export function departmentText(tenant: Tenant, row: DepartmentRow): string {
  const code = row.code === null || row.code === "" ? "" : `（${row.code}）`;
  const gone = row.discontinuedOn === null ? "" : "（廃止）";
  return `${readDepartmentTree(tenant, false).fullName(row)}${code}${gone}`;
}

/** A value as text; nothing for what was never filled in. */
export function textOf(value: Json | undefined): string {
  return typeof value === "string" || typeof value === "number" ? String(value) : "";
}
