import { answerJson, answerNothing, refuse, refuseFields } from "./answer.ts";
import { type Call, createRoutes, forbid, readBody, readEmbed } from "./call.ts";
import { deleteGroup } from "./change-group.ts";
import { answerPage } from "./paging.ts";
import { printGroup } from "./print-custom-field.ts";
import { mayChange } from "./template-routes.ts";
import type { GroupRow } from "./tenant.ts";
import { makeGroup, updateGroup } from "./write-custom-field.ts";

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
    const row = makeGroup(world, tenant, body, token.origin);
    return "errors" in row ? refuseFields(row.errors) : answerJson(printerFor(c.env.call)(row), 201);
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
    const changed = updateGroup(world, tenant, row, body, c.req.method === "PUT");
    return "errors" in changed ? refuseFields(changed.errors) : answerJson(printerFor(c.env.call)(changed));
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
