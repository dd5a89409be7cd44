import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { judgePage, keepPicture } from "./browser.ts";
import { type Installation, linkAndSync, openInstallation, signIn } from "./installation.ts";
import { keepPictureOfFailure } from "./picture-of-failure.ts";

// From which size on a sync waits for somebody who has seen it. Each test goes on where the one before it ended.

let at: Installation;
let page: Page;

beforeAll(async () => {
  at = await openInstallation("demo");
  const company = await at.addCompany("mihon", "見本株式会社");
  await at.addPerson(company, "admin@example.com");
  await linkAndSync(at, company, "admin@example.com");
  page = await (await at.openWindow()).newPage();
  await signIn(page, "admin@example.com");
}, 120_000);
afterAll(() => at.close());
keepPictureOfFailure(() => page);

describe("「同期の安全確認」", () => {
  test("is reached from 設定, and says of every guard what it saw last and in which run", async () => {
    await page.getByRole("link", { name: "設定", exact: true }).click();
    await page.getByRole("link", { name: "基準を変更する" }).click();
    await page.getByRole("heading", { name: "同期の安全確認", level: 1 }).waitFor();

    expect(await page.getByRole("group").count()).toBe(14);
    await guard("氏名が変わる社員")
      .getByRole("link", { name: /の社員の同期$/ })
      .waitFor();
    // The first import met an empty roster.
    await guard("新しく登録される社員").getByText("休止中").waitFor();
    expect(await judgePage(page)).toEqual([]);
    await keepPicture(page, "guards");
  });

  test("refuses what is no number beside its field", async () => {
    await guard("氏名が変わる社員").getByLabel("人数").fill("たくさん");
    await page.getByRole("button", { name: "保存" }).click();

    await guard("氏名が変わる社員").getByText("1から1,000,000までの整数を入力してください。").waitFor();
    await page.getByText("「氏名が変わる社員」の入力内容に誤りがあります。").waitFor();
    expect(await judgePage(page)).toEqual([]);
  });

  test("a lower limit is saved, and stays when the page is opened again", async () => {
    await guard("氏名が変わる社員").getByLabel("人数").fill("1");
    await guard("氏名が変わる社員").getByLabel("割合").fill("0");
    await page.getByRole("button", { name: "保存" }).dblclick();
    await page.getByText("同期の安全確認の設定を保存しました。").waitFor();

    await page.reload();

    expect(await guard("氏名が変わる社員").getByLabel("人数").inputValue()).toBe("1");
  });

  test("the next sync that reaches it is held because of it", async () => {
    const where = { emp_code: "00003" };
    const values = { last_name: "見本", last_name_yomi: "ミホン" };
    at.sandbox.control("edits", { edits: [{ op: "update", list: "crews", where, values }] });
    await page.getByRole("link", { name: "自社社員管理" }).click();
    await page.getByRole("button", { name: "社員情報を一括操作" }).click();
    await page.getByRole("menuitem", { name: "SmartHRと同期" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "SmartHRと同期" }).click();

    await page.getByText(/^社員の同期（見本admin）が確認待ちです。通常と異なる変更が1件あるため/).waitFor();
    await page.getByRole("link", { name: "変更内容を確認する" }).click();

    await page.getByRole("heading", { name: "氏名が変わる社員" }).waitFor();
    await page.getByText(/^1人（\d+人の0\.3%）$/).waitFor();
    await page.getByText("1人以上", { exact: true }).waitFor();
  });

  test("「初期値に戻す」 brings the default back", async () => {
    await page.goto("/settings/guards");
    await guard("氏名が変わる社員")
      .getByText(/^1人（\d+人の0\.3%）$/)
      .waitFor();
    await page.getByRole("button", { name: "初期値に戻す" }).click();
    await page.getByText(/^すべての入力欄を初期値に戻しました。/).waitFor();
    await page.getByRole("button", { name: "保存" }).click();
    await page.getByText("同期の安全確認の設定を保存しました。").waitFor();

    expect(await guard("氏名が変わる社員").getByLabel("人数").inputValue()).toBe("10");
  });

  test("nothing went wrong that nobody saw", () => {
    expect(at.defects).toEqual([]);
  });
});

function guard(name: string) {
  return page.getByRole("group", { name, exact: true });
}
