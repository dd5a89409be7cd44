import { afterAll, describe, expect, test } from "vitest";
import { aLinkedAdministrator, anAdministrator, storedLinkOf } from "../../test/administrators.ts";
import { addTestCompany, openTestDatabase } from "../../test/database.ts";
import { fail, ok } from "../core/result.ts";
import { listAdministrators } from "../store/administrators.ts";
import { changeRole } from "./change-role.ts";

const db = await openTestDatabase();
afterAll(() => db.close());

const REVOCATION = "POST /oauth/revoke";

describe("another role", () => {
  test("who becomes 閲覧者 loses the link, because 閲覧者 do not sync", async () => {
    const { scene, person } = await aLinkedAdministrator(db);

    expect(await changeRole(scene.product, person, "viewer")).toEqual(ok({ ...person, role: "viewer" }));

    expect([await storedLinkOf(db, person), scene.sent]).toEqual([null, [REVOCATION]]);
  });

  test("who becomes or stays 管理者 loses nothing", async () => {
    const { scene, person } = await aLinkedAdministrator(db);
    const viewer = await anAdministrator(db, scene.companyId, { role: "viewer" });

    expect(await changeRole(scene.product, person, "administrator")).toEqual(ok(person));
    expect(await changeRole(scene.product, viewer, "administrator")).toEqual(ok({ ...viewer, role: "administrator" }));

    expect([(await storedLinkOf(db, person)) === null, scene.sent]).toEqual([false, []]);
  });

  test("the last 管理者 stays one, and so does their link", async () => {
    const { scene, person } = await aLinkedAdministrator(db);
    const [colleague] = (await listAdministrators(db.queries, scene.companyId)).filter(({ id }) => id !== person.id);
    if (colleague) await changeRole(scene.product, colleague, "viewer");

    expect(await changeRole(scene.product, person, "viewer")).toEqual(fail({ kind: "last-administrator" }));

    expect(await storedLinkOf(db, person)).not.toBeNull();
  });

  test.each(["administrator", "viewer"] as const)("%s is given to nobody of another company", async (role) => {
    const { scene, person } = await aLinkedAdministrator(db);
    const companyId = await addTestCompany(db);

    const changed = await changeRole(scene.product, { companyId, id: person.id }, role);

    expect(changed).toEqual(fail({ kind: "not-found" }));
    expect(await storedLinkOf(db, person)).not.toBeNull();
  });
});
