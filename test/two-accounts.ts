import { expect } from "vitest";
import type { Reach } from "../src/app/reach-smarthr.ts";
import type { Database } from "../src/store/database.ts";
import { aProduct, type ProductScene } from "./product-scene.ts";

/** By the ready token of the sandbox's second tenant. */
export function globexOf({ sandbox }: Pick<ProductScene, "sandbox">): Reach {
  return { subdomain: "globex", access: { token: async () => sandbox.accessTokenOf("globex") } };
}

/** A company that was synced from acme first, and then from globex. */
export async function aCompanyOfTwoAccounts(db: Database): Promise<ProductScene> {
  const scene = await aProduct(db);
  const reach = globexOf(scene);
  await scene.run("departments");
  await scene.run("employees");
  await scene.run("departments", { reach });
  const { summary } = await scene.run("employees", { reach });
  expect(summary.state).toBe("succeeded");
  return scene;
}
