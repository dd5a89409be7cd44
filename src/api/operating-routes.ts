import { createHash, timingSafeEqual } from "node:crypto";
import { Hono } from "hono";
import type { OperatingState } from "../app/operating-state.ts";
import type { ApiEnvironment, Routes } from "./serve-endpoint.ts";

/** What an operator's machines are answered from. */
export interface OperatingParts {
  readonly state: OperatingState;
  /** The figures in Prometheus' text format. */
  readonly figures: { readonly text: () => Promise<string>; readonly contentType: string };
  /** What whoever asks for the figures must show; null: whoever reaches the operating port may see them. */
  readonly token: string | null;
}

/** `/healthz` and `/readyz`, for anybody: they tell nothing but whether the process lives, and why it should be asked nothing now. */
export function addHealthRoutes(routes: Routes, state: OperatingState): void {
  routes.get("/healthz", () => uncached(Response.json({ alive: true })));
  routes.get("/readyz", async () => {
    const reason = await state.unreadyBecause();
    return uncached(Response.json({ ready: reason === null, reason }, { status: reason === null ? 200 : 503 }));
  });
}

/** `/metrics` where it is not told: else the page of the web application would answer. */
export function addNoFigures(routes: Routes): void {
  routes.get("/metrics", () => uncached(new Response("", { status: 404 })));
}

/** `/metrics`: with the token where there is one. */
export function addFigureRoutes(routes: Routes, { figures, token }: OperatingParts): void {
  routes.get("/metrics", async (context) => {
    if (token !== null && !isSame(context.req.header("authorization") ?? "", `Bearer ${token}`)) {
      return uncached(new Response("", { status: 401, headers: { "www-authenticate": "Bearer" } }));
    }
    const headers = { "content-type": figures.contentType };
    return uncached(new Response(await figures.text(), { headers }));
  });
}

/** All three, and nothing else, for a port of their own. */
export function createOperatingRoutes(parts: OperatingParts, logDefect: (defect: unknown) => void): Routes {
  const routes = new Hono<ApiEnvironment>();
  addHealthRoutes(routes, parts.state);
  addFigureRoutes(routes, parts);
  routes.onError((error) => {
    logDefect(error);
    return new Response("", { status: 500 });
  });
  return routes;
}

function uncached(response: Response): Response {
  response.headers.set("cache-control", "no-store");
  return response;
}

// Of the same length whatever was sent, so that time tells nothing of the token.
function isSame(one: string, other: string): boolean {
  const [digest, expected] = [one, other].map((text) => createHash("sha256").update(text).digest());
  return digest !== undefined && expected !== undefined && timingSafeEqual(digest, expected);
}
