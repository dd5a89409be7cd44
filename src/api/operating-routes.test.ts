import { afterAll, describe, expect, test } from "vitest";
import { anApi } from "../../test/api-scene.ts";
import { openTestDatabase } from "../../test/database.ts";
import { type OperatingState, type UnreadyReason, watchOperatingState } from "../app/operating-state.ts";
import { createFigures } from "../observe/create-figures.ts";
import { createOperatingRoutes } from "./operating-routes.ts";

const db = await openTestDatabase();
afterAll(() => db.close());
const TOKEN = "a-token-of-the-test";

describe("/healthz", () => {
  test("says that the process lives, without the database, and is not cached", async () => {
    const answer = await routesOver(stateOf("database-silent")).request("/healthz");

    expect([answer.status, answer.headers.get("cache-control"), await answer.json()]).toEqual([
      200,
      "no-store",
      { alive: true },
    ]);
  });
});

describe("/readyz", () => {
  test("is 200 when there is nothing against asking", async () => {
    const answer = await routesOver(stateOf(null)).request("/readyz");

    expect([answer.status, await answer.json()]).toEqual([200, { ready: true, reason: null }]);
  });

  test.each(["starting", "stopping", "database-silent", "schema-not-current", "queue-missing"] as const)(
    "is 503 with the one reason: %s",
    async (reason) => {
      const answer = await routesOver(stateOf(reason)).request("/readyz");

      expect([answer.status, answer.headers.get("cache-control"), await answer.json()]).toEqual([
        503,
        "no-store",
        { ready: false, reason },
      ]);
    },
  );
});

describe("what a process finds of itself", () => {
  test("it is ready while its tables and the queue's are there, and it is not about to stop", async () => {
    const { product } = await anApi(db);
    let stage: "starting" | "serving" | "stopping" = "starting";
    const state = watchOperatingState(product, () => stage);

    const found = [await state.unreadyBecause()];
    stage = "serving";
    found.push(await state.unreadyBecause());
    await db.script(
      "create schema pgboss; create table pgboss.version (version integer); insert into pgboss.version values (46)",
    );
    found.push(await state.unreadyBecause());
    await db.script("update schema_migrations set checksum = checksum || '!'");
    found.push(await state.unreadyBecause());
    await db.script("update schema_migrations set checksum = rtrim(checksum, '!')");
    stage = "stopping";
    found.push(await state.unreadyBecause());

    await db.script("drop schema pgboss cascade");
    expect(found).toEqual(["starting", "queue-missing", null, "schema-not-current", "stopping"]);
  });

  test("a database that is gone is not ready, and its figures are none", async () => {
    const gone = await openTestDatabase();
    const { product } = await anApi(db);
    const state = watchOperatingState({ ...product, db: gone }, () => "serving");
    await gone.close();

    expect([await state.unreadyBecause(), await state.figures()]).toEqual(["database-silent", null]);
  });
});

describe("/metrics", () => {
  test("asks for the token where there is one", async () => {
    const routes = routesOver(stateOf(null), TOKEN);
    const ask = (authorization?: string) =>
      routes.request("/metrics", authorization === undefined ? {} : { headers: { authorization } });

    const answers = [await ask(), await ask("Bearer another"), await ask(TOKEN), await ask(`Bearer ${TOKEN}`)];

    expect(answers.map(({ status }) => status)).toEqual([401, 401, 401, 200]);
    expect(answers[3]?.headers.get("content-type")).toMatch(/^text\/plain; version=0\.0\.4/);
    expect(await answers[0]?.text()).toBe("");
  });

  test("a port of their own tells nothing else", async () => {
    const answer = await routesOver(stateOf(null)).request("/api/me");

    expect(answer.status).toBe(404);
  });
});

describe("a request", () => {
  test("is told by the pattern of its route, and its answer carries the id", async () => {
    const api = await anApi(db);

    const answer = await api.ask("GET", "/api/employees/0b1c?text=%E8%A6%8B%E6%9C%AC");

    const requestId = answer.headers.get("x-request-id");
    const told = api.observed.filter(({ kind }) => kind === "request-served");
    expect(told).toEqual([
      {
        kind: "request-served",
        requestId,
        method: "GET",
        route: "/api/employees/:id",
        status: 404,
        seconds: expect.any(Number),
      },
    ]);
  });
});

function stateOf(reason: UnreadyReason | null): OperatingState {
  return { unreadyBecause: async () => reason, figures: async () => null };
}

function routesOver(state: OperatingState, token: string | null = null) {
  const figures = createFigures();
  const text = () => figures.text(null, 0, { open: 0, idle: 0, waiting: 0 });
  const parts = { state, token, figures: { text, contentType: figures.contentType } };
  return createOperatingRoutes(parts, () => {});
}
