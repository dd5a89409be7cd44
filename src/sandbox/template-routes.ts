import { answerJson, answerNothing, refuse, refuseFields } from "./answer.ts";
import { type Call, createRoutes, forbid, readBody, readEmbed } from "./call.ts";
import { deleteTemplate } from "./change-template.ts";
import { answerPage } from "./paging.ts";
import { printTemplate } from "./print-custom-field.ts";
import type { GroupRow, TemplateRow, Tenant } from "./tenant.ts";
import { judgeTemplate, makeTemplate, updateTemplate } from "./write-custom-field.ts";

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

    return answerJson(printerFor(call)(makeTemplate(world, tenant, body)), 201);
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

    return answerJson(printerFor(call)(updateTemplate(world, tenant, row, body, put)));
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
