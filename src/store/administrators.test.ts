import { randomUUID } from "node:crypto";
import { sql } from "kysely";
import { afterAll, describe, expect, test } from "vitest";
import { anAdministrator, aSession, sessionCountOf } from "../../test/administrators.ts";
import { addTestCompany, openTestDatabase } from "../../test/database.ts";
import type { Role } from "../core/administrator.ts";
import { fail, ok } from "../core/result.ts";
import {
  type AdministratorKey,
  addAdministrator,
  changePerson,
  findAdministrator,
  findAdministratorByEmail,
  listAdministrators,
  recordSignIn,
  removeAdministrator,
  savePassword,
  saveRole,
} from "./administrators.ts";

const db = await openTestDatabase();
afterAll(() => db.close());

describe("the people of a company", () => {
  test("are listed by address, each with their own company's", async () => {
    const companyId = await addTestCompany(db);
    const otherId = await addTestCompany(db);
    const second = await anAdministrator(db, companyId, { email: `b-${companyId}@example.com`, role: "viewer" });
    const first = await anAdministrator(db, companyId, { email: `a-${companyId}@example.com`, invited: true });
    await anAdministrator(db, otherId);

    expect(await listAdministrators(db.queries, companyId)).toEqual([first, second]);
  });

  test("are found by id in their own company only; any text may be asked for", async () => {
    const companyId = await addTestCompany(db);
    const otherId = await addTestCompany(db);
    const person = await anAdministrator(db, companyId);

    expect(await findAdministrator(db.queries, { companyId, id: person.id })).toEqual(person);
    expect(await findAdministrator(db.queries, { companyId: otherId, id: person.id })).toBeNull();
    expect(await findAdministrator(db.queries, { companyId, id: "1; drop table" })).toBeNull();
  });

  test("are found by their address, however it is written", async () => {
    const companyId = await addTestCompany(db);
    const person = await anAdministrator(db, companyId, { email: `Hanako-${companyId}@Example.com` });

    expect(person.email).toBe(`hanako-${companyId}@example.com`);
    expect(await findAdministratorByEmail(db.queries, `ＨＡＮＡＫＯ-${companyId}＠example.com`)).toEqual(person);
    expect(await findAdministratorByEmail(db.queries, "nobody@example.com")).toBeNull();
  });

  test("an address belongs to one person of the installation", async () => {
    const email = `${randomUUID()}@example.com`;
    await anAdministrator(db, await addTestCompany(db), { email });
    const companyId = await addTestCompany(db);

    const again = await addAdministrator(db.queries, {
      id: randomUUID(),
      companyId,
      email: email.toUpperCase(),
      name: "山田 花子",
      role: "viewer",
    });

    expect(again).toEqual(fail({ kind: "administrator-exists" }));
  });

  test("when they signed in last is remembered", async () => {
    const person = await anAdministrator(db, await addTestCompany(db));

    await recordSignIn(db.queries, person.id, 86_400_000);

    expect(await findAdministrator(db.queries, person)).toEqual({ ...person, lastSignInAt: 86_400_000 });
  });
});

describe("a password", () => {
  test("the first one makes somebody who was invited a member, later ones do not change since when", async () => {
    const person = await anAdministrator(db, await addTestCompany(db), { invited: true });

    await savePasswordOf(person.id, { passwordHash: "first", at: 1_000 });
    await savePasswordOf(person.id, { passwordHash: "second", at: 2_000 });

    expect(await findAdministrator(db.queries, person)).toEqual({ ...person, joinedAt: 1_000 });
    expect(await passwordsOf(person.id)).toEqual(["second"]);
  });

  test("ends the person's sessions, and nobody else's", async () => {
    const companyId = await addTestCompany(db);
    const person = await anAdministrator(db, companyId);
    const colleague = await anAdministrator(db, companyId);
    await aSession(db, person.id);
    await aSession(db, colleague.id);

    await savePasswordOf(person.id, { passwordHash: "new", at: 1_000 });

    expect([await sessionCountOf(db, person.id), await sessionCountOf(db, colleague.id)]).toEqual([0, 1]);
  });
});

