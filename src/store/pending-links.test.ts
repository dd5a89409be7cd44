import { afterAll, expect, test } from "vitest";
import { addTestCompany, expectOk, openTestDatabase } from "../../test/database.ts";
import { eraseOverduePendingLinks } from "./held-tokens.ts";
import { endLink, saveLink } from "./links.ts";
import { erasePendingLink, findPendingLink, findWaiting, type PendingLink, savePendingLink } from "./pending-links.ts";
import { parseSecretKeys } from "./secrets.ts";

const db = await openTestDatabase();
afterAll(() => db.close());

const KEYS = expectOk(parseSecretKeys(Buffer.alloc(32, 1).toString("base64")));
const OTHER_KEYS = expectOk(parseSecretKeys(Buffer.alloc(32, 2).toString("base64")));

test.each([
  ["with everything", {}],
  ["whose account nobody knows", { subdomain: null }],
  ["without a refresh token", { tokens: { ...tokensOf(1), refreshToken: null, accessTokenExpiresAt: null } }],
])("a permission %s is found as it was saved, until it waited too long", async (_, special) => {
  const pending = await aPending(special);

  expect(await findPendingLink(db.queries, KEYS, pending, 8_999)).toEqual({ ok: true, value: pending });
  expect(await findWaiting(db.queries, pending, 8_999)).toEqual({ subdomain: pending.subdomain });
  expect(await findPendingLink(db.queries, KEYS, pending, 9_000)).toEqual({ ok: true, value: null });
  expect(await findWaiting(db.queries, pending, 9_000)).toBeNull();
});

test("each administrator has one at most: the newest", async () => {
  const first = await aPending();
  const second = { ...first, subdomain: "acme", tokens: tokensOf(2), expiresAt: 10_000 };

  await savePendingLink(db.queries, KEYS, second);

  expect(await found(first)).toEqual(second);
});

test("it serves its own administrator, and no other", async () => {
  const pending = await aPending();

  expect(await found({ ...pending, administratorEmail: "sub@example.com" })).toBeNull();
  expect(await found({ ...pending, companyId: await addTestCompany(db) })).toBeNull();
});

test("no token is in the database as it is, and none can be read with another key or as a link's", async () => {
  const pending = await aPending();
  const rows = db.queries.selectFrom("pending_links").selectAll().where("company_id", "=", pending.companyId);

  expect(JSON.stringify(await rows.execute())).not.toMatch(/access-1|refresh-1/);
  expect(await findPendingLink(db.queries, OTHER_KEYS, pending, 1_000)).toEqual({
    ok: false,
    fault: { kind: "unknown-key", keyId: KEYS.current.id },
  });
});

test("erased, it is gone; overdue ones are erased whoever's they are", async () => {
  const [erased, overdue, waiting] = [await aPending(), await aPending({ expiresAt: 2_000 }), await aPending()];

  await erasePendingLink(db.queries, erased);
  await eraseOverduePendingLinks(db.queries, KEYS, 2_000);

  const now = 1_000;
  const left = [erased, overdue, waiting].map((pending) => findWaiting(db.queries, pending, now));
  expect(await Promise.all(left)).toEqual([null, null, { subdomain: "globex" }]);
});

test("a link that is made, and one that is ended, leave nothing waiting", async () => {
  const [made, ended] = [await aPending(), await aPending()];
  const link = { ...made, subdomain: "acme", tenantUrl: "https://acme.smarthr.jp", linkedAt: 1_000 };

  await saveLink(db.queries, KEYS, link);
  await endLink(db.queries, ended);

  expect([await found(made), await found(ended)]).toEqual([null, null]);
});

function tokensOf(number: number): PendingLink["tokens"] {
  const [accessToken, refreshToken] = [`access-${number}`, `refresh-${number}`];
  return { kind: "oauth", accessToken, refreshToken, accessTokenExpiresAt: 7_000 };
}

async function aPending(special: Partial<PendingLink> = {}): Promise<PendingLink> {
  const pending: PendingLink = {
    companyId: await addTestCompany(db),
    administratorEmail: "hr@example.com",
    subdomain: "globex",
    tokens: tokensOf(1),
    expiresAt: 9_000,
    ...special,
  };
  await savePendingLink(db.queries, KEYS, pending);
  return pending;
}

async function found(pending: PendingLink): Promise<PendingLink | null> {
  return expectOk(await findPendingLink(db.queries, KEYS, pending, 1_000));
}
