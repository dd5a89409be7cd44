import { randomUUID } from "node:crypto";
import { afterAll, describe, expect, test } from "vitest";
import { type ApiScene, anApi } from "../../test/api-scene.ts";
import { openTestDatabase } from "../../test/database.ts";
import type { Mail } from "../core/mail.ts";
import { fail } from "../core/result.ts";
import { listAdministrators } from "../store/administrators.ts";

const db = await openTestDatabase();
afterAll(() => db.close());

const NOT_SIGNED_IN = [401, { problem: { kind: "not-signed-in" } }];
const NOT_PERMITTED = [403, { problem: { kind: "not-permitted" } }];
const NOT_FOUND = [404, { problem: { kind: "not-found" } }];
const LAST = [409, { problem: { kind: "last-administrator" } }];

const UNSENT: Mail = {
  send: async () => fail({ kind: "mail-unsent", code: "ECONNECTION" }),
  check: async () => fail({ kind: "mail-unsent", code: "ECONNECTION" }),
};

describe("GET /api/administrators", () => {
  test("everybody of one's company, by address, for 閲覧者 as well", async () => {
    const scene = await anApi(db);
    const email = anEmail("z");
    await invite(scene, { email });

    const answer = await scene.ask("GET", "/api/administrators", { as: "viewer" });

    const { administrator, colleague, viewer } = scene.people;
    const row = { invited: false, link: "not-linked", lastSignInAt: null };
    const rows = [administrator, colleague, viewer].map(({ id, email: address, name, role }) => {
      return { ...row, id, email: address, name, role };
    });
    const invited = { ...row, id: expect.any(String), email, name: "山田 花子", role: "viewer", invited: true };
    expect(await told(answer)).toEqual([200, { administrators: [...rows, invited] }]);
  });

  test("is nobody else's", async () => {
    const scene = await anApi(db);

    expect(await told(await scene.ask("GET", "/api/administrators", { as: "nobody" }))).toEqual(NOT_SIGNED_IN);
    const strangers = await told(await scene.ask("GET", "/api/administrators", { as: "stranger" }));
    expect(strangers).toMatchObject([200, { administrators: [{ email: "stranger@example.com" }] }]);
  });
});

describe("POST /api/administrators", () => {
  test("invites somebody: the link is sent, and handed to whoever asked", async () => {
    const scene = await anApi(db);
    const email = anEmail();

    const answer = await invite(scene, { email: email.toUpperCase(), role: "administrator" });

    const [letter] = scene.mailbox.letters;
    expect(letter).toMatchObject({ kind: "invitation", to: email, requestedBy: "見本 administrator" });
    const expiresAt = scene.clock.now() + 7 * 86_400_000;
    expect(await told(answer)).toEqual([200, { url: letter?.url, mailed: true, expiresAt }]);
  });

  test("hands the link over where no mail can be sent", async () => {
    const scene = await anApi(db, { mail: null });

    const [status, invitation] = await told(await invite(scene));

    expect([status, invitation]).toMatchObject([200, { url: expect.any(String), mailed: false }]);
  });

  test("a letter that cannot be sent is the operator's to know, without a word of it", async () => {
    const scene = await anApi(db, { mail: UNSENT });

    const [status, invitation] = await told(await invite(scene));

    expect([status, invitation]).toMatchObject([200, { mailed: false }]);
    expect(scene.defects).toEqual([new Error("a letter could not be sent (ECONNECTION): look at SMTP_URL")]);
  });

  test("an address belongs to one person of the installation", async () => {
    const scene = await anApi(db);

    const exists = [409, { problem: { kind: "administrator-exists" } }];
    expect(await told(await invite(scene, { email: "viewer@example.com" }))).toEqual(exists);
    expect(await told(await invite(scene, { email: "Stranger@example.com" }))).toEqual(exists);
  });

  test.each([
    [{ email: "hanako" }, "email", "invalid-email"],
    [{ email: "花子@example.com" }, "email", "invalid-email"],
    [{ email: "" }, "email", "required"],
    [{ email: `${"a".repeat(250)}@example.com` }, "email", "too-long"],
    [{ name: " " }, "name", "required"],
    [{ name: "\0\u200B" }, "name", "required"],
    [{ name: "花".repeat(101) }, "name", "too-long"],
    [{ role: "owner" }, "role", "invalid"],
  ])("%j is refused beside its field", async (special, field, fault) => {
    const scene = await anApi(db);

    const answer = await invite(scene, special);

    const fields = [{ field, fault }];
    expect(await told(answer)).toEqual([422, { problem: { kind: "invalid-input", fields } }]);
    expect(scene.mailbox.letters).toEqual([]);
  });

  test("is for 管理者 only, and cannot be aimed at another company", async () => {
    const scene = await anApi(db);
    const body = { email: anEmail(), name: "山田 花子", role: "viewer", companyId: scene.people.stranger.companyId };

    expect(await told(await scene.ask("POST", "/api/administrators", { as: "viewer", body }))).toEqual(NOT_PERMITTED);
    expect(await told(await scene.ask("POST", "/api/administrators", { as: "nobody", body }))).toEqual(NOT_SIGNED_IN);
    await scene.ask("POST", "/api/administrators", { body });

    expect(await listAdministrators(db.queries, scene.people.stranger.companyId)).toEqual([scene.people.stranger]);
  });
});

