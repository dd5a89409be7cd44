import { createHash } from "node:crypto";
import type { Context } from "hono";
import { deleteCookie, getCookie, setCookie } from "hono/cookie";

/** Where the cookies are sent: the two addresses that SmartHR leads to. */
const PATH = "/smarthr";
const LAUNCHED = "smarthr_launched";
// From 「アプリを開く」 through signing in to 「連携する」.
const LAUNCHED_SECONDS = 3_600;

/** Cookies of one installation: over https they are never sent without it. */
export interface LinkCookies {
  /** Keeps what belongs to that state for this browser alone. */
  keepStart(context: Context, start: { readonly state: string; readonly kept: string; readonly seconds: number }): void;
  /** What this browser kept for that state, or null. */
  readStart(context: Context, state: string): string | null;
  /** Forgets what belongs to that state. */
  dropStart(context: Context, state: string): void;
  keepLaunched(context: Context, subdomain: string): void;
  readLaunched(context: Context): string | null;
}

/** No script can read them, and they come back with a link or redirect from SmartHR but with no form of another site. */
export function createLinkCookies(appUrl: string): LinkCookies {
  const options = { path: PATH, httpOnly: true, sameSite: "Lax", secure: appUrl.startsWith("https:") } as const;
  return {
    keepStart: (context, { state, kept, seconds }) =>
      setCookie(context, startName(state), kept, { ...options, maxAge: seconds }),
    readStart: (context, state) => getCookie(context, startName(state)) ?? null,
    dropStart: (context, state) => void deleteCookie(context, startName(state), options),
    keepLaunched: (context, subdomain) =>
      setCookie(context, LAUNCHED, subdomain, { ...options, maxAge: LAUNCHED_SECONDS }),
    readLaunched: (context) => getCookie(context, LAUNCHED) ?? null,
  };
}

// A cookie of its own for each attempt, so that two tabs do not take each other's. Coming back deletes it, giving up lets it end by itself.
function startName(state: string): string {
  return `smarthr_link_${createHash("sha256").update(state).digest("hex").slice(0, 12)}`;
}
