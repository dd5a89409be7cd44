import type { JsonObject } from "./change-crew.ts";
import { deleteTemplate } from "./change-template.ts";
import type { GroupAccess, GroupRow, Tenant } from "./tenant.ts";

/** Makes the group that the body of a POST describes; `origin` is the application that asks, null for a person. */
export function insertGroup(tenant: Tenant, body: JsonObject, at: number, origin: string | null): GroupRow {
  const position = Math.max(0, ...tenant.groups.list().map((row) => row.position)) + 1;
  const blank: GroupRow = {
    id: tenant.ids.next(),
    createdAt: at,
    updatedAt: at,
    name: "",
    position,
    accessType: "read_and_update",
    origin,
  };
  return tenant.groups.put(changeGroup(blank, body, at));
}

/** The group with the body of a PATCH in it, taken at its word. */
export function changeGroup(row: GroupRow, body: JsonObject, at: number): GroupRow {
  const { name, position, access_type: accessType } = body;
  return {
    ...row,
    updatedAt: at,
    ...(typeof name === "string" ? { name } : {}),
    ...(typeof position === "number" ? { position } : {}),
    // The body was judged before.
    ...(typeof accessType === "string" ? { accessType: accessType as GroupAccess } : {}),
  };
}

/** Deletes the group, its custom fields and everybody's values of them (swagger). */
export function deleteGroup(tenant: Tenant, groupId: string): void {
  for (const template of tenant.templates.list()) {
    if (template.groupId === groupId) deleteTemplate(tenant, template.id);
  }
  tenant.groups.delete(groupId);
}
