import { resolve } from "node:path";
import { QueryClient } from "@tanstack/react-query";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { judgePage } from "./browser.ts";
import { type Installation, linkAndSync, openInstallation, signIn } from "./installation.ts";
import { walkDialog, walkMenu, walkRound } from "./walk-by-keyboard.ts";

// The list of pages is the router's own: a page that is not here fails the first test.

const ROUTER = resolve(import.meta.dirname, "../../src/web/router.tsx");

interface Visit {
  /** Which of the page's addresses; by default the route's own. */
  readonly address?: (page: Page) => Promise<string>;
  readonly heading: string | RegExp;
  readonly signedOut?: true;
  /** Names of the buttons of its menus. */
  readonly menus?: readonly RegExp[];
  /** Its dialogs, each by the controls that lead to it. */
  readonly dialogs?: readonly (readonly [RegExp, ...RegExp[]])[];
}

const SYNC = /^SmartHRと同期$/;

const VISITS: Readonly<Record<string, Visit>> = {
  "/": { heading: "ホーム" },
  "/$": { address: async () => "/no-such-page", heading: /.+/ },
  "/departments": {
    heading: "部署管理",
    menus: [/^一括操作/],
    dialogs: [[/^部署を追加$/], [/^一括操作/, SYNC], [/を編集$/], [/を削除$/]],
  },
  "/departments/$code": {
    address: (page) => firstLink(page, "/departments", "/departments/"),
    heading: /.+/,
  },
  "/employees": {
    heading: "自社社員管理",
    menus: [/^社員情報を一括操作/],
    dialogs: [[/^社員情報を一括操作/, SYNC]],
  },
  "/employees/$id": {
    address: (page) => firstLink(page, "/employees", "/employees/"),
    heading: /.+/,
    dialogs: [[/^削除$/]],
  },
  "/employees/explain": {
    address: async (page) => {
      // Whoever it is, there is something to sync.
      at.sandbox.control("shuffle", { percent: 100, round: 1 });
      const employee = await firstLink(page, "/employees", "/employees/");
      return `/employees/explain?employee=${employee.split("/").at(-1)}`;
    },
    heading: "同期の状態を調べる",
    dialogs: [[/^この社員だけを同期$/]],
  },
  "/guide": { heading: "使い方" },
  "/guide/errors": { heading: "エラー一覧" },
  "/invitations/$token": { address: async () => "/invitations/unknown", heading: "パスワードの設定", signedOut: true },
  "/new-password": { heading: "パスワードの再設定", signedOut: true },
  "/past-roster": { heading: "この日時点の名簿" },
  "/runs": { heading: "処理一覧" },
  "/runs/$id": { address: (page) => firstLink(page, "/runs", "/runs/"), heading: /の同期/ },
  "/settings": { heading: "設定", dialogs: [[/^連携を解除する$/]] },
  "/settings/administrators": { heading: "管理者", dialogs: [[/^招待する$/], [/^閲覧者にする$/], [/^削除$/]] },
  "/settings/guards": { heading: "同期の安全確認" },
  "/settings/opt-outs": { heading: "連携しない社員" },
  "/settings/smarthr": { heading: "SmartHR連携", dialogs: [[/^連携を解除する$/]] },
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
  // So that there is a roster of a day that is over.
  at.passDays(1);
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
    "%s breaks no rule of axe, is whole at 360 px, and is walked by keyboard, into its menus and dialogs and out again",
    async (path, visit) => {
      const page = visit.signedOut ? outside : inside;
      await page.goto((await visit.address?.(page)) ?? path);
      await page.getByRole("heading", { name: visit.heading, level: 1 }).first().waitFor();
      await page.waitForLoadState("networkidle");

      const found = [...(await judgePage(page)), ...(await walkRound(page)), ...(await walkPopups(page, visit))];

      expect(found).toEqual([]);
    },
  );
});

test("nothing went wrong that nobody saw", () => {
  expect(at.defects).toEqual([]);
});

async function walkPopups(page: Page, { menus = [], dialogs = [] }: Visit): Promise<readonly string[]> {
  const button = (name: RegExp) => page.getByRole("button", { name }).or(page.getByRole("menuitem", { name })).first();
  const found: string[] = [];
  for (const name of menus) found.push(...(await walkMenu(page, button(name))).map((finding) => `${name}: ${finding}`));
  for (const [first, ...rest] of dialogs) {
    const findings = await walkDialog(page, [button(first), ...rest.map(button)]);
    found.push(...findings.map((finding) => `${[first, ...rest].join(" ")}: ${finding}`));
  }
  return found;
}

async function firstLink(page: Page, list: string, prefix: string): Promise<string> {
  await page.goto(list);
  const link = page.getByRole("main").locator(`a[href^="${prefix}"]`).first();
  await link.waitFor();
  return (await link.getAttribute("href")) ?? "";
}
