import { randomUUID } from "node:crypto";
import { afterAll, beforeEach, describe, expect, test } from "vitest";
import { ageTries, forgetAllTries } from "../../test/administrators.ts";
import { type ApiScene, anApi, cookieFrom, jsonOf, type Special, TEST_PASSWORD } from "../../test/api-scene.ts";
import { openTestDatabase } from "../../test/database.ts";
import { TEST_KEYS } from "../../test/product-scene.ts";
import type { Me } from "../contract/me.ts";
import { saveLink } from "../store/links.ts";

const db = await openTestDatabase();
afterAll(() => db.close());
beforeEach(() => forgetAllTries(db));

interface Rows {
  readonly administrators: readonly { readonly lastSignInAt: number | null }[];
}

const NEW_PASSWORD = "correct horse battery";

describe("POST /api/sign-in", () => {
  test("opens a session of the person, whose last sign-in is remembered", async () => {
    const scene = await anApi(db);

    const answer = await signIn(scene);

    expect([answer.status, await answer.text()]).toEqual([204, ""]);
    const me = await scene.ask("GET", "/api/me", { as: "nobody", headers: { cookie: cookieFrom(answer) } });
    expect(await me.json()).toMatchObject({ email: "hr@example.com" });
    const list = await jsonOf<Rows>(await scene.ask("GET", "/api/administrators"));
    const moments = list.administrators.map(({ lastSignInAt }) => lastSignInAt);
    expect(moments).toEqual([scene.clock.now(), null, null]);
  });

  test("takes the address however it is written", async () => {
    const scene = await anApi(db);

    expect((await signIn(scene, { email: " ＨＲ@Example.COM " })).status).toBe(204);
  });

  test.each([
    ["a wrong password", { password: "wrong password" }],
    ["an unknown address", { email: "nobody@example.com" }],
    ["what is no address", { email: "hr" }],
  ])("%s is answered alike, without a cookie", async (_, typed) => {
    const scene = await anApi(db);

    const answer = await signIn(scene, typed);

    expect([answer.status, await answer.json()]).toEqual([401, { problem: { kind: "wrong-password" } }]);
    expect(answer.headers.getSetCookie()).toEqual([]);
  });

  test("somebody who has been removed is unknown", async () => {
    const scene = await anApi(db);
    await scene.ask("DELETE", `/api/administrators/${scene.people.colleague.id}`);

    const answer = await signIn(scene, { email: "sub@example.com" });

    expect(await answer.json()).toEqual({ problem: { kind: "wrong-password" } });
  });

  test("wrong passwords are slowed down for the address: the sixth is not even looked at, right or wrong", async () => {
    const scene = await anApi(db);
    for (let count = 0; count < 5; count++) await signIn(scene, { password: "wrong" }, { from: `198.51.100.${count}` });

    const refused = await signIn(scene);

    const { problem } = await jsonOf<{ problem: { retryAfterSeconds: number } }>(refused);
    expect(refused.status).toBe(429);
    expect(problem).toEqual({ kind: "too-many-tries", retryAfterSeconds: expect.any(Number) });
    expect(refused.headers.get("retry-after")).toBe(String(problem.retryAfterSeconds));
    await ageTries(db, problem.retryAfterSeconds);
    expect((await signIn(scene)).status).toBe(204);
  });

  test("and for an unknown address in the same way", async () => {
    const scene = await anApi(db);

    const answers = [];
    for (let count = 0; count < 6; count++) answers.push(await signIn(scene, { email: "nobody@example.com" }));

    expect(answers.map(({ status }) => status)).toEqual([401, 401, 401, 401, 401, 429]);
  });

  test("and from one place of the network", async () => {
    const scene = await anApi(db);

    const statuses = await Promise.all(
      Array.from({ length: 31 }, async (_, index) => {
        const typed = { email: `unknown-${index}@example.com` };
        return (await signIn(scene, typed, { from: "198.51.100.77" })).status;
      }),
    );

    expect(statuses.filter((status) => status === 429)).toHaveLength(1);
  });

  test.each([
    [{}, [required("email"), required("password")]],
    [{ email: " ", password: "" }, [required("email"), required("password")]],
    [
      { email: "a".repeat(255), password: "a".repeat(129) },
      [
        { field: "email", fault: "too-long" },
        { field: "password", fault: "too-long" },
      ],
    ],
    [{ email: 1, password: null }, [required("email"), required("password")]],
  ])("%j is no sign-in", async (body, fields) => {
    const scene = await anApi(db);

    const answer = await scene.ask("POST", "/api/sign-in", { as: "nobody", body });

    expect([answer.status, await answer.json()]).toEqual([422, { problem: { kind: "invalid-input", fields } }]);
  });

  test("another site's form does not sign anybody in", async () => {
    const scene = await anApi(db);

    const answer = await signIn(scene, {}, { headers: { origin: "https://elsewhere.example.com" } });

    expect([answer.status, answer.headers.getSetCookie()]).toEqual([403, []]);
  });
});

