import { describe, expect, test } from "vitest";
import { type Answer, bearer, createScene, type Scene } from "./sandbox-scene.ts";

const CALLBACK = "http://localhost:3000/smarthr/callback";
const CLIENT = { client_id: "mikiwame-demo", client_secret: "mikiwame-demo-secret" };
const VERIFIER = "a-verifier-of-at-least-forty-three-characters-0";
// SHA-256 of the verifier in base64url.
const CHALLENGE = Buffer.from(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(VERIFIER))).toString(
  "base64url",
);

function authorizationPath(special: Record<string, string> = {}): string {
  const query = {
    client_id: CLIENT.client_id,
    redirect_uri: CALLBACK,
    response_type: "code",
    state: "s-1",
    ...special,
  };
  return `/oauth/authorization?${new URLSearchParams(query)}`;
}

async function signIn({ ask }: Scene, email = "hr@example.com", password = "smarthr-demo"): Promise<Answer> {
  return ask("/oauth/sign-in", { method: "POST", form: { email, password, next: authorizationPath() }, headers: {} });
}

async function cookieOf(scene: Scene, email?: string): Promise<Record<string, string>> {
  const { headers } = await signIn(scene, email);
  return { cookie: headers.get("set-cookie")?.split(";")[0] ?? "" };
}

// What a browser would send back from the consent page: every hidden field as it was printed.
async function consent(scene: Scene, decision: string, special: Record<string, string> = {}): Promise<URL> {
  const headers = await cookieOf(scene);
  const page = await scene.ask(authorizationPath(special), { headers });
  const fields = [...page.text.matchAll(/type="hidden" name="([^"]*)" value="([^"]*)"/g)];
  const form = Object.fromEntries(fields.map(([, name = "", value = ""]) => [name, value]));
  const answer = await scene.ask("/oauth/consent", {
    method: "POST",
    form: { ...form, tenant: "acme", ...special, decision },
    headers,
  });
  return new URL(answer.headers.get("location") ?? "nowhere:");
}

async function tokenAnswer({ ask }: Scene, form: Record<string, string>, headers: Record<string, string> = {}) {
  return ask("/oauth/token", { method: "POST", form, headers });
}

async function link(scene: Scene, special: Record<string, string> = {}): Promise<Answer> {
  const code = (await consent(scene, "allow", special)).searchParams.get("code") ?? "";
  return tokenAnswer(scene, { ...CLIENT, grant_type: "authorization_code", code, redirect_uri: CALLBACK });
}

async function refresh(scene: Scene, refreshToken: string): Promise<Answer> {
  return tokenAnswer(scene, { ...CLIENT, grant_type: "refresh_token", refresh_token: refreshToken });
}

