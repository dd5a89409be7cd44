import { afterAll, describe, expect, test } from "vitest";
import { type ApiScene, type Asker, anApi } from "../../test/api-scene.ts";
import { openTestDatabase } from "../../test/database.ts";
import type { RosterEmployee } from "../core/roster.ts";

const db = await openTestDatabase();
afterAll(() => db.close());

const ROUTES: readonly (readonly [method: string, path: string])[] = [
  ["GET", "/api/employees"],
  ["GET", "/api/employees.csv"],
  ["GET", "/api/employees/:id"],
  ["PUT", "/api/employees/:id"],
  ["POST", "/api/employees/delete"],
];

test.each(ROUTES)("%s %s is for people who are signed in", async (method, path) => {
  const { api, taro } = await aRoster();

  const asking = askAbout(api, taro, method, path, "nobody");

  expect(await problemOf(asking)).toEqual([401, { kind: "not-signed-in" }]);
});

test.each(ROUTES.filter(([method]) => method !== "GET"))("%s %s is nothing for 閲覧者", async (method, path) => {
  const { api, taro } = await aRoster();
  const before = await api.writtenRows();

  const asking = askAbout(api, taro, method, path, "viewer");

  expect(await problemOf(asking)).toEqual([403, { kind: "not-permitted" }]);
  expect(await api.writtenRows()).toEqual(before);
});

test.each(ROUTES.filter(([method, path]) => path.includes(":id") || method === "POST"))(
  "%s %s finds nobody of another company",
  async (method, path) => {
    const { api, taro } = await aRoster();
    const before = await api.writtenRows();

    const asking = askAbout(api, taro, method, path, "stranger");

    expect(await problemOf(asking)).toEqual([404, { kind: "not-found" }]);
    expect(await api.writtenRows()).toEqual(before);
  },
);

describe("the list of employees", () => {
  test("has a page of them, with what the list shows", async () => {
    const { api, taro, jiro } = await aRoster();

    const answer = await api.ask("GET", "/api/employees?perPage=1&page=2", { as: "viewer" });

    expect([answer.status, await answer.json()]).toEqual([
      200,
      { employees: [rowOf(jiro, null)], total: 2, page: 2, perPage: 1 },
    ]);
    expect(await idsOf(api, "")).toEqual([taro.id, jiro.id]);
  });

  test("of another company has none of them", async () => {
    const { api } = await aRoster();

    const answer = await api.ask("GET", "/api/employees", { as: "stranger" });

    expect(await answer.json()).toEqual({ employees: [], total: 0, page: 1, perPage: 50 });
  });

  test("is searched, narrowed and ordered", async () => {
    const { api, taro, jiro } = await aRoster();

    expect(await idsOf(api, "search=みきわめ　たろう")).toEqual([taro.id]);
    expect(await idsOf(api, "search=ミキワメ太郎")).toEqual([taro.id]);
    expect(await idsOf(api, "search=００２")).toEqual([jiro.id]);
    expect(await idsOf(api, "search=だれもいない")).toEqual([]);
    expect(await idsOf(api, "department=A001")).toEqual([taro.id]);
    expect(await idsOf(api, "department=")).toEqual([]);
    expect(await idsOf(api, "employmentType=none")).toEqual([jiro.id]);
    expect(await idsOf(api, "employmentType=permanent")).toEqual([taro.id]);
    expect(await idsOf(api, "retired=retired")).toEqual([]);
    expect(await idsOf(api, "retired=not-retired&order=desc")).toEqual([jiro.id, taro.id]);
    expect(await idsOf(api, "sort=job-title&order=desc")).toEqual([taro.id, jiro.id]);
    expect(await idsOf(api, "sort=name")).toEqual([jiro.id, taro.id]);
  });

  test("of a department has those of departments below it, unless told otherwise", async () => {
    const { api, taro } = await aRoster();
    await api.ask("PUT", "/api/departments/A001", { body: { name: "営業部", parentCode: "A002", version: 1 } });

    expect(await idsOf(api, "department=A002")).toEqual([taro.id]);
    expect(await idsOf(api, "department=A002&below=false")).toEqual([]);
    expect(await idsOf(api, "department=A001%00")).toEqual([]);
  });

  test("past the last page is empty", async () => {
    const { api } = await aRoster();

    const answer = await api.ask("GET", "/api/employees?page=1000000&perPage=500");

    expect(await answer.json()).toEqual({ employees: [], total: 2, page: 1_000_000, perPage: 500 });
  });

  test.each([
    ["page=0", "page"],
    ["perPage=501", "perPage"],
    ["sort=salary", "sort"],
    ["order=up", "order"],
    ["employmentType=robot", "employmentType"],
    ["retired=perhaps", "retired"],
    [`search=${"a".repeat(201)}`, "search"],
  ])("refuses %s", async (query, field) => {
    const { api } = await aRoster();

    const fields = [{ field, fault: "invalid" }];
    expect(await problemOf(api.ask("GET", `/api/employees?${query}`))).toEqual([
      422,
      { kind: "invalid-input", fields },
    ]);
  });
});

