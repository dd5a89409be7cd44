import { describe, expect, test } from "vitest";
import { createScene, type Scene, signIn } from "../sandbox-scene.ts";

async function readCrew({ ask }: Scene, number = "001") {
  return (await ask(`/v1/crews?emp_code=${number}`)).json[0];
}

/** Makes 「ミキワメカテゴリー」 as an application does and gives the group's id and the field's elements by name. */
async function makeOptOutField({ ask }: Scene) {
  const groups = "/v1/crew_custom_field_template_groups";
  const group = (await ask(groups, { method: "POST", body: { name: "ミキワメカテゴリー" } })).json;
  const elements = [
    { name: "連携する", physical_name: "sync" },
    { name: "連携しない", physical_name: "skip" },
  ];
  const body = { name: "ミキワメ連携", type: "enum", group_id: group.id, elements };
  const field = (await ask("/v1/crew_custom_field_templates", { method: "POST", body })).json;
  const elementId = (name: string): string =>
    field.elements.find((element: { name: string }) => element.name === name).id;
  return { groupId: group.id as string, inputName: `custom_${field.id}`, elementId };
}

function optOutOf(crew: { custom_fields: { value: string; template: { name: string } }[] }): string | undefined {
  return crew.custom_fields.find(({ template }) => template.name === "ミキワメ連携")?.value;
}

describe("従業員情報", () => {
  test("shows what the product reads, in groups", async () => {
    const scene = createScene();
    const { open } = await signIn(scene);
    const { id } = await readCrew(scene);

    const { text } = await open(`/tenants/acme/crews/${id}`);

    const rows = [...text.matchAll(/<th scope="row">(.*?)<\/th><td>(.*?)<\/td>/g)].map(([, label, value]) => [
      label,
      value,
    ]);
    expect(rows).toEqual([
      ["社員番号", "001"],
      ["姓", "ミキワメ"],
      ["名", "太郎"],
      ["姓（カタカナ）", "ミキワメ"],
      ["名（カタカナ）", "タロウ"],
      ["ビジネスネーム：姓", '<span class="unset">未入力</span>'],
      ["ビジネスネーム：名", '<span class="unset">未入力</span>'],
      ["ビジネスネーム：姓（カタカナ）", '<span class="unset">未入力</span>'],
      ["ビジネスネーム：名（カタカナ）", '<span class="unset">未入力</span>'],
      ["生年月日", '<span class="unset">未入力</span>'],
      ["戸籍上の性別", "男性"],
      ["メールアドレス", "001@aaa.com"],
      ["在籍状況", "在職中"],
      ["入社年月日", "2020-04-01"],
      ["退職年月日", '<span class="unset">未入力</span>'],
      ["雇用形態", "正社員"],
      ["部署1", "営業部（A001）"],
      ["役職1", "部長"],
    ]);
  });

  test("what was entered is text, never markup", async () => {
    const scene = createScene();
    const { open } = await signIn(scene);
    const [id] = scene.sandbox.control("edits", {
      edits: [{ op: "insert", list: "crews", values: { last_name: "<b>太</b>" } }],
    }).ids;

    const [page, form] = [await open(`/crews/${id}`), await open(`/crews/${id}/edit/basic`)];

    expect(page.text).toContain("<td>&lt;b&gt;太&lt;/b&gt;</td>");
    expect(form.text).toContain('value="&lt;b&gt;太&lt;/b&gt;"');
  });

  test("a person who does not exist, or of another tenant, is a clear 404", async () => {
    const scene = createScene();
    const { open } = await signIn(scene);
    const { id } = await readCrew(scene);

    const pages = [await open("/tenants/acme/crews/none"), await open(`/tenants/globex/crews/${id}`)];

    expect(pages.map(({ status }) => status)).toEqual([404, 404]);
    for (const { text } of pages) expect(text).toContain("<h1>従業員が見つかりません</h1>");
  });
});

