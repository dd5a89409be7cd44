import { Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import { secureHeaders } from "hono/secure-headers";
import type { Product } from "../app/product.ts";
import { addDepartmentRoutes } from "./department-routes.ts";
import { addEmployeeRoutes } from "./employee-routes.ts";
import { type ApiEnvironment, problemResponse, type Routes } from "./serve-endpoint.ts";
import type { SessionOf } from "./session.ts";

/** What the API stands on. */
export interface ApiParts {
  readonly product: Product;
  readonly sessionOf: SessionOf;
  /** Where people reach the product: requests that change something must come from its pages. */
  readonly appUrl: string;
  /** Logs a defect with an id, never with a person's data. */
  readonly logDefect: (defect: unknown) => string;
}

/** Adds the routes of one subject. */
export type AddRoutes = (routes: Routes, parts: ApiParts) => void;

const SUBJECTS: readonly AddRoutes[] = [addDepartmentRoutes, addEmployeeRoutes];

const MOST_BYTES = 1_000_000;

/** The API of the web application, as a function of a request. */
export function createApi(parts: ApiParts): Routes {
  const routes = new Hono<ApiEnvironment>();
  routes.use(secureHeaders());
  routes.use("/api/*", bodyLimit({ maxSize: MOST_BYTES, onError: () => problemResponse(TOO_LARGE) }));
  routes.use("/api/*", async (context, next) => {
    context.header("cache-control", "no-store");
    if (isFromElsewhere(context.req.raw, parts.appUrl)) return problemResponse({ kind: "not-permitted" });
    context.set("session", await parts.sessionOf(context.req.raw));
    return next();
  });
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
