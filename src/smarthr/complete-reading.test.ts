import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { crewOptions, knownToBe } from "../../test/smarthr-scene.ts";
import { ok } from "../core/result.ts";
import type { EndOfPeople } from "../core/source.ts";
import type { Call, SmartHrClient } from "./client.ts";
import { readCrews } from "./read-crews.ts";
import { readDepartments } from "./read-departments.ts";

// A list that changes while it is read, seen through the same interface as SmartHR's.
interface ChangingList {
  readonly client: SmartHrClient;
  /** What the list held at each moment, from before the first request on. */
  readonly moments: readonly (readonly string[])[];
  /** The pages that were asked for, in order. */
  readonly askedPages: readonly number[];
}

/** Right before that request is carried out, somebody is deleted, somebody is entered, or both. */
interface Disturbance {
  readonly beforeRequest: number;
  readonly deletedAt: number | null;
  readonly entered: boolean;
}

interface Scene {
  readonly rowCount: number;
  readonly disturbances: readonly Disturbance[];
  /** How long each request is under way, before and after it is carried out, so that requests overtake each other. */
  readonly travelSteps: readonly number[];
  /** How the list ended when that was last known. */
  readonly endBefore: EndOfPeople;
  /** How many pages may be asked for before it is known how it ends now. */
  readonly requestsAhead: number;
  /** Rows of the same rank may come in another order with every request. */
  readonly unsteady?: boolean;
}

function aChangingList({
  rowCount,
  disturbances = [],
  travelSteps = [0],
  requestsAhead = 2,
  unsteady = false,
}: Partial<Scene>): ChangingList {
  let ids = Array.from({ length: rowCount ?? 250 }, (_, index) => `id-${index}`);
  let enteredCount = 0;
  let requestCount = 0;
  const moments = [ids];
  const askedPages: number[] = [];

  function disturb({ deletedAt, entered }: Disturbance): void {
    const index = deletedAt === null ? -1 : deletedAt % Math.max(1, ids.length);
    ids = ids.filter((_, at) => at !== index);
    if (entered) ids = [...ids, `entered-${enteredCount++}`];
    moments.push(ids);
  }

  async function travel(request: number): Promise<void> {
    const steps = travelSteps[request % travelSteps.length] ?? 0;
    for (let step = 0; step < steps; step++) await null;
  }

  const client: SmartHrClient = {
    requestsInFlight: 20,
    requestsAhead,
    async ask<T>(call: Call<T>) {
      const request = requestCount++;
      await travel(request);
      for (const disturbance of disturbances) if (disturbance.beforeRequest === request) disturb(disturbance);
      const page = Number(call.query?.["page"]);
      const size = Number(call.query?.["per_page"]);
      askedPages.push(page);
      const ordered =
        unsteady && request % 2 === 1 ? [...ids.slice(50, 150), ...ids.slice(0, 50), ...ids.slice(150)] : ids;
      const rows = ordered.slice((page - 1) * size, page * size).map((id) => ({ id, emp_status: "employed" }));
      const headers = new Headers({ "x-total-count": String(ids.length) });
      await travel(request + 1);
      return ok({ value: call.schema.parse(rows), headers });
    },
  };
  return { client, moments, askedPages };
}

const anyScene: fc.Arbitrary<Scene> = fc.record({
  rowCount: fc.constantFrom(0, 1, 99, 100, 101, 200, 250, 420),
  disturbances: fc.array(
    fc.record({
      beforeRequest: fc.nat(20),
      deletedAt: fc.option(fc.nat(450)),
      entered: fc.boolean(),
    }),
    { maxLength: 4 },
  ),
  travelSteps: fc.array(fc.nat(12), { minLength: 1, maxLength: 8 }),
  endBefore: fc.record({
    count: fc.constantFrom(0, 1, 100, 101, 199, 200, 250, 301, 420, 900),
    // Of some the list ends with them now, of some once those behind them have left, of one never again.
    newestCrewId: fc.constantFrom(
      null,
      ...[0, 98, 99, 100, 199, 248, 249, 418, 419].map((index) => `id-${index}`),
      "gone",
    ),
  }),
  requestsAhead: fc.constantFrom(1, 2, 20),
});

