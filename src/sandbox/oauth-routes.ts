import { randomUUID } from "node:crypto";
import { csrfOf, FORGET_SESSION, keepSession, prefixOf, readSession } from "./browser-session.ts";
import { DEMO_CLIENT, isLoopbackUrl } from "./oauth-client.ts";
import { answerConsentPage, answerProblemPage, answerSignInPage } from "./oauth-pages.ts";
import type { BrowserSession } from "./oauth-state.ts";
import { answerRevocation, answerToken } from "./oauth-token-routes.ts";
import type { Tenant } from "./tenant.ts";
import type { TenantAddress } from "./tenant-address.ts";
import type { World } from "./world.ts";

/** The password of every user of the sandbox. */
const PASSWORD = "smarthr-demo";
const CODE_LIFE_MILLISECONDS = 600_000;

/** A request to `…/oauth/…`, and the tenant whose address it came to. */
interface OauthCall {
  readonly world: World;
  readonly request: Request;
  readonly url: URL;
  readonly address: TenantAddress;
}

/** Answers `/oauth/authorization`, `/oauth/token` (SmartHR's own gem), `/oauth/revoke` (a switch) and the pages between them. */
export async function answerOauth(world: World, request: Request, url: URL, address: TenantAddress): Promise<Response> {
  const call = { world, request, url, address };
  if (address.subdomain !== null && !world.tenants.has(address.subdomain)) return answerUnknown();
  switch (`${request.method} ${address.path}`) {
    case "GET /oauth/authorization":
      return answerAuthorization(call);
    case "POST /oauth/sign-in":
      return answerSignIn(call);
    case "POST /oauth/sign-out":
      return answerSignOut(call);
    case "POST /oauth/consent":
      return answerConsent(call);
    case "POST /oauth/token":
      return answerToken(world, request);
    case "POST /oauth/revoke":
      return world.switches.revocationEndpoint ? answerRevocation(world, request) : answerUnknown();
    default:
      return answerUnknown();
  }
}

interface AuthorizationRequest {
  readonly redirectUri: string;
  readonly state: string | null;
  readonly codeChallenge: string | null;
}

function answerAuthorization(call: OauthCall): Promise<Response> | Response {
  const { world, request, url, address } = call;
  const asked = readAuthorization(world, url.searchParams);
  if (asked instanceof Response || asked instanceof Promise) return asked;
  const session = readSession(world, request);
  if (!session) {
    return answerSignInPage(`${prefixOf(url, address)}/oauth/sign-in`, url.pathname + url.search, false);
  }
  const tenants = administeredTenants(world, session, address);
  if (tenants.length === 0) return answerNotAdministrator();
  const hidden = { ...carriedOn(url.searchParams), csrf: csrfOf(session) };
  return answerConsentPage({
    action: `${prefixOf(url, address)}/oauth/consent`,
    email: session.email,
    tenants,
    hidden,
  });
}

const AUTHORIZATION_PARAMETERS = [
  "client_id",
  "redirect_uri",
  "response_type",
  "state",
  "scope",
  "code_challenge",
  "code_challenge_method",
];

// Anything else would come before the person's own answer in the form, and win over it.
function carriedOn(query: URLSearchParams): Record<string, string> {
  return Object.fromEntries([...query].filter(([name]) => AUTHORIZATION_PARAMETERS.includes(name)));
}

// RFC 6749 4.1.2.1: only an address that is certain to be the client's is redirected to.
function readAuthorization(world: World, query: URLSearchParams): AuthorizationRequest | Response | Promise<Response> {
  const redirectUri = query.get("redirect_uri") ?? "";
  if (query.get("client_id") !== DEMO_CLIENT.id) {
    return answerProblemPage(400, "連携を開始できません", "アプリが登録されていません。client_idを確認してください。");
  }
  if (!isLoopbackUrl(redirectUri)) {
    const remedy = "このサンドボックスでは、redirect_uriにlocalhostのURLを指定してください。";
    return answerProblemPage(400, "連携を開始できません", remedy);
  }
  const state = query.get("state");
  if (query.get("response_type") !== "code")
    return redirectBack(redirectUri, { error: "unsupported_response_type", state });
  const method = query.get("code_challenge_method") ?? "plain";
  const challenge = world.switches.pkce === "ignored" ? null : query.get("code_challenge");
  if ((world.switches.pkce === "required" && challenge === null) || (challenge !== null && method !== "S256")) {
    return redirectBack(redirectUri, { error: "invalid_request", state });
  }
  return { redirectUri, state, codeChallenge: challenge };
}

