import { afterAll, describe, expect, test } from "vitest";
import { openTestDatabase } from "../../test/database.ts";
import { aProduct } from "../../test/product-scene.ts";
import { addDepartment, changeDepartment, deleteDepartment } from "./edit-departments.ts";
import { showDepartments } from "./show-departments.ts";

const db = await openTestDatabase();
afterAll(() => db.close());

test("departments are listed by code with their heads, those below them included, and those who left not counted", async () => {
  const { scene, editor } = await aRoster();
  await addDepartment(scene.product, editor, { code: "A0011", name: "営業一課", parentCode: "A001" });

  const departments = await showDepartments(scene.product, scene.companyId);

  expect(departments).toEqual([
    { code: "A001", name: "営業部", parentCode: null, headCount: 1, headCountBelow: 1, version: 1 },
    { code: "A0011", name: "営業一課", parentCode: "A001", headCount: 0, headCountBelow: 0, version: 1 },
    { code: "A002", name: "開発部", parentCode: null, headCount: 0, headCountBelow: 0, version: 1 },
    { code: "A003", name: "人事部", parentCode: null, headCount: 0, headCountBelow: 0, version: 1 },
  ]);
});

describe("adding a department", () => {
  test.each([
    ["a code that is taken", { code: "A001", name: "新部" }, { kind: "department-code-taken", name: "営業部" }],
    ["a name that is taken", { code: "B001", name: "営業部" }, { kind: "department-name-taken", holderCode: "A001" }],
    ["a parent that is not there", { code: "B001", name: "新部", parentCode: "Z" }, { kind: "parent-not-found" }],
  ])("is refused with %s", async (_, special, fault) => {
    const { scene, editor } = await aRoster();
    const before = await scene.writtenRows();

    const added = await addDepartment(scene.product, editor, { parentCode: null, ...special });

    expect(added).toEqual({ ok: false, fault });
    expect(await scene.writtenRows()).toEqual(before);
  });
});

describe("changing a department", () => {
  test("needs the version that is the newest, and moves it on", async () => {
    const { scene, editor } = await aRoster();
    const renamed = { code: "A003", name: "人事本部", parentCode: "A001" };

    const first = await changeDepartment(scene.product, editor, renamed, 1);
    const second = await changeDepartment(scene.product, editor, { ...renamed, name: "別名部" }, 1);

    expect([first, second]).toEqual([
      { ok: true, value: null },
      { ok: false, fault: { kind: "stale" } },
    ]);
    expect(await scene.departments()).toContainEqual(renamed);
  });

  test("to what it is already writes nothing", async () => {
    const { scene, editor } = await aRoster();
    const before = await scene.writtenRows();

    const changed = await changeDepartment(
      scene.product,
      editor,
      { code: "A001", name: "営業部", parentCode: null },
      1,
    );

    expect(changed).toEqual({ ok: true, value: null });
    expect(await scene.writtenRows()).toEqual(before);
  });

  test.each([
    ["one that is not there", { code: "Z" }, { kind: "not-found" }],
    ["a name that is taken", { name: "開発部" }, { kind: "department-name-taken", holderCode: "A002" }],
    ["itself as its parent", { parentCode: "A001" }, { kind: "parent-would-loop" }],
    ["a parent that is not there", { parentCode: "Z" }, { kind: "parent-not-found" }],
  ])("is refused with %s", async (_, special, fault) => {
    const { scene, editor } = await aRoster();

    const wanted = { code: "A001", name: "営業部", parentCode: null, ...special };

    expect(await changeDepartment(scene.product, editor, wanted, 1)).toEqual({ ok: false, fault });
  });

  test("by two at once is done by one, and the other is told", async () => {
    const { scene, editor } = await aRoster();

    const results = await Promise.all(
      ["一部", "二部", "三部"].map((name) =>
        changeDepartment(scene.product, editor, { code: "A003", name, parentCode: null }, 1),
      ),
    );

    expect(results.filter(({ ok }) => ok)).toHaveLength(1);
    expect(results.filter(({ ok }) => !ok)).toEqual(Array(2).fill({ ok: false, fault: { kind: "stale" } }));
  });

  test("of two that would become each other's parent, one is refused", async () => {
    const { scene, editor } = await aRoster();

    const results = await Promise.all([
      changeDepartment(scene.product, editor, { code: "A002", name: "開発部", parentCode: "A003" }, 1),
      changeDepartment(scene.product, editor, { code: "A003", name: "人事部", parentCode: "A002" }, 1),
    ]);

    expect(results.map((result) => (result.ok ? "done" : result.fault.kind)).toSorted()).toEqual([
      "done",
      "parent-would-loop",
    ]);
  });
});

describe("deleting a department", () => {
  test("takes it away, and a later sync brings it back", async () => {
    const { scene, editor } = await aRoster();

    const deleted = await deleteDepartment(scene.product, editor, { code: "A003", version: 1 });
    const between = (await scene.departments()).map(({ code }) => code);
    await scene.run("departments");

    expect(deleted).toEqual({ ok: true, value: null });
    expect(between).toEqual(["A001", "A002"]);
    expect((await showDepartments(scene.product, scene.companyId)).map(({ code, version }) => [code, version])).toEqual(
      [
        ["A001", 1],
        ["A002", 1],
        ["A003", 3],
      ],
    );
  });

  test("is refused while somebody belongs to it, a department is below it, it was changed, or it is gone", async () => {
    const { scene, editor } = await aRoster();
    await addDepartment(scene.product, editor, { code: "A0021", name: "開発一課", parentCode: "A002" });
    const faultOf = async (code: string, version: number) => {
      const deleted = await deleteDepartment(scene.product, editor, { code, version });
      return deleted.ok ? null : deleted.fault;
    };

    expect(await faultOf("A001", 1)).toEqual({ kind: "department-has-employees", count: 1 });
    expect(await faultOf("A002", 1)).toEqual({ kind: "department-has-children", count: 1 });
    expect(await faultOf("A003", 2)).toEqual({ kind: "stale" });
    expect(await faultOf("Z", 1)).toEqual({ kind: "not-found" });
  });

  test("that somebody deletes at the same moment is done once", async () => {
    const { scene, editor } = await aRoster();

    const results = await Promise.all(
      [1, 2].map(() => deleteDepartment(scene.product, editor, { code: "A003", version: 1 })),
    );

    expect(results.map((result) => (result.ok ? "done" : result.fault.kind)).toSorted()).toEqual(["done", "not-found"]);
  });

  test("and adding one below it at the same moment never both happen", async () => {
    const { scene, editor } = await aRoster();

    const [deleted, added] = await Promise.all([
      deleteDepartment(scene.product, editor, { code: "A003", version: 1 }),
      addDepartment(scene.product, editor, { code: "A0031", name: "人事一課", parentCode: "A003" }),
    ]);

    expect(deleted.ok).toBe(!added.ok);
  });
});

/** The manual's departments and people, synced; 営業部 has somebody. */
async function aRoster() {
  const scene = await aProduct(db);
  await scene.run("departments");
  await scene.run("employees");
  return { scene, editor: { companyId: scene.companyId, actor: "hr@example.com" } };
}
