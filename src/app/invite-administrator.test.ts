import { randomUUID } from "node:crypto";
import { afterAll, describe, expect, test } from "vitest";
import { expectOk, openTestDatabase } from "../../test/database.ts";
import { APP_URL, aProduct, type ProductScene } from "../../test/product-scene.ts";
import type { Mail } from "../core/mail.ts";
import { fail } from "../core/result.ts";
import { listAdministrators } from "../store/administrators.ts";
import { type Invitee, inviteAdministrator } from "./invite-administrator.ts";

const db = await openTestDatabase();
afterAll(() => db.close());

describe("inviting", () => {
  test("makes a person without a password, and a link that is usable for 7 days", async () => {
    const scene = await aProduct(db);

    const { person, link } = expectOk(await invite(scene, { email: "Hanako-1@Example.com" }));

    expect(person).toEqual({
      id: expect.any(String),
      companyId: scene.companyId,
      email: "hanako-1@example.com",
      name: "山田 花子",
      role: "viewer",
      joinedAt: null,
      lastSignInAt: null,
    });
    expect(await listAdministrators(db.queries, scene.companyId)).toEqual([person]);
    expect(link).toEqual({
      url: expect.stringMatching(new RegExp(`^${APP_URL}/invitations/[\\w-]{43}$`)),
      expiresAt: scene.clock.now() + 7 * 86_400_000,
      letter: "sent",
    });
  });

  test("sends the link to the person, and says who invites them", async () => {
    const scene = await aProduct(db);

    const { person, link } = expectOk(await invite(scene));

    expect(scene.mailbox.letters).toEqual([
      {
        kind: "invitation",
        to: person.email,
        name: "山田 花子",
        companyName: "見本株式会社",
        requestedBy: "見本 太郎",
        url: link.url,
        expiresAt: link.expiresAt,
      },
    ]);
  });

  test.each([
    ["where no mail can be sent", { mail: null }, { invitedBy: "見本 太郎" }],
    ["at the command line", {}, { invitedBy: null }],
  ] as const)("sends no letter %s: the link is handed over", async (_, options, special) => {
    const scene = await aProduct(db, options);

    const { link } = expectOk(await invite(scene, special));

    expect([link.letter, scene.mailbox.letters]).toEqual(["not-sent", []]);
  });

  test("stands, even when the letter cannot be sent", async () => {
    const mail: Mail = {
      send: async () => fail({ kind: "mail-unsent", code: "ECONNECTION" }),
      check: async () => fail({ kind: "mail-unsent", code: "ECONNECTION" }),
    };
    const scene = await aProduct(db, { mail });

    const { link } = expectOk(await invite(scene));

    expect(link.letter).toEqual({ kind: "mail-unsent", code: "ECONNECTION" });
    expect(await listAdministrators(db.queries, scene.companyId)).toHaveLength(1);
  });
});

describe("nobody is invited", () => {
  test("whose address belongs to somebody, of whatever company", async () => {
    const [scene, other] = [await aProduct(db), await aProduct(db)];
    await invite(other, { email: "taken@example.com" });

    expect(await invite(scene, { email: " TAKEN@example.com " })).toEqual(fail({ kind: "administrator-exists" }));
    expect(scene.mailbox.letters).toEqual([]);
  });

  test.each([
    "hanako",
    "hanako@",
    "花子@example.com",
    "hanako＠example.com",
    "a@example.com, b@example.com",
    "a@b\0.com@",
  ])("by %j, to which no mail can be sent", async (email) => {
    const scene = await aProduct(db);

    expect(await invite(scene, { email })).toEqual(fail({ kind: "invalid-email" }));
    expect(await listAdministrators(db.queries, scene.companyId)).toEqual([]);
  });
});

function invite({ product, companyId }: ProductScene, special: Partial<Invitee> = {}) {
  const email = `${randomUUID()}@example.com`;
  return inviteAdministrator(product, {
    companyId,
    email,
    name: "山田 花子",
    role: "viewer",
    invitedBy: "見本 太郎",
    ...special,
  });
}
