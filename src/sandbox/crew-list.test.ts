import { describe, expect, test } from "vitest";
import { type Answer, createScene, type Scene } from "./sandbox-scene.ts";

const numbersOf = (answer: Answer): string[] => answer.json.map((crew: { emp_code: string }) => crew.emp_code);

describe("GET /v1/crews: paging", () => {
  test("the body is a bare array, and without per_page it holds 10", async () => {
    const { ask } = createScene({ seed: 25 });

    const answer = await ask("/v1/crews");

    expect([Array.isArray(answer.json), answer.json.length]).toEqual([true, 10]);
  });

  test("x-total-count, x-page and x-per-page tell of the whole list", async () => {
    const { ask } = createScene({ seed: 25 });

    const { headers } = await ask("/v1/crews?page=2&per_page=7");

    expect(["x-total-count", "x-page", "x-per-page"].map((name) => headers.get(name))).toEqual(["25", "2", "7"]);
  });

  test("Link names first, prev, next and last, and keeps the other parameters", async () => {
    const { ask } = createScene({ seed: 70 });

    const { headers } = await ask("/v1/crews?page=5&sort=-created_at&per_page=5");

    const at = (page: number) => `http://localhost:4000/api/v1/crews?page=${page}&sort=-created_at&per_page=5`;
    expect(headers.get("link")).toBe(
      `<${at(1)}>; rel="first", <${at(4)}>; rel="prev", <${at(6)}>; rel="next", <${at(14)}>; rel="last"`,
    );
  });

  test("a page past the end is empty", async () => {
    const { ask } = createScene();

    const answer = await ask("/v1/crews?page=9");

    expect([answer.status, answer.json, answer.headers.get("x-total-count")]).toEqual([200, [], "8"]);
  });

  test.each([
    ["clamp", 200, "100"],
    ["reject", 400, null],
  ] as const)(
    "more than 100 per page is undocumented: with the switch at %s it is answered %d",
    async (perPageAbove100, status, perPage) => {
      const { ask } = createScene({ seed: 150, switches: { perPageAbove100 } });

      const answer = await ask("/v1/crews?per_page=101");

      expect([answer.status, answer.headers.get("x-per-page")]).toEqual([status, perPage]);
    },
  );

  test("all that is wrong with a query is named at once", async () => {
    const { ask } = createScene();

    const answer = await ask("/v1/crews?emp_status=gone&entered_at_from=2024-02-30&page=0&per_page=x");

    expect(answer.status).toBe(400);
    expect(answer.json.errors.map(({ field }: { field: string }) => field)).toEqual([
      "emp_status",
      "entered_at_from",
      "page",
      "per_page",
    ]);
  });
});

describe("GET /v1/crews: sort", () => {
  test("sort takes property names, and a minus turns the order around", async () => {
    const { ask } = createScene();

    const [up, down] = [await ask("/v1/crews?sort=emp_code"), await ask("/v1/crews?sort=-emp_code")];

    expect(numbersOf(up)).toEqual(["001", "002", "003", "004", "005", "006", "007", "008"]);
    expect(numbersOf(down)).toEqual(numbersOf(up).reverse());
  });

  test("sort takes a comma list: the second name decides where the first is equal", async () => {
    const { ask, sandbox } = createScene();
    edit(sandbox, "003", { emp_status: "retired" });
    edit(sandbox, "001", { emp_status: "retired" });

    const answer = await ask("/v1/crews?sort=-emp_status,-emp_code");

    expect(numbersOf(answer).slice(0, 3)).toEqual(["003", "001", "008"]);
  });

  test("where unset values stand is undocumented: they come last, and first when descending", async () => {
    const { ask } = createScene();

    const [up, down] = [await ask("/v1/crews?sort=email,emp_code"), await ask("/v1/crews?sort=-email,emp_code")];

    expect([numbersOf(up).at(-1), numbersOf(down)[0]]).toEqual(["006", "006"]);
  });

  test("sort=created_at puts the newest last, sort=-updated_at the last changed first", async () => {
    const { ask, sandbox, advance } = createScene();
    advance(1_000);
    edit(sandbox, "004", { occupation: "経理" });
    advance(1_000);
    sandbox.control("edits", { edits: [{ op: "insert", list: "crews", values: { emp_code: "009" } }] });

    const [created, updated] = [await ask("/v1/crews?sort=created_at"), await ask("/v1/crews?sort=-updated_at")];

    expect(numbersOf(created).at(-1)).toBe("009");
    expect(numbersOf(updated).slice(0, 2)).toEqual(["009", "004"]);
  });

  test.each([
    ["created_at", "001"],
    ["-created_at", "008"],
  ] as const)(
    "the order without sort is undocumented: with the switch at %s it begins with %s",
    async (defaultOrder, first) => {
      const { ask } = createScene({ switches: { defaultOrder } });

      const answer = await ask("/v1/crews");

      expect(numbersOf(answer)[0]).toBe(first);
    },
  );

  test.each([
    ["ignore", 200],
    ["reject", 400],
  ] as const)(
    "an unknown sort key is undocumented: with the switch at %s it is answered %d",
    async (unknownSortKeys, status) => {
      const { ask } = createScene({ switches: { unknownSortKeys } });

      const answer = await ask("/v1/crews?sort=shoe_size");

      expect(answer.status).toBe(status);
    },
  );
});

