import { resolve } from "node:path";
import { QueryClient } from "@tanstack/react-query";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { judgePage } from "./browser.ts";
import { type Installation, linkAndSync, openInstallation, signIn } from "./installation.ts";
import { walkRound } from "./walk-by-keyboard.ts";

// The list of pages is the router's own: a page that is not here fails the first test.

const ROUTER = resolve(import.meta.dirname, "../../src/web/router.tsx");

interface Visit {
  /** Which of the page's addresses; by default the route's own. */
  readonly address?: (page: Page) => Promise<string>;
  readonly heading: string | RegExp;
  readonly signedOut?: true;
}

const VISITS: Readonly<Record<string, Visit>> = {
  "/": { heading: "ホーム" },
  "/$": { address: async () => "/no-such-page", heading: /.+/ },
  "/departments": { heading: "部署管理" },
  "/employees": { heading: "自社社員管理" },
  "/employees/$id": { address: (page) => firstLink(page, "/employees", "/employees/"), heading: /.+/ },
  "/guide": { heading: "使い方" },
  "/guide/errors": { heading: "エラー一覧" },
  "/invitations/$token": { address: async () => "/invitations/unknown", heading: "パスワードの設定", signedOut: true },
  "/new-password": { heading: "パスワードの再設定", signedOut: true },
  "/runs": { heading: "処理一覧" },
  "/runs/$id": { address: (page) => firstLink(page, "/runs", "/runs/"), heading: /の同期/ },
  "/settings": { heading: "設定" },
  "/settings/administrators": { heading: "管理者" },
  "/settings/smarthr": { heading: "SmartHR連携" },
  "/sign-in": { heading: "ログイン", signedOut: true },
};

let at: Installation;
let inside: Page;
let outside: Page;

beforeAll(async () => {
  at = await openInstallation("edge-cases");
  const companyId = await at.addCompany("mihon", "見本株式会社");
  await at.addPerson(companyId, "admin@example.com");
  await at.addPerson(companyId, "sub@example.com");
  await linkAndSync(at, companyId, "admin@example.com");
  inside = await (await at.openWindow()).newPage();
  outside = await (await at.openWindow()).newPage();
  await signIn(inside, "admin@example.com");
}, 120_000);
afterAll(() => at.close());

test("every page of the router is visited here", async () => {
  // By its path, because the web is compiled with settings of its own.
  const { createAppRouter } = (await import(ROUTER)) as {
    createAppRouter(client: QueryClient): { readonly routesByPath: object };
  };
  const paths = Object.keys(createAppRouter(new QueryClient()).routesByPath);

  expect(Object.keys(VISITS).sort()).toEqual(paths.sort());
});

describe("every page", () => {
  test.each(Object.entries(VISITS))(
    "%s breaks no rule of axe, is whole at 360 px, and is walked by keyboard",
    async (path, visit) => {
      const page = visit.signedOut ? outside : inside;
      await page.goto((await visit.address?.(page)) ?? path);
      await page.getByRole("heading", { name: visit.heading, level: 1 }).first().waitFor();
      await page.waitForLoadState("networkidle");

      const found = [...(await judgePage(page)), ...(await walkRound(page))];

      expect(found).toEqual([]);
    },
  );
});

test("nothing went wrong that nobody saw", () => {
  expect(at.defects).toEqual([]);
});

async function firstLink(page: Page, list: string, prefix: string): Promise<string> {
  await page.goto(list);
  const link = page.getByRole("main").locator(`a[href^="${prefix}"]`).first();
  await link.waitFor();
  return (await link.getAttribute("href")) ?? "";
}
