import { createHook } from "node:async_hooks";
import { getMigrations } from "better-auth/db/migration";
import { afterAll, describe, expect, test } from "vitest";
import { ageSessions, sessionCountOf, storedSessionsOf } from "../../test/administrators.ts";
import { type ApiScene, anApi, cookieFrom, NOBODY_WORKS, TEST_PASSWORD } from "../../test/api-scene.ts";
import { expectOk, openTestDatabase } from "../../test/database.ts";
import { APP_URL, TEST_KEYS } from "../../test/product-scene.ts";
import { addAdministratorWithPassword } from "../app/add-administrator-with-password.ts";
import { fail } from "../core/result.ts";
import { parseSecretKeys } from "../store/secrets.ts";
import { createApi } from "./create-api.ts";
import { createSignIn, hashPassword, signInOptions } from "./sign-in.ts";

const db = await openTestDatabase();
afterAll(() => db.close());

describe("the sign-in library", () => {
  test("finds every table and column it expects, and none that it cannot fill", async () => {
    const options = signInOptions({ db, appUrl: APP_URL, secretKeys: TEST_KEYS });

    const { toBeCreated, toBeAdded } = await getMigrations(options);

    expect({ toBeCreated, toBeAdded }).toEqual({ toBeCreated: [], toBeAdded: [] });
  });

  test("is not there without the key that signs cookies", () => {
    const created = createSignIn({ db, appUrl: APP_URL, secretKeys: null });

    expect(created).toEqual(fail({ kind: "wrong-setting", setting: "SECRET_KEY", expected: "secret-key" }));
  });

  test("signs by a secret that is not the key itself", () => {
    const { secrets } = signInOptions({ db, appUrl: APP_URL, secretKeys: TEST_KEYS });

    expect(secrets).toEqual([{ version: 1, value: expect.stringMatching(/^[\w+/]{43}=$/) }]);
    expect(secrets[0].value).not.toBe(Buffer.from(TEST_KEYS.current.bytes).toString("base64"));
  });

  test("has no page of its own, and nobody signs up", async () => {
    const scene = await anApi(db);
    const body = { email: "new@example.com", password: TEST_PASSWORD, name: "山田 花子" };

    for (const path of ["/api/auth/sign-up/email", "/api/auth/sign-in/email", "/api/auth/get-session"]) {
      expect((await scene.ask("POST", path, { as: "nobody", body })).status).toBe(404);
    }
  });
});

