import { serveStatic } from "@hono/node-server/serve-static";
import type { Routes } from "./serve-endpoint.ts";

/** Serves the built web application from a folder: its files, and its one page for every other address of a page. */
export function serveWeb(routes: Routes, webFolder: string): void {
  // Their names change with their content.
  routes.use("/assets/*", async (context, next) => {
    await next();
    if (context.res.status === 200) context.header("cache-control", "public, max-age=31536000, immutable");
  });
  routes.use("/assets/*", serveStatic({ root: webFolder }));
  routes.get("/assets/*", (context) => context.notFound());
  routes.get("*", async (context, next) => {
    context.header("cache-control", "no-store");
    return next();
  });
  routes.get("*", serveStatic({ root: webFolder, path: "index.html" }));
}
