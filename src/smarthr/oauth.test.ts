import { describe, expect, test } from "vitest";
import { ACME_API, aSmartHr, crewOptions, type SmartHrScene } from "../../test/smarthr-scene.ts";
import { fail, ok } from "../core/result.ts";
import type { SandboxOptions } from "../sandbox/create-sandbox.ts";
import { createOAuth, type OAuth, type OAuthOptions, type StartedAuthorization } from "./oauth.ts";
import { readCrews } from "./read-crews.ts";
import { readDepartments } from "./read-departments.ts";
import { readOwnUser } from "./read-own-user.ts";

const AUTH_URL = "http://localhost:4000";
const CALLBACK = "http://localhost:3000/smarthr/callback";

function aLink(special: { switches?: SandboxOptions["switches"]; oauth?: Partial<OAuthOptions> } = {}) {
  const scene = aSmartHr({ switches: special.switches ?? {} });
  const oauth = createOAuth({
    authUrl: AUTH_URL,
    clientId: "mikiwame-demo",
    clientSecret: "mikiwame-demo-secret",
    redirectUri: CALLBACK,
    fetch: scene.sandbox.fetch,
    clock: scene.clock,
    ...special.oauth,
  });
  return { ...scene, oauth };
}

/** What the administrator does in the browser: sign in and press 「許可する」, or not. Gives the address SmartHR leads back to. */
async function answerConsent(
  { sandbox }: SmartHrScene,
  { url }: StartedAuthorization,
  decision: "allow" | "deny" = "allow",
): Promise<URL> {
  const post = (path: string, form: Record<string, string>, cookie = "") =>
    sandbox.fetch(
      new Request(`${AUTH_URL}${path}`, { method: "POST", body: new URLSearchParams(form), headers: { cookie } }),
    );
  const signedIn = await post("/oauth/sign-in", { email: "hr@example.com", password: "smarthr-demo", next: "/" });
  const cookie = signedIn.headers.get("set-cookie")?.split(";")[0] ?? "";
  const page = await (await sandbox.fetch(new Request(url, { headers: { cookie } }))).text();
  const csrf = /name="csrf" value="([^"]+)"/.exec(page)?.[1] ?? "";
  const asked = Object.fromEntries(new URL(url).searchParams);
  const answered = await post("/oauth/consent", { ...asked, csrf, tenant: "acme", decision }, cookie);
  return new URL(answered.headers.get("location") ?? "about:blank");
}

async function link(scene: SmartHrScene & { oauth: OAuth }) {
  const started = await scene.oauth.startAuthorization();
  const completed = await scene.oauth.completeAuthorization(await answerConsent(scene, started), started);
  if (!completed.ok) throw new Error(`not linked: ${completed.fault.kind}`);
  return completed.value;
}

