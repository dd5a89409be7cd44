import { describe, expect, test } from "vitest";
import { type Answer, createScene, type Scene } from "./sandbox-scene.ts";

const namesOf = (answer: Answer): string[] => answer.json.map((row: { name: string }) => row.name);
const fieldsOf = (answer: Answer): string[] => answer.json.errors.map((error: { field: string }) => error.field);

async function make(scene: Scene, path: string, body: Record<string, unknown>) {
  return (await scene.ask(path, { method: "POST", body })).json;
}

describe("/v1/departments", () => {
  test("every department of every level is an element of the list, with its chain of parents and its subtree", async () => {
    const scene = createScene();
    const top = await make(scene, "/v1/departments", { name: "本社", code: "100" });
    const child = await make(scene, "/v1/departments", { name: "開発室", parent_id: top.id });

    const { json } = await scene.ask("/v1/departments?per_page=100");

    const { children: _, updated_at, created_at, ...nested } = top;
    const wholeChild = {
      id: child.id,
      name: "開発室",
      full_name: "本社/開発室",
      position: child.position,
      code: null,
      parent: nested,
      children: [],
      company_id: top.company_id,
      updated_at,
      created_at,
    };
    expect(json.slice(3)).toEqual([{ ...top, children: [wholeChild] }, wholeChild]);
  });

  test("position is numbered by itself when it is left out", async () => {
    const scene = createScene();

    const [one, other] = [
      await make(scene, "/v1/departments", { name: "一" }),
      await make(scene, "/v1/departments", { name: "二" }),
    ];

    expect(other.position).toBe(one.position + 1);
  });

  test("?code= finds departments of exactly that code, sort=-code turns the order around", async () => {
    const { ask } = createScene();

    const [found, sorted] = [await ask("/v1/departments?code=A002"), await ask("/v1/departments?sort=-code")];

    expect([namesOf(found), namesOf(sorted)]).toEqual([["開発部"], ["人事部", "開発部", "営業部"]]);
  });

  test("a name is needed and may not contain /; a parent must exist: all said at once", async () => {
    const { ask } = createScene();

    const answer = await ask("/v1/departments", { method: "POST", body: { name: "a/b", parent_id: "nothing" } });

    expect([answer.status, fieldsOf(answer)]).toEqual([400, ["name", "parent_id"]]);
  });

  test("a department may not be put under itself", async () => {
    const scene = createScene();
    const top = await make(scene, "/v1/departments", { name: "上" });
    const child = await make(scene, "/v1/departments", { name: "下", parent_id: top.id });

    const answer = await scene.ask(`/v1/departments/${top.id}`, { method: "PATCH", body: { parent_id: child.id } });

    expect([answer.status, fieldsOf(answer)]).toEqual([400, ["parent_id"]]);
  });

  test("a loop of parents that was made by hand is printed without going round for ever", async () => {
    const scene = createScene();
    const [one, other] = (await scene.ask("/v1/departments")).json;
    const move = (id: string, parentId: string) =>
      ({ op: "update", list: "departments", where: { id }, values: { parent_id: parentId } }) as const;

    scene.sandbox.control("edits", { edits: [move(one.id, other.id), move(other.id, one.id)] });

    const { json } = await scene.ask(`/v1/departments/${one.id}`);
    expect([json.full_name, json.parent.id, json.parent.parent]).toEqual(["開発部/営業部", other.id, null]);
  });

  test("PATCH leaves what is not sent, PUT deletes it", async () => {
    const scene = createScene();
    const { id } = await make(scene, "/v1/departments", { name: "部", code: "X1" });
    const write = async (method: string) =>
      (await scene.ask(`/v1/departments/${id}`, { method, body: { name: "新しい部" } })).json;

    const [patched, put] = [await write("PATCH"), await write("PUT")];

    expect([patched.code, put.code]).toEqual(["X1", null]);
  });

  test("discontinuing takes a past day, is answered 204, and takes the department out of the list", async () => {
    const scene = createScene();
    const { id } = await make(scene, "/v1/departments", { name: "終わる部" });
    const discontinue = (day: string) =>
      scene.ask(`/v1/departments/${id}/discontinue`, { method: "POST", body: { discontinued_date: day } });

    const [today, yesterday] = [await discontinue("2026-04-01"), await discontinue("2026-03-31")];

    expect([today.status, yesterday.status]).toEqual([400, 204]);
    expect(namesOf(await scene.ask("/v1/departments"))).not.toContain("終わる部");
  });

  test("whether a discontinued department is still listed is undocumented: a switch decides", async () => {
    const { ask } = createScene({ switches: { discontinuedInLists: true } });

    const answer = await ask("/v1/departments");

    expect(namesOf(answer)).toContain("サポート部");
  });

  test("a department with employed people can be neither discontinued nor deleted (400, code 8 for DELETE)", async () => {
    const { ask } = createScene();
    const [{ id }] = (await ask("/v1/departments?code=A001")).json;

    const discontinued = await ask(`/v1/departments/${id}/discontinue`, {
      method: "POST",
      body: { discontinued_date: "2026-03-31" },
    });
    const deleted = await ask(`/v1/departments/${id}`, { method: "DELETE" });

    expect([discontinued.status, deleted.status, deleted.json.code]).toEqual([400, 400, 8]);
  });
});

