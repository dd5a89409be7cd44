import { createHash } from "node:crypto";
import { makeToken, type Permission, RESOURCES, type Resource, randomTokenText } from "./access-token.ts";
import { JSON_TYPE } from "./answer.ts";
import { DEMO_CLIENT } from "./oauth-client.ts";
import type { Grant } from "./oauth-state.ts";
import type { World } from "./world.ts";

const DAY_MILLISECONDS = 86_400_000;

/** `POST /oauth/token`: a code or a refresh token becomes tokens (RFC 6749 4.1.3, 6). */
export async function answerToken(world: World, request: Request): Promise<Response> {
  const form = new URLSearchParams(await request.text());
  const refusal = refuseClient(request, form);
  if (refusal) return refusal;
  switch (form.get("grant_type")) {
    case "authorization_code":
      return exchangeCode(world, form);
    case "refresh_token":
      return refreshGrant(world, form.get("refresh_token") ?? "");
    default:
      return refuseToken(400, "unsupported_grant_type");
  }
}

/** `POST /oauth/revoke` (RFC 7009): the grant of the token dies; unknown tokens are answered the same way. */
export async function answerRevocation(world: World, request: Request): Promise<Response> {
  const form = new URLSearchParams(await request.text());
  const refusal = refuseClient(request, form);
  if (refusal) return refusal;
  const text = form.get("token") ?? "";
  const grantId =
    world.tokens.get(text)?.grantId ?? world.oauth.grants.list().find((grant) => grant.refreshToken === text)?.id;
  if (grantId) endGrant(world, grantId);
  return new Response(null, { status: 200 });
}

function exchangeCode(world: World, form: URLSearchParams): Response {
  const code = world.oauth.codes.get(form.get("code") ?? "");
  if (!code) return refuseToken(400, "invalid_grant");
  if (code.grantId !== null) {
    // RFC 6749 4.1.2: a code that comes twice may have been stolen, so what it gave is taken back.
    endGrant(world, code.grantId);
    return refuseToken(400, "invalid_grant");
  }
  const verified = code.codeChallenge === null || code.codeChallenge === challengeOf(form.get("code_verifier") ?? "");
  if (code.expiresAt <= world.clock.now() || code.redirectUri !== form.get("redirect_uri") || !verified) {
    return refuseToken(400, "invalid_grant");
  }
  const tenant = world.tenants.get(code.subdomain);
  if (!tenant) return refuseToken(400, "invalid_grant");

  const grant = world.oauth.grants.put({
    id: tenant.ids.next(),
    subdomain: code.subdomain,
    clientId: code.clientId,
    userId: code.userId,
    refreshToken: randomTokenText(),
    refreshExpiresAt: refreshEnd(world),
    formerRefreshTokens: [],
  });
  world.oauth.codes.put({ ...code, grantId: grant.id });
  return answerTokens(world, grant, true);
}

function refreshGrant(world: World, refreshToken: string): Response {
  const grants = world.oauth.grants.list();
  const reused = grants.find((grant) => grant.formerRefreshTokens.includes(refreshToken));
  if (reused) {
    endGrant(world, reused.id);
    return refuseToken(400, "invalid_grant");
  }
  const grant = grants.find((candidate) => candidate.refreshToken === refreshToken);
  if (!grant || grant.refreshExpiresAt <= world.clock.now()) return refuseToken(400, "invalid_grant");

  const { refreshRotation } = world.switches;
  const renewed = { ...grant, refreshExpiresAt: refreshEnd(world) };
  const rotated = {
    ...renewed,
    refreshToken: randomTokenText(),
    formerRefreshTokens: [...grant.formerRefreshTokens, grant.refreshToken],
  };
  return answerTokens(world, world.oauth.grants.put(refreshRotation ? rotated : renewed), refreshRotation);
}

function answerTokens(world: World, grant: Grant, withRefreshToken: boolean): Response {
  const { accessTokenLifeSeconds, scopeInTokenAnswer, tokenTenantId } = world.switches;
  const token = world.tokens.put(
    makeToken({
      id: randomTokenText(),
      subdomain: grant.subdomain,
      origin: `app:${grant.clientId}`,
      expiresAt: world.clock.now() + accessTokenLifeSeconds * 1_000,
      grantId: grant.id,
      userId: grant.userId,
      resources: APP_RESOURCES,
    }),
  );
  const tenantId = tokenTenantId === "subdomain" ? grant.subdomain : world.tenants.get(grant.subdomain)?.id;
  return answerTokenJson(200, {
    access_token: token.id,
    token_type: "Bearer",
    expires_in: accessTokenLifeSeconds,
    ...(withRefreshToken ? { refresh_token: grant.refreshToken } : {}),
    ...(scopeInTokenAnswer === null ? {} : { scope: scopeInTokenAnswer }),
    token_request_tenant_id: tenantId,
  });
}

// What the consent page lists; everything else is closed to the application.
const UPDATED: readonly Resource[] = ["crews", "crew_custom_field_templates", "webhooks"];
const READ: readonly Resource[] = [...UPDATED, "departments", "employment_types", "job_titles", "users"];
const APP_RESOURCES = Object.fromEntries(
  RESOURCES.map((resource): [Resource, Permission] => [
    resource,
    { read: READ.includes(resource), update: UPDATED.includes(resource) },
  ]),
  // fromEntries forgets which keys it was given.
) as Record<Resource, Permission>;

function endGrant(world: World, grantId: string): void {
  world.oauth.grants.delete(grantId);
  for (const token of world.tokens.list()) if (token.grantId === grantId) world.tokens.delete(token.id);
}

function refreshEnd(world: World): number {
  return world.clock.now() + world.switches.refreshTokenLifeDays * DAY_MILLISECONDS;
}

// SmartHR's own gem sends id and secret in the form body, another one uses HTTP Basic: both are accepted.
function refuseClient(request: Request, form: URLSearchParams): Response | null {
  const basic = /^Basic +(\S+)$/i.exec(request.headers.get("authorization") ?? "")?.[1];
  const [id, secret] =
    basic === undefined
      ? [form.get("client_id"), form.get("client_secret")]
      : Buffer.from(basic, "base64").toString().split(":").map(decodeURIComponent);
  if (id === DEMO_CLIENT.id && secret === DEMO_CLIENT.secret) return null;
  return refuseToken(401, "invalid_client", basic === undefined ? {} : { "www-authenticate": "Basic" });
}

function challengeOf(verifier: string): string {
  return createHash("sha256").update(verifier).digest("base64url");
}

function refuseToken(status: number, error: string, headers: Readonly<Record<string, string>> = {}): Response {
  return answerTokenJson(status, { error }, headers);
}

function answerTokenJson(status: number, body: object, headers: Readonly<Record<string, string>> = {}): Response {
  return new Response(JSON.stringify(body), {
    status,
    headers: { "content-type": JSON_TYPE, "cache-control": "no-store", ...headers },
  });
}
