import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { CompanyId } from "../../src/store/companies.ts";
import { judgePage, keepPicture } from "./browser.ts";
import { type Installation, linkAndSync, openInstallation, signIn } from "./installation.ts";
import { keepPictureOfFailure } from "./picture-of-failure.ts";

// よくある質問, by a company that is linked and synced already, and by its neighbours.

let at: Installation;
let companyId: CompanyId;
let linked: Page;

beforeAll(async () => {
  at = await openInstallation("demo");
  companyId = await at.addCompany("mihon", "見本株式会社");
  await at.addPerson(companyId, "admin@example.com");
  await at.addPerson(companyId, "sub@example.com");
  await at.addPerson(companyId, "viewer@example.com", "viewer");
  await at.addPerson(await at.addCompany("tonari", "隣株式会社"), "neighbour@example.com");
  await linkAndSync(at, companyId, "admin@example.com");
  linked = await (await at.openWindow()).newPage();
  await signIn(linked, "admin@example.com");
}, 120_000);
afterAll(() => at.close());
keepPictureOfFailure(() => linked);

test("ホーム of a company that is linked and synced is whole", async () => {
  await linked.getByText(/^90日/).waitFor();

  expect(await judgePage(linked)).toEqual([]);
  await keepPicture(linked, "home");
});

describe("M31, Q1: each administrator links for themselves", () => {
  test("the second one sees what was synced, and no 「SmartHRと同期」", async () => {
    const other = await (await at.openWindow()).newPage();
    await signIn(other, "sub@example.com");
    await other.getByRole("link", { name: "自社社員管理", exact: true }).click();
    await other.getByRole("table").waitFor();
    await other.getByRole("button", { name: "社員情報を一括操作" }).click();

    expect(await other.getByRole("menuitem", { name: "SmartHRと同期" }).count()).toBe(0);
    expect(await other.getByText("SmartHR連携を設定").count()).toBe(1);
    await other.context().close();
  });

  test("somebody of another company sees nothing of it, even with its address", async () => {
    const address = await firstEmployeeAddress(linked);
    const neighbour = await (await at.openWindow()).newPage();
    await signIn(neighbour, "neighbour@example.com");

    await neighbour.goto(address);

    await neighbour.getByText("URLが正しくないか、すでに削除されています。").waitFor();
    await neighbour.context().close();
  });

  test("閲覧者 sees the roster and the runs, and no button that changes anything", async () => {
    const viewer = await (await at.openWindow()).newPage();
    await signIn(viewer, "viewer@example.com");
    await viewer.goto(await firstEmployeeAddress(linked));
    await viewer.getByRole("heading", { name: "変更履歴" }).waitFor();

    expect(await viewer.getByRole("button", { name: /編集|削除/ }).count()).toBe(0);
    expect(await judgePage(viewer)).toEqual([]);
    await viewer.context().close();
  });
});

describe("M34, Q4: somebody who left", () => {
  test("gets 退職者フラグ by hand, and the history says who did it", async () => {
    await linked.goto(await firstEmployeeAddress(linked));
    await linked.getByRole("heading", { name: "変更履歴" }).waitFor();
    expect(await judgePage(linked)).toEqual([]);
    await keepPicture(linked, "employee");

    await linked.getByRole("button", { name: "編集" }).click();
    await linked.getByLabel("退職者フラグをつける").check();
    expect(await judgePage(linked)).toEqual([]);
    await keepPicture(linked, "employee-edit");
    await linked.getByRole("button", { name: "保存" }).click();

    await linked.getByText("社員情報を保存しました。").waitFor();
    const newest = linked.getByRole("listitem").filter({ hasText: "手動" });
    await newest.waitFor();
    expect(await newest.innerText()).toMatch(/更新[\s\S]*見本admin[\s\S]*退職者フラグ\s*なし\s*あり/);
  });
});

describe("M33, Q3: somebody who was synced by mistake", () => {
  test("is ticked and deleted, after a dialog that says what happens", async () => {
    await linked.goto("/employees");
    await linked.getByRole("searchbox").or(linked.getByLabel("社員を検索")).first().fill("さとう");
    await linked.getByRole("row", { name: /佐藤/ }).first().waitFor();
    expect(await judgePage(linked)).toEqual([]);
    await keepPicture(linked, "employees-search");
    const before = await linked.getByRole("row", { name: /佐藤/ }).count();

    await linked.getByRole("row", { name: /佐藤/ }).first().getByRole("checkbox").check();
    await linked.getByRole("button", { name: "選択した社員を削除" }).click();
    await linked.getByRole("dialog").waitFor();
    await keepPicture(linked, "employees-delete-dialog");
    await linked.getByRole("dialog").getByRole("button", { name: "削除" }).click();

    await expect.poll(() => linked.getByRole("row", { name: /佐藤/ }).count()).toBe(before - 1);
  });
});

describe("M32, Q2: an expired link", () => {
  test("「SmartHRと同期」 leads to the link page, which says why; what was synced stays", async () => {
    at.passDays(91);
    await linked.goto("/departments");
    await linked
      .getByRole("row", { name: /本部|部|課/ })
      .first()
      .waitFor();
    expect(await judgePage(linked)).toEqual([]);
    await keepPicture(linked, "departments");

    await linked.getByRole("button", { name: "一括操作" }).click();
    await linked.getByRole("menuitem", { name: "SmartHRと同期" }).click();

    await linked.getByRole("heading", { name: "SmartHR連携", level: 1 }).waitFor();
    await linked.getByText("連携の有効期限が切れています。", { exact: false }).first().waitFor();
    expect(await judgePage(linked)).toEqual([]);
  });
});

describe("M35, M36: what must not be deleted, and where questions go", () => {
  test.each([
    ["/", "home-link-expired", "ホーム"],
    ["/guide", "guide", "使い方"],
    ["/guide/errors", "error-catalogue", "エラー一覧"],
    ["/settings/administrators", "administrators", "管理者"],
  ])("%s is whole", async (address, picture, heading) => {
    await linked.goto(address);
    await linked.getByRole("heading", { name: heading, level: 1 }).waitFor();
    await linked.waitForLoadState("networkidle");

    expect(await judgePage(linked)).toEqual([]);
    await keepPicture(linked, picture);
  });

  test("the guide says both", async () => {
    await linked.goto("/guide");

    await linked.getByText("カスタム項目は必ず削除しないでください。", { exact: false }).waitFor();
    await linked.getByText("平日9時〜18時").first().waitFor();
  });

  test("the organisation chart is drawn", async () => {
    await linked.goto("/departments");
    await linked
      .getByRole("button", { name: "組織図" })
      .or(linked.getByRole("radio", { name: "組織図" }))
      .first()
      .click();
    await linked.getByRole("button", { name: "拡大", exact: true }).waitFor();

    expect(await judgePage(linked)).toEqual([]);
    await keepPicture(linked, "departments-chart");
  });

  test("nothing went wrong that nobody saw", () => {
    expect(at.defects).toEqual([]);
  });
});

async function firstEmployeeAddress(page: Page): Promise<string> {
  await page.goto("/employees");
  const link = page.getByRole("table").getByRole("link").first();
  await link.waitFor();
  return (await link.getAttribute("href")) ?? "";
}
