import { afterAll, describe, expect, test } from "vitest";
import { type ApiScene, type Asker, anApi } from "../../test/api-scene.ts";
import { openTestDatabase } from "../../test/database.ts";
import type { DepartmentRow } from "../contract/departments.ts";
import type { PastEmployeePage } from "../contract/past-roster.ts";

const db = await openTestDatabase();
afterAll(() => db.close());

const DAY_MS = 86_400_000;
const FIRST_DAY = "2026-04-01";

const ROUTES = [
  "/api/past-roster",
  "/api/past-roster/2026-04-01/employees",
  "/api/past-roster/2026-04-01/employees.csv",
  "/api/past-roster/2026-04-01/departments",
  "/api/past-roster/2026-04-01/departments.csv",
];

test.each(ROUTES)("GET %s is for people who are signed in", async (path) => {
  const api = await anApi(db);

  const answer = await api.ask("GET", path, { as: "nobody" });

  expect(answer.status).toBe(401);
});

describe("the days of which there is a roster", () => {
  test("go from the first change to yesterday in Japan", async () => {
    const api = await fourDays();

    expect(await json(api, "/api/past-roster", "viewer")).toEqual({ firstDay: FIRST_DAY, lastDay: "2026-04-04" });
  });

  test("are none while nothing was ever written, and none on the first day", async () => {
    const api = await anApi(db);

    expect(await json(api, "/api/past-roster")).toEqual({ firstDay: null, lastDay: null });
    await api.run("departments");
    expect(await json(api, "/api/past-roster")).toEqual({ firstDay: null, lastDay: null });
  });

  test.each(["2026-04-05", "2026-04-06", "2026-02-30", "today"])("have not ended: %s is refused", async (day) => {
    const api = await fourDays();

    for (const what of ["employees", "employees.csv", "departments", "departments.csv"]) {
      const answer = await api.ask("GET", `/api/past-roster/${day}/${what}`);
      expect([answer.status, await answer.json()]).toEqual([
        422,
        { problem: { kind: "invalid-input", fields: [{ field: "day", fault: "invalid-date" }] } },
      ]);
    }
  });
});

describe("the employees of a past day", () => {
  test("are those there were at its end, as they were then", async () => {
    const api = await fourDays();

    expect(await peopleOf(api, "2026-03-31")).toEqual([]);
    expect(await peopleOf(api, FIRST_DAY)).toEqual(["太郎 部長 営業部", "次郎 null null"]);
    expect(await peopleOf(api, "2026-04-02")).toEqual(["太郎 本部長 営業部", "次郎 null null"]);
    expect(await peopleOf(api, "2026-04-03")).toEqual(["太郎 本部長 第一営業部", "次郎 null null"]);
    expect(await peopleOf(api, "2026-04-04")).toEqual(["太郎 本部長 第一営業部"]);
  });

  test("say whether the roster has them today", async () => {
    const api = await fourDays();

    const { employees } = await listOf(api, FIRST_DAY);

    expect(employees.map(({ stillThere }) => stillThere)).toEqual([true, false]);
  });

  test("are searched, filtered and paged as today's are", async () => {
    const api = await fourDays();
    const sought = async (query: string) => (await listOf(api, FIRST_DAY, query)).employees.map((row) => row.firstName);

    expect(await sought("?search=じろう")).toEqual(["次郎"]);
    expect(await sought("?department=A001")).toEqual(["太郎"]);
    expect(await sought("?department=nowhere")).toEqual([]);
    expect(await sought("?sort=name&order=desc")).toEqual(["太郎", "次郎"]);
    expect(await listOf(api, FIRST_DAY, "?perPage=1&page=2")).toMatchObject({ total: 2, page: 2, employees: [{}] });
  });

  test("stay in one company", async () => {
    const api = await fourDays();

    expect((await listOf(api, FIRST_DAY, "", "stranger")).employees).toEqual([]);
  });

  test("come as a file, named after their day", async () => {
    const api = await fourDays();

    const answer = await api.ask("GET", "/api/past-roster/2026-04-02/employees.csv", { as: "viewer" });

    expect(answer.headers.get("content-disposition")).toBe(
      `attachment; filename="employees_20260402.csv"; filename*=UTF-8''${encodeURIComponent("社員一覧_20260402時点.csv")}`,
    );
    const lines = (await answer.text()).split("\r\n");
    expect(lines).toHaveLength(4);
    expect(lines[1]).toContain('"本部長"');
  });

  test("are not those who came back later under another id", async () => {
    const api = await fourDays();
    await api.run("employees");
    await api.clock.advance(DAY_MS);

    const [first, now] = [await listOf(api, FIRST_DAY), await listOf(api, "2026-04-05")];
    expect(now.employees.map(({ firstName }) => firstName)).toEqual(["太郎", "次郎"]);
    expect(now.employees[1]?.id).not.toBe(first.employees[1]?.id);
    expect(now.employees[1]?.stillThere).toBe(true);
    expect(first.employees[1]?.stillThere).toBe(false);
  });
});