describe("GET /oauth/authorization", () => {
  test("whoever is not signed in is asked for mail address and password (M12)", async () => {
    const { ask } = createScene();

    const page = await ask(authorizationPath(), { headers: {} });

    expect([page.status, page.headers.get("content-type")]).toEqual([200, "text/html;charset=utf-8"]);
    expect(page.text).toContain("<h1>SmartHRにログイン</h1>");
  });

  test("signing in leads back to where one wanted to go", async () => {
    const scene = createScene();

    const answer = await signIn(scene);

    expect([answer.status, answer.headers.get("location")]).toEqual([
      302,
      `http://localhost:4000${authorizationPath()}`,
    ]);
  });

  test("a wrong password is refused with words", async () => {
    const scene = createScene();

    const page = await signIn(scene, "hr@example.com", "wrong");

    expect(page.status).toBe(401);
    expect(page.text).toContain("メールアドレスまたはパスワードが正しくありません。");
  });

  test.each([
    ["https://elsewhere.example/", "http://localhost:4000"],
    ["//elsewhere.example/", "http://localhost:4000"],
    ["/..//elsewhere.example/", "http://localhost:4000//elsewhere.example/"],
  ])("signing in never leads to another server: %s", async (next, location) => {
    const { ask } = createScene();
    const form = { email: "hr@example.com", password: "smarthr-demo", next };

    const answer = await ask("/oauth/sign-in", { method: "POST", form, headers: {} });

    expect(answer.headers.get("location")).toBe(location);
  });

  test("an administrator is asked for consent, with the tenants to choose from", async () => {
    const scene = createScene();

    const page = await scene.ask(authorizationPath(), { headers: await cookieOf(scene) });

    expect(page.text).toContain("ミキワメとの連携を許可しますか？");
    expect([...page.text.matchAll(/name="tenant" value="(\w+)"/g)].map(([, name]) => name)).toEqual(["acme", "globex"]);
  });

  test("a 一般 user may not go on", async () => {
    const scene = createScene();

    const page = await scene.ask(authorizationPath(), { headers: await cookieOf(scene, "member@example.com") });

    expect(page.status).toBe(403);
  });

  test.each([
    ["an unknown client", { client_id: "somebody" }],
    ["a redirect away from this machine", { redirect_uri: "https://elsewhere.example/callback" }],
  ])("%s is answered with a page, never redirected", async (_, special) => {
    const { ask } = createScene();

    const page = await ask(authorizationPath(special), { headers: {} });

    expect([page.status, page.headers.get("location")]).toEqual([400, null]);
  });

  test("another response_type is sent back as unsupported_response_type with the state", async () => {
    const { ask } = createScene();

    const answer = await ask(authorizationPath({ response_type: "token" }), { headers: {} });

    expect(answer.headers.get("location")).toBe(`${CALLBACK}?error=unsupported_response_type&state=s-1`);
  });

  test("what a client sends is escaped on the consent page", async () => {
    const scene = createScene();

    const page = await scene.ask(authorizationPath({ state: '"><script>' }), { headers: await cookieOf(scene) });

    expect(page.text).toContain('value="&quot;&gt;&lt;script&gt;"');
    expect(page.text).not.toContain("<script>");
  });

  test("a client cannot answer for the person: nothing but the protocol's own words is carried on", async () => {
    const scene = createScene();
    const path = authorizationPath({ decision: "allow", tenant: "globex" });

    const page = await scene.ask(path, { headers: await cookieOf(scene) });

    const hidden = [...page.text.matchAll(/type="hidden" name="([^"]*)"/g)].map(([, name]) => name);
    expect(hidden).toEqual(["client_id", "redirect_uri", "response_type", "state", "csrf"]);
  });

  test("a consent that was not asked for on the page is refused", async () => {
    const scene = createScene();
    const headers = await cookieOf(scene);
    const form = Object.fromEntries(new URL(`http://x${authorizationPath()}`).searchParams);

    const answer = await scene.ask("/oauth/consent", { method: "POST", form: { ...form, decision: "allow" }, headers });

    expect(answer.status).toBe(403);
  });
});

describe("consent", () => {
  test("「許可する」 leads back with code and state", async () => {
    const scene = createScene();

    const target = await consent(scene, "allow");

    expect([target.origin + target.pathname, target.searchParams.get("state")]).toEqual([CALLBACK, "s-1"]);
    expect(target.searchParams.get("code")).toMatch(/.{20}/);
  });

  test("「許可しない」 leads back with access_denied and state", async () => {
    const scene = createScene();

    const target = await consent(scene, "deny");

    expect(target.href).toBe(`${CALLBACK}?error=access_denied&state=s-1`);
  });
});

