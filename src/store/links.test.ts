import { randomUUID } from "node:crypto";
import { sql } from "kysely";
import { afterAll, describe, expect, test } from "vitest";
import { addTestCompany, expectOk, openTestDatabase } from "../../test/database.ts";
import {
  claimRefresh,
  endLink,
  findLink,
  type Link,
  type LinkOwner,
  type LinkTokens,
  releaseRefresh,
  replaceTokens,
  saveLink,
} from "./links.ts";
import { parseSecretKeys } from "./secrets.ts";
import { rememberedOptOutField, rememberOptOutField } from "./tenants.ts";

const db = await openTestDatabase();
afterAll(() => db.close());

const KEYS = expectOk(parseSecretKeys(Buffer.alloc(32, 1).toString("base64")));
const OTHER_KEYS = expectOk(parseSecretKeys(Buffer.alloc(32, 2).toString("base64")));
const OLD: LinkTokens = {
  kind: "oauth",
  accessToken: "access-1",
  refreshToken: "refresh-1",
  accessTokenExpiresAt: 7_000,
};
const NEW: LinkTokens = {
  kind: "oauth",
  accessToken: "access-2",
  refreshToken: "refresh-2",
  accessTokenExpiresAt: null,
};

test.each<[string, LinkTokens]>([
  ["OAuth", OLD],
  ["OAuth without a refresh token", { ...OLD, refreshToken: null }],
  ["an issued access token", { kind: "token", accessToken: "issued" }],
])("a link by %s is found as it was saved", async (_, tokens) => {
  const link = await aLink({ tokens });

  expect(await findLink(db.queries, KEYS, link)).toEqual({ ok: true, value: link });
});

test("M31: a link serves its own administrator, however the address is written, and no other", async () => {
  const link = await aLink();

  const own = await findLink(db.queries, KEYS, { ...link, administratorEmail: "ＨＲ@Example.com" });
  const others = await findLink(db.queries, KEYS, { ...link, administratorEmail: "sub@example.com" });

  expect(own).toEqual({ ok: true, value: link });
  expect(others).toEqual({ ok: true, value: null });
});

test("M29: linking again replaces the link, and what is remembered of the account stays", async () => {
  const link = await aLink();
  await rememberOptOutField(db.queries, { ...link, fieldId: "field-1", at: 1_000 });
  const renewed: Link = { ...link, linkedAt: 9_000, tokens: NEW };

  await saveLink(db.queries, KEYS, renewed);

  expect(await findLink(db.queries, KEYS, link)).toEqual({ ok: true, value: renewed });
  expect(await rememberedOptOutField(db.queries, link.companyId, link.subdomain)).toBe("field-1");
});

test("M30: an ended link is gone with its tokens, once", async () => {
  const link = await aLink();

  const ended = [await endLink(db.queries, link), await endLink(db.queries, link)];

  expect(ended).toEqual([true, false]);
  expect(await findLink(db.queries, KEYS, link)).toEqual({ ok: true, value: null });
  expect(await storedRows(link)).toEqual([]);
});

test("no token is in the database as it is", async () => {
  const link = await aLink();

  const rows = JSON.stringify(await storedRows(link));

  expect(rows).toContain("hr@example.com");
  expect(rows).not.toMatch(/access-1|refresh-1/);
});

test("a token copied into another administrator's link cannot be read there", async () => {
  const link = await aLink();
  const other = { ...link, administratorEmail: "sub@example.com" };
  await saveLink(db.queries, KEYS, other);
  await sql`update links set access_token =
      (select access_token from links where company_id = ${link.companyId} and administrator_email = 'hr@example.com')
    where company_id = ${link.companyId} and administrator_email = 'sub@example.com'`.execute(db.queries);

  const found = await findLink(db.queries, KEYS, other);

  expect(found).toEqual({ ok: false, fault: { kind: "secret-altered" } });
});

