import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { judgePage, keepPicture } from "./browser.ts";
import { fillSignIn, type Installation, openInstallation, signIn } from "./installation.ts";
import { keepPictureOfFailure } from "./picture-of-failure.ts";
import { signInToSmartHr } from "./sign-in-to-smarthr.ts";

// The manual's steps in their order, by one administrator, from nothing: each test goes on where the one before it ended.

let at: Installation;
let page: Page;

beforeAll(async () => {
  at = await openInstallation("manual", { downloads: true });
  await at.addPerson(await at.addCompany("mihon", "見本株式会社"), "admin@example.com");
  page = await (await at.openWindow()).newPage();
}, 120_000);
afterAll(() => at.close());
keepPictureOfFailure(() => page);

describe("M9, 手順1: SmartHR Plus", () => {
  test("「連携をはじめる」 turns into 「アプリを開く」, which opens the product for somebody who signs in first", async () => {
    const smarthr = await (await at.openWindow()).newPage();
    const launch = encodeURIComponent(`${at.url}/smarthr/launch`);
    await smarthr.goto(`${at.smarthrUrl}/tenants/acme/plus/apps/mikiwame-demo?launch_url=${launch}`);
    await signInToSmartHr(smarthr);

    await smarthr.getByRole("link", { name: "連携をはじめる" }).click();
    await smarthr.getByRole("button", { name: "許可する" }).click();
    await keepPicture(smarthr, "smarthr-plus");
    await smarthr.getByRole("link", { name: "アプリを開く" }).click();

    await smarthr.getByRole("heading", { name: "ログイン" }).waitFor();
    await fillSignIn(smarthr, "admin@example.com");
    await smarthr.getByRole("heading", { name: "SmartHR連携", level: 1 }).waitFor();
    expect(new URL(smarthr.url()).pathname).toBe("/settings/smarthr");
    await smarthr.context().close();
  });
});

describe("M10–M14, 手順2: linking in the product", () => {
  test("from 「外部ツールとの連携」 to SmartHR and back", async () => {
    await page.goto("/sign-in");
    expect(await judgePage(page)).toEqual([]);
    await keepPicture(page, "sign-in");
    await signIn(page, "admin@example.com");
    expect(await judgePage(page)).toEqual([]);

    await page.getByRole("link", { name: "設定", exact: true }).click();
    await page.getByRole("heading", { name: "外部ツールとの連携" }).waitFor();
    await page.getByRole("link", { name: "連携する", exact: true }).click();
    await page.getByRole("heading", { name: "SmartHR連携", level: 1 }).waitFor();
    expect(await judgePage(page)).toEqual([]);
    await keepPicture(page, "link-not-linked");
    await page.getByRole("button", { name: "連携する", exact: true }).click();
    await signInToSmartHr(page);
    await keepPicture(page, "smarthr-consent");
    await page.getByRole("button", { name: "許可する" }).click();

    await page.getByText("SmartHRとの連携設定が完了しました。").waitFor();
    expect(await page.getByText("残り90日").count()).toBe(1);
    expect(await page.getByRole("link", { name: "/tenants/acme" }).getAttribute("href")).toBe(
      `${at.smarthrUrl}/tenants/acme`,
    );
    expect(await judgePage(page)).toEqual([]);
    await keepPicture(page, "link-completed");
  });

  test("a reload says nothing of it again", async () => {
    await page.reload();
    await page.getByText("残り90日").waitFor();

    expect(await page.getByText("SmartHRとの連携設定が完了しました。").count()).toBe(0);
  });
});

describe("M15–M23, 手順3: departments", () => {
  test("「部署を管理する」, 「一括操作」 ＞ 「SmartHRと同期」, and the run ends 「成功」 without a reload", async () => {
    await page.getByRole("link", { name: "設定", exact: true }).click();
    await keepPicture(page, "settings");
    expect(await judgePage(page)).toEqual([]);
    await page.getByRole("link", { name: "部署を管理する" }).click();
    await page.getByRole("heading", { name: "部署管理", level: 1 }).waitFor();

    await page.getByRole("button", { name: "一括操作" }).click();
    await page.getByRole("menuitem", { name: "SmartHRと同期" }).click();
    await page.getByRole("dialog").waitFor();
    await keepPicture(page, "sync-departments-dialog");
    await page.getByRole("dialog").getByRole("button", { name: "SmartHRと同期" }).click();
    await page.getByText("部署の同期を受け付けました").waitFor();
    await page.getByRole("link", { name: "同期の実行状況を確認する" }).click();

    await page.getByRole("heading", { name: "処理一覧", level: 1 }).waitFor();
    await page.getByRole("row", { name: /成功.*部署の同期/ }).waitFor();
    expect(await judgePage(page)).toEqual([]);
    await keepPicture(page, "runs");
    await page.getByRole("link", { name: "部署の同期" }).click();
    await page.getByText("変更内容").first().waitFor();
    expect(await judgePage(page)).toEqual([]);
    await keepPicture(page, "run-succeeded");
  });

  test("M18: the departments are there, as a list and as a chart", async () => {
    await page.getByRole("link", { name: "部署管理", exact: true }).click();

    for (const name of ["営業部", "開発部", "人事部"])
      await page.getByRole("row", { name: new RegExp(name) }).waitFor();
    expect(await judgePage(page)).toEqual([]);
  });
});