describe("POST /oauth/token", () => {
  test("a code becomes tokens, and token_request_tenant_id says whose they are", async () => {
    const scene = createScene();

    const { status, json } = await link(scene);

    expect([status, json]).toEqual([
      200,
      {
        access_token: json.access_token,
        token_type: "Bearer",
        expires_in: 7_200,
        refresh_token: json.refresh_token,
        token_request_tenant_id: "acme",
      },
    ]);
    expect((await scene.ask("/v1/users/me", { headers: bearer(json.access_token) })).json.email).toBe("hr@example.com");
  });

  test("the token is of the tenant that was chosen", async () => {
    const scene = createScene();

    const { json } = await link(scene, { tenant: "globex" });

    const crews = await scene.ask("/v1/crews", { headers: bearer(json.access_token) });
    expect([json.token_request_tenant_id, crews.headers.get("x-total-count")]).toEqual(["globex", "3"]);
  });

  test("the client may authenticate with Basic instead of the form body", async () => {
    const scene = createScene();
    const code = (await consent(scene, "allow")).searchParams.get("code") ?? "";
    const authorization = `Basic ${btoa(`${CLIENT.client_id}:${CLIENT.client_secret}`)}`;
    const form = { grant_type: "authorization_code", code, redirect_uri: CALLBACK };

    const answer = await tokenAnswer(scene, form, { authorization });

    expect(answer.status).toBe(200);
  });

  test("a wrong secret is invalid_client", async () => {
    const scene = createScene();

    const answer = await tokenAnswer(scene, { ...CLIENT, client_secret: "wrong", grant_type: "refresh_token" });

    expect([answer.status, answer.json]).toEqual([401, { error: "invalid_client" }]);
  });

  test.each([
    ["a code that does not exist", { code: "nothing", redirect_uri: CALLBACK }, "invalid_grant"],
    ["another redirect_uri than before", { redirect_uri: "http://localhost:3000/other" }, "invalid_grant"],
    ["another grant type", { grant_type: "password" }, "unsupported_grant_type"],
  ])("%s is refused", async (_, special, error) => {
    const scene = createScene();
    const code = (await consent(scene, "allow")).searchParams.get("code") ?? "";
    const form = { ...CLIENT, grant_type: "authorization_code", code, redirect_uri: CALLBACK, ...special };

    const answer = await tokenAnswer(scene, form);

    expect([answer.status, answer.json]).toEqual([400, { error }]);
  });

  test("a code is good for ten minutes", async () => {
    const scene = createScene();
    const code = (await consent(scene, "allow")).searchParams.get("code") ?? "";

    scene.advance(600_001);
    const answer = await tokenAnswer(scene, {
      ...CLIENT,
      grant_type: "authorization_code",
      code,
      redirect_uri: CALLBACK,
    });

    expect(answer.json).toEqual({ error: "invalid_grant" });
  });

  test("a code that comes twice is refused, and what it gave is taken back", async () => {
    const scene = createScene();
    const code = (await consent(scene, "allow")).searchParams.get("code") ?? "";
    const form = { ...CLIENT, grant_type: "authorization_code", code, redirect_uri: CALLBACK };
    const first = await tokenAnswer(scene, form);

    const second = await tokenAnswer(scene, form);

    const after = await scene.ask("/v1/users/me", { headers: bearer(first.json.access_token) });
    expect([second.json, after.status]).toEqual([{ error: "invalid_grant" }, 401]);
  });

  test("an access token is good for as long as expires_in says", async () => {
    const scene = createScene({ switches: { accessTokenLifeSeconds: 60 } });
    const { json } = await link(scene);
    const ask = async () => (await scene.ask("/v1/users/me", { headers: bearer(json.access_token) })).status;

    scene.advance(59_000);
    const before = await ask();
    scene.advance(1_000);

    expect([json.expires_in, before, await ask()]).toEqual([60, 200, 401]);
  });

  test("the application may do what the consent page lists, and nothing else", async () => {
    const scene = createScene();
    const headers = bearer((await link(scene)).json.access_token);

    const statuses = await Promise.all(
      ["crews", "departments", "crew_custom_field_templates", "companies"].map(
        async (list) => (await scene.ask(`/v1/${list}`, { headers })).status,
      ),
    );

    expect(statuses).toEqual([200, 200, 200, 403]);
  });

  test.each([
    ["subdomain", "acme"],
    ["uuid", expect.stringMatching(/^[0-9a-f-]{36}$/)],
  ] as const)(
    "what token_request_tenant_id holds is undocumented: a switch makes it the %s",
    async (tokenTenantId, id) => {
      const scene = createScene({ switches: { tokenTenantId } });

      const { json } = await link(scene);

      expect(json.token_request_tenant_id).toEqual(id);
    },
  );

  test("scope names are not public: a switch puts some into the answer", async () => {
    const scene = createScene({ switches: { scopeInTokenAnswer: "read" } });

    const { json } = await link(scene);

    expect(json.scope).toBe("read");
  });
});