describe("design 2.7: OAuth, the first half: to SmartHR and back", () => {
  test("the address asks for a code, with a state and a challenge of its own each time, and for no scope", async () => {
    const { oauth } = aLink();

    const [one, other] = [await oauth.startAuthorization(), await oauth.startAuthorization()];

    const asked = new URL(one.url);
    const { state, code_challenge, ...fixed } = Object.fromEntries(asked.searchParams);
    expect({ at: asked.origin + asked.pathname, fixed, state }).toEqual({
      at: `${AUTH_URL}/oauth/authorization`,
      fixed: {
        response_type: "code",
        client_id: "mikiwame-demo",
        redirect_uri: CALLBACK,
        code_challenge_method: "S256",
      },
      state: one.state,
    });
    expect(new Set([one.state, other.state, one.codeVerifier, other.codeVerifier, code_challenge]).size).toBe(5);
  });

  test.each(["accepted", "ignored", "required"] as const)(
    "a server with PKCE %s gives tokens for the code",
    async (pkce) => {
      const scene = aLink({ switches: { pkce, accessTokenLifeSeconds: 7200 } });

      const tokens = await link(scene);

      expect(tokens).toEqual({
        accessToken: expect.stringMatching(/^shr_/),
        refreshToken: expect.stringMatching(/^shr_/),
        expiresAt: scene.clock.now() + 7_200_000,
        tenantId: "acme",
      });
    },
  );

  test("the token reads in its tenant, in its user's name", async () => {
    const scene = aLink();
    const { accessToken } = await link(scene);
    const client = scene.anotherClient({ access: { token: async () => accessToken } });

    const [user, departments] = [await readOwnUser(client), await readDepartments(client)];

    expect([user.ok && user.value.email, departments.ok]).toEqual(["hr@example.com", true]);
  });

  test("the token does not read in another tenant", async () => {
    const scene = aLink();
    const { accessToken } = await link(scene);
    const apiUrl = ACME_API.replace("acme", "globex");
    const elsewhere = scene.anotherClient({ apiUrl, access: { token: async () => accessToken } });

    const user = await readOwnUser(elsewhere);

    expect(user).toEqual(fail({ kind: "unauthorized" }));
  });

  test("「許可しない」 is access-denied", async () => {
    const scene = aLink();
    const started = await scene.oauth.startAuthorization();

    const completed = await scene.oauth.completeAuthorization(await answerConsent(scene, started, "deny"), started);

    expect(completed).toEqual(fail({ kind: "access-denied" }));
  });

  test("an answer to a question asked in another browser is refused before its code is used", async () => {
    const scene = aLink();
    const [mine, theirs] = [await scene.oauth.startAuthorization(), await scene.oauth.startAuthorization()];
    const callback = await answerConsent(scene, theirs);

    const completed = await scene.oauth.completeAuthorization(callback, mine);
    const rightful = await scene.oauth.completeAuthorization(callback, theirs);

    expect([completed, rightful.ok]).toEqual([fail({ kind: "state-mismatch" }), true]);
  });

  test("an answer without a state is refused", async () => {
    const { oauth } = aLink();
    const started = await oauth.startAuthorization();

    const completed = await oauth.completeAuthorization(new URL(`${CALLBACK}?code=any`), started);

    expect(completed).toEqual(fail({ kind: "state-mismatch" }));
  });

  test("a server that names itself in the answer is not distrusted for its name", async () => {
    const scene = aLink();
    const started = await scene.oauth.startAuthorization();
    const callback = await answerConsent(scene, started);
    callback.searchParams.set("iss", "https://smarthr.example");

    const completed = await scene.oauth.completeAuthorization(callback, started);

    expect(completed.ok).toBe(true);
  });
});

describe("design 2.7: what can go wrong at the token's door, by cause", () => {
  test("a code that was used is refused", async () => {
    const scene = aLink();
    const started = await scene.oauth.startAuthorization();
    const callback = await answerConsent(scene, started);
    await scene.oauth.completeAuthorization(callback, started);

    const again = await scene.oauth.completeAuthorization(callback, started);

    expect(again).toEqual(fail({ kind: "grant-refused" }));
  });

  test("a code with another browser's verifier is refused", async () => {
    const scene = aLink();
    const started = await scene.oauth.startAuthorization();
    const callback = await answerConsent(scene, started);
    const { codeVerifier } = await scene.oauth.startAuthorization();

    const completed = await scene.oauth.completeAuthorization(callback, { ...started, codeVerifier });

    expect(completed).toEqual(fail({ kind: "grant-refused" }));
  });

  test("a wrong client secret is ours to put right", async () => {
    const scene = aLink({ oauth: { clientSecret: "wrong" } });
    const started = await scene.oauth.startAuthorization();

    const completed = await scene.oauth.completeAuthorization(await answerConsent(scene, started), started);

    expect(completed).toEqual(fail({ kind: "client-refused" }));
  });

  const answering = (response: () => Promise<Response>) => aLink({ oauth: { fetch: response } }).oauth;

  test.each([
    ["no answer", async () => Promise.reject(new TypeError("fetch failed")), { kind: "unavailable" }],
    ["a server error", async () => new Response("", { status: 502 }), { kind: "unavailable" }],
    [
      "a page for people",
      async () => new Response("<html></html>"),
      { kind: "unexpected-shape", path: "POST /oauth/token" },
    ],
    ["no token", async () => Response.json({ result: "ok" }), { kind: "unexpected-shape", path: "POST /oauth/token" }],
    [
      "a challenge",
      async () => new Response("", { status: 401, headers: { "www-authenticate": "Basic" } }),
      { kind: "client-refused" },
    ],
    ["trouble", async () => Response.json({ error: "server_error" }, { status: 400 }), { kind: "unavailable" }],
  ])("%s", async (_, response, fault) => {
    const refreshed = await answering(response).refreshTokens("refresh-token");

    expect(refreshed).toEqual(fail(fault));
  });
});

