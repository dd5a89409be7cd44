import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { judgePage, keepPicture } from "./browser.ts";
import { type Installation, linkAndSync, openInstallation, signIn } from "./installation.ts";
import { keepPictureOfFailure } from "./picture-of-failure.ts";
import { walkDialog } from "./walk-by-keyboard.ts";

// The field by which people are not synced was deleted in SmartHR. Each test goes on where the one before it ended.

let at: Installation;
let page: Page;

beforeAll(async () => {
  at = await openInstallation("manual");
  const company = await at.addCompany("mihon", "見本株式会社");
  await at.addPerson(company, "admin@example.com");
  await linkAndSync(at, company, "admin@example.com");
  for (const crewId of crewIds().slice(0, 3)) optOut(crewId);
  await linkAndSync(at, company, "admin@example.com");
  page = await (await at.openWindow()).newPage();
  await signIn(page, "admin@example.com");
}, 120_000);
afterAll(() => at.close());
keepPictureOfFailure(() => page);

describe("M35: the field was deleted", () => {
  test("the sync stops, and its page leads to who was opted out", async () => {
    at.sandbox.control("delete-opt-out-field", {});
    await syncEmployees(2);
    await page.getByText(/「ミキワメ連携」がないか/).waitFor();
    await page.getByRole("link", { name: "「連携しない社員」を確認する" }).click();

    await page.getByRole("heading", { name: "連携しない社員", level: 1 }).waitFor();
    await page.getByText(/^「ミキワメ連携」が見つからないため/).waitFor();
    await page
      .getByRole("cell", { name: /^ミキワメ 三郎/ })
      .first()
      .waitFor();
    expect(await page.getByRole("button", { name: /戻す$/ }).count()).toBe(0);
    expect(await judgePage(page)).toEqual([]);
    await keepPicture(page, "opt-outs-lost");
  });

  test("somebody is found by a part of their name", async () => {
    await page.getByRole("searchbox").fill("三郎");
    await page
      .getByRole("cell", { name: /^ミキワメ 太郎/ })
      .first()
      .waitFor({ state: "detached" });
    expect(new URL(page.url()).searchParams.get("search")).toBe("三郎");
    await page.getByRole("searchbox").fill("");
    await page
      .getByRole("cell", { name: /^ミキワメ 太郎/ })
      .first()
      .waitFor();
  });

  test("it is made again, once, after the consequences were read", async () => {
    const remake = page.getByRole("button", { name: "カスタム項目を再作成する" });
    expect(await walkDialog(page, [remake])).toEqual([]);
    await remake.click();
    const dialog = page.getByRole("dialog");
    await dialog.getByText(/^これまでに選んだ内容は戻りません。/).waitFor();
    await keepPicture(page, "opt-outs-remake");
    await dialog.getByRole("button", { name: "カスタム項目を再作成する" }).dblclick();

    await page.getByText(/^「ミキワメ連携」を再作成しました。/).waitFor();
    expect(at.sandbox.control("rows", { list: "crew_custom_field_templates" }).total).toBe(1);
  });

  test("two of the three are put back, and what became of each is told", async () => {
    await page.getByText("3人を選択しています。").first().waitFor();
    await page.getByRole("checkbox", { name: /三郎/ }).uncheck();
    await page.getByText("2人を選択しています。").first().waitFor();
    await keepPicture(page, "opt-outs-choose");
    await page.getByRole("button", { name: "選択した社員を「連携しない」に戻す" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByRole("button", { name: "選択した社員を「連携しない」に戻す" }).dblclick();

    await page.getByText(/^「連携しない」に戻す処理が終わりました。/).waitFor();
    await page.getByRole("table", { name: "「連携しない」に戻した社員" }).waitFor();
    expect(await page.getByRole("cell", { name: "「連携しない」に戻しました" }).count()).toBe(2);
    expect(await judgePage(page)).toEqual([]);
    await keepPicture(page, "opt-outs-restored");
  });

  test("the next sync leaves out exactly those two", async () => {
    await syncEmployees(3);
    await page.getByRole("tab", { name: /対象外/ }).click();

    const left = page.getByRole("row").filter({ hasText: "「連携しない」" });
    await left.first().waitFor();
    expect(await left.count()).toBe(2);
    expect(await left.allTextContents()).toEqual([expect.stringContaining("太郎"), expect.stringContaining("次郎")]);
  });
});

test("nothing went wrong that nobody saw", () => {
  expect(at.defects).toEqual([]);
});

/** After so many runs of employees that there were. */
async function syncEmployees(known: number): Promise<void> {
  await page.getByRole("link", { name: "自社社員管理", exact: true }).click();
  await page.getByRole("button", { name: "社員情報を一括操作" }).click();
  await page.getByRole("menuitem", { name: "SmartHRと同期" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "SmartHRと同期" }).click();
  await page.getByRole("link", { name: "同期の実行状況を確認する" }).click();
  await page.getByRole("heading", { name: "処理一覧", level: 1 }).waitFor();
  // The list is shown as it was known before it is asked for anew.
  const runs = page.getByRole("link", { name: "社員の同期" });
  await runs.nth(known).waitFor();
  await runs.first().click();
  await page.getByRole("heading", { name: "社員の同期", level: 1 }).waitFor();
}

function crewIds(): readonly string[] {
  return at.sandbox.control("rows", { list: "crews" }).rows.map((row) => String((row as { id: string }).id));
}

function optOut(crewId: string): void {
  const { rows } = at.sandbox.control("rows", { list: "crew_custom_field_templates" });
  const [field] = rows as unknown as readonly { readonly id: string }[];
  const custom_fields = [{ template_id: field?.id ?? "", value: "skip" }];
  at.sandbox.control("edits", {
    edits: [{ op: "update", list: "crews", where: { id: crewId }, values: { custom_fields } }],
  });
}
