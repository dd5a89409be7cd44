import { afterAll, describe, expect, test } from "vitest";
import { type ApiScene, anApi, jsonOf } from "../../test/api-scene.ts";
import { openTestDatabase } from "../../test/database.ts";
import { linkAdministrator } from "../../test/worker-scene.ts";
import type { Explanation } from "../contract/explain.ts";
import type { RunDetail, RunRow } from "../contract/runs.ts";

const db = await openTestDatabase();
afterAll(() => db.close());

const TARO = "001@aaa.com";

describe("who may ask about a person", () => {
  test.each([
    ["GET", "/api/people/explanation?search=001"],
    ["POST", "/api/people/sync"],
  ])("nobody who is not signed in: %s %s", async (method, path) => {
    const api = await anApi(db);

    const answer = await api.ask(method, path, { as: "nobody", ...(method === "POST" && { body: {} }) });

    expect([answer.status, await answer.json()]).toEqual([401, { problem: { kind: "not-signed-in" } }]);
  });

  test("閲覧者 are told what the last sync found, and sync nobody", async () => {
    const api = await aSyncedApi();

    const looking = await api.ask("GET", "/api/people/explanation?search=004@aaa.com", { as: "viewer" });
    const syncing = await api.ask("POST", "/api/people/sync", { as: "viewer", body: { crewId: "x", digest: "y" } });

    expect([looking.status, await looking.json()]).toMatchObject([
      200,
      {
        asOf: "last-run",
        unread: { kind: "viewer" },
        verdict: { kind: "rejected", reasons: [{ kind: "missing-name" }] },
      },
    ]);
    expect([syncing.status, await syncing.json()]).toEqual([403, { problem: { kind: "not-permitted" } }]);
  });

  test("another company's employee is not found, nor is one of its people", async () => {
    const api = await aSyncedApi();
    const [employee] = await api.employees();

    const answer = await api.ask("GET", `/api/people/explanation?employee=${employee?.id}`, { as: "stranger" });
    const sought = await api.ask("GET", `/api/people/explanation?search=${TARO}`, { as: "stranger" });

    expect([answer.status, await answer.json()]).toEqual([404, { problem: { kind: "not-found" } }]);
    expect(await jsonOf<Explanation>(sought)).toMatchObject({
      verdict: { kind: "not-found", by: "email" },
      employee: null,
      crew: null,
    });
  });

  test.each(["", "?search=", "?search=1&crew=2"])("who is asked about has to be said once: %s", async (query) => {
    const api = await anApi(db);

    expect((await api.ask("GET", `/api/people/explanation${query}`)).status).toBe(422);
  });

  test("without the seal of what was seen nobody is synced", async () => {
    const api = await anApi(db);

    expect((await api.ask("POST", "/api/people/sync", { body: { crewId: "x" } })).status).toBe(422);
  });

  test("M31: whoever has no link syncs nobody", async () => {
    const api = await aSyncedApi();

    const answer = await api.ask("POST", "/api/people/sync", { as: "colleague", body: { crewId: "x", digest: "y" } });

    expect([answer.status, await answer.json()]).toEqual([409, { problem: { kind: "not-linked" } }]);
  });
});

describe("one person", () => {
  test("is explained and synced as explained", async () => {
    const api = await aSyncedApi();
    api.edit({ op: "update", list: "crews", where: { email: TARO }, values: { last_name: "見本" } });

    const asked = await api.ask("GET", `/api/people/explanation?search=${encodeURIComponent(TARO)}`);
    const seen = await jsonOf<Explanation>(asked);
    await api.clock.advance(1_000);
    const body = { crewId: seen.crew?.crewId, digest: seen.seal?.digest };
    const answer = await api.ask("POST", "/api/people/sync", { body });

    expect(seen).toMatchObject({ verdict: { kind: "update", after: { lastName: "見本" } }, asOf: "now" });
    const run = await jsonOf<RunRow>(answer);
    expect(run).toMatchObject({ kind: "person", state: "succeeded", counts: { read: 1, update: 1 } });
    const detail = await jsonOf<RunDetail>(await api.ask("GET", `/api/runs/${run.id}`));
    expect([detail.personId, detail.canUndo]).toEqual([seen.employee?.id, true]);
  });
});

async function aSyncedApi(): Promise<ApiScene> {
  const api = await anApi(db);
  await api.run("departments");
  await api.run("employees");
  await linkAdministrator(api);
  return api;
}
