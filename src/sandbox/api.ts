import { Hono } from "hono";
import type { AccessToken, Resource } from "./access-token.ts";
import { refuse } from "./answer.ts";
import { applyEdits } from "./apply-edits.ts";
import { type ApiEnvironment, type Call, forbid, isPermitted } from "./call.ts";
import { createCrewRoutes } from "./crew-routes.ts";
import { createDepartmentRoutes } from "./department-routes.ts";
import { answerFault, type FaultOrder, spoilAnswer } from "./faults.ts";
import { createGroupRoutes } from "./group-routes.ts";
import { createMasterRoutes } from "./master-routes.ts";
import { waitUnlessAborted } from "./sandbox-clock.ts";
import { createTemplateRoutes } from "./template-routes.ts";
import { MASTER_NAMES, type Tenant } from "./tenant.ts";
import type { TenantAddress } from "./tenant-address.ts";
import { createUserRoutes } from "./user-routes.ts";
import type { World } from "./world.ts";

/** Answers one request to `…/api/v1/…`: faults, latency, token, limits, permission, then the resource. */
export type AnswerApi = (request: Request, url: URL, address: TenantAddress) => Promise<Response>;

/** SmartHR's API over the world. */
export function createApi(world: World): AnswerApi {
  const routes = createResourceRoutes();
  return async (request, url, address) => {
    const at = world.clock.now();
    const log = (status: number) =>
      world.requestLog.add({ at, method: request.method, path: address.path + withoutToken(url), status });
    try {
      const answer = await answerCall(world, routes, request, url, address);
      log(answer.status);
      return answer;
    } catch (error) {
      log(0);
      throw error;
    }
  };
}

async function answerCall(
  world: World,
  routes: Hono<ApiEnvironment>,
  request: Request,
  url: URL,
  address: TenantAddress,
): Promise<Response> {
  if (world.latencyMilliseconds > 0) {
    await waitUnlessAborted(world.clock.sleep(world.latencyMilliseconds), request.signal);
  }
  const fault = world.faults.take(address.path.replace(/^\/api/, ""));
  if (fault?.kind === "time-out") await waitUnlessAborted(new Promise(() => {}), request.signal);

  const token = findToken(world, request, url, address);
  const tenant = world.tenants.get(address.subdomain ?? token?.subdomain ?? "");
  const verdict = world.rateLimits?.admit(
    token?.id ?? null,
    tenant?.subdomain ?? null,
    world.clock.now(),
    world.switches,
  );
  const rateHeaders = fault?.kind === "rate-limited" ? exhausted(verdict?.headers, fault) : (verdict?.headers ?? {});

  const faulty = fault && answerFault(fault);
  if (faulty) return withHeaders(faulty, rateHeaders);
  const admission = judgeAdmission(address, tenant, token, request.method, verdict?.allowed ?? true);
  if (admission instanceof Response) return withHeaders(admission, rateHeaders);

  if (!address.path.startsWith(PREFIX)) return withHeaders(refuse("not_found"), rateHeaders);
  const call: Call = { world, url, path: address.path.slice(PREFIX.length - 1), ...admission };
  const answer = withHeaders(await routes.fetch(request, { call }), rateHeaders);
  applyDueEdits(world, request, address, answer);
  return fault?.kind === "cut-off" || fault?.kind === "malformed" ? spoilAnswer(answer, fault.kind) : answer;
}

function judgeAdmission(
  address: TenantAddress,
  tenant: Tenant | undefined,
  token: AccessToken | undefined,
  method: string,
  withinLimits: boolean,
): Response | { readonly tenant: Tenant; readonly token: AccessToken } {
  if (address.subdomain !== null && !tenant) return refuse("not_found");
  if (!token || !tenant) return refuse("unauthorized_token");
  if (!withinLimits) return refuse("too_many_requests");
  if (!token.ipPermitted) return refuse("ip_not_permitted");
  const resource = resourceOf(address.path);
  if (resource !== null && !isPermitted(token, resource, method)) return forbid();
  return { tenant, token };
}

const PREFIX = "/api/v1/";

