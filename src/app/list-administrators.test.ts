import { afterAll, expect, test } from "vitest";
import { anAdministrator } from "../../test/administrators.ts";
import { openTestDatabase } from "../../test/database.ts";
import { aProduct, TEST_KEYS } from "../../test/product-scene.ts";
import { saveLink } from "../store/links.ts";
import { listAdministrators } from "./list-administrators.ts";

const db = await openTestDatabase();
afterAll(() => db.close());

test("M31: everybody of the company by address, each with how their own link stands", async () => {
  const scene = await aProduct(db);
  const { companyId, clock } = scene;
  const at = (letter: string) => `${letter}-${companyId}@example.com`;
  const third = await anAdministrator(db, companyId, { email: at("c"), invited: true });
  const first = await anAdministrator(db, companyId, { email: at("A") });
  const second = await anAdministrator(db, companyId, { email: at("b") });
  const link = {
    companyId,
    subdomain: "acme",
    tenantUrl: "https://acme.smarthr.jp",
    tokens: { kind: "token", accessToken: "issued" },
  } as const;
  await saveLink(db.queries, TEST_KEYS, { ...link, administratorEmail: at("A"), linkedAt: clock.now() });
  await saveLink(db.queries, TEST_KEYS, {
    ...link,
    administratorEmail: at("B"),
    linkedAt: clock.now() - 91 * 86_400_000,
  });

  expect(await listAdministrators(scene.product, companyId)).toEqual([
    { ...first, link: "linked" },
    { ...second, link: "expired" },
    { ...third, link: "not-linked" },
  ]);
});
