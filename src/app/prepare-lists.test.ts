import { afterAll, expect, test } from "vitest";
import { anApi, TEST_PASSWORD } from "../../test/api-scene.ts";
import { openTestDatabase } from "../../test/database.ts";
import { keptEmployeeIndex } from "../store/current-employee-index.ts";
import { prepareLists } from "./prepare-lists.ts";

const db = await openTestDatabase();
afterAll(() => db.close());

test("the employees of those who signed in last are in memory, and nobody else's", async () => {
  const { ask, people, product } = await anApi(db);
  const body = { email: people.administrator.email, password: TEST_PASSWORD };
  await ask("POST", "/api/sign-in", { as: "nobody", body });

  await prepareLists(product);

  expect(await keptEmployeeIndex(db, people.administrator.companyId)).not.toBeNull();
  expect(await keptEmployeeIndex(db, people.stranger.companyId)).toBeNull();
});
