import type { z } from "zod";

/** One thing that can be asked of the API: what goes in, what comes out, and who may ask. */
export interface Endpoint<
  Query extends z.ZodType = z.ZodType,
  Body extends z.ZodType = z.ZodType,
  Answer extends z.ZodType = z.ZodType,
> {
  readonly method: "GET" | "POST" | "PUT" | "DELETE";
  /** With `:name` for each part that is filled in. */
  readonly path: `/api/${string}`;
  /** One sentence for docs/API.md. */
  readonly about: string;
  readonly who: Who;
  readonly query?: Query;
  readonly body?: Body;
  /** Null where a file or nothing comes back. */
  readonly answer: Answer | null;
}

/** Anybody; anybody who is signed in; or 管理者 only. */
export type Who = "anyone" | "viewer" | "administrator";

/** Keeps the types of an endpoint's parts. */
export function endpoint<
  const Query extends z.ZodType = z.ZodUndefined,
  const Body extends z.ZodType = z.ZodUndefined,
  const Answer extends z.ZodType = z.ZodNull,
  const AskedBy extends Who = Who,
>(
  described: Endpoint<Query, Body, Answer> & { readonly who: AskedBy },
): Endpoint<Query, Body, Answer> & { readonly who: AskedBy } {
  return described;
}