describe("the departments of a past day", () => {
  test("have the names and the heads that they had at its end", async () => {
    const api = await fourDays();
    const names = async (day: string) =>
      (await departmentsOf(api, day)).map(({ code, name, headCount }) => `${code} ${name} ${headCount}`);

    expect(await names("2026-03-31")).toEqual([]);
    expect(await names("2026-04-02")).toContain("A001 営業部 1");
    expect(await names("2026-04-03")).toContain("A001 第一営業部 1");
  });

  test("come as a file, codes as they are written", async () => {
    const api = await fourDays();

    const answer = await api.ask("GET", "/api/past-roster/2026-04-03/departments.csv");

    expect(answer.headers.get("content-disposition")).toContain('filename="departments_20260403.csv"');
    expect(await answer.text()).toContain('"A001","第一営業部","","1"');
  });
});

/** The manual's roster, synced on the first day; on each of the next three days somebody changes something by hand. It is the fifth. */
async function fourDays(): Promise<ApiScene> {
  const api = await anApi(db);
  await api.run("departments");
  await api.run("employees");
  const [taro, jiro] = await api.employees();
  if (taro === undefined || jiro === undefined) throw new Error("the manual's people were not synced");
  await api.clock.advance(DAY_MS);
  const { email: _, crewId: __, ...form } = taro;
  await done(api.ask("PUT", `/api/employees/${taro.id}`, { body: { ...form, jobTitle: "本部長", version: 1 } }));
  await api.clock.advance(DAY_MS);
  const renamed = { name: "第一営業部", parentCode: null, version: 1 };
  await done(api.ask("PUT", "/api/departments/A001", { body: renamed }));
  await api.clock.advance(DAY_MS);
  await done(api.ask("POST", "/api/employees/delete", { body: { employees: [{ id: jiro.id, version: 1 }] } }));
  await api.clock.advance(DAY_MS);
  return api;
}

async function done(asking: Promise<Response>): Promise<void> {
  expect((await asking).status).toBe(200);
}

async function json(api: ApiScene, path: string, as: Asker = "administrator"): Promise<unknown> {
  return (await api.ask("GET", path, { as })).json();
}

async function listOf(api: ApiScene, day: string, query = "", as: Asker = "viewer"): Promise<PastEmployeePage> {
  return (await json(api, `/api/past-roster/${day}/employees${query}`, as)) as PastEmployeePage;
}

async function peopleOf(api: ApiScene, day: string): Promise<readonly string[]> {
  const { employees } = await listOf(api, day);
  return employees.map(({ firstName, jobTitle, departmentName }) => `${firstName} ${jobTitle} ${departmentName}`);
}

async function departmentsOf(api: ApiScene, day: string): Promise<readonly PastDepartment[]> {
  const { departments } = (await json(api, `/api/past-roster/${day}/departments`)) as { departments: PastDepartment[] };
  return departments;
}

type PastDepartment = Omit<DepartmentRow, "version">;