describe("the list as a file", () => {
  test("is CSV that Excel opens: marked as UTF-8, everything quoted, lines as Windows ends them, leading zeros kept", async () => {
    const { api } = await aRoster();

    const answer = await api.ask("GET", "/api/employees.csv?sort=employee-number&order=desc", { as: "viewer" });

    const bytes = Buffer.from(await answer.arrayBuffer());
    expect(bytes.subarray(0, 3).toString("hex")).toBe("efbbbf");
    expect(bytes.subarray(3).toString()).toBe(
      [
        '"社員番号","氏名（姓）","氏名（名）","姓（カナ）","名（カナ）","メールアドレス","性別","生年月日","部署コード","所属部署","役職","入社日","退職日","雇用形態","退職者フラグ"',
        '"\t002","ミキワメ","次郎","ミキワメ","ジロウ","002@aaa.com","男性","","","","","2020/04/01","","","なし"',
        '"\t001","ミキワメ","太郎","ミキワメ","タロウ","001@aaa.com","男性","","A001","営業部","部長","2020/04/01","","正社員","なし"',
        "",
      ].join("\r\n"),
    );
    expect(answer.headers.get("content-type")).toBe("text/csv; charset=utf-8");
  });

  test("is named after what it lists and the moment", async () => {
    const { api } = await aRoster({ startAt: Date.parse("2026-04-01T00:05:00Z") });

    const answer = await api.ask("GET", "/api/employees.csv");

    expect(answer.headers.get("content-disposition")).toBe(
      `attachment; filename="employees_202604010905.csv"; filename*=UTF-8''${encodeURIComponent("社員一覧_202604010905.csv")}`,
    );
  });

  test("has the people that the list has, and no formula", async () => {
    const { api, taro } = await aRoster();
    await api.ask("PUT", `/api/employees/${taro.id}`, { body: { ...formOf(taro), jobTitle: "=HYPERLINK(1)" } });

    const answer = await api.ask("GET", "/api/employees.csv?search=太郎");

    const lines = (await answer.text()).trim().split("\r\n");
    expect(lines).toHaveLength(2);
    expect(lines[1]).toContain(`"'=HYPERLINK(1)"`);
  });

  test("of another company has its headings only", async () => {
    const { api } = await aRoster();

    const answer = await api.ask("GET", "/api/employees.csv", { as: "stranger" });

    expect((await answer.text()).trim().split("\r\n")).toHaveLength(1);
  });

  test("refuses an order that there is not", async () => {
    const { api } = await aRoster();

    expect(await problemOf(api.ask("GET", "/api/employees.csv?sort=salary"))).toEqual([
      422,
      { kind: "invalid-input", fields: [{ field: "sort", fault: "invalid" }] },
    ]);
  });
});

describe("an employee", () => {
  test("is shown with all fields, and with everything that happened to them", async () => {
    const { api, taro } = await aRoster();
    const syncedAt = api.clock.now();
    await api.ask("PUT", `/api/employees/${taro.id}`, { body: { ...formOf(taro), retired: true } });

    const answer = await api.ask("GET", `/api/employees/${taro.id}`, { as: "viewer" });

    const before = stateOf(taro);
    expect([answer.status, await answer.json()]).toEqual([
      200,
      {
        id: taro.id,
        employee: { ...before, retired: true },
        retiredByHand: true,
        version: 2,
        deletedAt: null,
        departmentPath: [{ code: "A001", name: "営業部" }],
        crewUrl: `http://localhost:4000/tenants/acme/crews/${taro.crewId}`,
        lastChangedBySyncAt: syncedAt,
        lastSyncAt: syncedAt,
        history: [
          {
            kind: "update",
            at: syncedAt,
            actor: "hr@example.com",
            runId: null,
            runKind: null,
            before: { ...before, retiredByHand: false },
            after: { ...before, retired: true, retiredByHand: true },
          },
          {
            kind: "create",
            at: syncedAt,
            actor: "hr@example.com",
            runId: expect.any(String),
            runKind: "sync",
            before: null,
            after: { ...before, retiredByHand: false },
          },
        ],
      },
    ]);
  });

  test.each(["0", "nobody", "%00", "99999999999999999999"])("%s is not found", async (id) => {
    const { api, taro } = await aRoster();

    expect(await problemOf(api.ask("GET", `/api/employees/${id}`))).toEqual([404, { kind: "not-found" }]);
    expect(await problemOf(api.ask("PUT", `/api/employees/${id}`, { body: formOf(taro) }))).toEqual([
      404,
      { kind: "not-found" },
    ]);
  });
});

