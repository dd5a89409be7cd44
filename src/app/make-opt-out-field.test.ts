import { afterAll, expect, test } from "vitest";
import { expectOk, openTestDatabase } from "../../test/database.ts";
import { aProduct, type ProductScene } from "../../test/product-scene.ts";
import { claimOptOutField } from "../store/tenants.ts";
import { findOrMakeOnce } from "./make-opt-out-field.ts";
import { clientFor, PATIENCE_OF_A_PERSON_MS } from "./reach-smarthr.ts";

const db = await openTestDatabase();
afterAll(() => db.close());

test("two that find no field at the same moment make one between them", async () => {
  const scene = await aProduct(db);
  const startedAt = scene.clock.now();
  // The first one's field is not there until the other one either waits for it or is about to make one, too.
  const bothHaveLooked = () => scene.clock.now() > startedAt || lookCount(scene) >= 6;
  const slow = withFetch(scene, async (request) => {
    while (request.method === "POST" && !bothHaveLooked()) await new Promise((resolve) => setImmediate(resolve));
    return scene.product.smarthr.fetch(request);
  });

  const [one, other] = await Promise.all([findOrMake(slow), findOrMake(slow)]);

  expect(expectOk(one)).toEqual(expectOk(other));
  expect(fieldCounts(scene)).toEqual([1, 1]);
});

test("a maker that died is taken over from", async () => {
  const scene = await aProduct(db);
  const account = { companyId: scene.companyId, subdomain: "acme" };
  const now = scene.clock.now();
  const claim = { id: "11111111-1111-4111-8111-111111111111", until: now + 120_000 };
  await claimOptOutField(db.queries, account, claim, now);

  expectOk(await findOrMake(scene));

  expect(scene.clock.now() - now).toBeGreaterThanOrEqual(120_000);
  expect(fieldCounts(scene)).toEqual([1, 1]);
});

test("whoever was refused leaves the right to the next", async () => {
  const scene = await aProduct(db);
  const permit = (update: boolean) =>
    scene.sandbox.control("resource-permission", { resource: "crew_custom_field_templates", update });
  permit(false);
  const refused = await findOrMake(scene);
  permit(true);
  const before = scene.clock.now();

  expectOk(await findOrMake(scene));

  expect(refused).toEqual({ ok: false, fault: { kind: "opt-out-field-missing" } });
  expect(scene.clock.now() - before).toBeLessThan(500);
});

function findOrMake({ product, companyId, reach }: Pick<ProductScene, "product" | "companyId" | "reach">) {
  // As whoever links has it, who sits in front of the screen.
  const openClient = () => clientFor(product, reach, new AbortController().signal, PATIENCE_OF_A_PERSON_MS);
  return findOrMakeOnce(product, openClient, { companyId, subdomain: "acme" });
}

function withFetch(scene: ProductScene, fetch: ProductScene["product"]["smarthr"]["fetch"]) {
  return { ...scene, product: { ...scene.product, smarthr: { ...scene.product.smarthr, fetch } } };
}

function lookCount({ sent }: ProductScene): number {
  return sent.filter((request) => request === "GET /v1/crew_custom_field_template_groups").length;
}

/** How many groups and fields there are in SmartHR. */
function fieldCounts({ sandbox }: ProductScene): readonly number[] {
  const lists = ["crew_custom_field_template_groups", "crew_custom_field_templates"] as const;
  return lists.map((list) => sandbox.control("rows", { list }).total);
}
