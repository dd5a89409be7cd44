import type { Product } from "../app/product.ts";
import type { RunQueue } from "../app/run-queue.ts";
import type { Routes } from "./serve-endpoint.ts";
import type { SignIn } from "./sign-in.ts";

/** What the API stands on. */
export interface ApiParts {
  readonly product: Product;
  readonly signIn: SignIn;
  /** Where runs wait for a worker. */
  readonly runQueue: RunQueue;
  /** Logs a defect with an id, never with a person's data. */
  readonly logDefect: (defect: unknown, place?: { readonly requestId?: string }) => string;
}

/** Adds the routes of one subject. */
export type AddRoutes = (routes: Routes, parts: ApiParts) => void;
