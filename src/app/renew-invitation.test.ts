import { afterAll, expect, test } from "vitest";
import { anAdministrator } from "../../test/administrators.ts";
import { addTestCompany, expectOk, openTestDatabase } from "../../test/database.ts";
import { aProduct } from "../../test/product-scene.ts";
import { fail } from "../core/result.ts";
import { readInvitation } from "./accept-invitation.ts";
import { renewInvitation, replaceLinks } from "./renew-invitation.ts";

const db = await openTestDatabase();
afterAll(() => db.close());

test.each([
  ["somebody who was invited, for 7 days", true, "invitation", 7 * 24],
  ["somebody who forgot their password, for 24 hours", false, "new-password", 24],
] as const)("a new link for %s", async (_, invited, kind, hours) => {
  const scene = await aProduct(db);
  const person = await anAdministrator(db, scene.companyId, invited ? { invited } : {});

  const link = expectOk(await renewInvitation(scene.product, person, "見本 太郎"));

  const [letter] = scene.mailbox.letters;
  const url = invited ? letter?.url : null;
  expect(link).toEqual({ url, expiresAt: scene.clock.now() + hours * 3_600_000, letter: "sent" });
  expect(scene.mailbox.letters).toMatchObject([
    { kind, to: person.email, requestedBy: "見本 太郎", expiresAt: link.expiresAt },
  ]);
  expect(await readInvitation(scene.product, tokenIn(letter?.url))).toMatchObject({
    ok: true,
    value: { purpose: kind },
  });
});

test("links made before are useless from then on", async () => {
  const scene = await aProduct(db);
  const person = await anAdministrator(db, scene.companyId, { invited: true });
  const first = await replaceLinks(scene.product, person);

  const second = await replaceLinks(scene.product, person);

  expect(await readInvitation(scene.product, tokenIn(first.url))).toEqual(fail({ kind: "invitation-over" }));
  expect(await readInvitation(scene.product, tokenIn(second.url))).toMatchObject({ ok: true });
  expect(scene.mailbox.letters).toEqual([]);
});

test("for nobody of another company", async () => {
  const scene = await aProduct(db);
  const person = await anAdministrator(db, await addTestCompany(db));

  const renewed = await renewInvitation(scene.product, { companyId: scene.companyId, id: person.id }, "見本 太郎");

  expect(renewed).toEqual(fail({ kind: "not-found" }));
  expect(scene.mailbox.letters).toEqual([]);
});

function tokenIn(url: string | undefined): string {
  return (url ?? "").split("/").at(-1) ?? "";
}
