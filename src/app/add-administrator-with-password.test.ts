import { afterAll, expect, test } from "vitest";
import { openTestDatabase } from "../../test/database.ts";
import { aProduct } from "../../test/product-scene.ts";
import { fail, ok } from "../core/result.ts";
import { findAdministrator } from "../store/administrators.ts";
import { addAdministratorWithPassword } from "./add-administrator-with-password.ts";

const db = await openTestDatabase();
afterAll(() => db.close());

test("somebody whose password is known is a member at once; a second time they are there already", async () => {
  const { product, companyId, clock } = await aProduct(db);
  const person = {
    companyId,
    email: "admin@example.com",
    name: "見本 太郎",
    role: "administrator",
    passwordHash: "hash",
  } as const;

  const added = await addAdministratorWithPassword(product, person);
  const again = await addAdministratorWithPassword(product, person);

  const { passwordHash: _, ...identity } = person;
  const expected = { ...identity, id: expect.any(String), joinedAt: clock.now(), lastSignInAt: null };
  expect(added).toEqual(ok(expected));
  expect(added.ok && (await findAdministrator(db.queries, added.value))).toEqual(expected);
  expect(again).toEqual(fail({ kind: "administrator-exists" }));
});
