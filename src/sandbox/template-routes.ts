import { answerJson, answerNothing, type FieldError, refuse, refuseFields } from "./answer.ts";
import { type Call, createRoutes, forbid, readBody, readEmbed } from "./call.ts";
import type { JsonObject } from "./change-crew.ts";
import { changeTemplate, deleteTemplate, insertTemplate } from "./change-template.ts";
import { answerPage } from "./paging.ts";
import { printTemplate } from "./print-custom-field.ts";
import { type GroupRow, stampEdit, type TemplateRow, type Tenant } from "./tenant.ts";

/** `/v1/crew_custom_field_templates` (swagger). */
export function createTemplateRoutes() {
  const routes = createRoutes();

  routes.get("/", (c) => {
    const { world, tenant, url } = c.env.call;
    const rows = tenant.templates.list().filter((row) => isVisible(c.env.call, row));
    return answerPage(url, world.switches, rows, printerFor(c.env.call));
  });

  routes.post("/", async (c) => {
    const call = c.env.call;
    const { world, tenant } = call;
    const body = await readBody(c.req);
    if (body instanceof Response) return body;
    const errors = judgeTemplate(tenant, body, null, true);
    if (errors.length > 0) return refuseFields(errors);
    const group = tenant.groups.get(String(body["group_id"]));
    if (group && !mayChange(call, group)) return forbid();

    const row = insertTemplate(tenant, body, stampEdit(tenant, world.clock.now()));
    hideFromStrictTokens(call, row);
    return answerJson(printerFor(call)(row), 201);
  });

  routes.get("/:id", (c) => {
    const row = findTemplate(c.env.call, c.req.param("id"));
    return row ? answerJson(printerFor(c.env.call)(row)) : refuse("not_found");
  });

  routes.on(["PATCH", "PUT"], "/:id", async (c) => {
    const call = c.env.call;
    const { world, tenant } = call;
    const row = findTemplate(call, c.req.param("id"));
    if (!row) return refuse("not_found");
    if (!mayChange(call, groupOf(tenant, row))) return forbid();
    const body = await readBody(c.req);
    if (body instanceof Response) return body;
    const put = c.req.method === "PUT";
    const errors = judgeTemplate(tenant, body, row, put);
    if (errors.length > 0) return refuseFields(errors);

    const changed = changeTemplate(tenant, put ? cleared(row) : row, body, stampEdit(tenant, world.clock.now()), put);
    tenant.templates.put(changed);
    return answerJson(printerFor(call)(changed));
  });

  routes.delete("/:id", (c) => {
    const row = findTemplate(c.env.call, c.req.param("id"));
    if (!row) return refuse("not_found");
    if (!mayChange(c.env.call, groupOf(c.env.call.tenant, row))) return forbid();
    deleteTemplate(c.env.call.tenant, row.id);
    return answerNothing();
  });

  return routes;
}

/** Whether the token may change the group and its fields: `access_type` decides for others than its origin. */
export function mayChange({ token }: Call, group: GroupRow | undefined): boolean {
  return !group || group.accessType === "read_and_update" || group.origin === token.origin;
}

const TYPES = ["date", "decimal", "enum", "file", "string", "text"];

function judgeTemplate(tenant: Tenant, body: JsonObject, row: TemplateRow | null, whole: boolean): FieldError[] {
  const errors: FieldError[] = [];
  const { name, type, group_id: groupId, elements } = body;
  if (name === undefined ? whole : typeof name !== "string" || name === "") {
    errors.push(templateError("項目名を入力してください。", "name"));
  }
  if (type === undefined ? whole && row === null : !TYPES.includes(String(type))) {
    errors.push(templateError("入力タイプは正しい形式で入力してください。", "type"));
  }
  if (row && type !== undefined && type !== row.type) {
    errors.push(templateError("入力タイプは変更できません。", "type"));
  }
  if (typeof groupId === "string" && !tenant.groups.get(groupId)) {
    errors.push(templateError("カスタム従業員項目グループが存在しません。", "group_id"));
  }
  // "種別がドロップダウンリスト項目（type: enum）の時のみ、elements アトリビュートで要素を指定できます".
  if (Array.isArray(elements) && elements.length > 0 && (type ?? row?.type) !== "enum") {
    errors.push(templateError("ドロップダウンリスト項目は入力タイプがenumの場合のみ入力できます。", "elements"));
  }
  return errors;
}

function printerFor({ tenant, url }: Call): (row: TemplateRow) => string {
  const embed = readEmbed(url).has("group");
  return (row) => printTemplate(row, embed ? groupOf(tenant, row) : undefined);
}

function groupOf(tenant: Tenant, row: TemplateRow): GroupRow | undefined {
  return tenant.groups.get(row.groupId ?? "");
}

function isVisible({ tenant, token }: Call, row: TemplateRow): boolean {
  const group = groupOf(tenant, row);
  return group?.accessType !== "hidden" || group.origin === token.origin;
}

function findTemplate(call: Call, id: string): TemplateRow | undefined {
  const row = call.tenant.templates.get(id);
  return row && isVisible(call, row) ? row : undefined;
}

function cleared(row: TemplateRow): TemplateRow {
  return { ...row, hint: null, scale: null, separatedByCommas: null, elements: row.elements };
}

// Release note 2021-08-25: a token says whether it may read custom fields that are made later.
function hideFromStrictTokens({ world, tenant }: Call, row: TemplateRow): void {
  for (const token of world.tokens.list()) {
    if (token.subdomain !== tenant.subdomain || token.laterTemplatesReadable) continue;
    world.tokens.put({ ...token, unreadableTemplates: [...token.unreadableTemplates, row.id] });
  }
}

function templateError(message: string, field: string): FieldError {
  return { message, resource: "CrewCustomFieldTemplate", field };
}
