import type { CustomValue, GroupRow, Json, TemplateRow, Tenant } from "./tenant.ts";

/** SmartHR's `CrewCustomFieldTemplate` as JSON text; `embed=group` puts the group in place of its id. */
export function printTemplate(row: TemplateRow, embeddedGroup?: GroupRow): string {
  const elements =
    row.elements?.map((element) => ({
      id: element.id,
      name: element.name,
      physical_name: element.physicalName,
      position: element.position,
    })) ?? null;
  return JSON.stringify({
    id: row.id,
    name: row.name,
    type: row.type,
    elements,
    ...(embeddedGroup ? {} : { group_id: row.groupId }),
    hint: row.hint,
    scale: row.scale,
    separated_by_commas: row.separatedByCommas,
    position: row.position,
    updated_at: new Date(row.updatedAt).toISOString(),
    created_at: new Date(row.createdAt).toISOString(),
    ...(embeddedGroup ? { group: groupObject(embeddedGroup) } : {}),
  });
}

/** SmartHR's `CrewCustomFieldTemplateGroup` as JSON text; `embed=templates` adds the group's templates. */
export function printGroup(row: GroupRow, embeddedTemplates?: readonly TemplateRow[]): string {
  const { updated_at, created_at, ...rest } = groupObject(row);
  const templates = embeddedTemplates
    ? { templates: embeddedTemplates.map((template): Json => JSON.parse(printTemplate(template))) }
    : {};
  return JSON.stringify({ ...rest, ...templates, updated_at, created_at });
}

/** What a custom field's value reads back as: an enum by physical name, else by element id (swagger). */
export function readBackValue(
  template: TemplateRow,
  custom: CustomValue,
  decimalAs: "number" | "string",
  fileUrl: (templateId: string) => string,
): Json {
  switch (template.type) {
    case "enum": {
      const element = template.elements?.find(({ id }) => id === custom.value);
      return element ? (element.physicalName ?? element.id) : null;
    }
    case "decimal":
      return custom.value === null ? null : decimalAs === "number" ? Number(custom.value) : String(custom.value);
    case "file":
      return fileUrl(template.id);
    case "date":
    case "string":
    case "text":
      return custom.value;
  }
}

/** The template as it is nested in a crew; kept until the templates change. */
export function printNestedTemplate(tenant: Tenant, template: TemplateRow): string {
  let kept = nestedByTenant.get(tenant);
  if (kept?.version !== tenant.templates.version) {
    kept = { version: tenant.templates.version, textById: new Map() };
    nestedByTenant.set(tenant, kept);
  }
  let text = kept.textById.get(template.id);
  if (text === undefined) {
    text = printTemplate(template);
    kept.textById.set(template.id, text);
  }
  return text;
}

const nestedByTenant = new WeakMap<Tenant, { version: number; textById: Map<string, string> }>();

function groupObject(row: GroupRow) {
  return {
    id: row.id,
    name: row.name,
    position: row.position,
    access_type: row.accessType,
    updated_at: new Date(row.updatedAt).toISOString(),
    created_at: new Date(row.createdAt).toISOString(),
  };
}
