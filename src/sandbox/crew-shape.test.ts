import { describe, expect, test } from "vitest";
import { CREW_FIELDS } from "./crew-fields.ts";
import { createScene, type Scene } from "./sandbox-scene.ts";

async function crewWith(scene: Scene, values: Record<string, unknown>) {
  const { json } = await scene.ask("/v1/crews", { method: "POST", body: values });
  return (await scene.ask(`/v1/crews/${json.id}`)).json;
}

describe("Crew (swagger of 2026-07)", () => {
  test("it has 145 keys, printed in their order; of biz_establishment_id and biz_establishment exactly one is output", async () => {
    const scene = createScene();

    const crew = await crewWith(scene, {});

    const keys = CREW_FIELDS.map(([key]) => key);
    expect(keys.length).toBe(145);
    expect(Object.keys(crew)).toEqual(keys.filter((key) => key !== "biz_establishment"));
  });

  test('what was not sent reads null, business names read "", and the place of business is filled in', async () => {
    const scene = createScene();
    const [establishment] = (await scene.ask("/v1/biz_establishments")).json;

    const crew = await crewWith(scene, { last_name: "山田", first_name: "四郎", gender: "male" });

    const head = Object.fromEntries(Object.entries(crew).slice(1, 16));
    expect(head).toEqual({
      user_id: null,
      biz_establishment_id: establishment.id,
      emp_code: null,
      emp_type: null,
      employment_type: null,
      emp_status: "employed",
      last_name: "山田",
      first_name: "四郎",
      last_name_yomi: null,
      first_name_yomi: null,
      business_last_name: "",
      business_first_name: "",
      business_last_name_yomi: "",
      business_first_name_yomi: "",
      preferred_last_name: "山田",
    });
  });

  test('an address that was given has "" in the parts that were not', async () => {
    const scene = createScene();

    const crew = await crewWith(scene, { address: { pref: "北海道", city: "西原田市" } });

    expect(crew.address).toEqual({
      country_number: "",
      zip_code: "",
      pref: "北海道",
      city: "西原田市",
      street: "",
      building: "",
      literal_yomi: "",
    });
  });

  test("preferred_* is the business name where there is one, else the legal name, part by part", async () => {
    const scene = createScene();

    const crew = await crewWith(scene, {
      last_name: "佐藤",
      first_name: "花子",
      last_name_yomi: "サトウ",
      first_name_yomi: "ハナコ",
      business_last_name: "田中",
      business_last_name_yomi: "タナカ",
    });

    expect([
      crew.preferred_last_name,
      crew.preferred_first_name,
      crew.preferred_last_name_yomi,
      crew.preferred_first_name_yomi,
    ]).toEqual(["田中", "花子", "タナカ", "ハナコ"]);
  });

  test("emp_type is filled only when the employment type is a preset one", async () => {
    const scene = createScene();
    const [preset] = (await scene.ask("/v1/employment_types")).json;
    const own = (await scene.ask("/v1/employment_types", { method: "POST", body: { name: "嘱託", code: "90" } })).json;

    const crews = [
      await crewWith(scene, { employment_type_id: preset.id }),
      await crewWith(scene, { employment_type_id: own.id }),
    ];

    expect(crews.map((crew) => [crew.emp_type, crew.employment_type])).toEqual([
      ["board_member", { id: preset.id, name: "役員", preset_type: "board_member", code: null }],
      [null, { id: own.id, name: "嘱託", preset_type: null, code: "90" }],
    ]);
  });

  test("positions are id, name, rank, code, created_at; position is the first one's name", async () => {
    const scene = createScene();
    const title = (await scene.ask("/v1/job_titles", { method: "POST", body: { name: "課長", rank: 3, code: "K" } }))
      .json;

    const crew = await crewWith(scene, { positions: ["課長"] });

    const { id, created_at } = title;
    expect([crew.positions, crew.position]).toEqual([[{ id, name: "課長", rank: 3, code: "K", created_at }], "課長"]);
  });

  test("department is the path of 部署1, joined with /", async () => {
    const scene = createScene();
    const top = (await scene.ask("/v1/departments", { method: "POST", body: { name: "本社" } })).json;
    const body = { name: "開発室", parent_id: top.id };
    const child = (await scene.ask("/v1/departments", { method: "POST", body })).json;

    const crew = await crewWith(scene, { department_ids: [child.id, top.id] });

    expect([crew.department, crew.departments]).toEqual([
      "本社/開発室",
      [child, (await scene.ask(`/v1/departments/${top.id}`)).json],
    ]);
  });

  test("departments may have null holes, and so may positions", async () => {
    const { ask } = createScene({ seed: "edge-cases" });

    const [crew] = (await ask("/v1/crews?emp_code=E036")).json;

    expect(crew.departments.map((row: { code: string } | null) => row?.code ?? null)).toEqual([null, "H011"]);
    expect(crew.positions.map((row: { name: string } | null) => row?.name ?? null)).toEqual([null, "主任"]);
  });

  test("whether positions have holes is undocumented: without them later ones move up", async () => {
    const { ask } = createScene({ seed: "edge-cases", switches: { positionHoles: false } });

    const [crew] = (await ask("/v1/crews?emp_code=E036")).json;

    expect(crew.positions.map((row: { name: string }) => row.name)).toEqual(["主任"]);
  });

  test.each([
    ["array", []],
    ["null", null],
  ] as const)(
    "empty arrays came as null in 2021 and are undocumented: the switch at %s gives %j",
    async (emptyArrays, empty) => {
      const scene = createScene({ switches: { emptyArrays } });

      const crew = await crewWith(scene, {});

      expect([crew.departments, crew.positions, crew.bank_accounts, crew.profile_images]).toEqual([
        empty,
        empty,
        empty,
        empty,
      ]);
    },
  );

  test("dates are YYYY-MM-DD, created_at and updated_at are moments with milliseconds", async () => {
    const scene = createScene();

    const crew = await crewWith(scene, { birth_at: "1990-01-31", entered_at: "2026-04-01" });

    expect([crew.birth_at, crew.entered_at, crew.created_at, crew.updated_at]).toEqual([
      "1990-01-31",
      "2026-04-01",
      "2026-04-01T00:00:00.000Z",
      "2026-04-01T00:00:00.000Z",
    ]);
  });

  test("the address of a file is good for 180 seconds", async () => {
    const scene = createScene();
    const crew = await crewWith(scene, { resume1: { file_name: "resume.txt", content: btoa("hello") } });
    expect(crew.resume1.file_name).toBe("resume.txt");

    const inTime = await scene.ask(crew.resume1.url);
    scene.advance(180_001);
    const late = await scene.ask(crew.resume1.url);

    expect([inTime.status, inTime.text, late.status]).toEqual([200, "hello", 403]);
  });

  test("a profile image is written as profile_image and read as profile_images in five sizes", async () => {
    const scene = createScene();

    const crew = await crewWith(scene, { profile_image: { file_name: "me.png", content: btoa("png") } });

    expect(crew.profile_images.map((image: { size_type: string }) => image.size_type)).toEqual([
      "thumb",
      "small",
      "medium",
      "large",
      "original",
    ]);
  });
});
