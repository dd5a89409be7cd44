import { afterAll, afterEach, describe, expect, test } from "vitest";
import { addTestCompany, expectOk, openTestDatabase } from "../../test/database.ts";
import { findLink, saveLink } from "./links.ts";
import { findPendingLink, savePendingLink } from "./pending-links.ts";
import { parseSecretKeys } from "./secrets.ts";
import { countLinksOfOtherKeys, examineSecrets, reencryptSecrets } from "./stored-secrets.ts";

const OLD = Buffer.alloc(32, 1).toString("base64");
const NEW = Buffer.alloc(32, 2).toString("base64");
const oldKeys = expectOk(parseSecretKeys(OLD));
const bothKeys = expectOk(parseSecretKeys(`${NEW},${OLD}`));
const newKeys = expectOk(parseSecretKeys(NEW));
const AT = Date.parse("2026-01-05T00:00:00Z");
const OAUTH = { kind: "oauth", accessToken: "access", refreshToken: "refresh", accessTokenExpiresAt: null } as const;

const db = await openTestDatabase();
afterAll(() => db.close());
afterEach(async () => {
  await db.queries.deleteFrom("links").execute();
  await db.queries.deleteFrom("pending_links").execute();
});

describe("a key is changed in three steps", () => {
  test("the new one in front, all tokens encrypted anew, the old one out: links go on", async () => {
    const owner = await linked();
    const former = await examineSecrets(db.queries, bothKeys);

    const done = await reencryptSecrets(db, bothKeys);

    const after = await examineSecrets(db.queries, newKeys);
    const link = expectOk(await findLink(db.queries, newKeys, owner));
    const pending = expectOk(await findPendingLink(db.queries, newKeys, owner, AT));
    expect(former).toEqual({ keyIds: [oldKeys.current.id], unreadableCount: 0 });
    expect(done).toEqual({ renewedCount: 2, currentCount: 0, unreadableCount: 0 });
    expect(after).toEqual({ keyIds: [newKeys.current.id], unreadableCount: 0 });
    expect([link?.tokens, pending?.tokens]).toEqual([OAUTH, OAUTH]);
  });

  test("a second time there is nothing left to do", async () => {
    await linked();
    await reencryptSecrets(db, bothKeys);

    expect(await reencryptSecrets(db, bothKeys)).toEqual({ renewedCount: 0, currentCount: 2, unreadableCount: 0 });
  });

  test("what cannot be read stays as it is, and is counted", async () => {
    const owner = await linked();

    const done = await reencryptSecrets(db, newKeys);

    expect(done).toEqual({ renewedCount: 0, currentCount: 0, unreadableCount: 2 });
    expect(expectOk(await findLink(db.queries, oldKeys, owner))?.tokens).toEqual(OAUTH);
  });

  test("a process that was given only the old key knows how many links it cannot read", async () => {
    await linked();
    await reencryptSecrets(db, bothKeys);

    expect(await countLinksOfOtherKeys(db.queries, oldKeys)).toBe(1);
    expect(await countLinksOfOtherKeys(db.queries, newKeys)).toBe(0);
    expect(await countLinksOfOtherKeys(db.queries, null)).toBe(1);
  });
});

async function linked() {
  const owner = { companyId: await addTestCompany(db), administratorEmail: "HR@example.com" };
  const account = { subdomain: "acme", tenantUrl: "https://acme.smarthr.jp", linkedAt: AT };
  await saveLink(db.queries, oldKeys, { ...owner, ...account, tokens: OAUTH });
  await savePendingLink(db.queries, oldKeys, { ...owner, subdomain: "acme", tokens: OAUTH, expiresAt: AT + 1_000 });
  return owner;
}
