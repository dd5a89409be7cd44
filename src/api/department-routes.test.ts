import { afterAll, describe, expect, test } from "vitest";
import { type ApiScene, anApi } from "../../test/api-scene.ts";
import { openTestDatabase } from "../../test/database.ts";
import { toAddressPart } from "../contract/address-part.ts";

const db = await openTestDatabase();
afterAll(() => db.close());

const FORM = { name: "人事本部", parentCode: "A001" };

const ROUTES: readonly (readonly [method: string, path: string, body: unknown])[] = [
  ["GET", "/api/departments", undefined],
  ["GET", "/api/departments/A003", undefined],
  ["POST", "/api/departments", { ...FORM, code: "B001" }],
  ["PUT", "/api/departments/A003", { ...FORM, version: 1 }],
  ["DELETE", "/api/departments/A003?version=1", undefined],
];

test.each(ROUTES)("%s %s is for people who are signed in", async (method, path, body) => {
  const api = await aRoster();

  expect(await problemOf(api.ask(method, path, { as: "nobody", body }))).toEqual([401, { kind: "not-signed-in" }]);
});

test.each(ROUTES.filter(([method]) => method !== "GET"))("%s %s is nothing for 閲覧者", async (method, path, body) => {
  const api = await aRoster();
  const before = await api.writtenRows();

  expect(await problemOf(api.ask(method, path, { as: "viewer", body }))).toEqual([403, { kind: "not-permitted" }]);
  expect(await api.writtenRows()).toEqual(before);
});

test.each(ROUTES.filter(([, path]) => path.includes("A003")))(
  "%s %s finds nothing of another company",
  async (method, path, body) => {
    const api = await aRoster();
    const before = await api.writtenRows();

    expect(await problemOf(api.ask(method, path, { as: "stranger", body }))).toEqual([404, { kind: "not-found" }]);
    expect(await api.writtenRows()).toEqual(before);
  },
);

test("the departments are listed with their heads, for 閲覧者, too", async () => {
  const api = await aRoster();

  const answer = await api.ask("GET", "/api/departments", { as: "viewer" });

  expect(await answer.json()).toEqual({
    departments: [
      { code: "A001", name: "営業部", parentCode: null, headCount: 1, headCountBelow: 1, version: 1 },
      { code: "A002", name: "開発部", parentCode: null, headCount: 0, headCountBelow: 0, version: 1 },
      { code: "A003", name: "人事部", parentCode: null, headCount: 0, headCountBelow: 0, version: 1 },
    ],
  });
});

describe("one department", () => {
  test("comes with what became of it, newest first", async () => {
    const api = await aRoster();
    await api.ask("PUT", "/api/departments/A003", { body: { ...FORM, version: 1 } });

    const answer = await api.ask("GET", "/api/departments/A003", { as: "viewer" });

    const made = { code: "A003", name: "人事部", parentCode: null };
    const changed = { code: "A003", name: "人事本部", parentCode: "A001" };
    expect([answer.status, await answer.json()]).toEqual([
      200,
      {
        department: changed,
        path: [
          { code: "A001", name: "営業部" },
          { code: "A003", name: "人事本部" },
        ],
        headCount: 0,
        headCountBelow: 0,
        deletedAt: null,
        history: [
          {
            kind: "update",
            at: expect.any(Number),
            actor: "hr@example.com",
            runId: null,
            runKind: null,
            before: made,
            after: changed,
          },
          {
            kind: "create",
            at: expect.any(Number),
            actor: expect.any(String),
            runId: expect.any(String),
            runKind: "sync",
            before: null,
            after: made,
          },
        ],
      },
    ]);
  });

  test("is found after it was deleted, too, as it was last", async () => {
    const api = await aRoster();
    await api.ask("DELETE", "/api/departments/A003?version=1");

    const answer = await api.ask("GET", "/api/departments/A003");

    expect(await answer.json()).toMatchObject({
      department: { name: "人事部" },
      path: [{ code: "A003" }],
      deletedAt: expect.any(Number),
      history: [{ kind: "delete", after: null }, { kind: "create" }],
    });
  });

  test.each(["nowhere", "%00"])("that never was is not found: %s", async (code) => {
    const api = await aRoster();

    expect(await problemOf(api.ask("GET", `/api/departments/${code}`))).toEqual([404, { kind: "not-found" }]);
  });
});

test("another company's list has none of them", async () => {
  const api = await aRoster();

  const answer = await api.ask("GET", "/api/departments", { as: "stranger" });

  expect(await answer.json()).toEqual({ departments: [] });
});

