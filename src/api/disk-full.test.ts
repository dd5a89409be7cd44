import { afterAll, afterEach, beforeEach, describe, expect, test } from "vitest";
import { forgetAllTries } from "../../test/administrators.ts";
import { anApi, cookieFrom, TEST_PASSWORD } from "../../test/api-scene.ts";
import { openTestDatabase } from "../../test/database.ts";
import { fillDisk, makeRoom } from "../../test/full-disk.ts";
import { linkAdministrator } from "../../test/worker-scene.ts";

const db = await openTestDatabase();
afterAll(() => db.close());
beforeEach(() => forgetAllTries(db));
afterEach(() => makeRoom(db));

const DISK_FULL = [503, { problem: { kind: "disk-full" } }] as const;
const FORM = { code: "B001", name: "新部", parentCode: null };

describe("a database whose disk is full", () => {
  test("refuses an edit with a problem of its own, shows what there is, and takes the edit once there is room", async () => {
    const api = await anApi(db);
    await api.run("departments");
    await api.sessionCookieOf("administrator");
    await fillDisk(db);

    const refused = await api.ask("POST", "/api/departments", { body: FORM });
    const shown = await api.ask("GET", "/api/departments");
    await makeRoom(db);
    const taken = await api.ask("POST", "/api/departments", { body: FORM });

    expect([refused.status, await refused.json()]).toEqual(DISK_FULL);
    expect([shown.status, taken.status]).toEqual([200, 200]);
    expect(await api.departments()).toHaveLength(4);
    // Whoever operates the product has to know.
    expect(api.defects).toMatchObject([{ code: "53100" }]);
  });

  test("refuses to start a sync in the same way", async () => {
    const api = await anApi(db);
    await linkAdministrator(api);
    await api.sessionCookieOf("administrator");
    await fillDisk(db);

    const refused = await api.ask("POST", "/api/runs", { body: { subject: "departments" } });

    expect([refused.status, await refused.json()]).toEqual(DISK_FULL);
  });

  test.each(["tries", "administrator_sessions"])("refuses to sign in (%s)", async (table) => {
    const api = await anApi(db);
    await fillDisk(db, [table]);

    const refused = await signIn(api);
    await makeRoom(db);
    const signed = await signIn(api);

    expect([refused.status, await refused.json()]).toEqual(DISK_FULL);
    expect(signed.status).toBe(204);
  });

  test("goes on showing pages to whoever is signed in, although their session cannot be made longer", async () => {
    const api = await anApi(db);
    const cookie = cookieFrom(await signIn(api));
    await db.script("update administrator_sessions set expires_at = expires_at - interval '1 hour'");
    await fillDisk(db);

    const shown = await api.ask("GET", "/api/departments", { as: "nobody", headers: { cookie } });

    expect(shown.status).toBe(200);
  });

  test("leaves whoever changes their password with the former one", async () => {
    const api = await anApi(db);
    const cookie = cookieFrom(await signIn(api));
    const body = { currentPassword: TEST_PASSWORD, newPassword: "correct horse battery" };
    await fillDisk(db, ["administrator_accounts"]);

    const refused = await api.ask("PUT", "/api/me/password", { as: "nobody", headers: { cookie }, body });
    await makeRoom(db);

    expect([refused.status, await refused.json()]).toEqual(DISK_FULL);
    expect((await signIn(api)).status).toBe(204);
  });
});

function signIn({ ask }: Awaited<ReturnType<typeof anApi>>): Promise<Response> {
  const body = { email: "hr@example.com", password: TEST_PASSWORD };
  return ask("POST", "/api/sign-in", { as: "nobody", body });
}
