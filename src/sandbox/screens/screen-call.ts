import { Hono } from "hono";
import type { FieldError } from "../answer.ts";
import type { BrowserSession } from "../oauth-state.ts";
import type { Tenant } from "../tenant.ts";
import type { World } from "../world.ts";

/** A person's request for a screen of a tenant in which they are a user. */
export interface ScreenCall {
  readonly world: World;
  readonly tenant: Tenant;
  readonly url: URL;
  /** The path below the tenant's address. */
  readonly path: string;
  /** What stands before every path of the tenant: `/tenants/{subdomain}`, or nothing. */
  readonly prefix: string;
  readonly session: BrowserSession;
  /** 管理者 may edit; everybody else may look. */
  readonly administrator: boolean;
  /** What a POST sent; empty for a GET. */
  readonly form: URLSearchParams;
}

/** What the routes of the screens share. */
export type ScreenEnvironment = { Bindings: { call: ScreenCall } };

/** Routes of screens. */
export function createScreens(): Hono<ScreenEnvironment> {
  return new Hono<ScreenEnvironment>({ getPath: (_, options) => options?.env?.call.path ?? "/" });
}

/** Where a form leads after it was written: a reload writes nothing again. `path` is below the tenant's address. */
export function seeOther({ prefix }: ScreenCall, path: string): Response {
  return new Response(null, { status: 303, headers: { location: `${prefix}${path}`, "cache-control": "no-store" } });
}

/** The first message of each field. */
export function messageByField(errors: readonly FieldError[]): ReadonlyMap<string, string> {
  return new Map([...errors].reverse().map(({ field, message }) => [field ?? "", message]));
}
