import { afterAll, describe, expect, test } from "vitest";
import { aLinkedAdministrator, aSession, sessionCountOf, storedLinkOf } from "../../test/administrators.ts";
import { addTestCompany, openTestDatabase } from "../../test/database.ts";
import { fail, ok } from "../core/result.ts";
import { listAdministrators } from "../store/administrators.ts";
import { linkStateOf } from "./link-state.ts";
import { listRuns } from "./list-runs.ts";
import { removeAdministrator } from "./remove-administrator.ts";

const db = await openTestDatabase();
afterAll(() => db.close());

const REVOCATION = "POST /oauth/revoke";

describe("removing somebody", () => {
  test("ends their sessions and their link, whose tokens are erased here and revoked at SmartHR", async () => {
    const { scene, person } = await aLinkedAdministrator(db);
    await aSession(db, person.id);

    expect(await removeAdministrator(scene.product, person)).toEqual(ok(person));

    expect(await sessionCountOf(db, person.id)).toBe(0);
    expect(await storedLinkOf(db, person)).toBeNull();
    expect(scene.sent).toEqual([REVOCATION]);
  });

  test("leaves their name on what they did", async () => {
    const { scene, person } = await aLinkedAdministrator(db);
    await scene.run("departments", { actor: person.email });

    await removeAdministrator(scene.product, person);

    expect(await listRuns(scene.product, scene.companyId, 10)).toMatchObject([{ actor: person.email }]);
  });

  test("works without SmartHR, and with tokens that cannot be read any more", async () => {
    const { scene, person } = await aLinkedAdministrator(db);
    const product = { ...scene.product, secretKeys: null };

    expect(await removeAdministrator(product, person)).toEqual(ok(person));

    expect(await storedLinkOf(db, person)).toBeNull();
    expect(scene.sent).toEqual([]);
  });

  test("an access token that was issued by hand is erased; taking it back is its administrator's own", async () => {
    const { scene, person } = await aLinkedAdministrator(db, { kind: "token", accessToken: "issued" });

    expect(await removeAdministrator(scene.product, person)).toEqual(ok(person));

    expect([await storedLinkOf(db, person), scene.sent]).toEqual([null, []]);
  });

  test("the last 管理者 stays, and so does their link", async () => {
    const { scene, person } = await aLinkedAdministrator(db);
    const [colleague] = (await listAdministrators(db.queries, scene.companyId)).filter(({ id }) => id !== person.id);
    if (colleague) await removeAdministrator(scene.product, colleague);

    expect(await removeAdministrator(scene.product, person)).toEqual(fail({ kind: "last-administrator" }));

    expect(await linkStateOf(scene.product, scene.companyId, person.email)).toMatchObject({ kind: "linked" });
    expect(scene.sent).toEqual([]);
  });

  test("nobody of another company", async () => {
    const { scene, person } = await aLinkedAdministrator(db);
    const companyId = await addTestCompany(db);

    const removed = await removeAdministrator(scene.product, { companyId, id: person.id });

    expect(removed).toEqual(fail({ kind: "not-found" }));
    expect(await storedLinkOf(db, person)).not.toBeNull();
  });
});
