import { Hono, type MiddlewareHandler } from "hono";
import { bodyLimit } from "hono/body-limit";
import { compress } from "hono/compress";
import { secureHeaders } from "hono/secure-headers";
import { problemOfError } from "../app/problem-of-error.ts";
import { addAdministratorRoutes } from "./administrator-routes.ts";
import type { AddRoutes, ApiParts } from "./api-parts.ts";
import { addDepartmentRoutes } from "./department-routes.ts";
import { addEmployeeRoutes } from "./employee-routes.ts";
import { addExplainRoutes } from "./explain-routes.ts";
import { addLinkRoutes } from "./link-routes.ts";
import { observeRequests } from "./observe-requests.ts";
import { addOptOutRoutes } from "./opt-out-routes.ts";
import { addOverviewRoutes } from "./overview-routes.ts";
import { addPastRosterRoutes } from "./past-roster-routes.ts";
import { addRunRoutes } from "./run-routes.ts";
import { type ApiEnvironment, problemResponse, type Routes } from "./serve-endpoint.ts";
import { addSessionRoutes } from "./session-routes.ts";
import { addSettingsRoutes } from "./settings-routes.ts";
import { addSmartHrRoutes } from "./smarthr-routes.ts";

const SUBJECTS: readonly AddRoutes[] = [
  addSessionRoutes,
  addOverviewRoutes,
  addAdministratorRoutes,
  addSettingsRoutes,
  addLinkRoutes,
  addSmartHrRoutes,
  addDepartmentRoutes,
  addEmployeeRoutes,
  addPastRosterRoutes,
  addRunRoutes,
  addExplainRoutes,
  addOptOutRoutes,
];

const MOST_BYTES = 1_000_000;

/** The API of the web application, as a function of a request. */
export function createApi(parts: ApiParts): Routes {
  const routes = new Hono<ApiEnvironment>();
  routes.use(observeRequests(parts.product));
  routes.use(secureHeaders({ contentSecurityPolicy: POLICY, xFrameOptions: "DENY", referrerPolicy: "same-origin" }));
  routes.use(compress());
  routes.use("/api/*", bodyLimit({ maxSize: MOST_BYTES, onError: () => problemResponse(TOO_LARGE) }));
  const admit: MiddlewareHandler<ApiEnvironment> = async (context, next) => {
    // Requests that change something must come from the product's own pages.
    if (isFromElsewhere(context.req.raw, parts.product.appUrl)) return problemResponse({ kind: "not-permitted" });
    const { session, cookies } = await parts.signIn.sessionOf(context.req.raw);
    context.set("session", session);
    await next();
    // Set before, they would be lost with the first response that a route makes itself.
    context.header("cache-control", "no-store");
    // Who signs in or out with this very request gets the cookies of that.
    if (!context.res.headers.has("set-cookie")) {
      for (const cookie of cookies) context.header("set-cookie", cookie, { append: true });
    }
    return undefined;
  };
  routes.use("/api/*", admit);
  routes.use("/smarthr/*", admit);
  for (const addRoutes of SUBJECTS) addRoutes(routes, parts);
  routes.all("/api/*", () => problemResponse({ kind: "not-found" }));
  routes.onError((error, context) => {
    const id = parts.logDefect(error, { requestId: context.get("requestId") });
    return problemResponse(problemOfError(error) ?? { kind: "internal", id });
  });
  return routes;
}

// Everything comes from here. Styles also from the page itself, because smarthr-ui's components write some of theirs into it.
const POLICY = {
  defaultSrc: ["'self'"],
  styleSrc: ["'self'", "'unsafe-inline'"],
  imgSrc: ["'self'", "data:"],
  objectSrc: ["'none'"],
  baseUri: ["'self'"],
  formAction: ["'self'"],
  frameAncestors: ["'none'"],
};

const TOO_LARGE = { kind: "invalid-input", fields: [{ field: "", fault: "too-long" }] } as const;

// Cookies come along with a form that another site sends; the browser says in Origin whose form it was.
function isFromElsewhere(request: Request, appUrl: string): boolean {
  if (request.method === "GET" || request.method === "HEAD") return false;
  const origin = request.headers.get("origin");
  return origin !== null && origin !== new URL(appUrl).origin;
}
