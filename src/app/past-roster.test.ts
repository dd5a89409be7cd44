import { afterAll, describe, expect, test } from "vitest";
import { expectOk, openTestDatabase } from "../../test/database.ts";
import { aProduct, type ProductScene } from "../../test/product-scene.ts";
import { createVirtualClock } from "../../test/virtual-clock.ts";
import { addDays, dayInJapan, type Instant, startOfDayInJapan } from "../core/calendar.ts";
import { deleteEmployees } from "./delete-employees.ts";
import { allPastEmployeesSought, searchPastEmployees } from "./past-roster.ts";

const db = await openTestDatabase();
afterAll(() => db.close());

const MINUTE_MS = 60_000;
const EVERYBODY = { search: "", below: "true", retired: "all", sort: "email", order: "asc" } as const;

describe("a day that has just passed", () => {
  test("is read anew for a quarter of an hour: what was begun on it and is committed late is in the next export", async () => {
    const { scene, day, midnight } = await aDayWithTwoPeople();
    const [seen, now] = [await exported(scene, day, midnight), midnight + MINUTE_MS];

    // It named its moment on the day; its commit comes after it.
    await deleteOne(scene, midnight - 1);

    expect([seen, await exported(scene, day, now), await listed(scene, day, now)]).toEqual([2, 1, 1]);
  });

  test("is remembered from then on, as it was when it had come to rest", async () => {
    const { scene, day, midnight } = await aDayWithTwoPeople();
    const atLast = midnight + 15 * MINUTE_MS;
    const unrested = await exported(scene, day, atLast - 1);
    await deleteOne(scene, midnight - 1);

    const rested = await exported(scene, day, atLast);
    await deleteOne(scene, midnight - 1);

    expect([unrested, rested, await exported(scene, day, atLast)]).toEqual([2, 1, 1]);
  });
});

/** Two people were synced on the day; nothing has been asked about it yet. */
async function aDayWithTwoPeople() {
  const scene = await aProduct(db);
  await scene.run("departments");
  await scene.run("employees");
  const day = dayInJapan(scene.clock.now());
  return { scene, day, midnight: startOfDayInJapan(addDays(day, 1)) };
}

async function deleteOne(scene: ProductScene, at: Instant): Promise<void> {
  const [first] = await scene.employees();
  if (first === undefined) throw new Error("expected somebody to delete");
  const request = { companyId: scene.companyId, employees: [first], actor: "hand@example.com" };
  expectOk(await deleteEmployees(asOf(at), request));
}

async function exported({ companyId }: ProductScene, day: string, now: Instant): Promise<number> {
  let count = 0;
  for await (const batch of allPastEmployeesSought(asOf(now), companyId, day, EVERYBODY)) count += batch.length;
  return count;
}

async function listed({ companyId }: ProductScene, day: string, now: Instant): Promise<number> {
  return (await searchPastEmployees(asOf(now), companyId, day, { ...EVERYBODY, page: 1, perPage: 1 })).total;
}

function asOf(now: Instant) {
  return { db, clock: createVirtualClock({ startAt: now }) };
}
