import { afterAll, expect, test } from "vitest";
import { addTestCompany, openTestDatabase } from "../../test/database.ts";
import { lockRoster } from "./lock-roster.ts";

const db = await openTestDatabase();
afterAll(() => db.close());

test("two who would change one roster come one after the other, never between each other's steps", async () => {
  const companyId = await addTestCompany(db);
  const steps: string[] = [];
  const work = (name: string) =>
    db.transaction(async (tx) => {
      const roster = await lockRoster(tx, companyId);
      steps.push(`${name} begins`);
      for (let query = 0; query < 3; query++) await roster.tx.selectFrom("companies").select("id").execute();
      steps.push(`${name} ends`);
    });

  await Promise.all(["a", "b", "c", "d"].map(work));

  const names = steps.filter((_, index) => index % 2 === 0).map((step) => step.replace(" begins", ""));
  expect(steps).toEqual(names.flatMap((name) => [`${name} begins`, `${name} ends`]));
  expect(names.toSorted()).toEqual(["a", "b", "c", "d"]);
});

test("there is no roster of a company that does not exist", async () => {
  const locking = db.transaction((tx) => lockRoster(tx, 2_147_483_647));

  await expect(locking).rejects.toThrow("no result");
});
