import type { Locator, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { isDiskFull } from "../../src/store/database.ts";
import { fillDisk, makeRoom } from "../full-disk.ts";
import { judgePage, keepPicture } from "./browser.ts";
import { type Installation, linkAndSync, openInstallation, signIn } from "./installation.ts";
import { keepPictureOfFailure } from "./picture-of-failure.ts";

// Runs that wait, that somebody stops, and that come to nothing: what their pages say, and how one goes on.

let at: Installation;
let page: Page;

beforeAll(async () => {
  at = await openInstallation("manual");
  const companyId = await at.addCompany("mihon", "見本株式会社");
  await at.addPerson(companyId, "admin@example.com");
  await linkAndSync(at, companyId, "admin@example.com");
  page = await (await at.openWindow()).newPage();
  await signIn(page, "admin@example.com");
}, 120_000);
afterAll(() => at.close());
keepPictureOfFailure(() => page);

describe("SmartHR in maintenance", () => {
  test("lets a run wait in 「待機中」, which says since when, and when it is tried again", async () => {
    at.sandbox.control("faults", { kind: "maintenance", count: null });
    const row = await sync("employees", /^待機中.*メンテナンス中/);
    expect(await judgePage(page)).toEqual([]);
    await keepPicture(page, "runs-waiting");
    await open(row);
    await page.getByText("SmartHRがメンテナンス中のため、終わるまで待っています。", { exact: false }).waitFor();
    expect(await judgePage(page)).toEqual([]);
    await keepPicture(page, "run-waiting");
  });

  test("over, the run goes on by itself, and its page says how it ended without a reload", async () => {
    at.sandbox.control("calm", {});
    at.passMinutes(2);

    await page.getByText("一部失敗", { exact: true }).waitFor();
  });
});

describe("a run that somebody stops", () => {
  test("asks first, ends 「中止」 and says that nothing was changed", async () => {
    at.sandbox.control("faults", { kind: "maintenance", count: null });
    await open(await sync("departments", /^待機中/));
    await page.getByRole("button", { name: "中止" }).click();
    await page.getByRole("dialog").getByText("この処理を中止しますか？").waitFor();
    await keepPicture(page, "run-cancel-dialog");
    await page.getByRole("dialog").getByRole("button", { name: "中止する" }).click();

    await page.getByText("部署の同期を中止しました。ミキワメの情報は変更されていません。").waitFor();
    expect(await judgePage(page)).toEqual([]);
    await keepPicture(page, "run-cancelled");
    at.sandbox.control("calm", {});
  });
});

describe("a run that fails", () => {
  test("because SmartHR refuses the link says so, leads to the link page, and offers another try", async () => {
    at.sandbox.control("faults", { kind: "unauthorized", count: null });
    await open(await sync("employees", /^失敗.*連携が無効/));

    await page.getByRole("alert").getByText("SmartHRとの連携が無効になっています。", { exact: false }).waitFor();
    expect(await page.getByRole("link", { name: "SmartHR連携を開く" }).count()).toBe(1);
    expect(await page.getByRole("button", { name: "SmartHRと同期" }).count()).toBe(1);
    expect(await judgePage(page)).toEqual([]);
    await keepPicture(page, "run-failed");
    at.sandbox.control("calm", {});
  });
});

describe("a server whose disk is full", () => {
  test("says so where something was saved, and what was typed is saved when there is room again", async () => {
    await page.getByRole("link", { name: "自社社員管理", exact: true }).click();
    await page.getByRole("link", { name: /ミキワメ 太郎/ }).click();
    await page.getByRole("button", { name: "編集" }).click();
    await page.getByLabel("役職").fill("課長");
    await fillDisk(at.product.db);
    await page.getByRole("button", { name: "保存" }).click();

    await page.getByText("ディスクの空き容量が不足しています。", { exact: false }).waitFor();
    expect(await page.getByLabel("役職").inputValue()).toBe("課長");
    expect(await judgePage(page)).toEqual([]);
    await keepPicture(page, "disk-full");
    await makeRoom(at.product.db);
    await page.getByRole("button", { name: "保存" }).click();
    await page.getByText("社員情報を保存しました。").waitFor();
  });

  test("fails a run, whose page names the id to tell the people who are asked", async () => {
    await fillDisk(at.product.db, ["employees"]);
    await open(await sync("employees", /^失敗.*ディスク/));

    await page.getByRole("alert").getByText("ディスクの空き容量が不足しています。", { exact: false }).waitFor();
    await page.getByText(/^実行ID：/).waitFor();
    expect(await judgePage(page)).toEqual([]);
    await keepPicture(page, "run-disk-full");
    await makeRoom(at.product.db);
  });

  test("is told to whoever operates it; nothing else went wrong that nobody saw", () => {
    // At least once for the edit and once for the run, whose lease may have been refused as well.
    expect(at.defects.length).toBeGreaterThanOrEqual(2);
    expect(at.defects.filter((defect) => !isDiskFull(defect))).toEqual([]);
  });
});

const PAGES = {
  departments: ["部署の同期", "部署管理", "一括操作"],
  employees: ["社員の同期", "自社社員管理", "社員情報を一括操作"],
} as const;

/** 「SmartHRと同期」 by the page's menu, as far as 処理一覧; gives the run's row there as soon as it says so. */
async function sync(subject: keyof typeof PAGES, said: RegExp): Promise<Locator> {
  const [name, heading, menu] = PAGES[subject];
  await page.getByRole("link", { name: heading, exact: true }).click();
  await page.getByRole("button", { name: menu }).click();
  await page.getByRole("menuitem", { name: "SmartHRと同期" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "SmartHRと同期" }).click();
  await page.getByRole("link", { name: "同期の実行状況を確認する" }).click();
  await page.getByRole("heading", { name: "処理一覧", level: 1 }).waitFor();
  const row = page.getByRole("row", { name: said }).filter({ hasText: name }).first();
  await row.waitFor();
  return row;
}

async function open(row: Locator): Promise<void> {
  await row.getByRole("link").click();
  await page.getByRole("link", { name: "処理一覧に戻る" }).waitFor();
}
