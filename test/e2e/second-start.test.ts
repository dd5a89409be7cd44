import { resolve } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { makeTestFolder } from "../database.ts";
import { freePort } from "../free-port.ts";
import { type ProductProcess, startProduct } from "../product-process.ts";
import { openBrowser, openWindow } from "./browser.ts";
import { signIn } from "./installation.ts";
import { keepPictureOfFailure } from "./picture-of-failure.ts";
import { signInToSmartHr } from "./sign-in-to-smarthr.ts";

// What `npm start` starts, in a process of its own, ended in the two ways that processes end, and started again on the same folder.

const folder = makeTestFolder();
let ports: { readonly product: number; readonly sandbox: number };
let demo: ProductProcess;
let browser: Browser;
let page: Page;
let theirs: Page;

beforeAll(async () => {
  ports = { product: await freePort(), sandbox: await freePort() };
  browser = await openBrowser();
  const window = await openWindow(browser, `http://localhost:${ports.product}`);
  page = await window.newPage();
  theirs = await (await openWindow(browser, `http://localhost:${ports.sandbox}`)).newPage();
  demo = await startDemo();
}, 120_000);
afterAll(async () => {
  await browser.close();
  await demo.stop();
  folder.remove();
});
keepPictureOfFailure(() => page);

describe("a second start goes on with yesterday's data", () => {
  let employee: string;
  let crew: string;

  test("the first day: somebody signs in, syncs, corrects a field, and chooses 「連携しない」 in SmartHR", async () => {
    await signIn(page, "admin@example.com");
    await syncDepartments();
    await page.goto("/employees");
    const first = page.getByRole("table").getByRole("link").first();
    employee = (await first.getAttribute("href")) ?? "";
    await changeJobTitle(employee, "一日目の役職");

    await theirs.goto("/tenants/acme/crews");
    await signInToSmartHr(theirs);
    const person = theirs.getByRole("table").getByRole("link").first();
    crew = (await person.getAttribute("href")) ?? "";
    await chooseNotToLink(crew);

    expect(await runsSeen()).toBe(3);
  });

  test("stopped by SIGTERM and started again: the session, the roster, the edit, the link, the history and SmartHR are there", async () => {
    expect(await demo.stop()).toBe(0);

    demo = await startDemo();

    await expectAllThere({ employee, crew, jobTitles: ["一日目の役職"], runs: 3 });
  });

  test("killed by SIGKILL right after an edit and a sync, and started again: nothing of it is lost", async () => {
    await syncDepartments();
    await changeJobTitle(employee, "二日目の役職");
    await demo.kill();

    demo = await startDemo();

    await expectAllThere({ employee, crew, jobTitles: ["二日目の役職", "一日目の役職"], runs: 4 });
    await syncDepartments();
    expect(await runsSeen()).toBe(5);
  });
});

async function expectAllThere({
  employee,
  crew,
  jobTitles,
  runs,
}: {
  readonly employee: string;
  readonly crew: string;
  readonly jobTitles: readonly [string, ...string[]];
  readonly runs: number;
}): Promise<void> {
  await page.goto(employee);
  // Not the sign-in page: the cookie of yesterday is still good.
  await page.getByRole("heading", { name: "変更履歴" }).waitFor();
  const history = page.getByRole("listitem").filter({ hasText: "手動" });
  for (const jobTitle of jobTitles) await history.filter({ hasText: jobTitle }).first().waitFor();
  expect(await history.count()).toBe(jobTitles.length);
  await page.getByRole("button", { name: "編集" }).click();
  expect(await page.getByLabel("役職").inputValue()).toBe(jobTitles[0]);
  expect(await runsSeen()).toBe(runs);
  await page.goto("/settings");
  await page.getByText("残り90日").first().waitFor();
  // SmartHR's own sessions end with its process; what was chosen there does not.
  await theirs.goto(crew);
  if (await theirs.getByRole("button", { name: "ログイン" }).isVisible()) await signInToSmartHr(theirs);
  await theirs.getByRole("region", { name: "ミキワメカテゴリー" }).getByText("連携しない").waitFor();
}

async function syncDepartments(): Promise<void> {
  await page.goto("/departments");
  await page.getByRole("button", { name: "一括操作" }).click();
  await page.getByRole("menuitem", { name: "SmartHRと同期" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "SmartHRと同期" }).click();
  await page.getByRole("link", { name: "同期の実行状況を確認する" }).click();
  await page.getByRole("heading", { name: "処理一覧", level: 1 }).waitFor();
  const newest = page.getByRole("row").nth(1);
  await newest.filter({ hasText: "成功" }).waitFor();
}

async function changeJobTitle(employee: string, jobTitle: string): Promise<void> {
  await page.goto(employee);
  await page.getByRole("button", { name: "編集" }).click();
  await page.getByLabel("役職").fill(jobTitle);
  await page.getByRole("button", { name: "保存" }).click();
  await page.getByText("社員情報を保存しました。").waitFor();
}

async function chooseNotToLink(crew: string): Promise<void> {
  await theirs.goto(crew);
  const section = theirs.getByRole("region", { name: "ミキワメカテゴリー" });
  await section.getByRole("link", { name: "この項目を編集" }).click();
  await theirs.getByLabel("ミキワメ連携").selectOption("連携しない");
  await theirs.getByRole("button", { name: "更新する" }).click();
  await theirs.getByText("従業員情報を更新しました。").waitFor();
}

async function runsSeen(): Promise<number> {
  await page.goto("/runs");
  await page.getByRole("table").waitFor();
  return page.getByRole("row", { name: /の同期/ }).count();
}

async function startDemo(): Promise<ProductProcess> {
  const started = startProduct({
    words: ["demo", "--sandbox-port", String(ports.sandbox)],
    folder: folder.path,
    environment: { DATA_DIR: resolve(folder.path, "data"), PORT: String(ports.product) },
  });
  await started.serving();
  return started;
}
