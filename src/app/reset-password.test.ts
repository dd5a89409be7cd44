import { afterAll, expect, test } from "vitest";
import { anAdministrator } from "../../test/administrators.ts";
import { expectOk, openTestDatabase } from "../../test/database.ts";
import { aProduct } from "../../test/product-scene.ts";
import { fail } from "../core/result.ts";
import { readInvitation } from "./accept-invitation.ts";
import { resetPassword } from "./reset-password.ts";

const db = await openTestDatabase();
afterAll(() => db.close());

test("whoever has the address gets a link, in whatever company; no letter is sent", async () => {
  const scene = await aProduct(db);
  const person = await anAdministrator(db, scene.companyId);

  const { url, expiresAt } = expectOk(await resetPassword(scene.product, person.email.toUpperCase()));

  expect(expiresAt).toBe(scene.clock.now() + 86_400_000);
  expect(await readInvitation(scene.product, url.split("/").at(-1) ?? "")).toMatchObject({
    value: { email: person.email, purpose: "new-password" },
  });
  expect(scene.mailbox.letters).toEqual([]);
});

test("an address that is nobody's", async () => {
  const scene = await aProduct(db);

  const reset = await resetPassword(scene.product, "nobody@example.com");

  expect(reset).toEqual(fail({ kind: "no-administrator", email: "nobody@example.com" }));
});
