import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { judgePage, keepPicture } from "./browser.ts";
import { type Installation, linkAndSync, openInstallation, signIn } from "./installation.ts";
import { keepPictureOfFailure } from "./picture-of-failure.ts";

// Somebody is missing in ミキワメ: why, what to do about it, and bringing in that person alone.

let at: Installation;
let page: Page;

beforeAll(async () => {
  at = await openInstallation("manual");
  const companyId = await at.addCompany("mihon", "見本株式会社");
  await at.addPerson(companyId, "admin@example.com");
  await at.addPerson(companyId, "viewer@example.com", "viewer");
  await linkAndSync(at, companyId, "admin@example.com");
  page = await (await at.openWindow()).newPage();
  await signIn(page, "admin@example.com");
}, 120_000);
afterAll(() => at.close());
keepPictureOfFailure(() => page);

describe("M26: somebody who is not in the roster", () => {
  test("is looked for, and the page says why they are left out and where to put it right", async () => {
    await page.getByRole("link", { name: "自社社員管理", exact: true }).click();
    await page.getByRole("searchbox").or(page.getByLabel("社員を検索")).first().fill("004@aaa.com");
    await page.getByRole("link", { name: "この人が連携されない理由を調べる" }).click();

    await page.getByRole("heading", { name: "この社員は同期できません。" }).waitFor();
    expect(await page.getByRole("link", { name: "「同期のルール」M26（同期されない社員）" }).getAttribute("href")).toBe(
      "/guide#M26",
    );
    expect(await page.getByRole("link", { name: "SmartHRで従業員情報を開く" }).getAttribute("href")).toMatch(
      /\/crews\//,
    );
    expect(await page.getByRole("button", { name: "この社員だけを同期" }).count()).toBe(0);
    expect(await judgePage(page)).toEqual([]);
    await keepPicture(page, "explain-missing");
  });

  test("is brought in alone once that was done in SmartHR", async () => {
    const values = { last_name: "ミキワメ", first_name: "四郎" };
    at.sandbox.control("edits", { edits: [{ op: "update", list: "crews", where: { email: "004@aaa.com" }, values }] });

    await page.getByRole("button", { name: "調べ直す" }).click();
    await page.getByRole("heading", { name: "次の同期で、新しい社員として登録されます。" }).waitFor();
    await page.getByRole("button", { name: "この社員だけを同期" }).click();
    await page.getByRole("dialog").getByText("ほかの社員は変更されません。", { exact: false }).waitFor();
    expect(await judgePage(page)).toEqual([]);
    await keepPicture(page, "explain-sync-one");
    await page.getByRole("dialog").getByRole("button", { name: "この内容で同期する" }).click();

    await page.getByText("だけを同期しました。", { exact: false }).waitFor();
    await page.getByRole("heading", { name: "この社員は同期されています。" }).waitFor();
    await page.getByRole("link", { name: "ミキワメの社員情報を開く" }).click();
    await page.getByRole("heading", { name: "変更履歴" }).waitFor();
    expect(await page.getByRole("link", { name: "同期の状態を調べる" }).count()).toBe(1);
  });

  test("whose address several people have is chosen from them", async () => {
    await page.goto("/employees/explain?search=007%40aaa.com");
    await page.getByRole("list", { name: "候補" }).getByRole("link", { name: /八郎/ }).click();

    await page.getByText("同じメールアドレスの従業員がほかに1人います", { exact: false }).waitFor();
    expect(await judgePage(page)).toEqual([]);
  });
});

describe("閲覧者", () => {
  test("are told what the last sync found, and sync nobody", async () => {
    const viewer = await (await at.openWindow()).newPage();
    await signIn(viewer, "viewer@example.com");
    await viewer.goto("/employees/explain");
    await viewer.getByLabel("社員番号またはメールアドレス").fill("005@aaa.com");
    await viewer.getByRole("button", { name: "調べる", exact: true }).click();

    await viewer.getByText("閲覧者は、前回の同期の結果を確認できます。").waitFor();
    await viewer.getByRole("heading", { name: "この社員は同期できません。" }).waitFor();
    expect(await viewer.getByRole("button", { name: "この社員だけを同期" }).count()).toBe(0);
    expect(await judgePage(viewer)).toEqual([]);
    await viewer.context().close();
    expect(at.defects).toEqual([]);
  });
});