describe("POST /api/administrators/:id/invitation", () => {
  test("M31: a new link for a forgotten password, for 24 hours, goes to its person alone; the password stays until it is used", async () => {
    const scene = await anApi(db);

    const answer = await scene.ask("POST", `${pathOf(scene, "viewer")}/invitation`);

    const [letter] = scene.mailbox.letters;
    expect(letter).toMatchObject({ kind: "new-password", to: "viewer@example.com", requestedBy: "見本 administrator" });
    const expiresAt = scene.clock.now() + 86_400_000;
    expect(await told(answer)).toEqual([200, { url: null, mailed: true, expiresAt }]);
    expect((await scene.ask("GET", "/api/me", { as: "viewer" })).status).toBe(200);
  });

  test.each([
    ["is handed over where no mail can be sent", null, expect.any(String)],
    ["is kept from others also when the letter cannot be sent", UNSENT, null],
  ])("a new link for a forgotten password %s", async (_, mail, url) => {
    const scene = await anApi(db, { mail });

    const answer = await scene.ask("POST", `${pathOf(scene, "viewer")}/invitation`);

    expect(await told(answer)).toMatchObject([200, { url, mailed: false }]);
  });

  test("for people of one's company, by 管理者", async () => {
    const scene = await anApi(db);
    const ask = async (as: "viewer" | "nobody" | "administrator", path: string) =>
      told(await scene.ask("POST", `${path}/invitation`, { as }));

    expect(await ask("viewer", pathOf(scene, "viewer"))).toEqual(NOT_PERMITTED);
    expect(await ask("nobody", pathOf(scene, "viewer"))).toEqual(NOT_SIGNED_IN);
    expect(await ask("administrator", pathOf(scene, "stranger"))).toEqual(NOT_FOUND);
    expect(await ask("administrator", "/api/administrators/nobody")).toEqual(NOT_FOUND);
    expect(await ask("administrator", `/api/administrators/${randomUUID()}`)).toEqual(NOT_FOUND);
    expect(scene.mailbox.letters).toEqual([]);
  });
});

describe("PUT /api/administrators/:id", () => {
  test("gives another role, which counts from the next request on", async () => {
    const scene = await anApi(db);

    const answer = await scene.ask("PUT", pathOf(scene, "viewer"), { body: { role: "administrator" } });

    expect(await told(answer)).toMatchObject([200, { id: scene.people.viewer.id, role: "administrator" }]);
    expect((await scene.ask("GET", "/api/me", { as: "viewer" })).status).toBe(200);
    expect((await invite(scene, {}, "viewer")).status).toBe(200);
  });

  test("the last 管理者 stays one", async () => {
    const scene = await anApi(db);
    const body = { role: "viewer" };

    expect((await scene.ask("PUT", pathOf(scene, "colleague"), { body })).status).toBe(200);
    expect(await told(await scene.ask("PUT", pathOf(scene, "administrator"), { body }))).toEqual(LAST);
    expect((await invite(scene)).status).toBe(200);
  });

  test("for people of one's company, by 管理者, and to a role there is", async () => {
    const scene = await anApi(db);
    const body = { role: "administrator" };
    const ask = async (path: string, special: object) => told(await scene.ask("PUT", path, { body, ...special }));

    expect(await ask(pathOf(scene, "viewer"), { as: "viewer" })).toEqual(NOT_PERMITTED);
    expect(await ask(pathOf(scene, "viewer"), { as: "nobody" })).toEqual(NOT_SIGNED_IN);
    expect(await ask(pathOf(scene, "viewer"), { as: "stranger" })).toEqual(NOT_FOUND);
    expect(await ask("/api/administrators/nobody", {})).toEqual(NOT_FOUND);
    const fields = [{ field: "role", fault: "invalid" }];
    const invalid = [422, { problem: { kind: "invalid-input", fields } }];
    expect(await ask(pathOf(scene, "viewer"), { body: { role: "owner" } })).toEqual(invalid);
    expect(await ask(pathOf(scene, "viewer"), { body: {} })).toEqual(invalid);
  });
});

