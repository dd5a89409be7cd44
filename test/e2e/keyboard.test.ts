import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Installation, openInstallation, PASSWORD } from "./installation.ts";
import { keepPictureOfFailure } from "./picture-of-failure.ts";
import { isFocused, isFocusInside, press, tabTo, type } from "./walk-by-keyboard.ts";

// The manual's steps by somebody without a mouse: after the first address, nothing but keys.

let at: Installation;
let page: Page;

beforeAll(async () => {
  at = await openInstallation("manual", { downloads: true });
  await at.addPerson(await at.addCompany("mihon", "見本株式会社"), "admin@example.com");
  page = await (await at.openWindow()).newPage();
  await page.goto("/sign-in");
}, 120_000);
afterAll(() => at.close());
keepPictureOfFailure(() => page);

const link = (name: string) => page.getByRole("link", { name, exact: true });
const button = (name: string) => page.getByRole("button", { name, exact: true });
// Its accessible name goes on with 「候補を開く」.
const menuButton = (name: string) => page.getByRole("button", { name: new RegExp(`^${name}`) });
const heading = (name: string) => page.getByRole("heading", { name, level: 1 }).waitFor();

describe("by keyboard alone", () => {
  test("somebody signs in", async () => {
    await type(page, page.getByLabel("メールアドレス"), "admin@example.com");
    await type(page, page.getByLabel("パスワード", { exact: true }), PASSWORD);
    await page.keyboard.press("Enter");

    await heading("ホーム");
  });

  test("M10–M13: links with SmartHR and comes back", async () => {
    await press(page, link("設定"));
    await heading("設定");
    await press(page, link("連携する"));
    await heading("SmartHR連携");
    await press(page, button("連携する"));
    await type(page, page.getByLabel("メールアドレス"), "hr@example.com");
    await type(page, page.getByLabel("パスワード"), "smarthr-demo");
    await page.keyboard.press("Enter");
    await press(page, button("許可する"));

    await page.getByText("SmartHRとの連携設定が完了しました。").waitFor();
  });

  test.each([
    ["部署管理", "一括操作", "部署の同期", /成功.*部署の同期/],
    ["自社社員管理", "社員情報を一括操作", "社員の同期", /一部失敗.*社員の同期/],
  ])("M20–M28: %s is synced from its menu, through the dialog, up to the run", async (where, menu, run, row) => {
    const dialog = page.getByRole("dialog");
    await press(page, link(where));
    await heading(where);
    await press(page, menuButton(menu));
    await press(page, page.getByRole("menuitem", { name: "SmartHRと同期" }));
    await expect.poll(() => isFocusInside(dialog)).toBe(true);
    await press(page, dialog.getByRole("button", { name: "SmartHRと同期" }));
    await dialog.waitFor({ state: "hidden" });
    await expect.poll(() => isFocused(menuButton(menu))).toBe(true);
    await press(page, link("同期の実行状況を確認する"));
    await heading("処理一覧");
    await page.getByRole("row", { name: row }).waitFor();

    await press(page, page.getByRole("link", { name: run }));

    await page.getByRole("heading", { name: run, level: 1 }).waitFor();
  });

  test("M23: downloads エラーファイル", async () => {
    const [file] = await Promise.all([page.waitForEvent("download"), press(page, link("CSVをダウンロード"))]);

    expect(file.suggestedFilename()).toMatch(/^社員の同期_エラー_\d{12}\.csv$/);
  });

  test("finds somebody, corrects a field, and saves", async () => {
    await press(page, link("自社社員管理"));
    await heading("自社社員管理");
    const people = page.getByRole("table").getByRole("link");
    await expect.poll(() => people.count()).toBe(2);
    await type(page, page.getByLabel("社員を検索"), "たろう");
    await expect.poll(() => people.count()).toBe(1);
    const retired = page.getByLabel("退職者", { exact: true });
    await tabTo(page, retired);
    await page.keyboard.press("ArrowDown");
    await expect.poll(() => retired.inputValue()).not.toBe("");
    await press(page, page.getByRole("table").getByRole("link", { name: /ミキワメ 太郎/ }));
    await page.getByRole("heading", { name: "変更履歴" }).waitFor();
    await press(page, button("編集"));
    await type(page, page.getByLabel("役職"), "部長");
    await press(page, button("保存"));

    await page.getByText("社員情報を保存しました。").waitFor();
  });

  test("is shown on a telephone that 社員の一覧 goes on sideways, and goes there with the arrow keys", async () => {
    await press(page, link("自社社員管理"));
    await heading("自社社員管理");
    const size = page.viewportSize() ?? { width: 1280, height: 800 };
    await page.setViewportSize({ width: 360, height: 740 });
    const table = page.getByRole("region", { name: "社員の一覧（横にスクロールできます）" });
    const edges = () => page.locator(".wide-frame").filter({ has: table }).getAttribute("data-more");
    await expect.poll(edges).toBe("right");

    await table.focus();
    await page.keyboard.press("ArrowRight");

    await expect.poll(edges).toBe("left right");
    await page.setViewportSize(size);
  });

  test("ticks somebody with Space, asks for a deletion, and closes the question with its button", async () => {
    await press(page, link("自社社員管理"));
    await heading("自社社員管理");
    await press(page, page.getByRole("row", { name: /ミキワメ 太郎/ }).getByRole("checkbox"), "Space");
    await press(page, button("選択した社員を削除"));
    const dialog = page.getByRole("dialog");
    await expect.poll(() => isFocusInside(dialog)).toBe(true);

    await press(page, dialog.getByRole("button", { name: "キャンセル" }), "Space");

    await dialog.waitFor({ state: "hidden" });
    await expect.poll(() => isFocused(button("選択した社員を削除"))).toBe(true);
    await press(page, page.getByRole("link", { name: /ミキワメ 太郎/ }));
    await page.getByRole("heading", { name: "変更履歴" }).waitFor();
  });

  test("asks for a deletion, thinks better of it with Escape, and is where they were", async () => {
    await press(page, button("削除"));
    await expect.poll(() => isFocusInside(page.getByRole("dialog"))).toBe(true);

    await page.keyboard.press("Escape");

    await page.getByRole("dialog").waitFor({ state: "hidden" });
    await expect.poll(() => isFocused(button("削除"))).toBe(true);
  });

  test("invites an administrator", async () => {
    await press(page, link("設定"));
    await heading("設定");
    await press(page, link("管理者を管理する"));
    await heading("管理者");
    await press(page, button("招待する"));
    const dialog = page.getByRole("dialog");
    await expect.poll(() => isFocusInside(dialog)).toBe(true);
    await type(page, dialog.getByLabel("メールアドレス"), "hanako@example.com");
    await type(page, dialog.getByLabel("名前"), "山田 花子");
    await page.keyboard.press("Enter");
    await page.getByText("1回だけ使用できます。", { exact: false }).waitFor();
    const invitation = page.getByRole("dialog", { name: "パスワードを設定するURL" });
    await page.getByRole("dialog", { name: "管理者を招待" }).waitFor({ state: "hidden" });
    expect(await isFocusInside(invitation)).toBe(true);
    await press(page, invitation.getByRole("button", { name: "閉じる" }));

    await dialog.waitFor({ state: "hidden" });
    await page.getByRole("row", { name: /山田 花子/ }).waitFor();
    await expect.poll(() => isFocused(button("招待する"))).toBe(true);
  });

  test("signs out, back with Shift and Tab", async () => {
    await tabTo(page, button("ログアウト"), "Shift+Tab");
    await page.keyboard.press("Enter");

    await heading("ログイン");
  });

  test("nothing went wrong that nobody saw", () => {
    expect(at.defects).toEqual([]);
  });
});
