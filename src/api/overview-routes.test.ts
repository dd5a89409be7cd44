import { afterAll, describe, expect, test } from "vitest";
import { type ApiScene, anApi, jsonOf } from "../../test/api-scene.ts";
import { openTestDatabase } from "../../test/database.ts";
import type { Me } from "../contract/me.ts";
import type { Overview } from "../contract/overview.ts";

const db = await openTestDatabase();
afterAll(() => db.close());

describe("GET /api/overview", () => {
  test("is for people who are signed in", async () => {
    const api = await anApi(db);

    const answer = await api.ask("GET", "/api/overview", { as: "nobody" });

    expect([answer.status, await answer.json()]).toEqual([401, { problem: { kind: "not-signed-in" } }]);
  });

  test("tells of a company that has nothing yet", async () => {
    const api = await anApi(db);

    expect(await overviewFor(api, "administrator")).toMatchObject({
      departments: 0,
      employees: 0,
      retired: 0,
      openRun: null,
      lastRuns: [],
      synced: { departments: false, employees: false },
    });
  });

  test("counts the roster and names the last run of each subject, for 閲覧者, too, and nothing of it for others", async () => {
    const api = await anApi(db);
    await api.run("employees");
    const departmentsRun = await api.run("departments");
    const employeesRun = await api.run("employees");
    const employees = await api.employees();
    const retired = employees.filter((employee) => employee.retired).length;

    const overview = await overviewFor(api, "viewer");

    expect(overview).toMatchObject({
      employees: employees.length - retired,
      retired,
      openRun: null,
      synced: { departments: true, employees: true },
    });
    expect(overview.departments).toBeGreaterThan(0);
    expect(overview.lastRuns.map(({ id }) => id)).toEqual([departmentsRun.summary.runId, employeesRun.summary.runId]);
    expect(await overviewFor(api, "stranger")).toMatchObject({
      departments: 0,
      employees: 0,
      retired: 0,
      lastRuns: [],
    });
  });

  test("tells each administrator of their own link", async () => {
    const api = await anApi(db);

    const accessToken = api.sandbox.accessTokenOf("acme");
    await api.ask("POST", "/api/link/token", { body: { subdomain: "acme", accessToken } });

    const links = [await overviewFor(api, "administrator"), await overviewFor(api, "viewer")];
    const me = await jsonOf<Me>(await api.ask("GET", "/api/me", { as: "administrator" }));

    expect(me.link.kind).toBe("linked");
    expect(links.map(({ link }) => link)).toEqual([me.link, { kind: "not-linked" }]);
  });
});

async function overviewFor(api: ApiScene, as: "administrator" | "viewer" | "stranger"): Promise<Overview> {
  return jsonOf<Overview>(await api.ask("GET", "/api/overview", { as }));
}