describe("DELETE /api/administrators/:id", () => {
  test("removes a person, who is signed out at once", async () => {
    const scene = await anApi(db);
    expect((await scene.ask("GET", "/api/me", { as: "viewer" })).status).toBe(200);

    const answer = await scene.ask("DELETE", pathOf(scene, "viewer"));

    expect([answer.status, await answer.text()]).toEqual([204, ""]);
    expect(await told(await scene.ask("GET", "/api/me", { as: "viewer" }))).toEqual(NOT_SIGNED_IN);
    expect(await told(await scene.ask("DELETE", pathOf(scene, "viewer")))).toEqual(NOT_FOUND);
  });

  test("oneself, too; but never the last 管理者", async () => {
    const scene = await anApi(db);

    expect((await scene.ask("DELETE", pathOf(scene, "colleague"), { as: "colleague" })).status).toBe(204);
    expect(await told(await scene.ask("DELETE", pathOf(scene, "administrator")))).toEqual(LAST);
    expect((await scene.ask("GET", "/api/me")).status).toBe(200);
  });

  test("two who remove each other at the same moment: one stays", async () => {
    const scene = await anApi(db);
    await Promise.all([scene.ask("GET", "/api/me"), scene.ask("GET", "/api/me", { as: "colleague" })]);

    const ends = await Promise.all([
      scene.ask("DELETE", pathOf(scene, "colleague")),
      scene.ask("DELETE", pathOf(scene, "administrator"), { as: "colleague" }),
    ]);

    // Who comes second is refused, or finds that they have been removed.
    const statuses = ends.map(({ status }) => status);
    expect(statuses.filter((status) => status === 204)).toHaveLength(1);
    expect([401, 409]).toContain(statuses.find((status) => status !== 204));
    const left = await listAdministrators(db.queries, scene.companyId);
    expect(left.filter(({ role }) => role === "administrator")).toHaveLength(1);
  });

  test("for people of one's company, by 管理者", async () => {
    const scene = await anApi(db);

    expect(await told(await scene.ask("DELETE", pathOf(scene, "viewer"), { as: "viewer" }))).toEqual(NOT_PERMITTED);
    expect(await told(await scene.ask("DELETE", pathOf(scene, "viewer"), { as: "nobody" }))).toEqual(NOT_SIGNED_IN);
    expect(await told(await scene.ask("DELETE", pathOf(scene, "viewer"), { as: "stranger" }))).toEqual(NOT_FOUND);
    expect(await told(await scene.ask("DELETE", "/api/administrators/%00"))).toEqual(NOT_FOUND);
    expect((await scene.ask("GET", "/api/me", { as: "viewer" })).status).toBe(200);
  });
});

function invite(scene: ApiScene, special: object = {}, as: "administrator" | "viewer" = "administrator") {
  const body = { email: anEmail(), name: "山田 花子", role: "viewer", ...special };
  return scene.ask("POST", "/api/administrators", { as, body });
}

function pathOf({ people }: ApiScene, person: keyof ApiScene["people"]): string {
  return `/api/administrators/${people[person].id}`;
}

function anEmail(start = "a"): string {
  return `${start}-${randomUUID()}@example.com`;
}

async function told(answer: Response): Promise<readonly [number, unknown]> {
  return [answer.status, await answer.json()];
}
