import type { Context } from "hono";
import { answerJson, answerNothing, refuse, refuseFields } from "./answer.ts";
import {
  type ApiEnvironment,
  type Call,
  createRoutes,
  forbid,
  isTemplateVisible,
  printCrewFor,
  readBody,
} from "./call.ts";
import type { JsonObject } from "./change-crew.ts";
import { crewFieldKind } from "./crew-fields.ts";
import { joinPieces } from "./json-pieces.ts";
import { listCrews, split } from "./list-crews.ts";
import { answerPage } from "./paging.ts";
import { type CrewRow, type Json, stampEdit } from "./tenant.ts";
import { deleteCrew, isCrewLimitReached, writeCrew } from "./write-crew.ts";

/** `/v1/crews` (swagger). */
export function createCrewRoutes() {
  const routes = createRoutes();

  routes.get("/", (c) => {
    const call = c.env.call;
    const { world, tenant, url } = call;
    const found = listCrews(tenant, url.searchParams, world.switches);
    return answerPage(url, world.switches, found, printCrewFor(call, { fields: readFields(url) }));
  });

  routes.post("/", async (c) => {
    const { world, tenant, url } = c.env.call;
    const body = await readBody(c.req);
    if (body instanceof Response) return body;
    if (isCrewLimitReached(world, tenant)) return refuse("plan_limit_exceeded");
    return answerWrite(c.env.call, body, null, (crew, text) =>
      answerJson(text, 201, { location: `${url.origin}${url.pathname}/${crew.id}` }),
    );
  });

  routes.get("/:id", (c) => {
    const call = c.env.call;
    const crew = findCrew(c);
    return crew
      ? answerJson(joinPieces(printCrewFor(call, { fields: readFields(call.url) })(crew)))
      : refuse("not_found");
  });

  // "挙動は部分更新と同等になります": PUT is an alias of PATCH.
  routes.on(["PATCH", "PUT"], "/:id", async (c) => {
    const crew = findCrew(c);
    if (!crew) return refuse("not_found");
    const body = await readBody(c.req);
    return body instanceof Response ? body : answerWrite(c.env.call, body, crew, (_, text) => answerJson(text));
  });

  routes.delete("/:id", (c) => {
    const call = c.env.call;
    const crew = findCrew(c);
    if (!crew) return refuse("not_found");
    deleteCrew(call.world, call.tenant, crew, call.url.searchParams);
    return answerNothing();
  });

  routes.put("/:id/invite", (c) => (findCrew(c) ? answerNothing() : refuse("not_found")));

  routes.delete("/:id/departments", (c) => {
    const { world, tenant } = c.env.call;
    const crew = findCrew(c);
    if (!crew) return refuse("not_found");
    tenant.crews.put({ ...crew, departmentIds: [], updatedAt: stampEdit(tenant, world.clock.now()) });
    return answerNothing();
  });

  return routes;
}

function findCrew(c: Context<ApiEnvironment>): CrewRow | undefined {
  return c.env.call.tenant.crews.get(c.req.param("id") ?? "");
}

function readFields(url: URL): ReadonlySet<string> | null {
  const fields = split(url.searchParams.get("fields"));
  return fields.length > 0 ? new Set(fields) : null;
}

function answerWrite(
  call: Call,
  body: JsonObject,
  current: CrewRow | null,
  answer: (crew: CrewRow, text: string) => Response,
): Response {
  if (touchesForbidden(call, body)) return forbid();
  const written = writeCrew(call.world, call.tenant, body, current, call.url.searchParams);
  return "errors" in written ? refuseFields(written.errors) : answer(written, joinPieces(printCrewFor(call)(written)));
}

// Keys that are written under another name than they are read.
const READ_KEY_BY_WRITTEN: Readonly<Record<string, string>> = {
  employment_type_id: "employment_type",
  department_ids: "departments",
  payment_period_id: "payment_period",
  profile_image: "profile_images",
};

function touchesForbidden({ tenant, token }: Call, body: JsonObject): boolean {
  const keys = Object.keys(body).map((key) => READ_KEY_BY_WRITTEN[key] ?? key);
  if (keys.some((key) => crewFieldKind(key) !== undefined && token.frozenAttributes.includes(key))) return true;
  return templateIdsOf(body["custom_fields"]).some((templateId) => {
    const group = tenant.groups.get(tenant.templates.get(templateId)?.groupId ?? "");
    const ownersOnly = group?.accessType === "read_and_update_only_origin" && group.origin !== token.origin;
    return ownersOnly || !isTemplateVisible(tenant, token, templateId);
  });
}

function templateIdsOf(written: Json | undefined): string[] {
  if (!Array.isArray(written)) return [];
  return written.flatMap((entry) => {
    const id = typeof entry === "object" && entry !== null ? (entry as JsonObject)["template_id"] : undefined;
    return typeof id === "string" ? [id] : [];
  });
}