describe("changing an employee", () => {
  test("writes the fields as they were typed, trimmed, and answers with the version", async () => {
    const { api, taro } = await aRoster();

    const body = {
      ...formOf(taro),
      employeeNumber: " 0012 ",
      lastName: "髙﨑　",
      jobTitle: "  ",
      birthDate: "2000-02-29",
    };
    const answer = await api.ask("PUT", `/api/employees/${taro.id}`, { body });

    expect([answer.status, await answer.json()]).toEqual([200, { version: 2 }]);
    expect(await api.employees()).toContainEqual({
      ...taro,
      version: 2,
      employeeNumber: "0012",
      lastName: "髙﨑",
      jobTitle: null,
      birthDate: "2000-02-29",
    });
  });

  test("M24: never touches the mail address, nor whom of SmartHR the person is", async () => {
    const { api, taro } = await aRoster();

    const body = { ...formOf(taro), email: "other@example.com", crewId: "other", id: "0", jobTitle: "次長" };
    await api.ask("PUT", `/api/employees/${taro.id}`, { body });

    expect(await api.employees()).toContainEqual({ ...taro, version: 2, jobTitle: "次長" });
  });

  test("says what is wrong beside each field", async () => {
    const { api, taro } = await aRoster();

    const body = {
      ...formOf(taro),
      lastName: "　",
      firstName: "\u200B",
      lastNameKana: "ア".repeat(256),
      gender: "other",
      birthDate: "2023-02-29",
      employmentType: "robot",
      retired: "yes",
    };

    expect(await problemOf(api.ask("PUT", `/api/employees/${taro.id}`, { body }))).toEqual([
      422,
      {
        kind: "invalid-input",
        fields: [
          { field: "lastName", fault: "required" },
          { field: "firstName", fault: "required" },
          { field: "lastNameKana", fault: "too-long" },
          { field: "gender", fault: "invalid" },
          { field: "birthDate", fault: "invalid-date" },
          { field: "employmentType", fault: "invalid" },
          { field: "retired", fault: "invalid" },
        ],
      },
    ]);
  });

  test("with a reading that is not in katakana is said beside the field", async () => {
    const { api, taro } = await aRoster();

    const body = { ...formOf(taro), lastNameKana: "abc漢字😀１２", firstNameKana: "たろう" };

    expect(await problemOf(api.ask("PUT", `/api/employees/${taro.id}`, { body }))).toEqual([
      422,
      {
        kind: "invalid-input",
        fields: [
          { field: "lastNameKana", fault: "not-katakana" },
          { field: "firstNameKana", fault: "not-katakana" },
        ],
      },
    ]);
  });

  test("into a department that is not there is a wrong choice beside the field", async () => {
    const { api, taro } = await aRoster();

    const body = { ...formOf(taro), departmentCode: "Z" };

    expect(await problemOf(api.ask("PUT", `/api/employees/${taro.id}`, { body }))).toEqual([
      422,
      { kind: "invalid-input", fields: [{ field: "departmentCode", fault: "invalid-choice" }] },
    ]);
  });

  test("takes text that no database holds without what it cannot hold", async () => {
    const { api, taro } = await aRoster();

    const answer = await api.ask("PUT", `/api/employees/${taro.id}`, { body: { ...formOf(taro), jobTitle: "次\0長" } });

    expect(answer.status).toBe(200);
    expect(await api.employees()).toContainEqual({ ...taro, version: 2, jobTitle: "次長" });
  });

  test("of an older version is refused as stale", async () => {
    const { api, taro } = await aRoster();
    const path = `/api/employees/${taro.id}`;
    await api.ask("PUT", path, { body: { ...formOf(taro), jobTitle: "次長" } });

    const asking = api.ask("PUT", path, { body: { ...formOf(taro), jobTitle: "顧問" } });

    expect(await problemOf(asking)).toEqual([409, { kind: "stale" }]);
  });
});

