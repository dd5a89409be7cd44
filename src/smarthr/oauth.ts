import * as oauth from "oauth4webapi";
import type { Instant } from "../core/calendar.ts";
import type { Clock } from "../core/clock.ts";
import { fail, ok, type Result } from "../core/result.ts";
import { type Fetch, send, timeoutAfter } from "./send.ts";
import { isSafeServiceUrl } from "./tenant-address.ts";

/** Why SmartHR's permission was not given, renewed or taken back, by cause. */
export type OAuthFault =
  /** The administrator did not press 「許可する」. */
  | { readonly kind: "access-denied" }
  /** The answer does not belong to the question we asked in this browser. */
  | { readonly kind: "state-mismatch" }
  /** The code or refresh token is used up, expired or taken back: link anew. */
  | { readonly kind: "grant-refused" }
  /** SmartHR does not know us: the client id, its secret, or the address to come back to is not the registered one. */
  | { readonly kind: "client-refused" }
  /** No answer, or a server error. */
  | { readonly kind: "unavailable" }
  /** Where the answer is not as documented; never a value. */
  | { readonly kind: "unexpected-shape"; readonly path: string };

/** SmartHR's OAuth server, for one SmartHR Plus app. */
export interface OAuth {
  /** The address to send the administrator to. The rest is secret, good for one answer, and kept for the same browser alone. */
  startAuthorization(): Promise<StartedAuthorization>;
  /** The tokens for the address that the administrator came back to. */
  completeAuthorization(
    callbackUrl: URL,
    started: Pick<StartedAuthorization, "state" | "codeVerifier">,
  ): Promise<Result<Tokens, OAuthFault>>;
  /** New tokens. Not to be called twice at once for one link: a refresh token used twice can kill the link. */
  refreshTokens(refreshToken: string): Promise<Result<Tokens, OAuthFault>>;
  /** Takes a token back, or says that this server has no way to. */
  revokeToken(token: string): Promise<Result<"revoked" | "not-offered", OAuthFault>>;
}

export interface StartedAuthorization {
  readonly url: string;
  readonly state: string;
  readonly codeVerifier: string;
}

export interface Tokens {
  readonly accessToken: string;
  /** Null when SmartHR gave none: the link then lasts as long as the access token. */
  readonly refreshToken: string | null;
  /** Null when SmartHR did not say. */
  readonly expiresAt: Instant | null;
  /** SmartHR's id of the tenant whose administrator gave the permission; null when it did not say. */
  readonly tenantId: string | null;
}

export interface OAuthOptions {
  /** Without a slash at its end, as `https://app.smarthr.jp`; https, or http on this machine. */
  readonly authUrl: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly redirectUri: string;
  readonly fetch: Fetch;
  readonly clock: Pick<Clock, "now" | "every">;
}

const TIMEOUT_MS = 30_000;
const CODES_OF_A_SERVER_IN_TROUBLE = ["server_error", "temporarily_unavailable"];

/** Speaks the authorization code flow with SmartHR, without a scope: what may be read was fixed when the app was registered. */
export function createOAuth(options: OAuthOptions): OAuth {
  const { authUrl, clientId, clientSecret, redirectUri, clock } = options;
  if (!isSafeServiceUrl(authUrl)) {
    throw new Error("SmartHR's sign-in address must begin with https:// (http:// only on this machine)");
  }
  const server: oauth.AuthorizationServer = {
    issuer: authUrl,
    authorization_endpoint: `${authUrl}/oauth/authorization`,
    token_endpoint: `${authUrl}/oauth/token`,
    revocation_endpoint: `${authUrl}/oauth/revoke`,
  };
  const client: oauth.Client = { client_id: clientId };
  const inTheBody = oauth.ClientSecretPost(clientSecret);
  const over = { [oauth.customFetch]: fetchWhole(options.fetch, clock), [oauth.allowInsecureRequests]: true };

  return {
    async startAuthorization() {
      const state = oauth.generateRandomState();
      const codeVerifier = oauth.generateRandomCodeVerifier();
      const url = new URL(`${authUrl}/oauth/authorization`);
      url.searchParams.set("response_type", "code");
      url.searchParams.set("client_id", clientId);
      url.searchParams.set("redirect_uri", redirectUri);
      url.searchParams.set("state", state);
      url.searchParams.set("code_challenge", await oauth.calculatePKCECodeChallenge(codeVerifier));
      url.searchParams.set("code_challenge_method", "S256");
      return { url: url.href, state, codeVerifier };
    },

    async completeAuthorization(callbackUrl, { state, codeVerifier }) {
      const callback = judgeCallback(server, client, callbackUrl, state);
      if (!callback.ok) return callback;
      return orFault("POST /oauth/token", async () => {
        const response = await oauth.authorizationCodeGrantRequest(
          server,
          client,
          inTheBody,
          callback.value,
          redirectUri,
          codeVerifier,
          over,
        );
        const answer = await oauth.processAuthorizationCodeResponse(server, client, response);
        return toTokens(answer, clock.now(), null);
      });
    },

    async refreshTokens(refreshToken) {
      return orFault("POST /oauth/token", async () => {
        const response = await oauth.refreshTokenGrantRequest(server, client, inTheBody, refreshToken, over);
        const answer = await oauth.processRefreshTokenResponse(server, client, response);
        return toTokens(answer, clock.now(), refreshToken);
      });
    },

    async revokeToken(token) {
      return orFault("POST /oauth/revoke", async () => {
        const response = await oauth.revocationRequest(server, client, inTheBody, token, over);
        if (response.status === 404 || response.status === 405) return "not-offered";
        await oauth.processRevocationResponse(response);
        return "revoked";
      });
    },
  };
}