describe("adding a department", () => {
  test("answers with the department, its code and name trimmed and otherwise as they were typed", async () => {
    const api = await aRoster();

    const answer = await api.ask("POST", "/api/departments", {
      body: { code: "　0012 ", name: " 営業 一課　", parentCode: " A001" },
    });

    const department = { code: "0012", name: "営業 一課", parentCode: "A001" };
    expect([answer.status, await answer.json()]).toEqual([
      200,
      { ...department, headCount: 0, headCountBelow: 0, version: 1 },
    ]);
    expect(await api.departments()).toContainEqual(department);
  });

  test("says what is wrong beside each field", async () => {
    const api = await aRoster();

    const body = { code: " \u200B", name: "部".repeat(256), parentCode: 1 };

    expect(await problemOf(api.ask("POST", "/api/departments", { body }))).toEqual([
      422,
      {
        kind: "invalid-input",
        fields: expect.arrayContaining([
          { field: "code", fault: "required" },
          { field: "name", fault: "too-long" },
          { field: "parentCode", fault: "invalid" },
        ]),
      },
    ]);
  });

  test.each([
    [
      { code: "A001", name: "新部", parentCode: null },
      { kind: "department-code-taken", name: "営業部" },
    ],
    [
      { code: "B001", name: "営業部", parentCode: null },
      { kind: "department-name-taken", holderCode: "A001" },
    ],
    [{ code: "B001", name: "新部", parentCode: "Z" }, { kind: "parent-not-found" }],
  ])("%j is refused", async (body, problem) => {
    const api = await aRoster();

    expect(await problemOf(api.ask("POST", "/api/departments", { body }))).toEqual([409, problem]);
  });
});

describe("changing a department", () => {
  test("answers with the department as it is then", async () => {
    const api = await aRoster();

    const answer = await api.ask("PUT", "/api/departments/A003", { body: { ...FORM, version: 1 } });

    expect([answer.status, await answer.json()]).toEqual([
      200,
      { code: "A003", ...FORM, headCount: 0, headCountBelow: 0, version: 2 },
    ]);
  });

  test.each([".", "..", "~", "/", "%", "?", "日本語", "営業/第1 100%?#"])("finds the code %s", async (code) => {
    const api = await aRoster();
    await api.ask("POST", "/api/departments", { body: { code, name: "新部", parentCode: null } });

    const path = `/api/departments/${toAddressPart(code)}`;
    const answer = await api.ask("PUT", path, { body: { name: "改名部", parentCode: null, version: 1 } });

    expect(await answer.json()).toMatchObject({ code, name: "改名部" });
    expect((await api.ask("DELETE", `${path}?version=2`)).status).toBe(204);
  });

  test("of an older version is refused as stale, of nothing as not found", async () => {
    const api = await aRoster();
    await api.ask("PUT", "/api/departments/A003", { body: { ...FORM, version: 1 } });

    const body = { ...FORM, name: "別名部", version: 1 };

    expect(await problemOf(api.ask("PUT", "/api/departments/A003", { body }))).toEqual([409, { kind: "stale" }]);
    expect(await problemOf(api.ask("PUT", "/api/departments/%00", { body }))).toEqual([404, { kind: "not-found" }]);
  });

  test("without a name, or without a version, is refused beside the field", async () => {
    const api = await aRoster();

    expect(await problemOf(api.ask("PUT", "/api/departments/A003", { body: { parentCode: null } }))).toEqual([
      422,
      {
        kind: "invalid-input",
        fields: [
          { field: "name", fault: "required" },
          { field: "version", fault: "invalid" },
        ],
      },
    ]);
  });

  test("into a loop is refused", async () => {
    const api = await aRoster();

    const body = { name: "営業部", parentCode: "A001", version: 1 };

    expect(await problemOf(api.ask("PUT", "/api/departments/A001", { body }))).toEqual([
      409,
      { kind: "parent-would-loop" },
    ]);
  });
});

describe("deleting a department", () => {
  test("answers with nothing, and the department is gone", async () => {
    const api = await aRoster();

    const answer = await api.ask("DELETE", "/api/departments/A003?version=1");

    expect([answer.status, await answer.text()]).toEqual([204, ""]);
    expect((await api.departments()).map(({ code }) => code)).toEqual(["A001", "A002"]);
  });

  test.each([
    ["A001?version=1", 409, { kind: "department-has-employees", count: 1 }],
    ["A002?version=1", 409, { kind: "department-has-children", count: 1 }],
    ["A003?version=9", 409, { kind: "stale" }],
    ["Z?version=1", 404, { kind: "not-found" }],
    ["A003", 422, { kind: "invalid-input", fields: [{ field: "version", fault: "invalid" }] }],
  ])("%s is refused", async (target, status, problem) => {
    const api = await aRoster();
    await api.ask("POST", "/api/departments", { body: { code: "A0021", name: "開発一課", parentCode: "A002" } });

    expect(await problemOf(api.ask("DELETE", `/api/departments/${target}`))).toEqual([status, problem]);
  });
});

/** The manual's roster, synced; 営業部 has somebody. */
async function aRoster(): Promise<ApiScene> {
  const api = await anApi(db);
  await api.run("departments");
  await api.run("employees");
  return api;
}

async function problemOf(asking: Promise<Response>): Promise<[number, unknown]> {
  const answer = await asking;
  const { problem } = (await answer.json()) as { problem: unknown };
  return [answer.status, problem];
}
