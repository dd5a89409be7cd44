import { randomUUID } from "node:crypto";
import { afterAll, describe, expect, test } from "vitest";
import { openTestDatabase } from "../../test/database.ts";
import { aProduct } from "../../test/product-scene.ts";
import { crewOptions } from "../../test/smarthr-scene.ts";
import { createSandbox } from "../sandbox/create-sandbox.ts";
import { createSmartHrClient } from "../smarthr/client.ts";
import { readCrews } from "../smarthr/read-crews.ts";
import { readDepartments } from "../smarthr/read-departments.ts";
import { readOwnUser } from "../smarthr/read-own-user.ts";
import type { SharedBudget } from "../smarthr/shared-budget.ts";
import { shareBudget } from "./share-budget.ts";

const db = await openTestDatabase();
afterAll(() => db.close());

describe.each(["fixed", "sliding"] as const)(
  "SmartHR's second is %s, and several processes ask by one token",
  (rateWindow) => {
    test("three readings and the link page cause no 429", async () => {
      const scene = await aSharedToken({ rateWindow, shared: true });

      const statuses = await scene.readAtOnce();

      expect(statuses.filter((status) => status !== 200)).toEqual([]);
      expect(statuses.length).toBeGreaterThan(50);
    });

    test("which they do when each counts alone", async () => {
      const scene = await aSharedToken({ rateWindow, shared: false });

      const statuses = await scene.readAtOnce();

      expect(statuses).toContain(429);
    });
  },
);

test("a pause that one process is told holds the others", async () => {
  const scene = await aSharedToken({ rateWindow: "sliding", shared: true });
  const [one, other] = [scene.budget(), scene.budget()];
  await one.pause("token", 5_000);

  const given = await other.reserve("token", { count: 1, spacingMs: 102, giveUpAt: scene.clock.elapsed() + 60_000 });

  expect(given).toMatchObject({ sendAt: [scene.clock.elapsed() + 5_000] });
});

test("what remains of an hour is given to nobody twice", async () => {
  const scene = await aSharedToken({ rateWindow: "sliding", shared: true });
  const [one, other] = [scene.budget(), scene.budget()];
  const wanted = { count: 5, spacingMs: 0, giveUpAt: scene.clock.elapsed() + 3_600_000 };
  await one.reserve("hour", { ...wanted, count: 1 });
  await one.limit("hour", { of: "token", afterTurn: 1, remaining: 7, resetSeconds: 1800 });

  const given = [
    await one.reserve("hour", wanted),
    await other.reserve("hour", wanted),
    await one.reserve("hour", wanted),
  ];

  expect(given.map((turns) => (turns === "too-late" ? turns : turns.sendAt.length))).toEqual([5, 2, 5]);
  expect(given[2]).toMatchObject({
    sendAt: [scene.clock.elapsed() + 1_800_000, ...Array(4).fill(scene.clock.elapsed() + 1_800_000)],
  });
});

test("another token of the account has turns of its own", async () => {
  const scene = await aSharedToken({ rateWindow: "sliding", shared: true });
  const wanted = { count: 5, spacingMs: 102, giveUpAt: scene.clock.elapsed() + 60_000 };
  await scene.budget().reserve("mine", wanted);

  const given = await scene.budget().reserve("yours", wanted);

  expect(given).toMatchObject({ sendAt: [0, 102, 204, 306, 408].map((after) => scene.clock.elapsed() + after) });
});

test("turns that many ask for at the same instant are given once each", async () => {
  const scene = await aSharedToken({ rateWindow: "sliding", shared: true });
  const wanted = { count: 2, spacingMs: 102, giveUpAt: scene.clock.elapsed() + 60_000 };

  const given = await Promise.all(Array.from({ length: 8 }, () => scene.budget().reserve("wanted", wanted)));

  const numbers = given.map((turns) => (turns === "too-late" ? 0 : turns.firstNumber));
  expect(numbers.toSorted((one, other) => one - other)).toEqual([1, 3, 5, 7, 9, 11, 13, 15]);
});

async function aSharedToken({ rateWindow, shared }: { rateWindow: "fixed" | "sliding"; shared: boolean }) {
  const { product, clock } = await aProduct(db, { clock: { movesByItself: false } });
  const subdomain = `acme-${randomUUID()}`;
  const sandbox = createSandbox({ seed: 1_500, clock, switches: { rateWindow } });
  let asking = 0;
  const statuses: (number | null)[] = [];
  // Each process is on a machine of its own, with a clock of its own.
  const budget = (aheadMs = 0): SharedBudget => {
    const own = { ...clock, now: () => clock.now() + aheadMs };
    const smarthr = { ...product.smarthr, budgetClock: clock };
    return shareBudget(
      { db, clock: own, smarthr },
      { subdomain, holder: randomUUID(), signal: new AbortController().signal },
    );
  };
  const counted = (inner: SharedBudget): SharedBudget => {
    const count = async <T>(work: Promise<T>): Promise<T> => {
      asking++;
      return work.finally(() => asking--);
    };
    return {
      reserve: (token, wanted) => count(inner.reserve(token, wanted)),
      pause: (token, milliseconds) => count(inner.pause(token, milliseconds)),
      limit: (token, told) => count(inner.limit(token, told)),
    };
  };
  const aClient = (aheadMs: number) =>
    createSmartHrClient({
      apiUrl: "http://localhost:4000/tenants/acme/api",
      access: { token: async () => sandbox.accessToken },
      fetch: async (request) => {
        await clock.sleep(20);
        return sandbox.fetch(request);
      },
      clock: { ...clock, now: () => clock.now() + aheadMs },
      onRequest: ({ status }) => statuses.push(status),
      ...(shared ? { budget: counted(budget(aheadMs)) } : {}),
    });
  return {
    clock,
    budget,
    async readAtOnce() {
      const crews = crewOptions();
      let done = false;
      const readings = Promise.all([
        readCrews(aClient(0), crews),
        readCrews(aClient(300_000), crews),
        readCrews(aClient(-7_000), crews),
        readOwnUser(aClient(0)),
        readDepartments(aClient(0)),
      ]).finally(() => {
        done = true;
      });
      // The database keeps real time: the clock goes on only while nobody waits for it.
      while (!done) {
        while (asking > 0) await new Promise((resolve) => setImmediate(resolve));
        await clock.advance(2);
      }
      expect((await readings).every((reading) => reading.ok)).toBe(true);
      return statuses;
    },
  };
}