function judgeCallback(
  server: oauth.AuthorizationServer,
  client: oauth.Client,
  callbackUrl: URL,
  state: string,
): Result<URLSearchParams, OAuthFault> {
  const parameters = new URLSearchParams(callbackUrl.search);
  // We ask one server only, and its name for itself is not documented.
  parameters.delete("iss");
  try {
    const valid = oauth.validateAuthResponse(server, client, parameters, state);
    return valid.has("code") ? ok(valid) : fail({ kind: "unexpected-shape", path: "callback code" });
  } catch (error) {
    if (error instanceof oauth.OperationProcessingError) return fail({ kind: "state-mismatch" });
    return fail(judgeRefusal(error, "callback"));
  }
}

async function orFault<T>(path: string, ask: () => Promise<T>): Promise<Result<T, OAuthFault>> {
  try {
    return ok(await ask());
  } catch (error) {
    return fail(judgeRefusal(error, path));
  }
}

// The library's errors carry the whole answer, tokens and all: none of them may leave this file.
function judgeRefusal(error: unknown, path: string): OAuthFault {
  if (error instanceof NoAnswer) return { kind: "unavailable" };
  if (error instanceof oauth.AuthorizationResponseError || error instanceof oauth.ResponseBodyError) {
    return judgeErrorCode(error.error);
  }
  if (error instanceof oauth.WWWAuthenticateChallengeError) return { kind: "client-refused" };
  if (error instanceof oauth.OperationProcessingError || error instanceof oauth.UnsupportedOperationError) {
    return { kind: "unexpected-shape", path };
  }
  throw new Error(`unexpected ${error instanceof Error ? error.name : typeof error} at ${path}`);
}

// RFC 6749, 4.1.2.1 and 5.2.
function judgeErrorCode(code: string): OAuthFault {
  if (code === "access_denied") return { kind: "access-denied" };
  if (code === "invalid_grant") return { kind: "grant-refused" };
  return { kind: CODES_OF_A_SERVER_IN_TROUBLE.includes(code) ? "unavailable" : "client-refused" };
}

function toTokens(answer: oauth.TokenEndpointResponse, now: Instant, formerRefreshToken: string | null): Tokens {
  const tenantId = answer["token_request_tenant_id"];
  return {
    accessToken: answer.access_token,
    // smarthr-api 2.1: whether a refresh token is replaced is not documented; one that is not stays good.
    refreshToken: answer.refresh_token ?? formerRefreshToken,
    expiresAt: answer.expires_in === undefined ? null : now + answer.expires_in * 1000,
    tenantId: typeof tenantId === "string" || typeof tenantId === "number" ? String(tenantId) : null,
  };
}

class NoAnswer extends Error {}

// Sent once only: a code and a refresh token are good for one use, and an answer that was lost may have used them up.
function fetchWhole(fetch: Fetch, clock: OAuthOptions["clock"]) {
  return async (
    url: string,
    { method, headers, body, redirect }: oauth.CustomFetchOptions<"POST", URLSearchParams>,
  ) => {
    const request = new Request(url, { method, headers, body, redirect });
    const answer = await send(request, { fetch, timeout: timeoutAfter(clock, TIMEOUT_MS), stop: undefined });
    if (!answer.ok) throw new NoAnswer();
    const { status, headers: answered, body: text } = answer.value;
    if (status >= 500 || status === 429) throw new NoAnswer();
    return new Response(text === "" ? null : text, { status, headers: answered });
  };
}