describe("M27: 「ミキワメカテゴリー」 at the bottom of the person's page", () => {
  test("the tenant's custom field groups come last, each with 「この項目を編集」", async () => {
    const scene = createScene();
    const { groupId } = await makeOptOutField(scene);
    const { open } = await signIn(scene);
    const { id } = await readCrew(scene);

    const { text } = await open(`/crews/${id}`);

    const headings = [...text.matchAll(/<h2[^>]*>(.*?)<\/h2>/g)].map(([, heading]) => heading);
    expect(headings).toEqual(["基本情報", "入退社情報", "業務情報", "ミキワメカテゴリー"]);
    expect(text.match(/>この項目を編集<\/a>/g)).toHaveLength(4);
    expect(text).toContain(`href="/crews/${id}/edit/${groupId}"`);
  });

  test("「ミキワメ連携」 offers a blank, 連携する and 連携しない", async () => {
    const scene = createScene();
    const { groupId } = await makeOptOutField(scene);
    const { open } = await signIn(scene);
    const { id } = await readCrew(scene);

    const { text } = await open(`/crews/${id}/edit/${groupId}`);

    expect([...text.matchAll(/<option [^>]*>(.*?)<\/option>/g)].map(([, option]) => option)).toEqual([
      "（空白）",
      "連携する",
      "連携しない",
    ]);
    expect(text).toContain(">更新する</button>");
  });

  test.each([
    ["連携しない", "skip"],
    ["連携する", "sync"],
  ])("「%s」 chosen on the person's page is what the API gives", async (choice, physicalName) => {
    const scene = createScene();
    const { groupId, inputName, elementId } = await makeOptOutField(scene);
    const { open, send } = await signIn(scene);
    const { id } = await readCrew(scene);

    const answer = await send(`/crews/${id}/edit/${groupId}`, { [inputName]: elementId(choice) });

    expect([answer.status, answer.headers.get("location")]).toEqual([303, `/crews/${id}?notice=crew-updated`]);
    expect(optOutOf(await readCrew(scene))).toBe(physicalName);
    expect((await open(`/crews/${id}`)).text).toContain(`<td>${choice}</td>`);
  });

  test("a blank takes the value back", async () => {
    const scene = createScene();
    const { groupId, inputName, elementId } = await makeOptOutField(scene);
    const { send } = await signIn(scene);
    const { id } = await readCrew(scene);
    await send(`/crews/${id}/edit/${groupId}`, { [inputName]: elementId("連携しない") });

    await send(`/crews/${id}/edit/${groupId}`, { [inputName]: "" });

    expect(optOutOf(await readCrew(scene))).toBeUndefined();
  });
});

describe("「この項目を編集」 and 「更新する」", () => {
  test.each([
    ["basic", { last_name: "新姓", email: "new@example.com" }, { last_name: "新姓", email: "new@example.com" }],
    ["basic", { email: "" }, { email: null }],
    [
      "employment",
      { emp_status: "retired", resigned_at: "2026-03-31" },
      { emp_status: "retired", resigned_at: "2026-03-31" },
    ],
    ["work", { positions_1: "", positions_2: "部長" }, { position: null, positions: [null, { name: "部長" }] }],
  ])("%s: %o is what the API gives", async (section, fields, expected) => {
    const scene = createScene();
    const { send } = await signIn(scene);
    const { id } = await readCrew(scene);

    await send(`/crews/${id}/edit/${section}`, fields);

    expect(await readCrew(scene)).toMatchObject(expected);
  });

  test("a person can be given other departments; 部署1 stays the first slot", async () => {
    const scene = createScene();
    const { send } = await signIn(scene);
    const { id } = await readCrew(scene);
    const departments = (await scene.ask("/v1/departments?sort=code")).json;

    await send(`/crews/${id}/edit/work`, { departments_1: departments[1].id, departments_3: departments[2].id });

    const names = (await readCrew(scene)).departments.map((slot: { name: string } | null) => slot?.name ?? null);
    expect(names).toEqual(["開発部", null, "人事部"]);
  });

  test("a department that is discontinued stays with the person whose other fields are edited", async () => {
    const scene = createScene();
    const { open, send } = await signIn(scene);
    const { id, departments } = await readCrew(scene, "003");

    await send(`/crews/${id}/edit/work`, { departments_1: departments[0].id, positions_1: "部長" });

    expect((await readCrew(scene, "003")).departments[0].code).toBe("A004");
    expect((await open(`/crews/${id}`)).text).toContain("<td>サポート部（A004）（廃止）</td>");
  });

  test("SmartHR's own refusal stands beside the field, with what was typed, and nothing is written", async () => {
    const scene = createScene();
    const { send } = await signIn(scene);
    const before = await readCrew(scene);

    const page = await send(`/crews/${before.id}/edit/basic`, { last_name: "", emp_code: "900" });

    expect(page.status).toBe(400);
    expect(page.text).toContain('<p class="error" id="field-last_name-error">姓を入力してください。</p>');
    expect(page.text).toMatch(
      /id="field-last_name"[^>]*aria-describedby="field-last_name-error"[^>]*aria-invalid="true"/,
    );
    expect(page.text).toMatch(/value="900"[^>]*name="emp_code"/);
    expect(await readCrew(scene)).toEqual(before);
  });

  test.each([
    ["entered_at", "2026-02-30", "入社年月日は正しい形式で入力してください。"],
    ["emp_status", "gone", "在籍状況は正しい形式で入力してください。"],
  ])("%s cannot be %s", async (name, value, message) => {
    const scene = createScene();
    const { send } = await signIn(scene);
    const { id } = await readCrew(scene);

    const page = await send(`/crews/${id}/edit/employment`, { [name]: value });

    expect(page.text).toContain(`<p class="error" id="field-${name}-error">${message}</p>`);
  });

  test("an edit moves updated_at; a form that changes nothing does not", async () => {
    const scene = createScene();
    const { send } = await signIn(scene);
    const { id } = await readCrew(scene);
    const path = `/crews/${id}/edit/basic`;
    const updatedAt = async () => (await readCrew(scene)).updated_at;

    await send(path, { emp_code: "001", last_name: "ミキワメ" });
    const untouched = await updatedAt();
    await send(path, { last_name: "新姓" });

    expect([untouched < "2026-04-01", await updatedAt()]).toEqual([true, "2026-04-01T00:00:00.000Z"]);
  });

  test("a value that a browser cannot hold whole is no edit when it comes back", async () => {
    const scene = createScene();
    const { send } = await signIn(scene);
    const { id } = await readCrew(scene);
    const values = { last_name: "改\n行" };
    scene.sandbox.control("edits", { edits: [{ op: "update", list: "crews", where: { id }, values }] });

    const answer = await send(`/crews/${id}/edit/basic`, { last_name: "改行" });

    expect(answer.headers.get("location")).toBe(`/crews/${id}?notice=crew-unchanged`);
    expect((await readCrew(scene)).last_name).toBe("改\n行");
  });
});