describe("/v1/employment_types", () => {
  test("the preset ones have SmartHR's names", async () => {
    const { ask } = createScene();

    const { json } = await ask("/v1/employment_types");

    expect(json.map((type: { name: string; preset_type: string }) => [type.preset_type, type.name])).toEqual([
      ["board_member", "役員"],
      ["full_timer", "正社員"],
      ["contract_worker", "契約社員"],
      ["permatemp", "派遣社員"],
      ["part_timer", "アルバイト・パート"],
      ["outsourcing_contractor", "業務委託"],
      ["etc", "その他"],
    ]);
  });

  test("a customer's own type has no preset_type; its moments carry the offset of Japan", async () => {
    const scene = createScene();

    const type = await make(scene, "/v1/employment_types", { name: "嘱託", code: "90" });

    expect(type).toEqual({
      id: type.id,
      name: "嘱託",
      preset_type: null,
      code: "90",
      updated_at: "2026-04-01T09:00:00.000+09:00",
      created_at: "2026-04-01T09:00:00.000+09:00",
    });
  });

  test("a system type cannot be renamed or deleted, its code can be changed", async () => {
    const { ask } = createScene();
    const [{ id }] = (await ask("/v1/employment_types")).json;
    const change = (body: Record<string, string>) => ask(`/v1/employment_types/${id}`, { method: "PATCH", body });

    const [renamed, recoded] = [await change({ name: "幹部" }), await change({ code: "01" })];
    const deleted = await ask(`/v1/employment_types/${id}`, { method: "DELETE" });

    expect([renamed.status, recoded.json.code, deleted.status, deleted.json.code]).toEqual([400, "01", 400, 8]);
  });
});

describe("/v1/job_titles and the other masters", () => {
  test("job titles have name, rank and code, and are sorted on demand", async () => {
    const scene = createScene();
    await make(scene, "/v1/job_titles", { name: "課長", rank: 3, code: "K" });
    const title = await make(scene, "/v1/job_titles", { name: "次長", rank: 2 });

    const answer = await scene.ask("/v1/job_titles?sort=-rank");

    expect(Object.keys(title)).toEqual(["id", "name", "rank", "code", "updated_at", "created_at"]);
    expect(namesOf(answer).slice(-2)).toEqual(["課長", "次長"]);
  });

  test("a rank outside 1 to 99999 is refused", async () => {
    const { ask } = createScene();

    const answer = await ask("/v1/job_titles", { method: "POST", body: { name: "長", rank: 100_000 } });

    expect([answer.status, fieldsOf(answer)]).toEqual([400, ["rank"]]);
  });

  test("a job title that is deleted leaves a hole in positions", async () => {
    const scene = createScene();
    const { json: crew } = await scene.ask("/v1/crews", { method: "POST", body: { positions: ["一", "二"] } });

    const answer = await scene.ask(`/v1/job_titles/${crew.positions[0].id}`, { method: "DELETE" });

    const { positions } = (await scene.ask(`/v1/crews/${crew.id}`)).json;
    expect([answer.status, positions]).toEqual([204, [null, crew.positions[1]]]);
  });

  test.each(["grades", "job_categories", "recruitment_types"])(
    "%s are made with 201, read, changed and deleted with 204",
    async (master) => {
      const { ask } = createScene();
      const made = await ask(`/v1/${master}`, { method: "POST", body: { name: "一" } });
      const path = `/v1/${master}/${made.json.id}`;

      const put = await ask(path, { method: "PUT", body: { name: "二" } });
      const deleted = await ask(path, { method: "DELETE" });

      expect([made.status, put.json.name, deleted.status, (await ask(path)).status]).toEqual([201, "二", 204, 404]);
    },
  );

  test.each(["companies", "biz_establishments", "payment_periods"])("%s can only be read", async (master) => {
    const { ask } = createScene();

    const [read, written] = [
      await ask(`/v1/${master}`),
      await ask(`/v1/${master}`, { method: "POST", body: { name: "一" } }),
    ];

    expect([read.status, read.json.length > 0, written.status]).toEqual([200, true, 404]);
  });
});

describe("/v1/users", () => {
  test("users/me is the user of the token, with id and email (SmartHR's own OAuth gem)", async () => {
    const { ask } = createScene();

    const { json } = await ask("/v1/users/me");

    expect([json.email, json.admin, json.role.preset_type]).toEqual(["hr@example.com", true, "admin"]);
    expect((await ask(`/v1/users/${json.id}`)).json).toEqual(json);
  });

  test("embed=crew puts the crew in place of crew_id", async () => {
    const { ask, sandbox } = createScene();
    const [crew] = (await ask("/v1/crews?emp_code=001")).json;
    sandbox.control("edits", {
      edits: [{ op: "insert", list: "users", values: { email: "u@example.com", crew_id: crew.id } }],
    });

    const [plain, embedded] = [
      await ask("/v1/users?sort=-created_at"),
      await ask("/v1/users?sort=-created_at&embed=crew"),
    ];

    expect([plain.json[0].crew_id, plain.json[0].crew]).toEqual([crew.id, undefined]);
    expect([embedded.json[0].crew_id, embedded.json[0].crew]).toEqual([undefined, crew]);
  });

  test("embed=biz_establishment puts the place of business into the crew in place of its id", async () => {
    const { ask, sandbox } = createScene();
    const [crew] = (await ask("/v1/crews?emp_code=001")).json;
    sandbox.control("edits", {
      edits: [{ op: "insert", list: "users", values: { email: "u@example.com", crew_id: crew.id } }],
    });

    const [user] = (await ask("/v1/users?sort=-created_at&embed=biz_establishment")).json;

    expect([user.crew.biz_establishment_id, user.crew.biz_establishment.id]).toEqual([
      undefined,
      crew.biz_establishment_id,
    ]);
  });
});