describe("POST /api/sign-out", () => {
  test("ends the session and takes its cookie away", async () => {
    const scene = await anApi(db);
    const cookie = cookieFrom(await signIn(scene));

    const answer = await scene.ask("POST", "/api/sign-out", { as: "nobody", headers: { cookie } });

    expect([answer.status, answer.headers.getSetCookie()[0]]).toEqual([204, expect.stringContaining("Max-Age=0")]);
    expect((await scene.ask("GET", "/api/me", { as: "nobody", headers: { cookie } })).status).toBe(401);
  });

  test("whoever is not signed in is signed out already", async () => {
    const scene = await anApi(db);

    expect((await scene.ask("POST", "/api/sign-out", { as: "nobody" })).status).toBe(204);
  });
});

describe("GET /api/me", () => {
  test("who is signed in, with the company, no link and the product's contact (M31, M36)", async () => {
    const scene = await anApi(db);

    const answer = await scene.ask("GET", "/api/me", { as: "viewer" });

    expect([answer.status, await answer.json()]).toEqual([
      200,
      {
        administratorId: scene.people.viewer.id,
        email: "viewer@example.com",
        name: "見本 viewer",
        role: "viewer",
        company: { slug: expect.stringMatching(/^company-/), name: "見本株式会社" },
        link: { kind: "not-linked" },
        contact: { name: "ミキワメの問い合わせ窓口", url: null, email: null, hours: "平日9時〜18時" },
      },
    ]);
  });

  test("M31: the link is one's own", async () => {
    const scene = await anApi(db);
    const linkedAt = scene.clock.now();
    await saveLink(db.queries, TEST_KEYS, {
      companyId: scene.companyId,
      administratorEmail: "hr@example.com",
      subdomain: "acme",
      tenantUrl: "https://acme.smarthr.jp",
      linkedAt,
      tokens: { kind: "token", accessToken: "issued" },
    });

    const own = await jsonOf<Me>(await scene.ask("GET", "/api/me"));
    const colleagues = await jsonOf<Me>(await scene.ask("GET", "/api/me", { as: "colleague" }));

    expect(own.link).toEqual({
      kind: "linked",
      tenantUrl: "https://acme.smarthr.jp",
      subdomain: "acme",
      access: "token",
      linkedAt,
      lastDay: "2026-06-30",
      daysLeft: 90,
      rejectedAt: null,
    });
    expect(colleagues.link).toEqual({ kind: "not-linked" });
  });

  test("nobody is nobody", async () => {
    const scene = await anApi(db);

    const answer = await scene.ask("GET", "/api/me", { as: "nobody" });

    expect([answer.status, await answer.json()]).toEqual([401, { problem: { kind: "not-signed-in" } }]);
  });
});

describe("PUT /api/me/password", () => {
  test("changes it: other sessions end, one's own goes on", async () => {
    const scene = await anApi(db);
    const elsewhere = cookieFrom(await signIn(scene));
    const here = cookieFrom(await signIn(scene));

    const answer = await changePassword(scene, here, { currentPassword: TEST_PASSWORD, newPassword: NEW_PASSWORD });

    expect(answer.status).toBe(204);
    const statuses = [];
    for (const cookie of [cookieFrom(answer), here, elsewhere]) {
      statuses.push((await scene.ask("GET", "/api/me", { as: "nobody", headers: { cookie } })).status);
    }
    expect(statuses).toEqual([200, 401, 401]);
    expect((await signIn(scene)).status).toBe(401);
    expect((await signIn(scene, { password: NEW_PASSWORD })).status).toBe(204);
  });

  test("a wrong current password is said beside its field, and slowed down", async () => {
    const scene = await anApi(db);
    const cookie = cookieFrom(await signIn(scene));
    const change = { currentPassword: "wrong", newPassword: NEW_PASSWORD };

    const answers = [];
    for (let count = 0; count < 6; count++) answers.push(await changePassword(scene, cookie, change));

    expect(answers.map(({ status }) => status)).toEqual([422, 422, 422, 422, 422, 429]);
    const fields = [{ field: "currentPassword", fault: "wrong-password" }];
    expect(await answers[0]?.json()).toEqual({ problem: { kind: "invalid-input", fields } });
    expect((await scene.ask("GET", "/api/me", { as: "nobody", headers: { cookie } })).status).toBe(200);
  });

  test.each([
    ["too short a one", "short", "too-short"],
    ["too long a one", "a".repeat(129), "too-long"],
    ["none", "", "required"],
  ])("%s is refused beside its field", async (_, newPassword, fault) => {
    const scene = await anApi(db);

    const answer = await scene.ask("PUT", "/api/me/password", {
      body: { currentPassword: TEST_PASSWORD, newPassword },
    });

    const fields = [{ field: "newPassword", fault }];
    expect([answer.status, await answer.json()]).toEqual([422, { problem: { kind: "invalid-input", fields } }]);
  });

  test("nobody has none", async () => {
    const scene = await anApi(db);
    const body = { currentPassword: TEST_PASSWORD, newPassword: NEW_PASSWORD };

    expect((await scene.ask("PUT", "/api/me/password", { as: "nobody", body })).status).toBe(401);
  });
});