test("a link whose key is not given is a fault that names the key", async () => {
  const link = await aLink();

  const found = await findLink(db.queries, OTHER_KEYS, link);

  expect(found).toEqual({ ok: false, fault: { kind: "unknown-key", keyId: KEYS.current.id } });
});

describe("refreshing", () => {
  test("of ten that want new tokens at once exactly one may ask for them", async () => {
    const link = await aLink();

    const claimed = await Promise.all(Array.from({ length: 10 }, () => claim(link)));

    expect(claimed.filter((granted) => granted)).toHaveLength(1);
  });

  test("the new tokens replace the old ones, and the claim is free again", async () => {
    const link = await aLink();
    const claimId = randomUUID();
    await claim(link, { id: claimId });

    const replaced = await replaceTokens(db.queries, KEYS, link, { claimId, tokens: NEW });

    expect(replaced).toBe(true);
    expect(await findLink(db.queries, KEYS, link)).toEqual({ ok: true, value: { ...link, tokens: NEW } });
    expect(await claim(link)).toBe(true);
  });

  test("a claim that is given back is free for the next", async () => {
    const link = await aLink();
    const claimId = randomUUID();
    await claim(link, { id: claimId });

    await releaseRefresh(db.queries, link, claimId);

    expect(await claim(link)).toBe(true);
    expect(await findLink(db.queries, KEYS, link)).toEqual({ ok: true, value: link });
  });

  test("a claim whose holder died ends by itself, and the dead one's tokens are not taken any more", async () => {
    const link = await aLink();
    const deadId = randomUUID();
    await claim(link, { id: deadId, until: 2_000 });

    const early = await claim(link, { now: 1_999 });
    const late = await claim(link, { now: 2_000 });
    const replaced = await replaceTokens(db.queries, KEYS, link, { claimId: deadId, tokens: NEW });

    expect([early, late, replaced]).toEqual([false, true, false]);
    expect(await findLink(db.queries, KEYS, link)).toEqual({ ok: true, value: link });
  });

  test("nothing is brought back of a link that ended meanwhile, nor written over one that was renewed", async () => {
    const [ended, renewed] = [await aLink(), await aLink()];
    const claimId = randomUUID();
    await claim(ended, { id: claimId });
    await claim(renewed, { id: claimId });
    await endLink(db.queries, ended);
    await saveLink(db.queries, KEYS, renewed);

    const replaced = [
      await replaceTokens(db.queries, KEYS, ended, { claimId, tokens: NEW }),
      await replaceTokens(db.queries, KEYS, renewed, { claimId, tokens: NEW }),
    ];

    expect(replaced).toEqual([false, false]);
    expect(await findLink(db.queries, KEYS, ended)).toEqual({ ok: true, value: null });
    expect(await findLink(db.queries, KEYS, renewed)).toEqual({ ok: true, value: renewed });
  });

  test("there is nothing to claim without a link", async () => {
    const companyId = await addTestCompany(db);

    expect(await claim({ companyId, administratorEmail: "hr@example.com" })).toBe(false);
  });
});

async function aLink(special: Partial<Link> = {}): Promise<Link> {
  const link: Link = {
    companyId: await addTestCompany(db),
    administratorEmail: "hr@example.com",
    subdomain: "acme",
    tenantUrl: "https://acme.smarthr.jp",
    linkedAt: 1_000,
    tokens: OLD,
    ...special,
  };
  await saveLink(db.queries, KEYS, link);
  return link;
}

async function claim(
  owner: LinkOwner,
  special: { readonly id?: string; readonly until?: number; readonly now?: number } = {},
): Promise<boolean> {
  const { id = randomUUID(), until = 5_000, now = 1_000 } = special;
  return claimRefresh(db.queries, owner, { id, until }, now);
}

async function storedRows({ companyId }: LinkOwner): Promise<readonly unknown[]> {
  const { rows } = await sql`select * from links where company_id = ${companyId}`.execute(db.queries);
  return rows;
}