// about_api: the token as Bearer, or as the user name of Basic with an empty password.
function findToken(world: World, request: Request, url: URL, address: TenantAddress): AccessToken | undefined {
  const header = request.headers.get("authorization") ?? "";
  const bearer = /^Bearer +(\S+)$/i.exec(header)?.[1];
  const basic = /^Basic +(\S+)$/i.exec(header)?.[1];
  const query = world.switches.queryToken ? url.searchParams.get("access_token") : null;
  const text = bearer ?? (basic === undefined ? query : Buffer.from(basic, "base64").toString().replace(/:.*$/s, ""));
  const token = world.tokens.get(text ?? "");
  if (!token || (token.expiresAt !== null && token.expiresAt <= world.clock.now())) return undefined;
  // A token is valid only in its own tenant.
  return address.subdomain === null || address.subdomain === token.subdomain ? token : undefined;
}

const RESOURCE_BY_WORD: Readonly<Record<string, Resource>> = {
  crews: "crews",
  companies: "companies",
  biz_establishments: "biz_establishments",
  users: "users",
  employment_types: "employment_types",
  departments: "departments",
  job_titles: "job_titles",
  grades: "grades",
  job_categories: "job_categories",
  recruitment_types: "recruitment_types",
  payment_periods: "payment_periods",
  crew_custom_field_templates: "crew_custom_field_templates",
  crew_custom_field_template_groups: "crew_custom_field_templates",
  webhooks: "webhooks",
};

function resourceOf(path: string): Resource | null {
  // SmartHR's own OAuth gem asks for users/me with any token.
  if (path === `${PREFIX}users/me`) return null;
  return RESOURCE_BY_WORD[path.slice(PREFIX.length).split("/")[0] ?? ""] ?? null;
}

// Hono would read the path from the request; here it is the part below the tenant and /api/v1.
function createResourceRoutes(): Hono<ApiEnvironment> {
  const routes = new Hono<ApiEnvironment>({ getPath: (_, options) => options?.env?.call.path ?? "/" });
  routes.route("/crews", createCrewRoutes());
  routes.route("/departments", createDepartmentRoutes());
  routes.route("/crew_custom_field_templates", createTemplateRoutes());
  routes.route("/crew_custom_field_template_groups", createGroupRoutes());
  routes.route("/users", createUserRoutes());
  for (const master of MASTER_NAMES) routes.route(`/${master}`, createMasterRoutes(master));
  routes.notFound(() => refuse("not_found"));
  // A defect of the sandbox must not pass for a 500 of SmartHR.
  routes.onError((error) => {
    throw error;
  });
  return routes;
}

function applyDueEdits(world: World, request: Request, address: TenantAddress, answer: Response): void {
  if (request.method !== "GET" || answer.status !== 200 || !answer.headers.has("x-total-count")) return;
  const list = address.path.slice(PREFIX.length);
  for (const due of world.editsBetweenPages.takeDue(list)) {
    const tenant = world.tenants.get(due.subdomain);
    if (tenant) applyEdits(world, tenant, due.edits);
  }
}

function exhausted(headers: Readonly<Record<string, string>> | undefined, fault: FaultOrder): Record<string, string> {
  const shown = headers ?? { "x-rate-limit-limit": "5000", "x-intensive-rate-limit-limit": "10" };
  return {
    ...shown,
    "x-intensive-rate-limit-remaining": "0",
    "x-intensive-rate-limit-reset": String(fault.resetSeconds),
    "x-rate-limit-remaining": shown["x-rate-limit-remaining"] ?? "4999",
    "x-rate-limit-reset": shown["x-rate-limit-reset"] ?? "1",
  };
}

function withHeaders(answer: Response, headers: Readonly<Record<string, string>>): Response {
  for (const [name, value] of Object.entries(headers)) answer.headers.set(name, value);
  return answer;
}

function withoutToken(url: URL): string {
  if (!url.searchParams.has("access_token")) return url.search;
  const shown = new URL(url);
  shown.searchParams.set("access_token", "…");
  return shown.search;
}
