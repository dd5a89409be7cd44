import { sql } from "kysely";
import { afterAll, describe, expect, test } from "vitest";
import { anAdministrator } from "../../test/administrators.ts";
import { addTestCompany, openTestDatabase } from "../../test/database.ts";
import { addInvitation, endInvitations, findInvited, useInvitation } from "./invitations.ts";

const db = await openTestDatabase();
afterAll(() => db.close());

describe("a link to choose a password", () => {
  test("says whom it is for until it is too old", async () => {
    const { person } = await anInvitation("until 2000", 2_000);

    const { id, email, name, joinedAt } = person;
    const found = { id, email, name, joinedAt, companyName: "見本株式会社" };
    expect(await findInvited(db.queries, "until 2000", 1_999)).toEqual(found);
    expect(await findInvited(db.queries, "until 2000", 2_000)).toBeNull();
    expect(await findInvited(db.queries, "unknown", 1_000)).toBeNull();
  });

  test("is used once, whoever comes at the same moment, and never when it is too old", async () => {
    await anInvitation("once", 2_000);
    await anInvitation("old", 2_000);

    const used = await Promise.all([1, 2, 3].map(() => useInvitation(db.queries, "once", 1_000)));

    expect(used.filter(Boolean)).toHaveLength(1);
    expect(await useInvitation(db.queries, "old", 2_000)).toBe(false);
  });

  test("does not end the ones before it, but all of a person's can be ended", async () => {
    const { person } = await anInvitation("first", 2_000);
    await addInvitation(db.queries, { tokenHash: "second", administratorId: person.id, expiresAt: 2_000 });
    await anInvitation("of somebody else", 2_000);
    expect(await findInvited(db.queries, "first", 1_000)).toMatchObject({ id: person.id });

    await endInvitations(db.queries, person.id);

    const left = await Promise.all(
      ["first", "second", "of somebody else"].map((hash) => findInvited(db.queries, hash, 1_000)),
    );
    expect(left.map((found) => found !== null)).toEqual([false, false, true]);
  });

  test("goes with the person", async () => {
    const { person } = await anInvitation("of somebody who goes", 2_000);

    await sql`delete from administrators where id = ${person.id}`.execute(db.queries);

    expect(await useInvitation(db.queries, "of somebody who goes", 1_000)).toBe(false);
  });
});

async function anInvitation(tokenHash: string, expiresAt: number) {
  const person = await anAdministrator(db, await addTestCompany(db), { invited: true });
  await addInvitation(db.queries, { tokenHash, administratorId: person.id, expiresAt });
  return { person };
}
