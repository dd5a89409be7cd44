import { Hono } from "hono";
import type { AccessToken, Resource } from "./access-token.ts";
import { refuse, refuseFields } from "./answer.ts";
import type { JsonObject } from "./change-crew.ts";
import type { JsonPiece } from "./json-pieces.ts";
import { split } from "./list-crews.ts";
import { type CrewView, createCrewPrinter } from "./print-crew.ts";
import type { CrewRow, Json, Tenant } from "./tenant.ts";
import type { World } from "./world.ts";

/** A request that was let in: who asks, of which tenant, and where. */
export interface Call {
  readonly world: World;
  readonly tenant: Tenant;
  readonly token: AccessToken;
  readonly url: URL;
  /** The path below `/api/v1`. */
  readonly path: string;
}

/** What the routes of the API share. */
export type ApiEnvironment = { Bindings: { call: Call } };

/** Routes under `/v1`. */
export function createRoutes(): Hono<ApiEnvironment> {
  return new Hono<ApiEnvironment>();
}

/** Whether the token may read (GET) or update (all else) the resource. */
export function isPermitted(token: AccessToken, resource: Resource, method: string): boolean {
  const permission = token.resources[resource];
  return method === "GET" || method === "HEAD" ? permission.read : permission.update;
}

/** The body of a write as an object, or the 400 that it deserves. */
export async function readBody(request: { text(): Promise<string> }): Promise<JsonObject | Response> {
  const text = await request.text();
  try {
    const body: Json = text === "" ? {} : JSON.parse(text);
    if (typeof body === "object" && body !== null && !Array.isArray(body)) return body as JsonObject;
  } catch {
    // Text that is no JSON is answered like JSON that is no object.
  }
  return refuseFields([{ message: "リクエストボディは正しい形式で入力してください。", resource: null, field: null }]);
}

/** The words of `embed`. */
export function readEmbed(url: URL): ReadonlySet<string> {
  return new Set(split(url.searchParams.get("embed")));
}

/** A printer of crews as this caller may see them. */
export function printCrewFor(
  { world, tenant, token, url }: Call,
  special: Partial<Pick<CrewView, "fields" | "embedEstablishment">> = {},
): (crew: CrewRow) => readonly JsonPiece[] {
  return createCrewPrinter({
    tenant,
    switches: world.switches,
    fields: null,
    isAttributeReadable: (key) => !token.unreadableAttributes.includes(key),
    isTemplateReadable: (templateId) => isTemplateVisible(tenant, token, templateId),
    fileUrl: (crewId, name) => fileUrl(url, tenant, crewId, name, world.clock.now()),
    ...special,
  });
}

/** Whether the token sees values of the custom field: by its own permission and by its group's `access_type`. */
export function isTemplateVisible(tenant: Tenant, token: AccessToken, templateId: string): boolean {
  if (token.unreadableTemplates.includes(templateId)) return false;
  const group = tenant.groups.get(tenant.templates.get(templateId)?.groupId ?? "");
  return group?.accessType !== "hidden" || group.origin === token.origin;
}

/** The 403 of a resource or attribute the token has no permission for. */
export function forbid(): Response {
  return refuse("forbidden");
}

const FILE_LIFE_MILLISECONDS = 180_000;

// Support FAQ: addresses of images and files expire 180 seconds after the answer.
function fileUrl(url: URL, tenant: Tenant, crewId: string, name: string, now: number): string {
  return `${url.origin}/files/${tenant.subdomain}/${crewId}/${name}?expires=${now + FILE_LIFE_MILLISECONDS}`;
}
