import { describe, expect, test } from "vitest";
import { RESOURCES } from "./access-token.ts";
import { createScene } from "./sandbox-scene.ts";

describe("token permissions (support 360026266033)", () => {
  test.each(RESOURCES)("without 参照 of %s its list is answered 403 code 3", async (resource) => {
    const { ask, sandbox } = createScene();
    sandbox.control("resource-permission", { resource, read: false });

    const answer = await ask(`/v1/${resource}`);

    expect([answer.status, answer.json.code, answer.json.type]).toEqual([403, 3, "forbidden"]);
  });

  test("groups belong to the resource of custom field templates", async () => {
    const { ask, sandbox } = createScene();
    sandbox.control("resource-permission", { resource: "crew_custom_field_templates", read: false });

    const answer = await ask("/v1/crew_custom_field_template_groups");

    expect(answer.status).toBe(403);
  });

  test("without 更新 reading goes on and writing is answered 403", async () => {
    const { ask, sandbox } = createScene();
    sandbox.control("resource-permission", { resource: "departments", update: false });

    const [read, written] = [
      await ask("/v1/departments"),
      await ask("/v1/departments", { method: "POST", body: { name: "新" } }),
    ];

    expect([read.status, written.status]).toEqual([200, 403]);
  });

  test("an attribute without 参照 reads null, for everybody (TROCCO)", async () => {
    const { ask, sandbox } = createScene();
    sandbox.control("attribute-permission", { attribute: "emp_code", read: false });
    sandbox.control("attribute-permission", { attribute: "departments", read: false });

    const { json } = await ask("/v1/crews?fields=emp_code,email,departments&sort=created_at&per_page=1");

    expect(json).toEqual([{ emp_code: null, email: "001@aaa.com", departments: null }]);
  });

  test("whether the key is null or missing is not certain: a switch leaves it out", async () => {
    const { ask, sandbox } = createScene({ switches: { forbiddenAttributes: "omitted" } });
    sandbox.control("attribute-permission", { attribute: "emp_code", read: false });

    const { json } = await ask("/v1/crews?fields=emp_code,email&sort=created_at&per_page=1");

    expect(json).toEqual([{ email: "001@aaa.com" }]);
  });

  test.each([
    ["null", [["先に入力した別の項目", null]]],
    ["omitted", [["先に入力した別の項目"]]],
  ] as const)(
    "a custom field without 参照 has no value: the switch at %s gives %j",
    async (forbiddenAttributes, values) => {
      const { ask, sandbox } = createScene({ seed: "edge-cases", switches: { forbiddenAttributes } });
      sandbox.control("custom-field-permission", { name: "ミキワメ連携", read: false });

      const { json } = await ask("/v1/crews?emp_code=E005");

      const shown = json.map((crew: { custom_fields: { value: string }[] }) =>
        crew.custom_fields.map(({ value }) => value),
      );
      expect(shown).toEqual(values);
    },
  );

  test("an attribute without 更新 cannot be written", async () => {
    const { ask, sandbox } = createScene();
    sandbox.control("attribute-permission", { attribute: "departments", update: false });

    const answer = await ask("/v1/crews", { method: "POST", body: { department_ids: [] } });

    expect([answer.status, answer.json.code]).toEqual([403, 3]);
  });

  test.each([
    [true, "ある"],
    [false, null],
  ])(
    "the permission for custom fields made later is the token's own: at %s the value reads %j",
    async (read, value) => {
      const { ask, sandbox } = createScene();
      sandbox.control("later-custom-fields", { read });
      const template = await ask("/v1/crew_custom_field_templates", {
        method: "POST",
        body: { name: "新", type: "string" },
      });
      const body = { custom_fields: [{ template_id: template.json.id, value: "ある" }] };
      sandbox.control("edits", { edits: [{ op: "update", list: "crews", where: { emp_code: "001" }, values: body }] });

      const [crew] = (await ask("/v1/crews?emp_code=001")).json;

      expect(crew.custom_fields[0].value).toBe(value);
    },
  );

  test("an IP restriction that does not fit is answered 403 code 15", async () => {
    const { ask, sandbox } = createScene();
    sandbox.control("ip-restriction", { permitted: false });

    const answer = await ask("/v1/crews");

    expect([answer.status, answer.json.code, answer.json.type]).toEqual([403, 15, "ip_not_permitted"]);
  });
});