describe("/api/invitations/:token", () => {
  test("says whom it is for; the password chosen there signs in, once", async () => {
    const scene = await anApi(db);
    const email = `${randomUUID()}@example.com`;
    const path = await invite(scene, email);

    const open = await scene.ask("GET", path, { as: "nobody" });
    const accepted = await scene.ask("POST", path, { as: "nobody", body: { password: NEW_PASSWORD } });
    const again = await scene.ask("POST", path, { as: "nobody", body: { password: "another password" } });
    const looked = await scene.ask("GET", path, { as: "nobody" });

    expect(await open.json()).toEqual({ email, name: "山田 花子", companyName: "見本株式会社", purpose: "invitation" });
    expect([accepted.status, await accepted.json()]).toEqual([200, { email }]);
    for (const answer of [again, looked]) {
      expect([answer.status, await answer.json()]).toEqual([410, { problem: { kind: "invitation-over" } }]);
    }
    expect((await signIn(scene, { email, password: NEW_PASSWORD })).status).toBe(204);
  });

  test("too short a password uses nothing up", async () => {
    const scene = await anApi(db);
    const path = await invite(scene, `${randomUUID()}@example.com`);

    const answer = await scene.ask("POST", path, { as: "nobody", body: { password: "short" } });

    const fields = [{ field: "password", fault: "too-short" }];
    expect([answer.status, await answer.json()]).toEqual([422, { problem: { kind: "invalid-input", fields } }]);
    expect((await scene.ask("GET", path, { as: "nobody" })).status).toBe(200);
  });

  test.each(["guessed", "%00", "..%2F..%2Fme", "あ"])("%s leads nowhere", async (token) => {
    const scene = await anApi(db);

    const looked = await scene.ask("GET", `/api/invitations/${token}`, { as: "nobody" });
    const used = await scene.ask("POST", `/api/invitations/${token}`, {
      as: "nobody",
      body: { password: NEW_PASSWORD },
    });

    expect([looked.status, used.status]).toEqual([410, 410]);
  });
});

describe("POST /api/new-password", () => {
  test("sends a link, by which a new password is chosen", async () => {
    const scene = await anApi(db);

    const answer = await askNewPassword(scene, "hr@example.com");
    const letter = await scene.mailbox.next();
    const path = `/api/invitations/${letter.url.split("/").at(-1)}`;
    await scene.ask("POST", path, { as: "nobody", body: { password: NEW_PASSWORD } });

    expect([answer.status, await answer.json()]).toEqual([200, { mailSetUp: true }]);
    expect(letter).toMatchObject({ kind: "new-password", to: "hr@example.com", requestedBy: null });
    expect((await signIn(scene, { password: NEW_PASSWORD })).status).toBe(204);
  });

  test("answers alike for an address that is nobody's", async () => {
    const scene = await anApi(db);

    const answer = await askNewPassword(scene, "nobody@example.com");
    await askNewPassword(scene, "hr@example.com");
    await scene.mailbox.next();

    expect([answer.status, await answer.json()]).toEqual([200, { mailSetUp: true }]);
    expect(scene.mailbox.letters).toHaveLength(1);
  });

  test("says when no mail can be sent, so that people ask an administrator", async () => {
    const scene = await anApi(db, { mail: null });

    const answer = await askNewPassword(scene, "hr@example.com");

    expect(await answer.json()).toEqual({ mailSetUp: false });
  });

  test("needs an address", async () => {
    const scene = await anApi(db);

    const answer = await askNewPassword(scene, " ");

    const fields = [required("email")];
    expect([answer.status, await answer.json()]).toEqual([422, { problem: { kind: "invalid-input", fields } }]);
  });
});

test("no answer of the API is kept by anybody", async () => {
  const scene = await anApi(db);

  const answers = [
    await scene.ask("GET", "/api/me"),
    await scene.ask("GET", "/api/me", { as: "nobody" }),
    await signIn(scene),
    await scene.ask("GET", "/api/unknown"),
  ];

  expect(answers.map(({ headers }) => headers.get("cache-control"))).toEqual(answers.map(() => "no-store"));
});

function required(field: string) {
  return { field, fault: "required" };
}

function signIn(scene: ApiScene, typed: { email?: string; password?: string } = {}, special: Special = {}) {
  const body = { email: "hr@example.com", password: TEST_PASSWORD, ...typed };
  return scene.ask("POST", "/api/sign-in", { as: "nobody", body, ...special });
}

function changePassword(scene: ApiScene, cookie: string, body: object) {
  return scene.ask("PUT", "/api/me/password", { as: "nobody", headers: { cookie }, body });
}

function askNewPassword(scene: ApiScene, email: string) {
  return scene.ask("POST", "/api/new-password", { as: "nobody", body: { email } });
}

/** Invites somebody, and gives the path of the API that their link's page asks. */
async function invite(scene: ApiScene, email: string): Promise<string> {
  const invited = await scene.ask("POST", "/api/administrators", {
    body: { email, name: "山田 花子", role: "viewer" },
  });
  const { url } = await jsonOf<{ url: string }>(invited);
  return `/api/invitations/${url.split("/").at(-1)}`;
}
