import { describe, expect, test } from "vitest";
import { createScene, type Scene, signIn } from "../sandbox-scene.ts";

interface Field {
  id: string;
  name: string;
  type: string;
  group: { name: string } | null;
  elements: { id: string; name: string; physical_name: string | null }[] | null;
}

async function readField({ ask }: Scene, name = "ミキワメ連携"): Promise<Field | undefined> {
  const fields: Field[] = (await ask("/v1/crew_custom_field_templates?embed=group")).json;
  return fields.find((field) => field.name === name);
}

async function valueCount({ ask }: Scene, name: string): Promise<number> {
  const crews: { custom_fields: { template: { name: string } }[] }[] = (await ask("/v1/crews?per_page=100")).json;
  return crews.filter((crew) => crew.custom_fields.some(({ template }) => template.name === name)).length;
}

describe("カスタム従業員項目", () => {
  test("lists groups, fields, and what their lists offer", async () => {
    const { open } = await signIn(createScene({ seed: "edge-cases" }));

    const { text } = await open("/custom-fields");

    expect(text).toMatch(/<h2 [^>]*>ミキワメカテゴリー<\/h2>/);
    expect(text).toContain(">ミキワメ連携</th>");
    expect(text).toContain("<td>連携する（sync）、連携しない（skip）</td>");
  });

  test("M35: deleting asks first, and says how many people lose their value and that applications may break", async () => {
    const scene = createScene({ seed: "edge-cases" });
    const { open } = await signIn(scene);
    const field = await readField(scene);

    const { text } = await open(`/custom-fields/${field?.id}/delete`);

    expect(text).toContain(
      `従業員の値（${await valueCount(scene, "ミキワメ連携")}名分）もすべて削除され、元に戻せません。`,
    );
    expect(text).toContain("アプリが正しく動作しなくなります。");
    expect(await readField(scene)).toBeDefined();
  });

  test("M35: a field that is deleted is gone from the API, with everybody's value of it", async () => {
    const scene = createScene({ seed: "edge-cases" });
    const { send } = await signIn(scene);
    const field = await readField(scene);

    const answer = await send(`/custom-fields/${field?.id}/delete`, {});

    expect(answer.headers.get("location")).toBe("/custom-fields?notice=field-deleted");
    expect([await readField(scene), await valueCount(scene, "ミキワメ連携")]).toEqual([undefined, 0]);
  });

  test("a group goes with its fields", async () => {
    const scene = createScene({ seed: "edge-cases" });
    const { send } = await signIn(scene);
    const [group] = (await scene.ask("/v1/crew_custom_field_template_groups")).json;

    await send(`/custom-fields/groups/${group.id}/delete`, {});

    expect(await readField(scene)).toBeUndefined();
  });

  test("M27: group, field and options can be made by hand, as the product's page tells those who have to", async () => {
    const scene = createScene();
    const { send } = await signIn(scene);
    await send("/custom-fields/groups/new", { name: "ミキワメカテゴリー" });
    const [group] = (await scene.ask("/v1/crew_custom_field_template_groups")).json;

    await send("/custom-fields/new", {
      name: "ミキワメ連携",
      group_id: group.id,
      type: "enum",
      element_name_new1: "連携する",
      element_physical_name_new1: "sync",
      element_name_new2: "連携しない",
    });

    expect(await readField(scene)).toMatchObject({
      type: "enum",
      group: { name: "ミキワメカテゴリー" },
      elements: [
        { name: "連携する", physical_name: "sync" },
        { name: "連携しない", physical_name: null },
      ],
    });
  });

  test("an option whose name is emptied goes; the others keep their ids", async () => {
    const scene = createScene({ seed: "edge-cases" });
    const { send } = await signIn(scene);
    const field = await readField(scene);
    const [sync, skip] = field?.elements ?? [];

    await send(`/custom-fields/${field?.id}/edit`, {
      name: "ミキワメ連携",
      [`element_name_${sync?.id}`]: "連携する",
      [`element_physical_name_${sync?.id}`]: "sync",
      [`element_name_${skip?.id}`]: "",
    });

    expect((await readField(scene))?.elements).toMatchObject([
      { id: sync?.id, name: "連携する", physical_name: "sync" },
    ]);
  });

  test.each([
    ["/custom-fields/new", "項目名を入力してください。"],
    ["/custom-fields/groups/new", "カスタム項目グループ名を入力してください。"],
  ])("%s without a name is refused, as by the API", async (path, message) => {
    const { send } = await signIn(createScene());

    const page = await send(path, { name: "", type: "string" });

    expect([page.status, page.text.includes(`<p class="error" id="field-name-error">${message}</p>`)]).toEqual([
      400,
      true,
    ]);
  });

  test("a field that is gone is a clear 404", async () => {
    const { open } = await signIn(createScene());

    const page = await open("/custom-fields/none/edit");

    expect([page.status, page.text.includes("<h1>カスタム従業員項目が見つかりません</h1>")]).toEqual([404, true]);
  });
});
