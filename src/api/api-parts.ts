import type { Product } from "../app/product.ts";
import type { RunQueue } from "../app/run-queue.ts";
import type { Routes } from "./serve-endpoint.ts";
import type { SessionOf } from "./session.ts";

/** What the API stands on. */
export interface ApiParts {
  readonly product: Product;
  /** Where runs wait for a worker. */
  readonly runQueue: RunQueue;
  readonly sessionOf: SessionOf;
  /** Where people reach the product: requests that change something must come from its pages. */
  readonly appUrl: string;
  /** Logs a defect with an id, never with a person's data. */
  readonly logDefect: (defect: unknown) => string;
}

/** Adds the routes of one subject. */
export type AddRoutes = (routes: Routes, parts: ApiParts) => void;
