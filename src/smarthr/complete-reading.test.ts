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
  /** The pages in the order in which they were answered. */
  readonly pages: readonly number[];
}

/** Right before so many requests have been answered, somebody is deleted, somebody is entered, or both. */
interface Disturbance {
  readonly afterAnswers: number;
  /** The place of whoever is deleted, counted from the end where it is below 0. */
  readonly deletedAt: number | null;
  readonly entered: boolean;
}

interface Scene {
  readonly rowCount: number;
  readonly disturbances: readonly Disturbance[];
  /** How long each request is under way before it is answered, so that requests overtake each other. */
  readonly travelSteps: readonly number[];
  /** How the list ended when that was last known. */
  readonly endBefore: EndOfPeople | null;
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
  let [enteredCount, sentCount] = [0, 0];
  const moments = [ids];
  const pages: number[] = [];

  function disturb({ deletedAt, entered }: Disturbance): void {
    const gone = deletedAt === null ? undefined : ids.at(deletedAt % Math.max(1, ids.length));
    ids = ids.filter((id) => id !== gone);
    if (entered) ids = [...ids, `entered-${enteredCount++}`];
    moments.push(ids);
  }

  async function travel(steps: number): Promise<void> {
    for (let step = 0; step < steps; step++) await null;
  }

  async function ask<T>(call: Call<T>) {
    const sent = sentCount++;
    await travel(travelSteps[sent % travelSteps.length] ?? 0);
    const answered = pages.length;
    for (const disturbance of disturbances) if (disturbance.afterAnswers === answered) disturb(disturbance);
    const page = Number(call.query?.["page"]);
    const size = Number(call.query?.["per_page"]);
    pages.push(page);
    const ordered =
      unsteady && answered % 2 === 1 ? [...ids.slice(50, 150), ...ids.slice(0, 50), ...ids.slice(150)] : ids;
    const rows = ordered.slice((page - 1) * size, page * size).map((id) => {
      return { id, emp_status: "employed", created_at: enteredAt(id) };
    });
    const headers = new Headers({ "x-total-count": String(ids.length) });
    await travel(travelSteps[(sent + 1) % travelSteps.length] ?? 0);
    return ok({ value: call.schema.parse(rows), headers });
  }
  return { client: { requestsInFlight: 20, requestsAhead, ask, askInPassing: ask }, moments, pages };
}

// Two forms of moments occur in SmartHR.
function enteredAt(id: string): string {
  const [kind, number = "0"] = id.split("-");
  if (kind === "id") return new Date(Date.UTC(2025, 0, 1) + Number(number)).toISOString();
  return `2026-04-01T09:00:00.${number.padStart(3, "0")}+09:00`;
}

const anyScene: fc.Arbitrary<Scene> = fc.record({
  rowCount: fc.constantFrom(0, 1, 99, 100, 101, 200, 201, 250, 420),
  disturbances: fc.array(
    fc.record({
      afterAnswers: fc.nat(14),
      deletedAt: fc.oneof(fc.constantFrom(null, 0, -1, -2), fc.nat(450)),
      entered: fc.boolean(),
    }),
    { maxLength: 6 },
  ),
  travelSteps: fc.array(fc.oneof(fc.nat(12), fc.constant(60)), { minLength: 1, maxLength: 8 }),
  endBefore: fc.option(
    fc.record({
      count: fc.constantFrom(1, 100, 101, 199, 200, 201, 250, 301, 420, 900),
      // With some the list ends now, with some once those behind them have left, with one never again.
      newestCrewId: fc.constantFrom(...[0, 98, 99, 100, 199, 200, 248, 249, 418, 419].map((at) => `id-${at}`), "gone"),
    }),
  ),
  requestsAhead: fc.constantFrom(1, 2, 20),
});

