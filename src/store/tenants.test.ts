import { randomUUID } from "node:crypto";
import { afterAll, describe, expect, test } from "vitest";
import { addTestCompany, openTestDatabase } from "../../test/database.ts";
import {
  type Account,
  claimOptOutField,
  knownOptOutFailure,
  noteOptOutFailure,
  releaseOptOutField,
  rememberedOptOutField,
  rememberOptOutField,
  rememberTenant,
} from "./tenants.ts";

const db = await openTestDatabase();
afterAll(() => db.close());

test("no field is remembered of an account that was never read", async () => {
  const companyId = await addTestCompany(db);
  await rememberTenant(db.queries, companyId, "acme");

  expect(await rememberedOptOutField(db.queries, companyId, "acme")).toBeNull();
  expect(await rememberedOptOutField(db.queries, companyId, "other")).toBeNull();
});

test("the field that was found last is remembered, for that company and account alone", async () => {
  const [companyId, otherId] = [await addTestCompany(db), await addTestCompany(db)];

  await rememberOptOutField(db.queries, { companyId, subdomain: "acme", fieldId: "field-1", at: 1_000 });
  await rememberOptOutField(db.queries, { companyId, subdomain: "acme", fieldId: "field-2", at: 2_000 });
  await rememberTenant(db.queries, companyId, "acme");

  expect(await rememberedOptOutField(db.queries, companyId, "acme")).toBe("field-2");
  expect(await rememberedOptOutField(db.queries, companyId, "other")).toBeNull();
  expect(await rememberedOptOutField(db.queries, otherId, "acme")).toBeNull();
});

describe("what stood in the field's way", () => {
  test("is what was noted last, and the field that was remembered stays (M35)", async () => {
    const account = { companyId: await addTestCompany(db), subdomain: "acme" };
    await rememberOptOutField(db.queries, { ...account, fieldId: "field-1", at: 1_000 });
    const atFirst = await knownOptOutFailure(db.queries, account);

    await noteOptOutFailure(db.queries, { ...account, failure: { kind: "opt-out-field-missing" }, at: 2_000 });

    expect(atFirst).toBeNull();
    expect(await knownOptOutFailure(db.queries, account)).toEqual({ kind: "opt-out-field-missing" });
    expect(await rememberedOptOutField(db.queries, account.companyId, "acme")).toBe("field-1");
  });

  test("is over when the field was seen", async () => {
    const account = { companyId: await addTestCompany(db), subdomain: "acme" };
    await noteOptOutFailure(db.queries, { ...account, failure: { kind: "opt-out-field-missing" }, at: 1_000 });

    await rememberOptOutField(db.queries, { ...account, fieldId: "field-1", at: 2_000 });

    expect(await knownOptOutFailure(db.queries, account)).toBeNull();
  });

  test("is nothing for an account that nobody has looked at", async () => {
    const account = { companyId: await addTestCompany(db), subdomain: "acme" };

    expect(await knownOptOutFailure(db.queries, account)).toBeNull();
  });
});

describe("the right to make the field", () => {
  test("of ten that want it at once one has it", async () => {
    const account = { companyId: await addTestCompany(db), subdomain: "acme" };

    const claims = Array.from({ length: 10 }, () => claim(account, { id: randomUUID() }));

    expect((await Promise.all(claims)).filter((granted) => granted)).toHaveLength(1);
  });

  test("is free again when it is given back by its holder, or when its holder died", async () => {
    const account = { companyId: await addTestCompany(db), subdomain: "acme" };
    const id = randomUUID();
    await claim(account, { id });

    await releaseOptOutField(db.queries, account, randomUUID());
    const early = await claim(account, { now: 4_999 });
    const late = await claim(account, { id, now: 5_000, until: 9_000 });
    await releaseOptOutField(db.queries, account, id);

    expect([early, late, await claim(account, { now: 5_000 })]).toEqual([false, true, true]);
  });
});

function claim(account: Account, special: { readonly id?: string; readonly now?: number; readonly until?: number }) {
  const { id = randomUUID(), now = 1_000, until = 5_000 } = special;
  return claimOptOutField(db.queries, account, { id, until }, now);
}