describe("refresh", () => {
  test("a refresh gives a new access token and a new refresh token", async () => {
    const scene = createScene();
    const first = (await link(scene)).json;

    const second = (await refresh(scene, first.refresh_token)).json;

    expect(new Set([first.access_token, first.refresh_token, second.access_token, second.refresh_token]).size).toBe(4);
  });

  test("a refresh token that was rotated away is refused when it comes back, and the grant dies", async () => {
    const scene = createScene();
    const first = (await link(scene)).json;
    const second = (await refresh(scene, first.refresh_token)).json;

    const reuse = await refresh(scene, first.refresh_token);

    const access = await scene.ask("/v1/users/me", { headers: bearer(second.access_token) });
    const newest = await refresh(scene, second.refresh_token);
    expect([reuse.json, access.status, newest.json]).toEqual([
      { error: "invalid_grant" },
      401,
      { error: "invalid_grant" },
    ]);
  });

  test("without rotation the refresh token stays and is not sent again", async () => {
    const scene = createScene({ switches: { refreshRotation: false } });
    const first = (await link(scene)).json;

    const answers = [await refresh(scene, first.refresh_token), await refresh(scene, first.refresh_token)];

    expect(answers.map(({ status, json }) => [status, json.refresh_token])).toEqual([
      [200, undefined],
      [200, undefined],
    ]);
  });

  test("the grant dies after 90 days without use (Convi.BASE)", async () => {
    const scene = createScene();
    const first = (await link(scene)).json;
    scene.advance(89 * 86_400_000);
    const second = (await refresh(scene, first.refresh_token)).json;

    scene.advance(90 * 86_400_000);
    const late = await refresh(scene, second.refresh_token);

    expect(late.json).toEqual({ error: "invalid_grant" });
  });

  test("an administrator can take the permission back: all tokens of the application die", async () => {
    const scene = createScene();
    const { json } = await link(scene);

    scene.sandbox.control("revoke-grants", {});

    const access = await scene.ask("/v1/users/me", { headers: bearer(json.access_token) });
    expect([access.status, (await refresh(scene, json.refresh_token)).status]).toEqual([401, 400]);
  });
});

describe("PKCE", () => {
  const challenge = { code_challenge: CHALLENGE, code_challenge_method: "S256" };

  test.each([
    ["accepted", VERIFIER, 200],
    ["accepted", "another verifier", 400],
    ["ignored", "another verifier", 200],
    ["required", VERIFIER, 200],
  ] as const)("support is unknown: %s, the verifier %s is answered %d", async (pkce, verifier, status) => {
    const scene = createScene({ switches: { pkce } });
    const code = (await consent(scene, "allow", challenge)).searchParams.get("code") ?? "";
    const form = { ...CLIENT, grant_type: "authorization_code", code, redirect_uri: CALLBACK, code_verifier: verifier };

    const answer = await tokenAnswer(scene, form);

    expect(answer.status).toBe(status);
  });

  test("where it is required, asking without it is sent back as invalid_request", async () => {
    const { ask } = createScene({ switches: { pkce: "required" } });

    const answer = await ask(authorizationPath(), { headers: {} });

    expect(answer.headers.get("location")).toBe(`${CALLBACK}?error=invalid_request&state=s-1`);
  });
});

describe("POST /oauth/revoke", () => {
  test("nothing public says that it exists: by default it does not", async () => {
    const { ask } = createScene();

    const answer = await ask("/oauth/revoke", { method: "POST", form: CLIENT, headers: {} });

    expect(answer.status).toBe(404);
  });

  test("with the switch, a revoked token's grant dies, and unknown tokens are answered the same", async () => {
    const scene = createScene({ switches: { revocationEndpoint: true } });
    const { json } = await link(scene);
    const revoke = (token: string) =>
      scene.ask("/oauth/revoke", { method: "POST", form: { ...CLIENT, token }, headers: {} });

    const answers = [await revoke(json.refresh_token), await revoke("unknown")];

    const access = await scene.ask("/v1/users/me", { headers: bearer(json.access_token) });
    expect([...answers.map(({ status }) => status), access.status]).toEqual([200, 200, 401]);
  });
});

describe("the tenant's own address", () => {
  test("its consent page asks for that tenant alone", async () => {
    const scene = createScene();
    const path = `/tenants/globex${authorizationPath()}`;

    const page = await scene.ask(path, { headers: await cookieOf(scene) });

    expect([...page.text.matchAll(/name="tenant" value="(\w+)"/g)].map(([, name]) => name)).toEqual(["globex"]);
    expect(page.text).toContain('action="/tenants/globex/oauth/consent"');
  });

  test("a tenant that does not exist has no pages", async () => {
    const { ask } = createScene();

    const page = await ask(`/tenants/nobody${authorizationPath()}`, { headers: {} });

    expect(page.status).toBe(404);
  });
});
