import { crewFieldKind } from "./crew-fields.ts";
import type { CrewRow, CustomValue, Json, MasterName, TemplateRow, Tenant } from "./tenant.ts";

/** A JSON object as it came from outside. */
export type JsonObject = { readonly [key: string]: Json };

/** A crew of nothing but an id and the tenant's first place of business, made at that moment (epoch milliseconds). */
export function blankCrew(tenant: Tenant, at: number): CrewRow {
  // The answer to a POST that was seen had a biz_establishment_id that nobody had sent.
  const [establishment] = tenant.masters.biz_establishments.list();
  return {
    id: tenant.ids.next(),
    createdAt: at,
    updatedAt: at,
    values: establishment ? { biz_establishment_id: establishment.id } : {},
    employmentTypeId: null,
    departmentIds: [],
    positionIds: [],
    customValues: [],
  };
}

/**
 * The crew with the body of a PATCH in it; only keys that are sent change. The body is taken at its word, so that the control page
 * can make what SmartHR would refuse. Names of masters that do not exist yet are made.
 */
export function changeCrew(tenant: Tenant, crew: CrewRow, body: JsonObject, at: number): CrewRow {
  let changed: CrewRow = { ...crew, updatedAt: at, values: changeValues(tenant, crew, body, at) };
  if (body["employment_type_id"] !== undefined) {
    changed = { ...changed, employmentTypeId: textOrNull(body["employment_type_id"]) };
  } else if (body["emp_type"] !== undefined) {
    changed = { ...changed, employmentTypeId: employmentTypeOf(tenant, crew, textOrNull(body["emp_type"])) };
  }
  if (body["department_ids"] !== undefined) {
    changed = { ...changed, departmentIds: slotsOf(body["department_ids"]) };
  } else if (body["department"] !== undefined) {
    const name = textOrNull(body["department"]);
    changed = { ...changed, departmentIds: name === null ? [] : [departmentNamed(tenant, name, at)] };
  }
  if (body["positions"] !== undefined) {
    const names = slotsOf(body["positions"]);
    changed = { ...changed, positionIds: names.map((name) => name && masterNamed(tenant, "job_titles", name, at)) };
  } else if (body["position"] !== undefined) {
    const name = textOrNull(body["position"]);
    changed = { ...changed, positionIds: name === null ? [] : [masterNamed(tenant, "job_titles", name, at)] };
  }
  if (Array.isArray(body["custom_fields"])) {
    changed = { ...changed, customValues: changeCustomValues(tenant, crew.customValues, body["custom_fields"]) };
  }
  return changed;
}

/** The element of an enum field that a written value means: its id or its physical name (swagger). */
export function findElement(template: TemplateRow, value: Json) {
  return template.elements?.find(({ id, physicalName }) => id === value || physicalName === value);
}

const MASTER_BY_KEY: Readonly<Record<string, MasterName>> = {
  grade: "grades",
  job_category: "job_categories",
  recruitment_type: "recruitment_types",
};

function changeValues(tenant: Tenant, crew: CrewRow, body: JsonObject, at: number): Record<string, Json> {
  const values: Record<string, Json> = { ...crew.values };
  for (const [key, value] of Object.entries(body)) {
    const master = MASTER_BY_KEY[key];
    if (master) {
      const name = textOrNull(value);
      if (name === null) delete values[key];
      else values[key] = masterNamed(tenant, master, name, at);
    } else if (key === "payment_period_id") {
      values["payment_period"] = value;
    } else if (isKept(key)) {
      if (value === null) delete values[key];
      else values[key] = value;
    }
  }
  return values;
}

function isKept(key: string): boolean {
  const kind = crewFieldKind(key);
  return key === "profile_image" || (kind !== undefined && kind !== "row" && kind !== "made" && kind !== "embedded");
}

function employmentTypeOf(tenant: Tenant, crew: CrewRow, presetType: string | null): string | null {
  const types = tenant.masters.employment_types;
  if (presetType === null) {
    // swagger: "emp_type パラメータではそれを null にできません" for a type that is not a preset one.
    const current = types.get(crew.employmentTypeId ?? "");
    return current && current.values["preset_type"] == null ? current.id : null;
  }
  return types.list().find((type) => type.values["preset_type"] === presetType)?.id ?? null;
}

// swagger: the deprecated `department` looks among top-level departments and makes one when there is none of that name.
function departmentNamed(tenant: Tenant, name: string, at: number): string {
  const rows = tenant.departments.list();
  const known = rows.find((row) => row.parentId === null && row.name === name && row.discontinuedOn === null);
  if (known) return known.id;
  const position = Math.max(0, ...rows.map((row) => row.position)) + 1;
  const made = { id: tenant.ids.next(), createdAt: at, updatedAt: at, name, code: null, position, parentId: null };
  return tenant.departments.put({ ...made, discontinuedOn: null }).id;
}

/** The id of the master's row of that name, made when there is none. */
export function masterNamed(tenant: Tenant, master: MasterName, name: string, at: number): string {
  const rows = tenant.masters[master];
  const known = rows.list().find((row) => row.values["name"] === name);
  if (known) return known.id;
  return rows.put({ id: tenant.ids.next(), createdAt: at, updatedAt: at, values: { name } }).id;
}

function changeCustomValues(
  tenant: Tenant,
  current: readonly CustomValue[],
  written: readonly Json[],
): readonly CustomValue[] {
  const valueByTemplateId = new Map(current.map(({ templateId, value }) => [templateId, value]));
  for (const entry of written) {
    if (typeof entry !== "object" || entry === null || Array.isArray(entry)) continue;
    const { template_id: templateId, value, file_name: fileName } = entry as JsonObject;
    const template = tenant.templates.get(String(templateId));
    if (!template || value === undefined) continue;
    if (value === null) valueByTemplateId.delete(template.id);
    else valueByTemplateId.set(template.id, keptValue(template, value, fileName));
  }
  return [...valueByTemplateId].map(([templateId, value]) => ({ templateId, value }));
}

function keptValue(template: TemplateRow, value: Json, fileName: Json | undefined): Json {
  if (template.type === "enum") return findElement(template, value)?.id ?? value;
  if (template.type === "file") return { file_name: fileName ?? null, content: value };
  if (template.type === "decimal") return Number(value);
  return value;
}

function slotsOf(value: Json | undefined): (string | null)[] {
  return Array.isArray(value) ? value.map(textOrNull) : [];
}

function textOrNull(value: Json | undefined): string | null {
  return typeof value === "string" && value !== "" ? value : null;
}
