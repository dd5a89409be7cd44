import { sql } from "kysely";
import { afterAll, beforeEach, describe, expect, test } from "vitest";
import { ageTries, anAdministrator, aSession, forgetAllTries, sessionCountOf } from "../../test/administrators.ts";
import { addTestCompany, openTestDatabase } from "../../test/database.ts";
import type { TryLimit } from "../core/try-limit.ts";
import { deleteExpired } from "./delete-expired.ts";
import { addInvitation, findInvited } from "./invitations.ts";
import { forgetTries, giveTryBack, takeTries } from "./tries.ts";

const db = await openTestDatabase();
afterAll(() => db.close());
beforeEach(() => forgetAllTries(db));

const limit: TryLimit = { atOnce: 3, thenEverySeconds: 60 };

describe("tries", () => {
  test("are counted together, however many come at the same moment", async () => {
    const taken = await Promise.all(Array.from({ length: 10 }, () => takeTries(db, [{ name: "door", limit }])));

    expect(taken.filter(({ ok }) => ok)).toHaveLength(3);
    expect(taken.filter(({ ok }) => !ok)[0]).toEqual({
      ok: false,
      fault: { kind: "too-many-tries", retryAfterSeconds: expect.toSatisfy((wait) => wait > 50 && wait <= 60) },
    });
  });

  test("are free again after a while", async () => {
    expect(await take("door", 4)).toEqual([true, true, true, false]);

    await ageTries(db, 60);

    expect(await take("door", 2)).toEqual([true, false]);
  });

  test("of several things are taken together or not at all", async () => {
    await take("full", 3);

    const both = await takeTries(db, [
      { name: "full", limit },
      { name: "empty", limit },
    ]);

    expect(both.ok).toBe(false);
    expect(await tryCount()).toBe(1);
    expect(await take("empty", 4)).toEqual([true, true, true, false]);
  });

  test("in any order, by many at once, nobody waits for ever", async () => {
    const wide: TryLimit = { atOnce: 100, thenEverySeconds: 60 };
    const [one, other] = [
      { name: "one", limit: wide },
      { name: "other", limit: wide },
    ];

    const taken = await Promise.all(
      Array.from({ length: 40 }, (_, index) => takeTries(db, index % 2 === 0 ? [one, other] : [other, one])),
    );

    expect(taken.every(({ ok }) => ok)).toBe(true);
  });

  test("one that was well is given back, all are forgotten when asked", async () => {
    await take("door", 3);

    await giveTryBack(db.queries, { name: "door", limit });
    expect(await take("door", 2)).toEqual([true, false]);

    await forgetTries(db.queries, "door");
    expect(await take("door", 4)).toEqual([true, true, true, false]);
  });

  test("what was tried stands nowhere", async () => {
    await take("password of hanako@example.com", 1);

    const { rows } = await sql<{ key: string }>`select key from tries`.execute(db.queries);
    expect(rows.map(({ key }) => key)).toEqual([expect.stringMatching(/^[0-9a-f]{64}$/)]);
  });
});

test("tries that count no more, sessions and invitations that are over are deleted, and nothing else", async () => {
  const person = await anAdministrator(db, await addTestCompany(db), { invited: true });
  await take("door", 1);
  await ageTries(db, 61);
  await take("other door", 1);
  await aSession(db, person.id, 1);
  await aSession(db, person.id, -1);
  await addInvitation(db.queries, { tokenHash: "open", administratorId: person.id, expiresAt: 2_001 });
  await addInvitation(db.queries, { tokenHash: "over", administratorId: person.id, expiresAt: 2_000 });

  await deleteExpired(db.queries, 2_000);

  expect(await tryCount()).toBe(1);
  expect(await sessionCountOf(db, person.id)).toBe(1);
  expect(await findInvited(db.queries, "open", 0)).not.toBeNull();
  expect(await findInvited(db.queries, "over", 0)).toBeNull();
});

async function take(name: string, times: number): Promise<boolean[]> {
  const taken: boolean[] = [];
  for (let time = 0; time < times; time++) taken.push((await takeTries(db, [{ name, limit }])).ok);
  return taken;
}

async function tryCount(): Promise<number> {
  const { rows } = await sql`select from tries`.execute(db.queries);
  return rows.length;
}