async function answerSignIn(call: OauthCall): Promise<Response> {
  const { world, request, url, address } = call;
  const form = new URLSearchParams(await request.text());
  const email = form.get("email") ?? "";
  const next = form.get("next") ?? "/";
  const target = new URL(next, url);
  // A form made elsewhere could name any address to go on to; a whole address cannot be mistaken for another one.
  const goOn = target.origin === url.origin ? target.href : url.origin;
  const known = [...world.tenants.values()].some((tenant) => tenant.users.list().some((user) => user.email === email));
  if (!known || form.get("password") !== PASSWORD) {
    return answerSignInPage(`${prefixOf(url, address)}/oauth/sign-in`, goOn, true);
  }
  const session = world.oauth.sessions.put({ id: randomUUID(), email });
  return redirect(goOn, keepSession(session));
}

function answerSignOut({ world, request, url, address }: OauthCall): Response {
  const session = readSession(world, request);
  if (session) world.oauth.sessions.delete(session.id);
  return redirect(`${prefixOf(url, address)}/`, FORGET_SESSION);
}

async function answerConsent(call: OauthCall): Promise<Response> {
  const { world, request, address } = call;
  const form = new URLSearchParams(await request.text());
  const asked = readAuthorization(world, form);
  if (asked instanceof Response || asked instanceof Promise) return asked;
  const session = readSession(world, request);
  if (!session || form.get("csrf") !== csrfOf(session)) {
    return answerProblemPage(403, "操作を続けられません", "もう一度ログインしてから、連携をやり直してください。");
  }
  const tenants = administeredTenants(world, session, address);
  const tenant = tenants.find(({ subdomain }) => subdomain === (form.get("tenant") ?? tenants[0]?.subdomain));
  const user = tenant?.users.list().find(({ email }) => email === session.email);
  if (!tenant || !user) return answerNotAdministrator();
  const { redirectUri, state, codeChallenge } = asked;
  if (form.get("decision") !== "allow") return redirectBack(redirectUri, { error: "access_denied", state });

  const code = world.oauth.codes.put({
    id: randomUUID(),
    clientId: DEMO_CLIENT.id,
    redirectUri,
    subdomain: tenant.subdomain,
    userId: user.id,
    codeChallenge,
    expiresAt: world.clock.now() + CODE_LIFE_MILLISECONDS,
    grantId: null,
  });
  return redirectBack(redirectUri, { code: code.id, state });
}

// "ログアウト中のユーザーと一般ユーザーは先に進めない" (SmartHR Plus): only 管理者 may permit an application.
function administeredTenants(world: World, session: BrowserSession, address: TenantAddress): Tenant[] {
  return [...world.tenants.values()].filter(
    (tenant) =>
      (address.subdomain === null || address.subdomain === tenant.subdomain) &&
      tenant.users.list().some((user) => user.email === session.email && user.admin),
  );
}

function answerNotAdministrator(): Promise<Response> {
  const remedy = "アプリとの連携を許可できるのは管理者のみです。管理者のアカウントでログインしてください。";
  return answerProblemPage(403, "連携を許可する権限がありません", remedy);
}

function answerUnknown(): Promise<Response> {
  return answerProblemPage(404, "ページが見つかりません", "URLを確認してください。");
}

function redirectBack(redirectUri: string, answer: Readonly<Record<string, string | null>>): Response {
  const target = new URL(redirectUri);
  for (const [name, value] of Object.entries(answer)) if (value !== null) target.searchParams.set(name, value);
  return redirect(target.href);
}

function redirect(location: string, headers: Readonly<Record<string, string>> = {}): Response {
  return new Response(null, { status: 302, headers: { location, "cache-control": "no-store", ...headers } });
}