describe("design 2.3: complete, or not at all", () => {
  test("whatever is deleted and entered meanwhile, a good reading of crews is the list as it was at one moment", async () => {
    await fc.assert(
      fc.asyncProperty(anyScene, async (scene) => {
        const { client, moments } = aChangingList(scene);

        const reading = await readCrews(client, crewOptions({ endBefore: scene.endBefore }));

        if (reading.ok) expect(moments).toContainEqual(reading.value.employees.map(({ crewId }) => crewId));
        else expect(reading.fault).toEqual({ kind: "source-changed" });
      }),
      { numRuns: 500 },
    );
  });

  test("whatever is deleted and entered meanwhile, a good reading of departments is the list as it was at one moment", async () => {
    await fc.assert(
      fc.asyncProperty(anyScene, async (scene) => {
        const { client, moments } = aChangingList(scene);

        const reading = await readDepartments(client);

        if (reading.ok) expect(moments).toContainEqual(reading.value.map(({ departmentId }) => departmentId));
        else expect(reading.fault).toEqual({ kind: "source-changed" });
      }),
      { numRuns: 500 },
    );
  });

  test("a list at rest is always read, however requests overtake each other", async () => {
    await fc.assert(
      fc.asyncProperty(anyScene, async (scene) => {
        const { client, moments } = aChangingList({ ...scene, disturbances: [] });

        const reading = await readCrews(client, crewOptions({ endBefore: scene.endBefore }));

        expect(reading.ok && reading.value.employees.map(({ crewId }) => crewId)).toEqual(moments[0]);
      }),
    );
  });

  const swap = { deletedAt: 0, entered: true };
  const idsOf = (reading: Awaited<ReturnType<typeof readCrews>>) =>
    reading.ok ? reading.value.employees.map(({ crewId }) => crewId) : reading.fault;

  test("somebody deleted and somebody entered right after page 1 was first read costs nobody", async () => {
    const { client, moments } = aChangingList({ disturbances: [{ ...swap, beforeRequest: 1 }] });

    const reading = await readCrews(client, crewOptions());

    expect(idsOf(reading)).toEqual(moments[1]);
  });

  test.each([2, 3, 4])(
    "somebody deleted and somebody entered before request %i is noticed and read again",
    async (beforeRequest) => {
      const { client, moments, askedPages } = aChangingList({ disturbances: [{ ...swap, beforeRequest }] });

      const reading = await readCrews(client, crewOptions());

      expect({ ids: idsOf(reading), askedPages }).toEqual({
        ids: moments[1],
        askedPages: [1, 3, 1, 2, 3, 1, 3, 1, 2, 3],
      });
    },
  );

  test("the list may change before its last page is first read: only from then on nothing may move", async () => {
    const { client, moments, askedPages } = aChangingList({
      disturbances: [{ beforeRequest: 1, deletedAt: 0, entered: false }],
    });

    const reading = await readCrews(client, crewOptions());

    expect({ ids: idsOf(reading), askedPages }).toEqual({ ids: moments[1], askedPages: [1, 3, 1, 2, 3] });
  });

  test("a list that has lost its last page when that is to be read is looked at anew", async () => {
    const { client, moments, askedPages } = aChangingList({
      rowCount: 201,
      disturbances: [{ beforeRequest: 1, deletedAt: 0, entered: false }],
    });

    const reading = await readCrews(client, crewOptions());

    expect({ ids: idsOf(reading), askedPages }).toEqual({ ids: moments[1], askedPages: [1, 3, 1, 2, 1, 2] });
  });

  test("where the end is found where it was at the last good read, one request less is made", async () => {
    const { client, moments, askedPages } = aChangingList({});

    const reading = await readCrews(client, crewOptions(knownToBe(205)));

    expect({ ids: idsOf(reading), askedPages }).toEqual({ ids: moments[0], askedPages: [3, 1, 2, 3] });
  });

  test.each([1, 2, 3])(
    "the end found at once: somebody deleted and somebody entered before request %i is noticed and read again",
    async (beforeRequest) => {
      const { client, moments, askedPages } = aChangingList({ disturbances: [{ ...swap, beforeRequest }] });

      const reading = await readCrews(client, crewOptions(knownToBe(250)));

      expect({ ids: idsOf(reading), askedPages }).toEqual({ ids: moments[1], askedPages: [3, 1, 2, 3, 3, 1, 2, 3] });
    },
  );

  const known = (newestCrewId: string) => crewOptions({ endBefore: { count: 250, newestCrewId } });
  // The look at the end is carried out after the two pages that were sent behind it.
  const overtaken = { travelSteps: [12, ...Array.from({ length: 20 }, () => 0)] };

  test("nobody was entered since the end was known: pages that went ahead of the look are not read again", async () => {
    const { client, moments, askedPages } = aChangingList(overtaken);

    const reading = await readCrews(client, known("id-249"));

    expect({ ids: idsOf(reading), askedPages }).toEqual({ ids: moments[0], askedPages: [1, 2, 3, 3] });
  });

  test("somebody was entered since: pages that went ahead of the look are read again behind it", async () => {
    const { client, moments, askedPages } = aChangingList(overtaken);

    const reading = await readCrews(client, known("id-248"));

    expect({ ids: idsOf(reading), askedPages }).toEqual({ ids: moments[0], askedPages: [1, 2, 3, 1, 2, 3] });
  });

  test("somebody deleted and somebody entered between the pages ahead and the look costs nobody", async () => {
    const { client, moments, askedPages } = aChangingList({
      ...overtaken,
      disturbances: [{ ...swap, beforeRequest: 0 }],
    });

    const reading = await readCrews(client, known("id-249"));

    expect({ ids: idsOf(reading), askedPages }).toEqual({ ids: moments[1], askedPages: [1, 2, 3, 1, 2, 3] });
  });

  test("somebody deleted between the pages ahead and the look is noticed by the totals", async () => {
    const { client, moments, askedPages } = aChangingList({
      ...overtaken,
      disturbances: [{ beforeRequest: 0, deletedAt: 0, entered: false }],
    });

    const reading = await readCrews(client, known("id-249"));

    expect({ ids: idsOf(reading), askedPages }).toEqual({ ids: moments[1], askedPages: [1, 2, 3, 3, 3, 1, 2, 3] });
  });

  test("a page ahead that lies past the end by now is not missed", async () => {
    const { client, moments } = aChangingList({ rowCount: 150, requestsAhead: 20 });

    const reading = await readCrews(client, crewOptions({ endBefore: { count: 900, newestCrewId: "id-149" } }));

    expect(idsOf(reading)).toEqual(moments[0]);
  });

  test("a total that differs on a page between ends that reading, even when all is as before at its end", async () => {
    const { client, askedPages } = aChangingList({
      disturbances: [
        { beforeRequest: 3, deletedAt: null, entered: true },
        { beforeRequest: 4, deletedAt: 250, entered: false },
      ],
    });

    await readCrews(client, crewOptions());

    expect(askedPages).toEqual([1, 3, 1, 2, 3, 1, 3, 1, 2, 3]);
  });

  test("rows that come in another order with every request are noticed by their ids", async () => {
    const { client } = aChangingList({ unsteady: true });

    const reading = await readCrews(client, crewOptions());

    expect(idsOf(reading)).toEqual({ kind: "source-changed" });
  });

  test("a list that changes during every reading is given up after the third", async () => {
    const everyReading = [3, 8, 13].map((beforeRequest) => ({ beforeRequest, deletedAt: null, entered: true }));
    const { client, askedPages } = aChangingList({ disturbances: everyReading });

    const reading = await readCrews(client, crewOptions());

    expect({ ids: idsOf(reading), askedPages }).toEqual({
      ids: { kind: "source-changed" },
      askedPages: [1, 3, 1, 2, 3, 1, 3, 1, 2, 3, 1, 3, 1, 2, 3],
    });
  });

  test("departments that change places between two readings are read again", async () => {
    const { client, moments, askedPages } = aChangingList({
      rowCount: 3,
      disturbances: [{ ...swap, beforeRequest: 1 }],
    });

    const reading = await readDepartments(client);

    expect({ ids: reading.ok && reading.value.map(({ departmentId }) => departmentId), askedPages }).toEqual({
      ids: moments[1],
      askedPages: [1, 1, 1, 1],
    });
  });
});
