import { blankCrew, changeCrew, type JsonObject } from "./change-crew.ts";
import { changeDepartment } from "./change-department.ts";
import { changeGroup, deleteGroup, insertGroup } from "./change-group.ts";
import { changeTemplate, deleteTemplate, insertTemplate } from "./change-template.ts";
import { deleteMasterRow } from "./delete-master-row.ts";
import type { Edit, EditedList, Where } from "./edit.ts";
import { notifyWebhooks } from "./notify-webhooks.ts";
import { type Json, type MasterName, stampEdit, type Tenant } from "./tenant.ts";
import type { World } from "./world.ts";

/** Makes the edits in their order and gives the ids of the rows; throws when a row is not there. */
export function applyEdits(world: World, tenant: Tenant, edits: readonly Edit[]): string[] {
  return edits.map((edit) => {
    const at = stampEdit(tenant, world.clock.now());
    if (edit.op === "insert") return insertRow(tenant, edit.list, edit.values, at, world);
    const id = findRowId(tenant, edit.list, edit.where);
    if (edit.op === "delete") deleteRow(tenant, edit.list, id, world);
    else updateRow(tenant, edit.list, id, edit.values, at, world);
    return id;
  });
}

/** The id of the one row that `where` names; throws when there is none. */
export function findRowId(tenant: Tenant, list: EditedList, where: Where): string {
  const rows = rowsOf(tenant, list);
  const { at } = where;
  if (typeof at === "number") {
    const row = rows.at(at);
    if (row) return row.id;
  } else {
    const row = rows.find((candidate) =>
      Object.entries(where).every(([key, value]) => {
        if (candidate.values?.[key] !== undefined) return candidate.values[key] === value;
        return (candidate as unknown as Record<string, unknown>)[key] === value;
      }),
    );
    if (row) return row.id;
  }
  throw new Error(`no row of ${list} where ${Object.keys(where).join(", ")} is as given`);
}

interface AnyRow {
  readonly id: string;
  readonly values?: Readonly<Record<string, Json>>;
}

/** The rows of the list in the order they were made. */
export function rowsOf(tenant: Tenant, list: EditedList): readonly AnyRow[] {
  switch (list) {
    case "crews":
      return tenant.crews.list();
    case "departments":
      return tenant.departments.list();
    case "crew_custom_field_templates":
      return tenant.templates.list();
    case "crew_custom_field_template_groups":
      return tenant.groups.list();
    case "users":
      return tenant.users.list();
    default:
      return tenant.masters[list].list();
  }
}

function insertRow(tenant: Tenant, list: EditedList, values: JsonObject, at: number, world: World): string {
  switch (list) {
    case "crews": {
      const crew = tenant.crews.put(changeCrew(tenant, blankCrew(tenant, at), values, at));
      tellOfCrew(world, tenant, "crew_created", crew.id);
      return crew.id;
    }
    case "departments": {
      const position = Math.max(0, ...tenant.departments.list().map((row) => row.position)) + 1;
      const blank = { name: "", code: null, position, parentId: null, discontinuedOn: null };
      const row = { id: tenant.ids.next(), createdAt: at, updatedAt: at, ...blank };
      return tenant.departments.put(changeDepartment(row, values, at)).id;
    }
    case "crew_custom_field_templates":
      return insertTemplate(tenant, values, at).id;
    case "crew_custom_field_template_groups":
      return insertGroup(tenant, values, at, null).id;
    case "users": {
      const { email, admin, crew_id: crewId } = values;
      const user = {
        email: String(email ?? ""),
        admin: admin === true,
        crewId: typeof crewId === "string" ? crewId : null,
      };
      return tenant.users.put({ id: tenant.ids.next(), createdAt: at, updatedAt: at, ...user }).id;
    }
    default:
      return tenant.masters[list].put({ id: tenant.ids.next(), createdAt: at, updatedAt: at, values }).id;
  }
}

function updateRow(tenant: Tenant, list: EditedList, id: string, values: JsonObject, at: number, world: World): void {
  switch (list) {
    case "crews": {
      const crew = tenant.crews.get(id);
      if (crew) tenant.crews.put(changeCrew(tenant, crew, values, at));
      tellOfCrew(world, tenant, "crew_updated", id);
      return;
    }
    case "departments": {
      const row = tenant.departments.get(id);
      if (row) tenant.departments.put(changeDepartment(row, values, at));
      return;
    }
    case "crew_custom_field_templates": {
      const row = tenant.templates.get(id);
      if (row) tenant.templates.put(changeTemplate(tenant, row, values, at, true));
      return;
    }
    case "crew_custom_field_template_groups": {
      const row = tenant.groups.get(id);
      if (row) tenant.groups.put(changeGroup(row, values, at));
      return;
    }
    case "users": {
      const row = tenant.users.get(id);
      const { email, admin } = values;
      if (!row) return;
      const changed = {
        email: typeof email === "string" ? email : row.email,
        admin: typeof admin === "boolean" ? admin : row.admin,
      };
      tenant.users.put({ ...row, ...changed, updatedAt: at });
      return;
    }
    default:
      updateMaster(tenant, list, id, values, at);
  }
}

function updateMaster(tenant: Tenant, master: MasterName, id: string, values: JsonObject, at: number): void {
  const row = tenant.masters[master].get(id);
  if (row) tenant.masters[master].put({ ...row, updatedAt: at, values: { ...row.values, ...values } });
}

function deleteRow(tenant: Tenant, list: EditedList, id: string, world: World): void {
  switch (list) {
    case "crews":
      tellOfCrew(world, tenant, "crew_deleted", id);
      tenant.crews.delete(id);
      break;
    case "departments":
      tenant.departments.delete(id);
      break;
    case "crew_custom_field_templates":
      deleteTemplate(tenant, id);
      break;
    case "crew_custom_field_template_groups":
      deleteGroup(tenant, id);
      break;
    case "users":
      tenant.users.delete(id);
      break;
    default:
      deleteMasterRow(tenant, list, id);
  }
}

function tellOfCrew(
  world: World,
  tenant: Tenant,
  event: "crew_created" | "crew_updated" | "crew_deleted",
  crewId: string,
): void {
  notifyWebhooks(world, tenant, { event, crewId, query: new URLSearchParams() });
}