describe("people come and go", () => {
  test("a person who is added on the screen is in the API's list, with webhooks told of it as of any write", async () => {
    const told: string[] = [];
    const deliver = async (request: Request) => {
      told.push(JSON.parse(await request.text()).event);
      return new Response();
    };
    const scene = createScene({ deliver });
    const body = {
      url: "http://localhost:1/",
      crew_created: true,
      crew_updated: true,
      crew_deleted: true,
      crew_imported: false,
    };
    await scene.ask("/v1/webhooks", { method: "POST", body });
    const { send } = await signIn(scene);

    const added = await send("/crews/new", { emp_code: "900", last_name: "新人", first_name: "花子", email: "" });
    const { id } = await readCrew(scene, "900");
    await send(`/crews/${id}/edit/basic`, { email: "900@example.com" });
    await send(`/crews/${id}/delete`, {});
    await scene.sandbox.webhooksSettled();

    expect(added.headers.get("location")).toBe(`/crews/${id}?notice=crew-added`);
    expect(told.toSorted()).toEqual(["crew_created", "crew_deleted", "crew_updated"]);
    expect(await readCrew(scene, "900")).toBeUndefined();
  });

  test("a form without a name adds nobody and says what is missing", async () => {
    const scene = createScene();
    const { send } = await signIn(scene);

    const page = await send("/crews/new", { emp_code: "900", last_name: "新人", first_name: "" });

    expect(page.status).toBe(400);
    expect(page.text).toContain('id="field-first_name-error">名を入力してください。</p>');
    expect(await readCrew(scene, "900")).toBeUndefined();
  });

  test("the plan's limit holds on the screen, too", async () => {
    const scene = createScene({ switches: { crewLimit: 8 } });
    const { send } = await signIn(scene);

    const page = await send("/crews/new", { last_name: "新人", first_name: "花子" });

    expect(page.text).toContain("上限人数に達しているため従業員の追加は出来ません");
  });

  test("deleting a person asks first", async () => {
    const scene = createScene();
    const { open } = await signIn(scene);
    const { id } = await readCrew(scene);

    const page = await open(`/crews/${id}/delete`);

    expect(page.text).toContain("従業員を削除しますか？");
    expect(await readCrew(scene)).toBeDefined();
  });
});