describe("GET /v1/crews: filters", () => {
  test.each([
    ["emp_code=003", ["003"]],
    ["emp_status=retired", ["002"]],
    ["emp_status=employed", ["001", "003", "004", "005", "006", "007", "008"]],
    ["gender=female", ["002"]],
    ["emp_type=contract_worker", ["005"]],
    ["entered_at_from=2021-01-01", ["002"]],
    ["entered_at_to=2020-04-01&per_page=3", ["001", "003", "004"]],
    ["resigned_at_from=2024-03-31", ["002"]],
    ["resigned_at_to=2024-03-31", ["002"]],
    ["resigned_at_to=2024-03-30", []],
    ["q=開発", ["004"]],
    ["q=部長", ["001"]],
    ["q=五郎", ["005"]],
    ["q=芸名", ["002"]],
    ["q=次郎&prefer_business_name=true", []],
    ["q=次郎", ["002"]],
    ["unheard_of=1&emp_code=001", ["001"]],
  ])("?%s finds %j", async (query, numbers) => {
    const { ask, sandbox } = createScene();
    edit(sandbox, "002", {
      emp_status: "retired",
      gender: "female",
      entered_at: "2021-04-01",
      resigned_at: "2024-03-31",
      business_first_name: "芸名",
    });

    const answer = await ask(`/v1/crews?sort=emp_code&${query}`);

    expect(numbersOf(answer)).toEqual(numbers);
  });

  type Ids = readonly { readonly id: string }[];
  test.each([
    ["id", (crew: { id: string }) => [crew.id]],
    ["department_id", (crew: { departments: Ids }) => crew.departments.map(({ id }) => id)],
    ["position_id", (crew: { positions: Ids }) => crew.positions.map(({ id }) => id)],
    ["employment_type_id", (crew: { employment_type: { id: string } }) => [crew.employment_type.id]],
  ] as const)("%s takes several ids, parted by commas", async (filter, idsOf) => {
    const { ask } = createScene({ seed: 100 });
    const all = await ask("/v1/crews?per_page=100&sort=created_at");
    const wanted = [...new Set<string>(all.json.flatMap(idsOf))].slice(0, 2);

    const answer = await ask(`/v1/crews?per_page=100&sort=created_at&${filter}=${wanted.join(",")}`);

    const expected = all.json.filter((crew: never) => idsOf(crew).some((id) => wanted.includes(id)));
    expect(expected.length).toBeGreaterThan(1);
    expect(answer.json).toEqual(expected);
  });
});

describe("GET /v1/crews: fields", () => {
  test("fields limits the output to the named keys, in SmartHR's order", async () => {
    const { ask } = createScene();

    const answer = await ask("/v1/crews?per_page=1&fields=email,emp_code");

    expect(answer.text).toBe('[{"emp_code":"001","email":"001@aaa.com"}]');
  });

  test("fields limits a single crew as well", async () => {
    const scene = createScene();
    const id = await idOf(scene, "001");

    const answer = await scene.ask(`/v1/crews/${id}?fields=id,emp_status`);

    expect(answer.json).toEqual({ id, emp_status: "employed" });
  });

  test("whether id always comes along is undocumented: a switch decides", async () => {
    const scene = createScene({ switches: { fieldsIncludeId: true } });
    const id = await idOf(scene, "001");

    const answer = await scene.ask("/v1/crews?per_page=1&fields=emp_code");

    expect(answer.json).toEqual([{ id, emp_code: "001" }]);
  });

  test.each([
    ["ignore", 200],
    ["reject", 400],
  ] as const)(
    "an unknown field is undocumented: with the switch at %s it is answered %d",
    async (unknownFields, status) => {
      const { ask } = createScene({ switches: { unknownFields } });

      const answer = await ask("/v1/crews?fields=id,shoe_size");

      expect(answer.status).toBe(status);
    },
  );
});

async function idOf({ ask }: Scene, number: string): Promise<string> {
  return (await ask(`/v1/crews?emp_code=${number}`)).json[0].id;
}

function edit(sandbox: Scene["sandbox"], number: string, values: Record<string, string | null>): void {
  sandbox.control("edits", { edits: [{ op: "update", list: "crews", where: { emp_code: number }, values }] });
}
