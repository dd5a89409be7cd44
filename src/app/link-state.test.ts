import { afterAll, describe, expect, test } from "vitest";
import { addTestCompany, openTestDatabase } from "../../test/database.ts";
import { aProduct, TEST_KEYS } from "../../test/product-scene.ts";
import { createVirtualClock } from "../../test/virtual-clock.ts";
import { aQueue, endOf, linkAdministrator, pressSync } from "../../test/worker-scene.ts";
import { saveLink } from "../store/links.ts";
import { linkStateOf } from "./link-state.ts";
import { readLinkPage } from "./read-link-page.ts";

const db = await openTestDatabase();
afterAll(() => db.close());

// 2026-04-01 in Japan, a minute before midnight.
const LINKED_AT = Date.UTC(2026, 3, 1, 14, 59);

describe("M13, M29, M32: the days of a link are days in Japan", () => {
  test.each([
    ["on the first day", Date.UTC(2026, 3, 1, 14, 59), "linked", 90],
    ["a minute later, on the second", Date.UTC(2026, 3, 1, 15, 0), "linked", 89],
    ["at the beginning of the last", Date.UTC(2026, 5, 29, 15, 0), "linked", 0],
    ["at the end of the last", Date.UTC(2026, 5, 30, 14, 59, 59, 999), "linked", 0],
    ["on the next", Date.UTC(2026, 5, 30, 15, 0), "expired", -1],
    ["long after", Date.UTC(2027, 3, 1), "expired", -275],
  ] as const)("%s", async (_, startAt, kind, daysLeft) => {
    const { product, companyId } = await aLink(startAt);

    expect(await linkStateOf(product, companyId, "hr@example.com")).toEqual({
      kind,
      tenantUrl: "https://acme.smarthr.jp",
      subdomain: "acme",
      access: "token",
      linkedAt: LINKED_AT,
      lastDay: "2026-06-30",
      daysLeft,
      rejectedAt: null,
    });
  });
});

describe("M31: a link is one administrator's", () => {
  test("however the address is written", async () => {
    const { product, companyId } = await aLink(LINKED_AT);

    expect(await linkStateOf(product, companyId, "ＨＲ@Example.com")).toMatchObject({ kind: "linked" });
  });

  test("and no other's, in this company or another", async () => {
    const { product, companyId } = await aLink(LINKED_AT);
    const otherCompany = await addTestCompany(db);

    expect(await linkStateOf(product, companyId, "sub@example.com")).toEqual({ kind: "not-linked" });
    expect(await linkStateOf(product, otherCompany, "hr@example.com")).toEqual({ kind: "not-linked" });
  });
});

describe("a link that SmartHR refused", () => {
  test("is told so from the run that saw it, until SmartHR takes it again or the administrator links anew", async () => {
    let answer: "refuses" | "is broken" | "takes" = "refuses";
    const scene = await aProduct(db, {
      smarthr: {
        fetch: async (request) => {
          if (answer === "takes") return scene.sandbox.fetch(request);
          return new Response("{}", { status: answer === "refuses" ? 401 : 404 });
        },
      },
    });
    const queue = await aQueue(db);
    await queue.work(scene.product);
    await linkAdministrator(scene);
    const sync = async () => endOf(scene, (await pressSync(scene, queue, "departments")).id);
    const told = async () => {
      const state = await linkStateOf(scene.product, scene.companyId, "hr@example.com");
      const page = await readLinkPage(
        scene.product,
        { companyId: scene.companyId, administratorEmail: "hr@example.com" },
        null,
      );
      expect(page.link).toEqual(state);
      return state.kind === "not-linked" ? null : state.rejectedAt;
    };

    const before = await told();
    const refused = await sync();
    const afterRefused = await told();
    answer = "is broken";
    const broken = await sync();
    const afterBroken = await told();
    answer = "takes";
    await sync();
    const afterTaken = await told();
    answer = "refuses";
    await sync();
    await scene.clock.advance(1_000);
    await linkAdministrator(scene);
    const afterLinking = await told();
    await queue.close();

    expect(refused.failure).toEqual({ kind: "link-rejected" });
    expect(broken.failure?.kind).not.toBe("link-rejected");
    expect([before, afterTaken, afterLinking]).toEqual([null, null, null]);
    expect([afterRefused, afterBroken]).toEqual([refused.finishedAt, refused.finishedAt]);
  });
});

async function aLink(startAt: number) {
  const companyId = await addTestCompany(db);
  await saveLink(db.queries, TEST_KEYS, {
    companyId,
    administratorEmail: "hr@example.com",
    subdomain: "acme",
    tenantUrl: "https://acme.smarthr.jp",
    linkedAt: LINKED_AT,
    tokens: { kind: "token", accessToken: "issued" },
  });
  return { companyId, product: { db, clock: createVirtualClock({ startAt }) } };
}
