import { Hono, type MiddlewareHandler } from "hono";
import { bodyLimit } from "hono/body-limit";
import { secureHeaders } from "hono/secure-headers";
import type { AddRoutes, ApiParts } from "./api-parts.ts";
import { addRunRoutes } from "./run-routes.ts";
import { type ApiEnvironment, problemResponse, type Routes } from "./serve-endpoint.ts";

const SUBJECTS: readonly AddRoutes[] = [addRunRoutes];

const MOST_BYTES = 1_000_000;

/** The API of the web application, as a function of a request. */
export function createApi(parts: ApiParts): Routes {
  const routes = new Hono<ApiEnvironment>();
  routes.use(secureHeaders());
  routes.use("/api/*", bodyLimit({ maxSize: MOST_BYTES, onError: () => problemResponse(TOO_LARGE) }));
  const admit: MiddlewareHandler<ApiEnvironment> = async (context, next) => {
    if (isFromElsewhere(context.req.raw, parts.appUrl)) return problemResponse({ kind: "not-permitted" });
    context.set("session", await parts.sessionOf(context.req.raw));
    await next();
    // Afterwards: a `Response` of a work's own does not take over what the context was told before.
    context.res.headers.set("cache-control", "no-store");
    return undefined;
  };
  routes.use("/api/*", admit);
  for (const addRoutes of SUBJECTS) addRoutes(routes, parts);
  routes.all("/api/*", () => problemResponse({ kind: "not-found" }));
  routes.onError((error) => problemResponse({ kind: "internal", id: parts.logDefect(error) }));
  return routes;
}

const TOO_LARGE = { kind: "invalid-input", fields: [{ field: "", fault: "too-long" }] } as const;

// Cookies come along with a form that another site sends; the browser says in Origin whose form it was.
function isFromElsewhere(request: Request, appUrl: string): boolean {
  if (request.method === "GET" || request.method === "HEAD") return false;
  const origin = request.headers.get("origin");
  return origin !== null && origin !== new URL(appUrl).origin;
}
