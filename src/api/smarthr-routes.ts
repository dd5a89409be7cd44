import type { Context } from "hono";
import { launchedAccount } from "../app/launched-account.ts";
import { completeLink } from "../app/link-by-oauth.ts";
import { linkStateOf } from "../app/link-state.ts";
import type { AddRoutes, ApiParts } from "./api-parts.ts";
import { createLinkCookies, type LinkCookies } from "./link-cookies.ts";
import { linking, type ownerOf } from "./link-routes.ts";
import type { ApiEnvironment } from "./serve-endpoint.ts";

const HOME = "/";
const LINK_PAGE = "/settings/smarthr";

type Visit = Context<ApiEnvironment>;

/** The two addresses that SmartHR sends a browser to. They answer with where to go on, never with a page of their own. */
export const addSmartHrRoutes: AddRoutes = (routes, parts) => {
  const cookies = createLinkCookies(parts.product.appUrl);
  routes.get("/smarthr/launch", (context) => answerLaunch(context, parts, cookies));
  routes.get("/smarthr/callback", (context) => answerCallback(context, parts, cookies));
};

// M9: 「アプリを開く」. That SmartHR adds ?subdomain= is likely and not documented, so without it everything works as well.
async function answerLaunch(context: Visit, { product }: ApiParts, cookies: LinkCookies): Promise<Response> {
  const subdomain = launchedAccount(product, context.req.query("subdomain") ?? null);
  const session = context.get("session");
  if (session === null) {
    return goToSignIn(context, `/smarthr/launch${subdomain === null ? "" : `?subdomain=${subdomain}`}`);
  }
  if (session.role !== "administrator") return goTo(context, HOME);
  if (subdomain !== null) cookies.keepLaunched(context, subdomain);
  const link = await linkStateOf(product, session.companyId, session.email);
  return goTo(context, link.kind === "linked" ? HOME : LINK_PAGE);
}

async function answerCallback(context: Visit, parts: ApiParts, cookies: LinkCookies): Promise<Response> {
  // Hono answers HEAD with what GET does, and looking at an address must not use up the code in it.
  if (context.req.method !== "GET") return context.body(null, 204);
  const session = context.get("session");
  const { pathname, search } = new URL(context.req.url);
  // The code in the address is worth nothing without this browser's cookie and the app's secret.
  if (session === null) return goToSignIn(context, pathname + search);
  // The page says that 閲覧者 cannot link.
  if (session.role !== "administrator") return goTo(context, LINK_PAGE);
  const attemptId = await linking(parts.product, session, (owner) => comeBack(context, parts, cookies, owner));
  return goTo(context, `${LINK_PAGE}?back=${attemptId}`);
}

async function comeBack(
  context: Visit,
  { product, logDefect }: ApiParts,
  cookies: LinkCookies,
  owner: ReturnType<typeof ownerOf>,
): Promise<string> {
  const state = context.req.query("state") ?? "";
  const cameBack = {
    callbackUrl: new URL(context.req.url),
    kept: cookies.readStart(context, state),
    launchedSubdomain: launchedAccount(product, cookies.readLaunched(context)),
    // What SmartHR gives is given once: nothing stops half-way because a browser was closed.
    signal: new AbortController().signal,
  };
  if (cameBack.kept !== null) cookies.dropStart(context, state);
  try {
    return await completeLink(product, owner, cameBack);
  } catch (defect) {
    logDefect(defect);
    // The attempt has ended with it, so coming once more only gives its id, and the page says what happened.
    return completeLink(product, owner, cameBack);
  }
}

function goToSignIn(context: Visit, next: string): Response {
  return goTo(context, `/sign-in?next=${encodeURIComponent(next)}`);
}

function goTo(context: Visit, place: string): Response {
  return context.redirect(place);
}
