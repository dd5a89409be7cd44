import { describe, expect, test } from "vitest";
import { bearer, createScene, type Scene } from "./sandbox-scene.ts";

const TEMPLATES = "/v1/crew_custom_field_templates";
const GROUPS = "/v1/crew_custom_field_template_groups";

async function make(scene: Scene, path: string, body: Record<string, unknown>) {
  return (await scene.ask(path, { method: "POST", body })).json;
}

describe("/v1/crew_custom_field_templates", () => {
  test("a template is made with 201, without group_id and position although the definition asks for them", async () => {
    const { ask } = createScene();

    const { status, json } = await ask(TEMPLATES, {
      method: "POST",
      body: { name: "身長", type: "decimal", scale: 1 },
    });

    expect([status, json]).toEqual([
      201,
      {
        id: json.id,
        name: "身長",
        type: "decimal",
        elements: null,
        group_id: null,
        hint: null,
        scale: 1,
        separated_by_commas: null,
        position: 1,
        updated_at: "2026-04-01T00:00:00.000Z",
        created_at: "2026-04-01T00:00:00.000Z",
      },
    ]);
  });

  test("elements are given ids, and keep their physical names", async () => {
    const scene = createScene();

    const { elements } = await make(scene, TEMPLATES, {
      name: "血液型",
      type: "enum",
      elements: [
        { name: "A型", physical_name: "type_a", position: 1 },
        { name: "B型", position: 2 },
      ],
    });

    expect(elements).toEqual([
      { id: elements[0].id, name: "A型", physical_name: "type_a", position: 1 },
      { id: elements[1].id, name: "B型", physical_name: null, position: 2 },
    ]);
  });

  test("elements may be given only for an enum; name and type are needed; the group must exist", async () => {
    const { ask } = createScene();

    const answer = await ask(TEMPLATES, { method: "POST", body: { group_id: "nothing", elements: [{ name: "A" }] } });

    const fields = answer.json.errors.map((error: { field: string }) => error.field);
    expect([answer.status, fields]).toEqual([400, ["name", "type", "group_id", "elements"]]);
  });

  test("PUT deletes elements that are not listed, PATCH keeps them", async () => {
    const scene = createScene();
    const elements = [
      { name: "一", position: 1 },
      { name: "二", position: 2 },
    ];
    const template = await make(scene, TEMPLATES, { name: "番号", type: "enum", elements });
    const path = `${TEMPLATES}/${template.id}`;
    const [first] = template.elements;
    const namesAfter = async (method: string, body: Record<string, unknown>) => {
      const { json } = await scene.ask(path, { method, body });
      return json.elements.map((element: { name: string }) => element.name);
    };

    const patched = await namesAfter("PATCH", {
      elements: [
        { id: first.id, name: "壱" },
        { name: "三", position: 3 },
      ],
    });
    const put = await namesAfter("PUT", { name: "番号", elements: [{ id: first.id, name: "壱", position: 1 }] });

    expect([patched, put]).toEqual([["壱", "二", "三"], ["壱"]]);
  });

  test("embed=group puts the group in place of group_id", async () => {
    const scene = createScene();
    const group = await make(scene, GROUPS, { name: "連携項目" });
    await make(scene, TEMPLATES, { name: "メモ", type: "string", group_id: group.id });

    const [plain] = (await scene.ask(TEMPLATES)).json;
    const [embedded] = (await scene.ask(`${TEMPLATES}?embed=group`)).json;

    expect([plain.group_id, plain.group]).toEqual([group.id, undefined]);
    expect([embedded.group_id, embedded.group]).toEqual([undefined, group]);
  });

  test("deleting a template deletes everybody's value of it", async () => {
    const scene = createScene();
    const { id } = await make(scene, TEMPLATES, { name: "メモ", type: "string" });
    const crew = await make(scene, "/v1/crews", { custom_fields: [{ template_id: id, value: "ある" }] });

    const answer = await scene.ask(`${TEMPLATES}/${id}`, { method: "DELETE" });

    const after = (await scene.ask(`/v1/crews/${crew.id}`)).json;
    expect([answer.status, crew.custom_fields.length, after.custom_fields]).toEqual([204, 1, []]);
  });

  test("an enum value whose element was deleted reads null", async () => {
    const scene = createScene();
    const template = await make(scene, TEMPLATES, {
      name: "色",
      type: "enum",
      elements: [{ name: "赤", physical_name: "red" }],
    });
    const crew = await make(scene, "/v1/crews", { custom_fields: [{ template_id: template.id, value: "red" }] });

    await scene.ask(`${TEMPLATES}/${template.id}`, { method: "PUT", body: { name: "色", elements: [{ name: "青" }] } });

    const [field] = (await scene.ask(`/v1/crews/${crew.id}`)).json.custom_fields;
    expect(field.value).toBeNull();
  });
});

describe("/v1/crew_custom_field_template_groups", () => {
  test("embed=templates adds the group's templates", async () => {
    const scene = createScene();
    const group = await make(scene, GROUPS, { name: "連携項目" });
    const template = await make(scene, TEMPLATES, { name: "メモ", type: "string", group_id: group.id });

    const [plain] = (await scene.ask(GROUPS)).json;
    const { json: embedded } = await scene.ask(`${GROUPS}/${group.id}?embed=templates`);

    expect(plain).toEqual(group);
    expect(embedded).toEqual({ ...group, templates: [template] });
  });

  test("deleting a group deletes its templates and their values", async () => {
    const scene = createScene({ seed: "edge-cases" });
    const [group] = (await scene.ask(GROUPS)).json;

    const answer = await scene.ask(`${GROUPS}/${group.id}`, { method: "DELETE" });

    const names = (await scene.ask(TEMPLATES)).json.map((template: { name: string }) => template.name);
    const [optedOut] = (await scene.ask("/v1/crews?emp_code=E005")).json;
    expect([answer.status, names]).toEqual([204, ["社内メモ"]]);
    expect(optedOut.custom_fields.map(({ value }: { value: string }) => value)).toEqual(["先に入力した別の項目"]);
  });

  test.each([
    ["read_and_update", 200, 200],
    ["read_and_update_values", 403, 200],
    ["read_and_update_only_origin", 403, 403],
    ["hidden", 404, 403],
  ])(
    "access_type %s lets another application change the template (%d) and values (%d)",
    async (accessType, onTemplate, onValue) => {
      const scene = createScene();
      const group = await make(scene, GROUPS, { name: "連携項目", access_type: accessType });
      const { id } = await make(scene, TEMPLATES, { name: "メモ", type: "string", group_id: group.id });
      const [crew] = (await scene.ask("/v1/crews?emp_code=001")).json;
      const headers = bearer(scene.sandbox.control("issue-token", {}).token);

      const template = await scene.ask(`${TEMPLATES}/${id}`, { method: "PATCH", body: { hint: "変更" }, headers });
      const body = { custom_fields: [{ template_id: id, value: "変更" }] };
      const value = await scene.ask(`/v1/crews/${crew.id}`, { method: "PATCH", body, headers });

      expect([template.status, value.status]).toEqual([onTemplate, onValue]);
    },
  );

  test("an access_type that does not exist is refused", async () => {
    const { ask } = createScene();

    const answer = await ask(GROUPS, { method: "POST", body: { access_type: "secret" } });

    const fields = answer.json.errors.map((error: { field: string }) => error.field);
    expect([answer.status, fields]).toEqual([400, ["name", "access_type"]]);
  });
});