describe("design 2.7: refreshing", () => {
  test("where refresh tokens are replaced, the new one counts and the old one is dead", async () => {
    const scene = aLink({ switches: { refreshRotation: true } });
    const linked = await link(scene);

    const refreshed = await scene.oauth.refreshTokens(linked.refreshToken ?? "");

    if (!refreshed.ok) throw new Error(refreshed.fault.kind);
    expect(refreshed.value.refreshToken).not.toBe(linked.refreshToken);
    expect(refreshed.value.accessToken).not.toBe(linked.accessToken);
    expect(await scene.oauth.refreshTokens(linked.refreshToken ?? "")).toEqual(fail({ kind: "grant-refused" }));
  });

  test("where none comes back, the old one stays good", async () => {
    const scene = aLink({ switches: { refreshRotation: false } });
    const linked = await link(scene);

    const refreshed = await scene.oauth.refreshTokens(linked.refreshToken ?? "");
    const again = await scene.oauth.refreshTokens(linked.refreshToken ?? "");

    expect([refreshed.ok && refreshed.value.refreshToken, again.ok]).toEqual([linked.refreshToken, true]);
  });

  test("a permission that was taken back is refused", async () => {
    const scene = aLink();
    const linked = await link(scene);
    scene.sandbox.control("revoke-grants", {});

    const refreshed = await scene.oauth.refreshTokens(linked.refreshToken ?? "");

    expect(refreshed).toEqual(fail({ kind: "grant-refused" }));
  });

  test("requests whose token expires together refresh it once, and the reading goes on", async () => {
    const scene = aLink({ switches: { refreshRotation: true } });
    scene.sandbox.control("reset", { seed: 900 });
    scene.sandbox.control("latency", { milliseconds: 600 });
    let tokens = await link(scene);
    let refreshCount = 0;
    const client = scene.anotherClient({
      access: {
        token: async () => tokens.accessToken,
        renew: async () => {
          refreshCount++;
          const refreshed = await scene.oauth.refreshTokens(tokens.refreshToken ?? "");
          if (!refreshed.ok) return fail({ kind: "unauthorized" } as const);
          tokens = refreshed.value;
          return ok(tokens.accessToken);
        },
      },
    });
    void scene.clock.sleep(2000).then(() => scene.sandbox.control("expire-tokens", {}));

    const reading = await readCrews(client, crewOptions());

    expect([reading.ok && reading.value.employees.length, refreshCount]).toEqual([900, 1]);
    expect(scene.sent.filter((line) => line.endsWith(" 401")).length).toBeGreaterThan(1);
  });
});

describe("M30: taking the permission back", () => {
  test("where SmartHR can, the tokens are dead at once", async () => {
    const scene = aLink({ switches: { revocationEndpoint: true } });
    const { accessToken, refreshToken } = await link(scene);

    const revoked = await scene.oauth.revokeToken(refreshToken ?? "");

    const client = scene.anotherClient({ access: { token: async () => accessToken } });
    expect([revoked, await readOwnUser(client)]).toEqual([ok("revoked"), fail({ kind: "unauthorized" })]);
  });

  test("where SmartHR has no way to, that is no fault", async () => {
    const scene = aLink({ switches: { revocationEndpoint: false } });
    const { refreshToken } = await link(scene);

    const revoked = await scene.oauth.revokeToken(refreshToken ?? "");

    expect(revoked).toEqual(ok("not-offered"));
  });
});

test("a secret is never sent over http to another machine", () => {
  expect(() => aLink({ oauth: { authUrl: "http://app.smarthr.jp" } })).toThrow("https://");
});
