import type { MiddlewareHandler } from "hono";
import { routePath } from "hono/route";
import type { Product } from "../app/product.ts";
import type { ApiEnvironment } from "./serve-endpoint.ts";

/** Gives each request an id, and tells of each answer: by the route's pattern, as addresses hold ids and what people search for. */
export function observeRequests({
  observe,
  newId,
}: Pick<Product, "observe" | "newId">): MiddlewareHandler<ApiEnvironment> {
  return async (context, next) => {
    const requestId = newId();
    context.set("requestId", requestId);
    // Real time: how long a page takes has nothing to do with a test's clock.
    const askedAt = performance.now();
    await next();
    context.header("x-request-id", requestId);
    const { method } = context.req;
    const seconds = Math.round((performance.now() - askedAt) * 10) / 10_000;
    observe({
      kind: "request-served",
      requestId,
      method,
      route: routePath(context),
      status: context.res.status,
      seconds,
    });
  };
}
