import { describe, expect, test } from "vitest";
import { createScene, type Scene } from "./sandbox-scene.ts";

async function table({ ask }: Scene) {
  const crews = (await ask("/v1/crews?per_page=100&sort=created_at")).json;
  return crews.map((crew: Record<string, string> & { departments: ({ name: string; code: string } | null)[] }) => {
    const [department] = crew.departments;
    return [
      department ? `${department.name}（${department.code}）` : "",
      [crew["last_name"], crew["first_name"]].filter(Boolean).join(" "),
      [crew["last_name_yomi"], crew["first_name_yomi"]].filter(Boolean).join(" "),
      crew["email"] ?? "",
    ];
  });
}

async function departments({ ask }: Scene): Promise<string[]> {
  const rows = (await ask("/v1/departments?per_page=100&sort=code")).json;
  return rows.map(({ code, name }: { code: string; name: string }) => `${code} ${name}`);
}

describe("the seed manual", () => {
  test("its people are M26's table", async () => {
    const scene = createScene();

    const people = await table(scene);

    expect(people).toEqual([
      ["営業部（A001）", "ミキワメ 太郎", "ミキワメ タロウ", "001@aaa.com"],
      ["", "ミキワメ 次郎", "ミキワメ ジロウ", "002@aaa.com"],
      ["サポート部（A004）", "ミキワメ 三郎", "ミキワメ サブロウ", "003@aaa.com"],
      ["開発部（A002）", "", "ミキワメ シロウ", "004@aaa.com"],
      ["人事部（A003）", "ミキワメ 五郎", "", "005@aaa.com"],
      ["人事部（A003）", "ミキワメ 六郎", "ミキワメ ロクロウ", ""],
      ["人事部（A003）", "ミキワメ 七郎", "ミキワメ ナナロウ", "007@aaa.com"],
      ["人事部（A003）", "ミキワメ 八郎", "ミキワメ ハチロウ", "007@aaa.com"],
    ]);
  });

  test("its departments are those that M26 takes for granted; サポート部（A004） is discontinued", async () => {
    const scene = createScene();

    const rows = await departments(scene);

    expect(rows).toEqual(["A001 営業部", "A002 開発部", "A003 人事部"]);
  });

  test.each([
    ["m18", ["A001 営業部", "A002 開発部", "A004 人事本部"]],
    ["m19", ["A001 営業部", "A002 開発部", "A004 人事部"]],
  ])("after the scenario %s SmartHR's departments are the manual's", async (name, rows) => {
    const scene = createScene();
    const people = await table(scene);

    const answer = await scene.ask(`/__sandbox/scenarios/${name}`, { method: "POST" });

    expect([answer.status, await departments(scene)]).toEqual([200, rows]);
    expect(await table(scene)).toEqual(people);
  });

  test("it has no opt-out field: the product makes it", async () => {
    const { ask } = createScene();

    const answer = await ask("/v1/crew_custom_field_templates");

    expect(answer.json).toEqual([]);
  });
});

describe("the seed demo", () => {
  test("it has 300 people and 30 departments, every department with a code of its own", async () => {
    const scene = createScene({ seed: "demo" });

    const rows = await departments(scene);

    expect((await scene.ask("/v1/crews")).headers.get("x-total-count")).toBe("300");
    expect([rows.length, new Set(rows.map((row) => row.split(" ")[0])).size]).toEqual([30, 30]);
  });
});

describe("the seed edge-cases", () => {
  test("it has the opt-out field with the elements sync and skip, and people who chose each", async () => {
    const { ask } = createScene({ seed: "edge-cases" });

    const templates = (await ask("/v1/crew_custom_field_templates?embed=group")).json;

    const field = templates.find(({ name }: { name: string }) => name === "ミキワメ連携");
    const elements = field.elements.map((element: { name: string; physical_name: string }) => [
      element.name,
      element.physical_name,
    ]);
    expect([field.group.name, field.type, elements]).toEqual([
      "ミキワメカテゴリー",
      "enum",
      [
        ["連携する", "sync"],
        ["連携しない", "skip"],
      ],
    ]);
    const crews = (await ask("/v1/crews?per_page=100")).json;
    const chosen = crews.flatMap((crew: { custom_fields: { value: string; template: { id: string } }[] }) =>
      crew.custom_fields.filter(({ template }) => template.id === field.id).map(({ value }) => value),
    );
    expect(chosen.sort()).toEqual(["skip", "skip", "sync"]);
  });

  test("spellings that normalising would destroy arrive as they are", async () => {
    const { ask } = createScene({ seed: "edge-cases" });

    const crews = (await ask("/v1/crews?per_page=100")).json;

    const names = crews.map((crew: { last_name: string | null }) => crew.last_name);
    expect(names).toEqual(expect.arrayContaining(["髙﨑", "濵邉", "𠮷野", "\uFA19田", "渡\u9089\u{E0101}"]));
  });
});

describe("a seed by number", () => {
  test("it is the same every time, and every person has a mail address of their own", async () => {
    const read = async () =>
      (await createScene({ seed: 250 }).ask("/v1/crews?per_page=100&sort=created_at&page=3")).text;
    const { ask } = createScene({ seed: 250 });

    const [once, again] = [await read(), await read()];

    const addresses = new Set<string>();
    for (const page of [1, 2, 3]) {
      for (const crew of (await ask(`/v1/crews?per_page=100&page=${page}`)).json) addresses.add(crew.email);
    }
    expect(once).toBe(again);
    expect(addresses.size).toBe(250);
  });
});

describe("a snapshot", () => {
  test("a sandbox goes on from where it was: rows, tokens, switches, and ids that were never given", async () => {
    const scene = createScene({ seed: "edge-cases" });
    await scene.ask("/v1/crews", { method: "POST", body: { last_name: "新人" } });
    scene.sandbox.control("switches", { emptyArrays: "null" });
    const kept: unknown = JSON.parse(JSON.stringify(scene.sandbox.snapshot()));

    const again = createScene({ from: kept });

    const list = "/v1/crews?per_page=100&sort=created_at";
    const next = await again.ask("/v1/crews", { method: "POST", body: {} });
    expect(JSON.stringify(kept)).not.toContain(next.json.id);
    await again.ask(`/v1/crews/${next.json.id}`, { method: "DELETE" });
    expect((await again.ask(list)).text).toBe((await scene.ask(list)).text);
  });

  test("what is no snapshot is refused", () => {
    expect(() => createScene({ from: { version: 0 } })).toThrow("expected a snapshot of version 1");
  });
});
