import type { JsonObject } from "./change-crew.ts";
import type { Json, TemplateElement, TemplateRow, TemplateType, Tenant } from "./tenant.ts";

/** Makes the custom field that the body of a POST describes, taken at its word. */
export function insertTemplate(tenant: Tenant, body: JsonObject, at: number): TemplateRow {
  const blank: TemplateRow = {
    id: tenant.ids.next(),
    createdAt: at,
    updatedAt: at,
    name: "",
    type: "string",
    elements: null,
    groupId: null,
    hint: null,
    scale: null,
    separatedByCommas: null,
    position: Math.max(0, ...tenant.templates.list().map((row) => row.position)) + 1,
  };
  return tenant.templates.put(changeTemplate(tenant, blank, body, at, true));
}

/** The custom field with the body in it. `replacing`: elements that are not listed go, with the values that people had of them. */
export function changeTemplate(
  tenant: Tenant,
  row: TemplateRow,
  body: JsonObject,
  at: number,
  replacing: boolean,
): TemplateRow {
  const { name, type, group_id: groupId, hint, scale, separated_by_commas: commas, position, elements } = body;
  return {
    ...row,
    updatedAt: at,
    ...(typeof name === "string" ? { name } : {}),
    // The body was judged before, and the control page may write any type it knows.
    ...(typeof type === "string" ? { type: type as TemplateType } : {}),
    ...(groupId === undefined ? {} : { groupId: groupId === null ? null : String(groupId) }),
    ...(hint === undefined ? {} : { hint: hint === null ? null : String(hint) }),
    ...(scale === undefined ? {} : { scale: typeof scale === "number" ? scale : null }),
    ...(commas === undefined ? {} : { separatedByCommas: typeof commas === "boolean" ? commas : null }),
    ...(typeof position === "number" ? { position } : {}),
    ...(Array.isArray(elements) ? { elements: changeElements(tenant, row, elements, replacing) } : {}),
  };
}

/** Deletes the custom field and everybody's value of it (swagger). */
export function deleteTemplate(tenant: Tenant, templateId: string): void {
  tenant.templates.delete(templateId);
  for (const crew of tenant.crews.list()) {
    const kept = crew.customValues.filter((custom) => custom.templateId !== templateId);
    if (kept.length < crew.customValues.length) tenant.crews.put({ ...crew, customValues: kept });
  }
}

function changeElements(
  tenant: Tenant,
  row: TemplateRow,
  written: readonly Json[],
  replacing: boolean,
): readonly TemplateElement[] {
  const current = row.elements ?? [];
  const changed = written.flatMap((entry, index) => {
    if (typeof entry !== "object" || entry === null || Array.isArray(entry)) return [];
    const { id, name, physical_name: physicalName, position } = entry as JsonObject;
    const known = current.find((element) => element.id === id);
    return [
      {
        id: known?.id ?? tenant.ids.next(),
        name: typeof name === "string" ? name : (known?.name ?? ""),
        physicalName: typeof physicalName === "string" ? physicalName : (known?.physicalName ?? null),
        position: typeof position === "number" ? position : (known?.position ?? index + 1),
      },
    ];
  });
  if (replacing) return changed;
  const kept = current.filter((element) => !changed.some(({ id }) => id === element.id));
  return [...kept, ...changed].sort((one, other) => one.position - other.position);
}
