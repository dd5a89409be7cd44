import { answerJson, answerNothing, type FieldError, refuse, refuseFields } from "./answer.ts";
import { type Call, createRoutes, forbid, readBody, readEmbed } from "./call.ts";
import type { JsonObject } from "./change-crew.ts";
import { changeGroup, deleteGroup, insertGroup } from "./change-group.ts";
import { answerPage } from "./paging.ts";
import { printGroup } from "./print-custom-field.ts";
import { mayChange } from "./template-routes.ts";
import { type GroupRow, stampEdit } from "./tenant.ts";

/** `/v1/crew_custom_field_template_groups` (swagger). */
export function createGroupRoutes() {
  const routes = createRoutes();

  routes.get("/", (c) => {
    const { world, tenant, url } = c.env.call;
    const rows = tenant.groups.list().filter((row) => isVisible(c.env.call, row));
    return answerPage(url, world.switches, rows, printerFor(c.env.call));
  });

  routes.post("/", async (c) => {
    const { world, tenant, token } = c.env.call;
    const body = await readBody(c.req);
    if (body instanceof Response) return body;
    const errors = judgeGroup(body, true);
    if (errors.length > 0) return refuseFields(errors);

    const row = insertGroup(tenant, body, stampEdit(tenant, world.clock.now()), token.origin);
    return answerJson(printerFor(c.env.call)(row), 201);
  });

  routes.get("/:id", (c) => {
    const row = findGroup(c.env.call, c.req.param("id"));
    return row ? answerJson(printerFor(c.env.call)(row)) : refuse("not_found");
  });

  routes.on(["PATCH", "PUT"], "/:id", async (c) => {
    const { world, tenant } = c.env.call;
    const row = findGroup(c.env.call, c.req.param("id"));
    if (!row) return refuse("not_found");
    if (!mayChange(c.env.call, row)) return forbid();
    const body = await readBody(c.req);
    if (body instanceof Response) return body;
    const errors = judgeGroup(body, c.req.method === "PUT");
    if (errors.length > 0) return refuseFields(errors);

    const changed = tenant.groups.put(changeGroup(row, body, stampEdit(tenant, world.clock.now())));
    return answerJson(printerFor(c.env.call)(changed));
  });

  routes.delete("/:id", (c) => {
    const row = findGroup(c.env.call, c.req.param("id"));
    if (!row) return refuse("not_found");
    if (!mayChange(c.env.call, row)) return forbid();
    deleteGroup(c.env.call.tenant, row.id);
    return answerNothing();
  });

  return routes;
}

const ACCESS_TYPES = ["read_and_update", "hidden", "read_and_update_values", "read_and_update_only_origin"];

function judgeGroup(body: JsonObject, nameNeeded: boolean): FieldError[] {
  const errors: FieldError[] = [];
  const { name, access_type: accessType } = body;
  if (name === undefined ? nameNeeded : typeof name !== "string" || name === "") {
    errors.push(groupError("カスタム項目グループ名を入力してください。", "name"));
  }
  if (accessType !== undefined && accessType !== null && !ACCESS_TYPES.includes(String(accessType))) {
    errors.push(groupError("アクセス種別は正しい形式で入力してください。", "access_type"));
  }
  return errors;
}

function printerFor({ tenant, url }: Call): (row: GroupRow) => string {
  if (!readEmbed(url).has("templates")) return (row) => printGroup(row);
  const templatesByGroupId = Map.groupBy(tenant.templates.list(), (template) => template.groupId);
  return (row) => printGroup(row, templatesByGroupId.get(row.id) ?? []);
}

function isVisible({ token }: Call, row: GroupRow): boolean {
  return row.accessType !== "hidden" || row.origin === token.origin;
}

function findGroup(call: Call, id: string): GroupRow | undefined {
  const row = call.tenant.groups.get(id);
  return row && isVisible(call, row) ? row : undefined;
}

function groupError(message: string, field: string): FieldError {
  return { message, resource: "CrewCustomFieldTemplateGroup", field };
}
