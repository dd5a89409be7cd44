import { readdirSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type ApiScene, anApi } from "../../test/api-scene.ts";
import { openTestDatabase } from "../../test/database.ts";
import type { WrittenRows } from "../../test/product-scene.ts";
import type { Endpoint } from "../contract/endpoint.ts";
import { addDays, dayInJapan } from "../core/calendar.ts";
import type { RosterEmployee } from "../core/roster.ts";
import { listAdministrators } from "../store/administrators.ts";

// Whoever types another company's ids into an address finds nothing there: asked of every endpoint of the contract that takes one,
// and of every list.

const db = await openTestDatabase();
afterAll(() => db.close());

const CONTRACT = new URL("../contract/", import.meta.url);

/** Endpoints whose ids are not in the path. */
const IDS_IN_BODY = ["/api/employees/delete"];

/** Whose only part of the path is a day, which is nobody's. */
const OF_A_DAY = "/api/past-roster/:day/";

const endpoints = (await Promise.all(readdirSync(CONTRACT).map(endpointsIn))).flat();
const named = endpoints.filter(
  ({ path, who }) =>
    who !== "anyone" && !path.startsWith(OF_A_DAY) && (path.includes("/:") || IDS_IN_BODY.includes(path)),
);
const listed = endpoints.filter(
  ({ method, path, who }) =>
    who !== "anyone" && method === "GET" && (!path.includes("/:") || path.startsWith(OF_A_DAY)),
);

let scene: ApiScene;
let runId: string;
let employee: RosterEmployee;
let rowsBefore: WrittenRows;
beforeAll(async () => {
  scene = await anApi(db);
  await scene.run("departments");
  runId = (await scene.run("employees")).summary.runId ?? "";
  const [first] = await scene.employees();
  if (first === undefined) throw new Error("expected the seed's employees");
  employee = first;
  rowsBefore = await scene.writtenRows();
  // Until that day is over.
  await scene.clock.advance(86_400_000);
});

test("there are endpoints to ask", () => {
  expect(named.length).toBeGreaterThan(10);
  expect(listed.length).toBeGreaterThan(5);
});

describe("an id of another company is no id", () => {
  test.each(named.map((endpoint) => [`${endpoint.method} ${endpoint.path}`, endpoint] as const))(
    "%s",
    async (name, { method, path }) => {
      const { body, query = "" } = askedWith()[name] ?? {};

      const answer = await scene.ask(method, `${filledIn(path)}${query}`, {
        as: "stranger",
        ...(body === undefined ? {} : { body }),
      });

      // 422: what the endpoint takes has to be named below.
      expect([answer.status, await answer.json()]).toEqual([404, { problem: { kind: "not-found" } }]);
    },
  );

  test("and nothing of it was changed", async () => {
    const { companyId, people } = scene;

    expect(await scene.writtenRows()).toEqual(rowsBefore);
    expect(await listAdministrators(db.queries, companyId)).toEqual([
      people.administrator,
      people.colleague,
      people.viewer,
    ]);
  });
});

describe("a list holds nothing of another company", () => {
  test.each(listed.map((endpoint) => [`${endpoint.method} ${endpoint.path}`, endpoint] as const))(
    "%s",
    async (name, { path }) => {
      const answer = await scene.ask("GET", `${path.replace(":day", yesterday())}${askedWith()[name]?.query ?? ""}`, {
        as: "stranger",
      });

      const text = await answer.text();
      expect([200, 404]).toContain(answer.status);
      const theirs = [runId, employee.email, "営業部", "開発部", scene.people.viewer.email, scene.people.viewer.id];
      expect(theirs.filter((words) => text.includes(words))).toEqual([]);
    },
  );
});

function yesterday(): string {
  return addDays(dayInJapan(scene.clock.now()), -1);
}

function filledIn(path: string): string {
  const [, subject = ""] = /^\/api\/([^/]+)/.exec(path) ?? [];
  const ids: Readonly<Record<string, string>> = {
    administrators: scene.people.viewer.id,
    departments: "A001",
    employees: employee.id,
    runs: runId,
  };
  const id = ids[subject];
  if (path.includes("/:") && id === undefined) throw new Error(`expected to know an id for ${path}: name one here`);
  return path.replace(/:\w+/, id ?? "");
}

interface Asked {
  readonly body?: unknown;
  readonly query?: string;
}

/** What the endpoints take besides an id. */
function askedWith(): Readonly<Record<string, Asked>> {
  const { id: _, crewId: __, email: ___, ...fields } = employee;
  return {
    "PUT /api/administrators/:id": { body: { role: "viewer" } },
    "PUT /api/departments/:code": { body: { name: "総務部", parentCode: null, version: 1 } },
    "DELETE /api/departments/:code": { query: "?version=1" },
    "PUT /api/employees/:id": { body: { ...fields, version: 1 } },
    "POST /api/employees/delete": { body: { employees: [{ id: employee.id, version: 1 }] } },
    "GET /api/people/explanation": { query: `?search=${encodeURIComponent(employee.email)}` },
    "GET /api/sync-outlook": { query: "?subject=employees" },
    "POST /api/runs/:id/approve": { body: { digest: "0".repeat(64) } },
    "POST /api/runs/:id/address-choices": {
      body: { digest: "0".repeat(64), choices: [{ crewId: "crew-1", choice: "follow-person" }] },
    },
    "GET /api/runs/:id/findings": { query: "?category=rejection" },
  };
}

async function endpointsIn(file: string): Promise<readonly Endpoint[]> {
  const exported: Record<string, unknown> = await import(new URL(file, CONTRACT).href);
  return Object.values(exported).filter(isEndpoint);
}

function isEndpoint(value: unknown): value is Endpoint {
  return typeof value === "object" && value !== null && "method" in value && "path" in value && "who" in value;
}
