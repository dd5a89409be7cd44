import { afterAll, describe, expect, test } from "vitest";
import { type ApiScene, anApi } from "../../test/api-scene.ts";
import { openTestDatabase } from "../../test/database.ts";
import { DEFAULT_GUARD_LIMITS, type GuardReading, limitsOf } from "../core/guards.ts";

const db = await openTestDatabase();
afterAll(() => db.close());

const ADDRESS = "/api/settings/guards";
const NOT_SIGNED_IN = [401, { problem: { kind: "not-signed-in" } }];
const NOT_PERMITTED = [403, { problem: { kind: "not-permitted" } }];
const DEFAULTS = { limits: DEFAULT_GUARD_LIMITS, defaults: DEFAULT_GUARD_LIMITS, lastSeen: [] };
const STRICT = limitsOf({ "fewer-people": { percentage: 1, minimum: 1 } });

const TAKEN_AWAY: GuardReading = {
  guard: "fewer-people",
  column: null,
  count: 5,
  base: 30,
  earlierCount: 0,
  limit: { percentage: 10, minimum: 5 },
  awake: true,
  tripped: true,
  people: [{ crewId: "crew-1", employeeId: "1", employeeNumber: "0001", lastName: "見本", firstName: "太郎" }],
};

/** As the run's own part keeps it on the run's row. */
async function keepReadings({ product, companyId }: ApiScene, readings: readonly GuardReading[]): Promise<void> {
  const guards = JSON.stringify(readings);
  await product.db.queries.updateTable("runs").set({ guards }).where("company_id", "=", companyId).execute();
}

describe("GET /api/settings/guards", () => {
  test("the defaults, until the company has limits of its own", async () => {
    const scene = await anApi(db);

    expect(await told(await scene.ask("GET", ADDRESS, { as: "viewer" }))).toEqual([200, DEFAULTS]);
  });

  test("what the guards saw last, with the run to be looked at, but not whom they named", async () => {
    const scene = await anApi(db);
    const { runId } = (await scene.run("employees")).summary;
    await keepReadings(scene, [TAKEN_AWAY]);

    const answer = await scene.ask("GET", ADDRESS);

    const { people: _, ...reading } = TAKEN_AWAY;
    const lastSeen = [{ subject: "employees", runId, requestedAt: expect.any(Number), readings: [reading] }];
    expect(await told(answer)).toEqual([200, { ...DEFAULTS, lastSeen }]);
    expect(await told(await scene.ask("GET", ADDRESS, { as: "stranger" }))).toEqual([200, DEFAULTS]);
  });

  test("for people of the company", async () => {
    const scene = await anApi(db);

    expect(await told(await scene.ask("GET", ADDRESS, { as: "nobody" }))).toEqual(NOT_SIGNED_IN);
  });
});

describe("PUT /api/settings/guards", () => {
  const body = { ...STRICT, seen: DEFAULT_GUARD_LIMITS };

  test("keeps the company's limits, and no other's", async () => {
    const scene = await anApi(db);

    const answer = await scene.ask("PUT", ADDRESS, { body });

    expect(await told(answer)).toEqual([200, { ...DEFAULTS, limits: STRICT }]);
    expect(await told(await scene.ask("GET", ADDRESS))).toEqual([200, { ...DEFAULTS, limits: STRICT }]);
    expect(await told(await scene.ask("GET", ADDRESS, { as: "stranger" }))).toEqual([200, DEFAULTS]);
  });

  test("what a colleague chose meanwhile is not lost: the form is stale", async () => {
    const scene = await anApi(db);
    await scene.ask("PUT", ADDRESS, { as: "colleague", body });

    const answer = await scene.ask("PUT", ADDRESS, { body: { ...DEFAULT_GUARD_LIMITS, seen: DEFAULT_GUARD_LIMITS } });

    expect(await told(answer)).toEqual([409, { problem: { kind: "stale" } }]);
    expect(await told(await scene.ask("GET", ADDRESS))).toEqual([200, { ...DEFAULTS, limits: STRICT }]);
  });

  test.each([
    [{ minimum: 0, percentage: 10 }, "minimum", "invalid-count"],
    [{ minimum: 1_000_001, percentage: 10 }, "minimum", "invalid-count"],
    [{ minimum: 2.5, percentage: 10 }, "minimum", "invalid-count"],
    [{ minimum: "5", percentage: 10 }, "minimum", "invalid-count"],
    [{ minimum: 5, percentage: -1 }, "percentage", "invalid-percentage"],
    [{ minimum: 5, percentage: 101 }, "percentage", "invalid-percentage"],
    [{ minimum: 5 }, "percentage", "required"],
  ])("%j is no limit, which is said beside its field", async (limit, name, fault) => {
    const scene = await anApi(db);

    const answer = await scene.ask("PUT", ADDRESS, { body: { ...body, "column-blank": limit } });

    const fields = [{ field: `column-blank.${name}`, fault }];
    expect(await told(answer)).toEqual([422, { problem: { kind: "invalid-input", fields } }]);
  });

  test("no guard can be left out", async () => {
    const scene = await anApi(db);
    const { "newly-retired": _, ...others } = body;

    const answer = await scene.ask("PUT", ADDRESS, { body: others });

    const fields = [{ field: "newly-retired", fault: "invalid" }];
    expect(await told(answer)).toEqual([422, { problem: { kind: "invalid-input", fields } }]);
  });

  test("is for 管理者", async () => {
    const scene = await anApi(db);

    expect(await told(await scene.ask("PUT", ADDRESS, { as: "viewer", body }))).toEqual(NOT_PERMITTED);
    expect(await told(await scene.ask("PUT", ADDRESS, { as: "nobody", body }))).toEqual(NOT_SIGNED_IN);
  });
});

async function told(answer: Response): Promise<readonly [number, unknown]> {
  return [answer.status, await answer.json()];
}
