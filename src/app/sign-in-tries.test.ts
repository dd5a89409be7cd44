import { randomUUID } from "node:crypto";
import { afterAll, describe, expect, test } from "vitest";
import { ageTries, anAdministrator } from "../../test/administrators.ts";
import { openTestDatabase } from "../../test/database.ts";
import { aProduct } from "../../test/product-scene.ts";
import { findAdministrator } from "../store/administrators.ts";
import { recordSignIn, takePasswordTry } from "./sign-in-tries.ts";

const db = await openTestDatabase();
afterAll(() => db.close());

describe("wrong passwords are slowed down", () => {
  test("for one address, from wherever they come, and however it is written: five at once, then one each three minutes", async () => {
    const email = anEmail();
    const from = (index: number) => `198.51.100.${index}`;

    const first = [];
    for (let index = 0; index < 6; index++) first.push(await taken(email, from(index)));
    await ageTries(db, 180);
    const later = [await taken(email.toUpperCase(), from(7)), await taken(email, from(8))];

    expect([first, later]).toEqual([
      [true, true, true, true, true, false],
      [true, false],
    ]);
  });

  test("from one place, whatever the addresses: thirty at once", async () => {
    const fates = [];
    for (let count = 0; count < 31; count++) fates.push(await taken(anEmail(), "203.0.113.9"));

    expect(fates.indexOf(false)).toBe(30);
    expect(await taken(anEmail(), "203.0.113.10")).toBe(true);
  });

  test("says how long to wait", async () => {
    const email = anEmail();
    for (let count = 0; count < 5; count++) await taken(email);

    expect(await takePasswordTry({ db }, { email, clientAddress: null })).toEqual({
      ok: false,
      fault: { kind: "too-many-tries", retryAfterSeconds: expect.toSatisfy((wait) => wait > 170 && wait <= 180) },
    });
  });
});

describe("signing in", () => {
  test("forgets what was tried for the address, and is remembered", async () => {
    const scene = await aProduct(db);
    const person = await anAdministrator(db, scene.companyId);
    const { email } = person;
    for (let count = 0; count < 4; count++) await taken(email);

    await recordSignIn(scene.product, { email, clientAddress: null, administratorId: person.id });

    const fates = [];
    for (let count = 0; count < 6; count++) fates.push(await taken(email));
    expect(fates.indexOf(false)).toBe(5);
    expect(await findAdministrator(db.queries, person)).toEqual({ ...person, lastSignInAt: scene.clock.now() });
  });

  test("does not free the place it comes from: else a password of one's own would let one guess others'", async () => {
    const scene = await aProduct(db);
    const person = await anAdministrator(db, scene.companyId);
    const clientAddress = "203.0.113.11";
    for (let count = 0; count < 29; count++) await taken(anEmail(), clientAddress);

    for (let count = 0; count < 3; count++) {
      expect(await taken(person.email, clientAddress)).toBe(true);
      await recordSignIn(scene.product, { email: person.email, clientAddress, administratorId: person.id });
    }

    expect([await taken(anEmail(), clientAddress), await taken(anEmail(), clientAddress)]).toEqual([true, false]);
  });
});

function anEmail(): string {
  return `${randomUUID()}@example.com`;
}

async function taken(email: string, clientAddress: string | null = null): Promise<boolean> {
  return (await takePasswordTry({ db }, { email, clientAddress })).ok;
}