describe("M33: deleting employees", () => {
  test("answers with how many they were, and there is nobody left to change", async () => {
    const { api, taro, jiro } = await aRoster();

    const body = { employees: [taro, jiro].map(({ id }) => ({ id, version: 1 })) };
    const answer = await api.ask("POST", "/api/employees/delete", { body });

    expect([answer.status, await answer.json()]).toEqual([200, { deleted: 2 }]);
    const changing = api.ask("PUT", `/api/employees/${taro.id}`, { body: formOf(taro) });
    expect(await problemOf(changing)).toEqual([404, { kind: "not-found" }]);
    expect(await idsOf(api, "")).toEqual([]);
  });

  test("deletes all or none", async () => {
    const { api, taro, jiro } = await aRoster();
    const body = {
      employees: [
        { id: taro.id, version: 1 },
        { id: jiro.id, version: 7 },
      ],
    };

    expect(await problemOf(api.ask("POST", "/api/employees/delete", { body }))).toEqual([409, { kind: "stale" }]);
    expect(await idsOf(api, "")).toEqual([taro.id, jiro.id]);
  });

  test.each([
    ["nobody named", { employees: [] }, "employees"],
    ["no version", { employees: [{ id: "1" }] }, "employees.0.version"],
    ["nothing at all", {}, "employees"],
  ])("refuses %s", async (_, body, field) => {
    const { api } = await aRoster();

    const fields = [{ field, fault: "invalid" }];
    expect(await problemOf(api.ask("POST", "/api/employees/delete", { body }))).toEqual([
      422,
      { kind: "invalid-input", fields },
    ]);
  });
});

test("an employee who was deleted is still shown, as they were last and with what became of them", async () => {
  const { api, taro } = await aRoster();
  await api.ask("POST", "/api/employees/delete", { body: { employees: [{ id: taro.id, version: 1 }] } });

  const answer = await api.ask("GET", `/api/employees/${taro.id}`, { as: "viewer" });

  expect([answer.status, await answer.json()]).toMatchObject([
    200,
    {
      employee: stateOf(taro),
      deletedAt: api.clock.now(),
      history: [{ kind: "delete", actor: "hr@example.com", after: null }, { kind: "create" }],
    },
  ]);
});

/** The manual's roster, synced. */
async function aRoster(clock: { readonly startAt?: number } = {}) {
  const api = await anApi(db, { clock });
  await api.run("departments");
  await api.run("employees");
  const [taro, jiro] = await api.employees();
  if (taro === undefined || jiro === undefined) throw new Error("the manual's people were not synced");
  return { api, taro, jiro };
}

function askAbout(
  api: ApiScene,
  { id, ...taro }: RosterEmployee,
  method: string,
  path: string,
  as: Asker,
): Promise<Response> {
  const bodies: Record<string, unknown> = { PUT: formOf({ id, ...taro }), POST: { employees: [{ id, version: 1 }] } };
  return api.ask(method, path.replace(":id", id), { as, body: bodies[method] });
}

async function idsOf(api: ApiScene, query: string): Promise<readonly string[]> {
  const answer = await api.ask("GET", `/api/employees?${query}`);
  const { employees } = (await answer.json()) as { employees: { id: string }[] };
  return employees.map(({ id }) => id);
}

function rowOf(employee: RosterEmployee, departmentName: string | null) {
  const { gender: _, birthDate: __, retiredOn: ___, crewId: ____, ...state } = stateOf(employee);
  return { id: employee.id, ...state, departmentName, version: 1 };
}

function stateOf(employee: RosterEmployee) {
  const { id: _, version: __, crewSince: ___, retiredByHand: ____, ...state } = employee;
  return state;
}

function formOf(employee: RosterEmployee) {
  const { email: _, crewId: __, ...form } = stateOf(employee);
  return { ...form, version: 1 };
}

async function problemOf(asking: Promise<Response>): Promise<[number, unknown]> {
  const answer = await asking;
  const { problem } = (await answer.json()) as { problem: unknown };
  return [answer.status, problem];
}
