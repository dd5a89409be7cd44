import { afterAll, describe, expect, test } from "vitest";
import { openTestDatabase } from "../../test/database.ts";
import { aProduct, type ProductScene } from "../../test/product-scene.ts";
import { aCompanyOfTwoAccounts } from "../../test/two-accounts.ts";
import type { EmployeeEdit } from "../core/edit-employee.ts";
import type { RosterEmployee } from "../core/roster.ts";
import { changeEmployee } from "./change-employee.ts";
import { deleteEmployees } from "./delete-employees.ts";
import { deleteDepartment } from "./edit-departments.ts";
import { showEmployee } from "./show-employee.ts";

const db = await openTestDatabase();
afterAll(() => db.close());

describe("changing an employee", () => {
  test("writes what is different, and tells the version that is then the newest", async () => {
    const { scene, taro } = await aRoster();

    const changed = await edit(scene, taro, 1, { jobTitle: "次長", departmentCode: "A002" });

    expect(changed).toEqual({ ok: true, value: 2 });
    expect(await scene.employees()).toContainEqual({
      ...taro,
      version: 2,
      jobTitle: "次長",
      departmentCode: "A002",
    });
  });

  test("to what it is already writes nothing", async () => {
    const { scene, taro } = await aRoster();
    const before = await scene.writtenRows();

    expect(await edit(scene, taro, 1, {})).toEqual({ ok: true, value: 1 });
    expect(await scene.writtenRows()).toEqual(before);
  });

  test("into a department that is not there is a wrong choice of department", async () => {
    const { scene, taro } = await aRoster();

    const changed = await edit(scene, taro, 1, { departmentCode: "Z" });

    const fields = [{ field: "departmentCode", fault: "invalid-choice" }];
    expect(changed).toEqual({ ok: false, fault: { kind: "invalid-input", fields } });
  });

  test("by two at once is done by one, and the others are told", async () => {
    const { scene, taro } = await aRoster();

    const results = await Promise.all(["一", "二", "三"].map((jobTitle) => edit(scene, taro, 1, { jobTitle })));

    expect(results.filter(({ ok }) => ok)).toEqual([{ ok: true, value: 2 }]);
    expect(results.filter(({ ok }) => !ok)).toEqual(Array(2).fill({ ok: false, fault: { kind: "stale" } }));
  });

  test("whom a run changed meanwhile is stale, whom somebody deleted is not found", async () => {
    const { scene, taro } = await aRoster();
    const other = await aRoster();

    await edit(scene, taro, 1, { jobTitle: "次長" });
    await scene.run("employees");
    const afterRun = await edit(scene, taro, 2, { jobTitle: "顧問" });
    await deleteEmployees(scene.product, { ...BY_HAND(scene), employees: [{ id: taro.id, version: 3 }] });
    const afterDeletion = await edit(scene, taro, 3, { jobTitle: "顧問" });

    expect(afterRun).toEqual({ ok: false, fault: { kind: "stale" } });
    expect(afterDeletion).toEqual({ ok: false, fault: { kind: "not-found" } });
    expect(await edit(scene, other.taro, 1, { jobTitle: "顧問" })).toEqual({ ok: false, fault: { kind: "not-found" } });
  });

  test("and deleting their new department at the same moment never both happen", async () => {
    const { scene, taro } = await aRoster();

    const [changed, deleted] = await Promise.all([
      edit(scene, taro, 1, { departmentCode: "A003" }),
      deleteDepartment(scene.product, BY_HAND(scene), { code: "A003", version: 1 }),
    ]);

    expect(changed.ok).toBe(!deleted.ok);
  });
});

describe("M34: 退職者フラグ set by hand", () => {
  test("stays until SmartHR says otherwise, which the run says, too", async () => {
    const { scene, taro } = await aRoster();

    await edit(scene, taro, 1, { retired: true });
    const between = await scene.employees();
    const { rows } = await scene.run("employees");

    expect(between).toContainEqual({ ...taro, version: 2, retired: true, retiredByHand: true });
    expect(rows.findings.notices.map(({ notice }) => notice)).toContainEqual({ kind: "retired-flag-cleared" });
    expect(await scene.employees()).toContainEqual({ ...taro, version: 3 });
  });
});