describe("the last 管理者 who can sign in", () => {
  test("stays, whoever else there is", async () => {
    const companyId = await addTestCompany(db);
    const last = await anAdministrator(db, companyId);
    await anAdministrator(db, companyId, { role: "viewer" });
    await anAdministrator(db, companyId, { invited: true });
    await anAdministrator(db, await addTestCompany(db));

    const stays = fail({ kind: "last-administrator" });
    expect(await remove(last)).toEqual(stays);
    expect(await changeRole(last, "viewer")).toEqual(stays);
    expect(await findAdministrator(db.queries, last)).toEqual(last);
  });

  test("may be told to stay what they are", async () => {
    const last = await anAdministrator(db, await addTestCompany(db));

    expect(await changeRole(last, "administrator")).toEqual(ok(last));
  });

  test("is somebody else as soon as there is another one", async () => {
    const companyId = await addTestCompany(db);
    const first = await anAdministrator(db, companyId);
    const second = await anAdministrator(db, companyId);

    const demoted = { ...first, role: "viewer" };
    expect(await changeRole(first, "viewer")).toEqual(ok(demoted));
    expect(await remove(second)).toEqual(fail({ kind: "last-administrator" }));
    expect(await remove(first)).toEqual(ok(demoted));
  });

  test("two who remove each other at the same moment: one stays", async () => {
    for (let round = 0; round < 10; round++) {
      const companyId = await addTestCompany(db);
      const [one, other] = [await anAdministrator(db, companyId), await anAdministrator(db, companyId)];

      const ends = await Promise.all([remove(one), remove(other)]);

      expect(ends.map((end) => (end.ok ? "removed" : end.fault.kind)).sort()).toEqual([
        "last-administrator",
        "removed",
      ]);
      expect(await listAdministrators(db.queries, companyId)).toHaveLength(1);
    }
  });

  test("one who is removed while another gives up the role: one stays", async () => {
    const companyId = await addTestCompany(db);
    const [one, other] = [await anAdministrator(db, companyId), await anAdministrator(db, companyId)];

    const ends = await Promise.all([changeRole(one, "viewer"), remove(other)]);

    expect(ends.filter(({ ok: done }) => done)).toHaveLength(1);
  });

  test("nobody but the database has to remember it", async () => {
    const last = await anAdministrator(db, await addTestCompany(db));

    const deleting = db.queries.deleteFrom("administrators").where("id", "=", last.id).execute();

    await expect(deleting).rejects.toMatchObject({ constraint: "administrators_never_none" });
  });
});

describe("somebody who is removed", () => {
  test("leaves no session, password or invitation", async () => {
    const companyId = await addTestCompany(db);
    await anAdministrator(db, companyId);
    const person = await anAdministrator(db, companyId);
    await aSession(db, person.id);

    expect(await remove(person)).toEqual(ok(person));

    expect(await sessionCountOf(db, person.id)).toBe(0);
    expect(await passwordsOf(person.id)).toEqual([]);
    expect(await remove(person)).toEqual(fail({ kind: "not-found" }));
  });

  test("is of one's own company, or there is no such person", async () => {
    const person = await anAdministrator(db, await addTestCompany(db), { role: "viewer" });
    const key = { companyId: await addTestCompany(db), id: person.id };

    const missing = fail({ kind: "not-found" });
    expect(await remove(key)).toEqual(missing);
    expect(await changeRole(key, "administrator")).toEqual(missing);
    expect(await remove({ ...person, id: "nobody" })).toEqual(missing);
    expect(await changeRole({ ...person, id: "nobody" }, "viewer")).toEqual(missing);
    expect(await findAdministrator(db.queries, person)).toEqual(person);
  });
});

function changeRole(key: AdministratorKey, role: Role) {
  return changePerson(db, (tx) => saveRole(tx, key, role));
}

function remove(key: AdministratorKey) {
  return changePerson(db, (tx) => removeAdministrator(tx, key));
}

function savePasswordOf(id: string, password: Parameters<typeof savePassword>[2]): Promise<void> {
  return db.transaction((tx) => savePassword(tx, id, password));
}

async function passwordsOf(id: string): Promise<readonly string[]> {
  const { rows } = await sql<{ password: string }>`
    select password from administrator_accounts where administrator_id = ${id}
  `.execute(db.queries);
  return rows.map(({ password }) => password);
}