describe("a session", () => {
  test("is a cookie that no script reads, no other site sends along, and that ends after 12 hours", async () => {
    const scene = await anApi(db);

    const signedIn = await signIn(scene);

    const [cookie = "", ...others] = signedIn.headers.getSetCookie();
    expect(others).toEqual([]);
    expect(cookie.split("; ").slice(1).sort()).toEqual(["HttpOnly", "Max-Age=43200", "Path=/", "SameSite=Lax"]);
    expect(cookie).toMatch(/^mikiwame\.session_token=/);
  });

  test("goes over encrypted connections only, where there are some", async () => {
    const scene = await anApi(db);
    const product = { ...scene.product, appUrl: "https://mikiwame.example.com" };
    const secure = createApi({
      product,
      signIn: expectOk(createSignIn(product)),
      runQueue: NOBODY_WORKS,
      logDefect: () => "",
    });

    const signedIn = await signIn({ ...scene, routes: secure });

    expect(signedIn.headers.getSetCookie()[0]).toMatch(/^__Secure-mikiwame\.session_token=.*; Secure/);
  });

  test("holds nothing of the machine it is on", async () => {
    const scene = await anApi(db);
    await signIn(scene, { headers: { "user-agent": "browser", "x-forwarded-for": "203.0.113.5" } });

    expect(await storedSessionsOf(db, scene.people.administrator.id)).toEqual([{ ip_address: null, user_agent: null }]);
  });

  test("goes on while it is used: once in ten minutes it is renewed for 12 hours", async () => {
    const scene = await anApi(db);
    const cookie = cookieFrom(await signIn(scene));
    expect((await me(scene, cookie)).headers.getSetCookie()).toEqual([]);

    await ageSessions(db, scene.people.administrator.id, 11 * 3600);
    const renewed = await me(scene, cookie);
    await ageSessions(db, scene.people.administrator.id, 11 * 3600);

    expect(renewed.status).toBe(200);
    expect(renewed.headers.getSetCookie()).toEqual([expect.stringContaining("Max-Age=43200")]);
    expect((await me(scene, cookieFrom(renewed))).status).toBe(200);
  });

  test("ends after 12 hours without use, and its cookie is taken away", async () => {
    const scene = await anApi(db);
    const cookie = cookieFrom(await signIn(scene));

    await ageSessions(db, scene.people.administrator.id, 12 * 3600 + 1);
    const answer = await me(scene, cookie);

    expect([answer.status, await answer.json()]).toEqual([401, { problem: { kind: "not-signed-in" } }]);
    expect(answer.headers.getSetCookie()).toContainEqual(
      expect.stringMatching(/^mikiwame\.session_token=; .*Max-Age=0/),
    );
    expect(await sessionCountOf(db, scene.people.administrator.id)).toBe(0);
  });

  test("ends after 7 days, however much it is used", async () => {
    const scene = await anApi(db);
    const cookie = cookieFrom(await signIn(scene));
    await ageSessions(db, scene.people.administrator.id, 7 * 86_400, "used");

    const answer = await me(scene, cookie);

    expect(answer.status).toBe(401);
    expect(answer.headers.getSetCookie()).toContainEqual(
      expect.stringMatching(/^mikiwame\.session_token=; .*Max-Age=0/),
    );
    expect(await sessionCountOf(db, scene.people.administrator.id)).toBe(0);
  });

  test("is nobody's with a cookie that was changed, or that another installation signed", async () => {
    const scene = await anApi(db);
    const cookie = cookieFrom(await signIn(scene));
    const otherKeys = expectOk(parseSecretKeys(Buffer.alloc(32, 8).toString("base64")));
    const product = { ...scene.product, secretKeys: otherKeys };
    const other = createApi({
      product,
      signIn: expectOk(createSignIn(product)),
      runQueue: NOBODY_WORKS,
      logDefect: () => "",
    });

    const answers = [
      await me(scene, cookie),
      await me(scene, cookie.replace("=", "=a")),
      await me(scene, `${cookie.slice(0, -8)}AAAAAAA%3D`),
      await me({ ...scene, routes: other }, cookie),
    ];

    expect(answers.map(({ status }) => status)).toEqual([200, 401, 401, 401]);
  });

  test("knows at once when the person's role changes", async () => {
    const scene = await anApi(db);
    const cookie = cookieFrom(await signIn(scene));

    await scene.ask("PUT", `/api/administrators/${scene.people.administrator.id}`, {
      as: "colleague",
      body: { role: "viewer" },
    });

    expect(await (await me(scene, cookie)).json()).toMatchObject({ role: "viewer" });
  });
});

describe("addresses", () => {
  test("that are real in Japan sign in, though few libraries take them", async () => {
    const scene = await anApi(db);
    const email = "a..b.@docomo.ne.jp";
    const person = { companyId: scene.companyId, email, name: "見本 太郎", role: "viewer" } as const;
    await addAdministratorWithPassword(scene.product, { ...person, passwordHash: await hashPassword(TEST_PASSWORD) });

    expect((await signIn(scene, { email })).status).toBe(204);
  });
});

test("an unknown address, a wrong password and somebody who is only invited cost the same work", async () => {
  const scene = await anApi(db);
  await scene.ask("POST", "/api/administrators", {
    body: { email: "invited@example.com", name: "山田 花子", role: "viewer" },
  });

  const wrong = await hashesDuring(() => signIn(scene, { password: "wrong" }));
  const unknown = await hashesDuring(() => signIn(scene, { email: "nobody@example.com" }));
  const invited = await hashesDuring(() => signIn(scene, { email: "invited@example.com" }));

  expect([wrong, unknown, invited]).toEqual([1, 1, 1]);
});

interface Typed {
  readonly email?: string;
  readonly password?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

async function signIn({ routes }: ApiScene, typed: Typed = {}): Promise<Response> {
  const { email = "hr@example.com", password = TEST_PASSWORD, headers = {} } = typed;
  return routes.request("/api/sign-in", {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: JSON.stringify({ email, password }),
  });
}

async function me({ routes }: ApiScene, cookie: string): Promise<Response> {
  return routes.request("/api/me", { headers: { cookie } });
}

/** How often the slow hash is worked out meanwhile, as Node itself tells. */
async function hashesDuring(work: () => Promise<unknown>): Promise<number> {
  let count = 0;
  const hook = createHook({
    init: (_, type) => {
      if (type === "SCRYPTREQUEST") count++;
    },
  }).enable();
  await work();
  hook.disable();
  return count;
}
