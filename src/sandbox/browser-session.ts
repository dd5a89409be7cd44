import { createHash } from "node:crypto";
import type { BrowserSession } from "./oauth-state.ts";
import type { TenantAddress } from "./tenant-address.ts";
import type { World } from "./world.ts";

const COOKIE = "smarthr_sandbox_session";

/** Who is signed in in this browser; null for nobody. */
export function readSession(world: World, request: Request): BrowserSession | null {
  const cookies = request.headers.get("cookie") ?? "";
  const id = new RegExp(`(?:^|;\\s*)${COOKIE}=([^;]+)`).exec(cookies)?.[1];
  return world.oauth.sessions.get(id ?? "") ?? null;
}

/** The header that keeps the session in the browser. */
export function keepSession(session: BrowserSession): Readonly<Record<string, string>> {
  return { "set-cookie": `${COOKIE}=${session.id}; Path=/; HttpOnly; SameSite=Lax` };
}

/** The header that makes the browser forget its session. */
export const FORGET_SESSION = { "set-cookie": `${COOKIE}=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0` } as const;

/** What a form of the session's own pages carries, and nobody else's form can know. */
export function csrfOf(session: BrowserSession): string {
  return createHash("sha256").update(`form:${session.id}`).digest("hex");
}

/** What stands before the paths of the address: a host of its own needs nothing there. */
export function prefixOf(url: URL, address: TenantAddress): string {
  return url.pathname.startsWith("/tenants/") ? `/tenants/${address.subdomain}` : "";
}