describe("M24–M28, 手順4: employees", () => {
  test("M27: 「連携しない」 is chosen in SmartHR, on the person's page", async () => {
    const smarthr = await at.openWindow();
    const theirs = await smarthr.newPage();
    await theirs.goto(`${at.smarthrUrl}/tenants/acme/crews`);
    await signInToSmartHr(theirs);

    await theirs.getByRole("link", { name: "ミキワメ 次郎" }).click();
    const section = theirs.getByRole("region", { name: "ミキワメカテゴリー" });
    await section.getByRole("link", { name: "この項目を編集" }).click();
    await theirs.getByLabel("ミキワメ連携").selectOption("連携しない");
    await theirs.getByRole("button", { name: "更新する" }).click();

    await theirs.getByText("従業員情報を更新しました。").waitFor();
    await keepPicture(theirs, "smarthr-opt-out");
    await smarthr.close();
  });

  test("M28: 「社員情報を一括操作」 ＞ 「SmartHRと同期」 warns the first time, and ends 「一部失敗」 with every reason", async () => {
    await page.getByRole("link", { name: "自社社員管理" }).click();
    await page.getByRole("heading", { name: "自社社員管理", level: 1 }).waitFor();
    await page.getByRole("button", { name: "社員情報を一括操作" }).click();
    await page.getByRole("menuitem", { name: "SmartHRと同期" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByText("ご契約プランによっては、社員数によって基本費用が変わります。").waitFor();
    expect(await dialog.getByText("先にSmartHRで「連携しない」を選んでください。").count()).toBe(1);
    await keepPicture(page, "sync-employees-dialog");
    await dialog.getByRole("button", { name: "SmartHRと同期" }).click();
    await page.getByText("社員の同期を受け付けました").waitFor();
    await page.getByRole("link", { name: "同期の実行状況を確認する" }).click();

    await page.getByRole("row", { name: /一部失敗.*社員の同期/ }).waitFor();
    await page.getByRole("link", { name: "社員の同期" }).click();
    await page.getByRole("tab", { name: /エラー/ }).waitFor();
    for (const email of ["003@aaa.com", "004@aaa.com", "005@aaa.com"]) await page.getByText(email).first().waitFor();
    expect(await page.getByText("007@aaa.com").count()).toBeGreaterThan(1);
    expect(await judgePage(page)).toEqual([]);
    await keepPicture(page, "run-partly-failed");
  });

  test("M23: 「エラーファイル」 comes as CSV and as .xlsx", async () => {
    const [csv] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("link", { name: "CSVをダウンロード" }).click(),
    ]);
    const [xlsx] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("link", { name: /Excel/ }).click(),
    ]);

    expect(csv.suggestedFilename()).toMatch(/^社員の同期_エラー_\d{12}\.csv$/);
    expect(xlsx.suggestedFilename()).toMatch(/^社員の同期_エラー_\d{12}\.xlsx$/);
  });

  test("M26: who was synced is in the list, who was opted out or wrong is not", async () => {
    await page.getByRole("link", { name: "自社社員管理" }).click();

    await page.getByRole("link", { name: /ミキワメ 太郎/ }).waitFor();
    for (const name of ["次郎", "三郎", "六郎", "七郎"]) {
      expect(await page.getByRole("link", { name: new RegExp(`ミキワメ ${name}`) }).count()).toBe(0);
    }
    expect(await judgePage(page)).toEqual([]);
    await keepPicture(page, "employees");
  });
});

describe("M29, 手順5: renewing", () => {
  test("the days are 90 again", async () => {
    at.passDays(50);
    await page.goto("/settings");
    await page.getByText("残り40日").waitFor();

    await page.getByRole("link", { name: "再連携する" }).click();
    await page.getByRole("button", { name: "再連携する", exact: true }).click();
    await page.getByRole("button", { name: "許可する" }).click();

    await page.getByText("SmartHRとの連携設定が完了しました。").waitFor();
    expect(await page.getByText("残り90日").count()).toBe(1);
    await keepPicture(page, "link-renew");
  });
});

describe("M30, 手順6: ending the link", () => {
  test("the alert's 「OK」 ends it, what was synced stays, and 「SmartHRと同期」 is not shown any more", async () => {
    await page.goto("/settings");
    await page.getByRole("button", { name: "連携を解除する" }).click();
    await keepPicture(page, "unlink-dialog");
    await page.getByRole("dialog").getByRole("button", { name: "OK" }).click();

    await page.getByText("SmartHRとの連携を解除しました。").waitFor();
    await page.getByRole("link", { name: "自社社員管理" }).click();
    await page.getByRole("link", { name: /ミキワメ 太郎/ }).waitFor();
    await page.getByRole("button", { name: "社員情報を一括操作" }).click();
    expect(await page.getByRole("menuitem", { name: "SmartHRと同期" }).count()).toBe(0);
  });

  test("nothing went wrong that nobody saw", () => {
    expect(at.defects).toEqual([]);
  });
});