const swap = { deletedAt: 0, entered: true };
const idsOf = (reading: Awaited<ReturnType<typeof readCrews>>) =>
  reading.ok ? reading.value.employees.map(({ crewId }) => crewId) : reading.fault;
const known = (newestCrewId: string) => crewOptions({ endBefore: { count: 250, newestCrewId } });
// The last page, which is asked for first, is answered after those that were sent behind it.
const LAST_PAGE_LATE = [20, ...Array.from({ length: 20 }, () => 0)];

describe("design 2.3: complete, or not at all", () => {
  test("whatever is deleted and entered meanwhile, a good reading of crews is the list as it was at one moment", async () => {
    await fc.assert(
      fc.asyncProperty(anyScene, async (scene) => {
        const { client, moments } = aChangingList(scene);

        const reading = await readCrews(client, crewOptions({ endBefore: scene.endBefore }));

        if (reading.ok) expect(moments).toContainEqual(reading.value.employees.map(({ crewId }) => crewId));
        else expect(reading.fault).toEqual({ kind: "source-changed" });
      }),
      { numRuns: 1_000 },
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

  test("somebody deleted and somebody entered right after page 1 was first read costs nobody", async () => {
    const { client, moments, pages } = aChangingList({ disturbances: [{ ...swap, afterAnswers: 1 }] });

    const reading = await readCrews(client, crewOptions());

    expect({ ids: idsOf(reading), pages }).toEqual({ ids: moments[1], pages: [1, 3, 1, 2] });
  });

  test.each([
    ["page 1", 2, 1],
    ["page 2", 3, 1],
    ["the end", 4, 0],
  ])(
    "somebody deleted and somebody entered before %s is noticed, or was after that moment",
    async (_, afterAnswers, moment) => {
      const { client, moments, pages } = aChangingList({ disturbances: [{ ...swap, afterAnswers }] });

      const reading = await readCrews(client, crewOptions());

      const again = afterAnswers < 4 ? [1, 3, 1, 2] : [];
      expect({ ids: idsOf(reading), pages }).toEqual({ ids: moments[moment], pages: [1, 3, 1, 2, ...again] });
    },
  );

  test("the list may change before its last page is read: only from then on nothing may move", async () => {
    const { client, moments, pages } = aChangingList({
      disturbances: [{ afterAnswers: 1, deletedAt: 0, entered: false }],
    });

    const reading = await readCrews(client, crewOptions());

    expect({ ids: idsOf(reading), pages }).toEqual({ ids: moments[1], pages: [1, 3, 1, 2] });
  });

  test("a list that has lost its last page when that is to be read is looked at anew", async () => {
    const { client, moments, pages } = aChangingList({
      rowCount: 201,
      disturbances: [{ afterAnswers: 1, deletedAt: 0, entered: false }],
    });

    const reading = await readCrews(client, crewOptions());

    expect({ ids: idsOf(reading), pages }).toEqual({ ids: moments[1], pages: [1, 3, 1, 2, 1] });
  });

  test("where the end is found where it was, no page is read twice", async () => {
    const { client, moments, pages } = aChangingList({ requestsAhead: 0 });

    const reading = await readCrews(client, crewOptions(knownToBe(205)));

    expect({ ids: idsOf(reading), pages }).toEqual({ ids: moments[0], pages: [3, 1, 2] });
  });

  test.each([1, 2])(
    "the end found at once: somebody deleted and somebody entered before the answer after %i is noticed",
    async (afterAnswers) => {
      const { client, moments, pages } = aChangingList({
        requestsAhead: 0,
        disturbances: [{ ...swap, afterAnswers }],
      });

      const reading = await readCrews(client, crewOptions(knownToBe(250)));

      expect({ ids: idsOf(reading), pages }).toEqual({ ids: moments[1], pages: [3, 1, 2, 3, 1, 2] });
    },
  );

  test("a page that comes late skips nobody, even when everybody on the last page has left meanwhile", async () => {
    const { client, moments, pages } = aChangingList({
      rowCount: 201,
      // The last page, page 1, and long after them page 2.
      travelSteps: [0, 0, 60],
      disturbances: [
        { afterAnswers: 2, deletedAt: -1, entered: true },
        { afterAnswers: 2, deletedAt: 0, entered: true },
      ],
      requestsAhead: 0,
    });

    const reading = await readCrews(client, crewOptions(knownToBe(201)));

    expect({ ids: idsOf(reading), first: pages.slice(0, 3) }).toEqual({ ids: moments[2], first: [3, 1, 2] });
  });

  test("a total that differs on a page between ends that reading, even when all is as before at its end", async () => {
    const { client, pages } = aChangingList({
      disturbances: [
        { afterAnswers: 2, deletedAt: null, entered: true },
        { afterAnswers: 3, deletedAt: -1, entered: false },
      ],
    });

    await readCrews(client, crewOptions());

    expect(pages).toEqual([1, 3, 1, 2, 1, 3, 1, 2]);
  });

  test("rows that come in another order with every request are noticed", async () => {
    const { client } = aChangingList({ unsteady: true });

    const reading = await readCrews(client, crewOptions());

    expect(idsOf(reading)).toEqual({ kind: "source-changed" });
  });

  test("a list that changes during every reading is given up after the third", async () => {
    const everyReading = [2, 6, 10].map((afterAnswers) => ({ afterAnswers, deletedAt: null, entered: true }));
    const { client, pages } = aChangingList({ disturbances: everyReading });

    const reading = await readCrews(client, crewOptions());

    expect({ ids: idsOf(reading), pages }).toEqual({
      ids: { kind: "source-changed" },
      pages: [1, 3, 1, 2, 1, 3, 1, 2, 1, 3, 1, 2],
    });
  });

  test("departments that change places between two readings are read again", async () => {
    const { client, moments, pages } = aChangingList({
      rowCount: 3,
      disturbances: [{ ...swap, afterAnswers: 1 }],
    });

    const reading = await readDepartments(client);

    expect({ ids: reading.ok && reading.value.map(({ departmentId }) => departmentId), pages }).toEqual({
      ids: moments[1],
      pages: [1, 1, 1, 1],
    });
  });
});

describe("docs/decisions/0048: pages that are asked for before the last one has told how the list ends", () => {
  test("are not read again while nobody was entered since the end was known", async () => {
    const { client, moments, pages } = aChangingList({ travelSteps: LAST_PAGE_LATE });

    const reading = await readCrews(client, known("id-249"));

    expect({ ids: idsOf(reading), pages }).toEqual({ ids: moments[0], pages: [1, 2, 3] });
  });

  test("are read again when somebody was entered since", async () => {
    const { client, moments, pages } = aChangingList({ travelSteps: LAST_PAGE_LATE });

    const reading = await readCrews(client, known("id-248"));

    expect({ ids: idsOf(reading), pages }).toEqual({ ids: moments[0], pages: [1, 2, 3, 1, 2] });
  });

  test.each([
    ["somebody is deleted and somebody entered", true],
    ["somebody is deleted", false],
  ])("are read again when %s between them and the last page", async (_, entered) => {
    const { client, moments, pages } = aChangingList({
      travelSteps: LAST_PAGE_LATE,
      disturbances: [{ afterAnswers: 2, deletedAt: 0, entered }],
    });

    const reading = await readCrews(client, known("id-249"));

    expect({ ids: idsOf(reading), pages }).toEqual({ ids: moments[1], pages: [1, 2, 3, 1, 2] });
  });

  test("may lie past the end by now", async () => {
    const { client, moments } = aChangingList({ rowCount: 150, requestsAhead: 20 });

    const reading = await readCrews(client, crewOptions({ endBefore: { count: 900, newestCrewId: "id-149" } }));

    expect(idsOf(reading)).toEqual(moments[0]);
  });
});
