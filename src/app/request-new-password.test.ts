import { randomUUID } from "node:crypto";
import { afterAll, expect, test } from "vitest";
import { ageTries, anAdministrator } from "../../test/administrators.ts";
import { openTestDatabase } from "../../test/database.ts";
import { aProduct, type ProductScene } from "../../test/product-scene.ts";
import { readInvitation } from "./accept-invitation.ts";
import { requestNewPassword } from "./request-new-password.ts";

const db = await openTestDatabase();
afterAll(() => db.close());

test("the person gets a letter with a link, named as their own wish", async () => {
  const scene = await aProduct(db);
  const person = await anAdministrator(db, scene.companyId);

  expect(await request(scene, person.email.toUpperCase())).toBe("sent");

  expect(scene.mailbox.letters).toMatchObject([
    {
      kind: "new-password",
      to: person.email,
      requestedBy: null,
      url: expect.stringContaining("/invitations/"),
      expiresAt: scene.clock.now() + 86_400_000,
    },
  ]);
});

test("whoever was invited and lost the letter gets another invitation", async () => {
  const scene = await aProduct(db);
  const person = await anAdministrator(db, scene.companyId, { invited: true });

  await request(scene, person.email);

  expect(scene.mailbox.letters).toMatchObject([{ kind: "invitation", to: person.email }]);
});

test("an address that is nobody's gets none", async () => {
  const scene = await aProduct(db);

  expect(await request(scene, `${randomUUID()}@example.com`)).toBe("not-sent");
  expect(scene.mailbox.letters).toEqual([]);
});

test("where no mail can be sent, no link is made", async () => {
  const scene = await aProduct(db, { mail: null });
  const person = await anAdministrator(db, scene.companyId);

  expect(await request(scene, person.email)).toBe("not-sent");
});

test("asking again leaves the links before usable, so that nobody can spoil them", async () => {
  const scene = await aProduct(db);
  const person = await anAdministrator(db, scene.companyId);

  await request(scene, person.email);
  await request(scene, person.email);

  const open = await Promise.all(
    scene.mailbox.letters.map(({ url }) => readInvitation(scene.product, url.split("/").at(-1) ?? "")),
  );
  expect(open.map(({ ok }) => ok)).toEqual([true, true]);
});

test("nobody's mailbox is filled: three letters at once, then one each 20 minutes", async () => {
  const scene = await aProduct(db);
  const person = await anAdministrator(db, scene.companyId);

  for (let time = 0; time < 5; time++) await request(scene, person.email);
  expect(scene.mailbox.letters).toHaveLength(3);
  await ageTries(db, 1200);
  for (let time = 0; time < 5; time++) await request(scene, person.email);

  expect(scene.mailbox.letters).toHaveLength(4);
});

test("nobody asks for everybody's letters from one place", async () => {
  const scene = await aProduct(db);
  const people = [];
  for (let count = 0; count < 12; count++) people.push(await anAdministrator(db, scene.companyId));

  for (const { email } of people) await request(scene, email, "198.51.100.7");

  expect(scene.mailbox.letters).toHaveLength(10);
});

function request({ product }: ProductScene, email: string, clientAddress: string | null = null) {
  return requestNewPassword(product, { email, clientAddress });
}
