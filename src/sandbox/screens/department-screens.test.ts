import { describe, expect, test } from "vitest";
import { createScene, type Scene, signIn } from "../sandbox-scene.ts";

interface Department {
  id: string;
  name: string;
  code: string | null;
  full_name: string;
}

async function readDepartments({ ask }: Scene): Promise<Department[]> {
  return (await ask("/v1/departments?sort=code")).json;
}

async function readDepartment(scene: Scene, code: string): Promise<Department> {
  const found = (await readDepartments(scene)).find((department) => department.code === code);
  if (!found) throw new Error(`expected a department of the code ${code}`);
  return found;
}

describe("部署マスター", () => {
  test("lists code, name and parent of every department, children under their parents", async () => {
    const scene = createScene();
    const { open, send } = await signIn(scene);
    await send("/departments/new", {
      name: "営業一課",
      code: "A011",
      parent_id: (await readDepartment(scene, "A001")).id,
    });

    const { text } = await open("/departments");

    const rows = [...text.matchAll(/<tr>\n<td class="code">(.*?)<\/td>\n<th [^>]*>(.*?)<\/th>\n<td>(.*?)<\/td>/g)];
    expect(rows.map(([, ...cells]) => cells)).toEqual([
      ["A001", "営業部", '<span class="unset">なし</span>'],
      ["A011", "営業一課", "営業部（A001）"],
      ["A002", "開発部", '<span class="unset">なし</span>'],
      ["A003", "人事部", '<span class="unset">なし</span>'],
    ]);
  });

  test("a loop in the tree hides nobody", async () => {
    const scene = createScene();
    const [sales, development] = await readDepartments(scene);
    const edits = [
      [sales, development],
      [development, sales],
    ].map(([row, parent]) => ({
      op: "update" as const,
      list: "departments" as const,
      where: { id: row?.id ?? "" },
      values: { parent_id: parent?.id ?? null },
    }));
    scene.sandbox.control("edits", { edits });
    const { open } = await signIn(scene);

    const { text } = await open("/departments");

    for (const code of ["A001", "A002", "A003"]) expect(text).toContain(`<td class="code">${code}</td>`);
  });

  test("M16: a department that is added without a code has none in the API", async () => {
    const scene = createScene();
    const { send } = await signIn(scene);

    const answer = await send("/departments/new", { name: "準備室", code: "", parent_id: "" });

    expect(answer.headers.get("location")).toBe("/departments?notice=department-added");
    expect((await readDepartments(scene)).map(({ name, code }) => [name, code])).toContainEqual(["準備室", null]);
  });

  test("M18: a code and a name that are changed on the screen are what the API gives", async () => {
    const scene = createScene();
    const { send } = await signIn(scene);
    const { id } = await readDepartment(scene, "A003");

    await send(`/departments/${id}/edit`, { name: "人事本部", code: "A004", parent_id: "" });

    expect(await readDepartment(scene, "A004")).toMatchObject({ id, name: "人事本部" });
  });

  test("a parent that is gone stays with the department whose name is edited", async () => {
    const scene = createScene();
    const [parent, child] = await readDepartments(scene);
    const edit = (id: string | undefined, values: Record<string, string>) =>
      ({ op: "update", list: "departments", where: { id: id ?? "" }, values }) as const;
    scene.sandbox.control("edits", {
      edits: [edit(child?.id, { parent_id: parent?.id ?? "" }), edit(parent?.id, { discontinued_on: "2025-03-31" })],
    });
    const { open } = await signIn(scene);

    const { text } = await open(`/departments/${child?.id}/edit`);

    expect(text).toContain(`<option value="${parent?.id}" selected>営業部（A001）（廃止）</option>`);
  });

  test.each([
    ["no name", { name: "" }, "name", "名称を入力してください。"],
    ["a slash in the name", { name: "営業/開発" }, "name", "名称に「/」は使用できません。"],
    ["a parent that is not there", { name: "営業部", parent_id: "none" }, "parent_id", "親の部署が存在しません。"],
  ])("%s is refused beside the field, as by the API", async (_, fields, field, message) => {
    const scene = createScene();
    const { send } = await signIn(scene);
    const { id } = await readDepartment(scene, "A001");
    const before = scene.sandbox.snapshot();

    const page = await send(`/departments/${id}/edit`, fields);

    expect(page.status).toBe(400);
    expect(page.text).toContain(`<p class="error" id="field-${field}-error">${message}</p>`);
    expect(scene.sandbox.snapshot()).toEqual(before);
  });

  test("a department cannot come to stand below itself", async () => {
    const scene = createScene();
    const { send } = await signIn(scene);
    const { id } = await readDepartment(scene, "A001");
    await send("/departments/new", { name: "営業一課", code: "A011", parent_id: id });

    const page = await send(`/departments/${id}/edit`, {
      name: "営業部",
      parent_id: (await readDepartment(scene, "A011")).id,
    });

    expect(page.text).toContain("親の部署に自身または配下の部署は指定できません。");
  });

  test("a department is not deleted while people who are employed belong to it", async () => {
    const scene = createScene();
    const { send } = await signIn(scene);
    const { id } = await readDepartment(scene, "A003");

    const page = await send(`/departments/${id}/delete`, {});

    expect([page.status, page.text.includes("在職中または休職中の従業員が所属している部署は廃止できません。")]).toEqual(
      [400, true],
    );
    expect(await readDepartment(scene, "A003")).toMatchObject({ id });
  });

  test("a department without people is deleted, and no list shows it any more", async () => {
    const scene = createScene();
    const { open, send } = await signIn(scene);
    await send("/departments/new", { name: "準備室", code: "A099" });
    const { id } = await readDepartment(scene, "A099");

    await send(`/departments/${id}/delete`, {});

    expect((await readDepartments(scene)).map(({ code }) => code)).not.toContain("A099");
    expect((await open(`/departments/${id}/edit`)).status).toBe(404);
  });
});
