import { afterAll, describe, expect, test } from "vitest";
import { anAdministrator, aSession, passwordHashOf, sessionCountOf, tokenHashesOf } from "../../test/administrators.ts";
import { expectOk, openTestDatabase } from "../../test/database.ts";
import { aProduct, type ProductScene } from "../../test/product-scene.ts";
import { fail, ok } from "../core/result.ts";
import { type Administrator, findAdministrator } from "../store/administrators.ts";
import { acceptInvitation, readInvitation } from "./accept-invitation.ts";
import { makePasswordLink } from "./password-link.ts";
import { replaceLinks } from "./renew-invitation.ts";
import { takePasswordTry } from "./sign-in-tries.ts";

const db = await openTestDatabase();
afterAll(() => db.close());

const OVER = fail({ kind: "invitation-over" });

describe("a link to choose a password", () => {
  test("tells whom it is for, as often as it is looked at", async () => {
    const scene = await aProduct(db);
    const person = await anAdministrator(db, scene.companyId, { invited: true, name: "山田 花子" });
    const token = await aToken(scene, person);

    const expected = {
      email: person.email,
      name: "山田 花子",
      companyName: "見本株式会社",
      purpose: "invitation",
    };
    expect(await readInvitation(scene.product, token)).toEqual(ok(expected));
    expect(await readInvitation(scene.product, token)).toEqual(ok(expected));
  });

  test("makes whoever was invited a member with that password", async () => {
    const scene = await aProduct(db);
    const person = await anAdministrator(db, scene.companyId, { invited: true });
    const token = await aToken(scene, person);

    expect(await accept(scene, token, "correct horse battery")).toEqual(ok({ email: person.email }));

    expect(await findAdministrator(db.queries, person)).toEqual({ ...person, joinedAt: scene.clock.now() });
    expect(await passwordHashOf(db, person)).toBe("hash of correct horse battery");
  });

  test("replaces a forgotten password: who is signed in by the old one is so no longer, and wrong tries are forgotten", async () => {
    const scene = await aProduct(db);
    const person = await anAdministrator(db, scene.companyId);
    await aSession(db, person.id);
    for (let time = 0; time < 6; time++) await takeTry(scene, person);
    const token = await aToken(scene, person);

    expectOk(await accept(scene, token, "correct horse battery"));

    expect(await passwordHashOf(db, person)).toBe("hash of correct horse battery");
    expect(await sessionCountOf(db, person.id)).toBe(0);
    expect(await takeTry(scene, person)).toEqual(ok(null));
  });

  test("serves one of two who come at the same moment, and then nobody", async () => {
    const scene = await aProduct(db);
    const person = await anAdministrator(db, scene.companyId);
    const token = await aToken(scene, person);

    const ends = await Promise.all([accept(scene, token, "first"), accept(scene, token, "second")]);

    expect(ends.filter((end) => end.ok)).toHaveLength(1);
    expect(await accept(scene, token, "third")).toEqual(OVER);
    expect(await readInvitation(scene.product, token)).toEqual(OVER);
    expect(await passwordHashOf(db, person)).toBe(ends[0]?.ok ? "hash of first" : "hash of second");
  });

  test("two links of one person, used at the same moment again and again, never block each other: one counts", async () => {
    const scene = await aProduct(db);
    for (let round = 0; round < 10; round++) {
      const person = await anAdministrator(db, scene.companyId);
      const links = [0, 1, 2, 3].map(() => makePasswordLink(scene.product, db.queries, person));
      const tokens = (await Promise.all(links)).map(({ url }) => url.split("/").at(-1) ?? "");

      const ends = await Promise.all(tokens.map((token) => accept(scene, token, token)));

      expect(ends.filter((end) => end.ok)).toHaveLength(1);
    }
  });

  test("is over when its time is, to the millisecond", async () => {
    const scene = await aProduct(db, { clock: { movesByItself: false } });
    const person = await anAdministrator(db, scene.companyId, { invited: true });
    const token = await aToken(scene, person);

    await scene.clock.advance(7 * 86_400_000 - 1);
    expect(await readInvitation(scene.product, token)).toMatchObject({ ok: true });
    await scene.clock.advance(1);

    expect(await readInvitation(scene.product, token)).toEqual(OVER);
    expect(await accept(scene, token, "too late")).toEqual(OVER);
  });

  test("that nobody made is over, and costs no work", async () => {
    const scene = await aProduct(db);
    let hashed = 0;
    const hash = async () => `hash ${hashed++}`;

    for (const token of ["", "guessed", "\0", "a".repeat(10_000)]) {
      expect(await acceptInvitation(scene.product, { token, password: "correct horse" }, hash)).toEqual(OVER);
    }
    expect(hashed).toBe(0);
  });

  test("cannot be made of what the database holds", async () => {
    const scene = await aProduct(db);
    const person = await anAdministrator(db, scene.companyId);
    await aToken(scene, person);

    const [hash = ""] = await tokenHashesOf(db, person);
    expect(await accept(scene, hash, "stolen")).toEqual(OVER);
  });
});

async function aToken({ product }: ProductScene, person: Administrator): Promise<string> {
  const { url } = await replaceLinks(product, person);
  return url.split("/").at(-1) ?? "";
}

function accept({ product }: ProductScene, token: string, password: string) {
  return acceptInvitation(product, { token, password }, async (chosen) => `hash of ${chosen}`);
}

function takeTry({ product }: ProductScene, { email }: Administrator) {
  return takePasswordTry(product, { email, clientAddress: null });
}
