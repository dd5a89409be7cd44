import { describe, expect, test } from "vitest";
import { createScene, type Scene, signIn } from "../sandbox-scene.ts";

async function crewIds({ ask }: Scene, ...numbers: string[]): Promise<string[]> {
  const crews: { id: string; emp_code: string }[] = (await ask("/v1/crews?per_page=100")).json;
  return numbers.map((number) => crews.find((crew) => crew.emp_code === number)?.id ?? "");
}

async function statuses({ ask }: Scene): Promise<string[]> {
  const crews: { emp_status: string }[] = (await ask("/v1/crews?sort=created_at")).json;
  return crews.map((crew) => crew.emp_status);
}

function tick(ids: readonly string[]): [string, string][] {
  return ids.map((id) => ["crew", id]);
}

describe("従業員情報の一括更新", () => {
  test("M27: 「連携しない」 chosen for many people is what the API gives for each of them, and for nobody else", async () => {
    const scene = createScene({ seed: "edge-cases" });
    const fields: { id: string; name: string; elements: { id: string; name: string }[] | null }[] = (
      await scene.ask("/v1/crew_custom_field_templates")
    ).json;
    const field = fields.find(({ name }) => name === "ミキワメ連携");
    const skip = field?.elements?.find(({ name }) => name === "連携しない")?.id ?? "";
    const { send } = await signIn(scene);
    const before = await optedOut(scene);

    const answer = await send("/bulk-update", [
      ...tick(await crewIds(scene, "E001", "E002")),
      ["field", `custom_${field?.id}`],
      [`custom_${field?.id}`, skip],
      ["step", "update"],
    ]);

    expect(answer.headers.get("location")).toBe("/bulk-update?notice=crews-updated&count=2");
    expect(before).not.toContain("E001");
    expect(await optedOut(scene)).toEqual([...before, "E001", "E002"].toSorted());
  });

  test("「ミキワメ連携」 is the first field to choose", async () => {
    const { open } = await signIn(createScene({ seed: "edge-cases" }));

    const { text } = await open("/bulk-update");

    const [, options = ""] = /<select id="bulk-field"[^>]*>(.*?)<\/select>/s.exec(text) ?? [];
    expect([...options.matchAll(/<option [^>]*>(.*?)<\/option>/g)].map(([, label]) => label)).toEqual([
      "ミキワメ連携",
      "社内メモ",
      "部署1",
      "役職1",
      "雇用形態",
      "在籍状況",
      "入社年月日",
      "退職年月日",
    ]);
  });

  test("before anything is written, the number of people and what becomes of them is confirmed", async () => {
    const scene = createScene();
    const { send } = await signIn(scene);
    const ids = await crewIds(scene, "001", "002");
    const before = await statuses(scene);

    const page = await send("/bulk-update", [
      ...tick(ids),
      ["field", "emp_status"],
      ["emp_status", "absent"],
      ["step", "confirm"],
    ]);

    expect(page.text).toContain("<strong>2名</strong>の従業員の「在籍状況」を「休職中」に更新します。");
    expect(page.text).toContain("<li>001 ミキワメ 太郎</li>");
    expect(page.text).toContain('value="update">更新する</button>');
    expect(await statuses(scene)).toEqual(before);
  });

  test("that a value is taken away is said in words", async () => {
    const scene = createScene();
    const { send } = await signIn(scene);
    const ids = await crewIds(scene, "001");

    const page = await send("/bulk-update", [
      ...tick(ids),
      ["field", "entered_at"],
      ["entered_at", ""],
      ["step", "confirm"],
    ]);

    expect(page.text).toContain("<strong>1名</strong>の従業員の「入社年月日」を空白にします。");
  });

  test("部署 of many people: 部署1 changes, later slots stay", async () => {
    const scene = createScene();
    const { send } = await signIn(scene);
    const [sales, development, personnel] = (await scene.ask("/v1/departments?sort=code")).json;
    const ids = await crewIds(scene, "001", "002");
    await send(`/crews/${ids[0]}/edit/work`, { departments_2: development.id });

    await send("/bulk-update", [
      ...tick(ids),
      ["field", "departments"],
      ["departments_1", personnel.id],
      ["step", "update"],
    ]);

    const crews: { departments: { id: string }[] }[] = (await scene.ask(`/v1/crews?id=${ids}&sort=created_at`)).json;
    expect(crews.map(({ departments }) => departments.map(({ id }) => id))).toEqual([
      [personnel.id, development.id],
      [personnel.id],
    ]);
    expect(sales.id).not.toBe(personnel.id);
  });

  test("people stay ticked while other searches and pages are looked at", async () => {
    const scene = createScene({ seed: 120 });
    const { send } = await signIn(scene);
    const [crew] = (await scene.ask("/v1/crews?sort=created_at&per_page=1")).json;

    const page = await send("/bulk-update", [...tick([crew.id]), ["step", "page-2"]]);

    expect(page.text).toContain("選択した従業員：1名");
    expect(page.text).toContain(`<input type="hidden" name="crew" value="${crew.id}">`);
    expect(page.text).toContain("51〜100件目（全120件）");
  });

  test("everybody who was found can be ticked at once, and nobody again", async () => {
    const { send } = await signIn(createScene());

    const all = await send("/bulk-update", { q: "007@aaa.com", step: "all" });
    const none = await send("/bulk-update", { q: "007@aaa.com", step: "none" });

    expect([all.text.match(/ checked>/g)?.length, none.text.match(/ checked>/g)]).toEqual([2, null]);
  });

  test.each([
    ["nobody was ticked", [], "departments", "従業員を選択してください。"],
    ["no field was chosen", ["001"], "nothing", "更新する項目を選択してください。"],
  ])("it goes no further when %s", async (_, numbers, field, message) => {
    const scene = createScene();
    const { send } = await signIn(scene);

    const page = await send("/bulk-update", [
      ...tick(await crewIds(scene, ...numbers)),
      ["field", field],
      ["step", "value"],
    ]);

    expect([page.status, page.text.includes(`<li>${message}</li>`)]).toEqual([400, true]);
  });

  test("a value that SmartHR refuses is refused for everybody", async () => {
    const scene = createScene();
    const { send } = await signIn(scene);
    const before = scene.sandbox.snapshot();
    const ids = await crewIds(scene, "001", "002");

    const page = await send("/bulk-update", [
      ...tick(ids),
      ["field", "entered_at"],
      ["entered_at", "2026-02-30"],
      ["step", "update"],
    ]);

    expect(page.text).toContain("入社年月日は正しい形式で入力してください。");
    expect(scene.sandbox.snapshot()).toEqual(before);
  });
});

async function optedOut({ ask }: Scene): Promise<string[]> {
  const crews: { emp_code: string; custom_fields: { value: string; template: { name: string } }[] }[] = (
    await ask("/v1/crews?per_page=100&sort=emp_code")
  ).json;
  return crews
    .filter((crew) =>
      crew.custom_fields.some(({ value, template }) => template.name === "ミキワメ連携" && value === "skip"),
    )
    .map((crew) => crew.emp_code);
}