describe("M33: deleting employees", () => {
  test("takes all of them away, and a later sync makes them anew", async () => {
    const { scene, taro, jiro } = await aRoster();

    const employees = [taro, jiro].map(({ id }) => ({ id, version: 1 }));
    const deleted = await deleteEmployees(scene.product, { ...BY_HAND(scene), employees });
    const between = await scene.employees();
    const { summary } = await scene.run("employees");

    expect(deleted).toEqual({ ok: true, value: 2 });
    expect(between).toEqual([]);
    expect(summary.counts).toMatchObject({ create: 2, update: 0 });
    const again = await scene.employees();
    expect(again.map(({ email }) => email)).toEqual([taro.email, jiro.email]);
    expect(again.map(({ id }) => id)).not.toContain(taro.id);
  });

  test("one who is named twice is deleted once", async () => {
    const { scene, taro } = await aRoster();

    const employees = [1, 2].map(() => ({ id: taro.id, version: 1 }));

    expect(await deleteEmployees(scene.product, { ...BY_HAND(scene), employees })).toEqual({ ok: true, value: 1 });
  });

  test.each<[string, (other: RosterEmployee) => { id: string; version: number }, string]>([
    ["somebody was changed meanwhile", ({ id }) => ({ id, version: 2 }), "stale"],
    ["somebody is gone", () => ({ id: "0", version: 1 }), "not-found"],
  ])("deletes nobody when %s", async (_, wrong, kind) => {
    const { scene, taro, jiro } = await aRoster();
    const before = await scene.writtenRows();

    const employees = [{ id: taro.id, version: 1 }, wrong(jiro)];

    expect(await deleteEmployees(scene.product, { ...BY_HAND(scene), employees })).toMatchObject({ fault: { kind } });
    expect(await scene.writtenRows()).toEqual(before);
  });

  test("deletes nobody when one is of another company", async () => {
    const [{ scene, taro }, other] = [await aRoster(), await aRoster()];
    const before = await scene.writtenRows();

    const employees = [taro, other.taro].map(({ id }) => ({ id, version: 1 }));

    expect(await deleteEmployees(scene.product, { ...BY_HAND(scene), employees })).toMatchObject({
      fault: { kind: "not-found" },
    });
    expect(await scene.writtenRows()).toEqual(before);
  });

  test("whom somebody changes at the same moment is done by one of the two", async () => {
    const { scene, taro } = await aRoster();

    const [deleted, changed] = await Promise.all([
      deleteEmployees(scene.product, { ...BY_HAND(scene), employees: [{ id: taro.id, version: 1 }] }),
      edit(scene, taro, 1, { jobTitle: "次長" }),
    ]);

    expect(deleted.ok).toBe(!changed.ok);
  });
});

describe("showing an employee", () => {
  test("tells where they are in the company and in SmartHR, what happened to them, and when they were synced", async () => {
    const { scene, taro } = await aRoster();
    const syncedAt = scene.clock.now();
    await edit(scene, taro, 1, { jobTitle: "次長" });
    await scene.clock.advance(1_000);
    await edit(scene, { ...taro, jobTitle: "次長" }, 2, { departmentCode: null });
    await scene.run("departments");

    const shown = await showEmployee(scene.product, scene.companyId, taro.id);

    const [created, promoted, moved] = [
      taro,
      { ...taro, version: 2, jobTitle: "次長" },
      { ...taro, version: 3, jobTitle: "次長", departmentCode: null },
    ];
    const byHand = { runId: null, runKind: null, actor: "sub@example.com" };
    expect(shown).toEqual({
      ok: true,
      value: {
        employee: moved,
        departmentPath: [],
        crewUrl: `http://localhost:4000/tenants/acme/crews/${taro.crewId}`,
        lastChangedBySyncAt: syncedAt,
        lastSyncAt: syncedAt,
        deletedAt: null,
        history: [
          { ...byHand, at: syncedAt + 1_000, change: { kind: "update", before: promoted, after: moved } },
          { ...byHand, at: syncedAt, change: { kind: "update", before: created, after: promoted } },
          {
            runId: expect.any(String),
            runKind: "sync",
            actor: "hr@example.com",
            at: syncedAt,
            change: { kind: "create", after: created },
          },
        ],
      },
    });
  });

  test("a run that changes nothing of them still counts as the last one that looked", async () => {
    const { scene, taro } = await aRoster();
    const createdAt = scene.clock.now();
    await scene.run("employees");

    const shown = await showEmployee(scene.product, scene.companyId, taro.id);

    expect(shown).toMatchObject({
      value: {
        departmentPath: [{ code: "A001", name: "営業部" }],
        lastChangedBySyncAt: createdAt,
        lastSyncAt: scene.clock.now(),
      },
    });
  });

  test("of two SmartHR accounts: the page and the last sync are those of the employee's own", async () => {
    const scene = await aCompanyOfTwoAccounts(db);
    const acme = (await scene.employees()).find(({ email }) => email === "001@aaa.com");
    const globex = (await scene.employees()).find(({ email }) => email === "globex1@example.com");
    const { product, companyId } = scene;

    const [of, ofOther] = await Promise.all(
      [acme, globex].map((employee) => showEmployee(product, companyId, employee?.id ?? "")),
    );

    expect([of, ofOther]).toMatchObject([
      {
        value: {
          crewUrl: `http://localhost:4000/tenants/acme/crews/${acme?.crewId}`,
          lastSyncAt: acme?.crewSince,
        },
      },
      { value: { crewUrl: `http://localhost:4000/tenants/globex/crews/${globex?.crewId}` } },
    ]);
  });

  test.each(["0", "x", "", "９", "1\0"])("%j is nobody", async (id) => {
    const { scene } = await aRoster();

    expect(await showEmployee(scene.product, scene.companyId, id)).toEqual({ ok: false, fault: { kind: "not-found" } });
  });
});

/** The manual's roster, synced. */
async function aRoster() {
  const scene = await aProduct(db);
  await scene.run("departments");
  await scene.run("employees");
  const [taro, jiro] = await scene.employees();
  if (taro === undefined || jiro === undefined) throw new Error("the manual's people were not synced");
  return { scene, taro, jiro };
}

const BY_HAND = ({ companyId }: ProductScene) => ({ companyId, actor: "sub@example.com" });

function edit(scene: ProductScene, employee: RosterEmployee, version: number, special: Partial<EmployeeEdit>) {
  const { id, version: _, email: __, crewId: ___, crewSince: ____, retiredByHand: _____, ...fields } = employee;
  const request = { ...BY_HAND(scene), employeeId: id, version, edit: { ...fields, ...special } };
  return changeEmployee(scene.product, request);
}
