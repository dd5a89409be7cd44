import type { Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, describe, expect, onTestFailed, test } from "vitest";
import type { CompanyId } from "../../src/store/companies.ts";
import { judgePage, keepPicture } from "./browser.ts";
import { type Installation, linkAndSync, openInstallation, signIn } from "./installation.ts";

// What is seen when the server is slow or gone, when a colleague was faster, and when a token is not what it should be.

let at: Installation;
let companyId: CompanyId;
let page: Page;

beforeAll(async () => {
  at = await openInstallation("manual");
  companyId = await at.addCompany("mihon", "見本株式会社");
  for (const email of ["admin@example.com", "sub@example.com"]) await at.addPerson(companyId, email);
  await linkAndSync(at, companyId, "admin@example.com");
  page = await (await at.openWindow()).newPage();
  await signIn(page, "admin@example.com");
}, 120_000);
afterAll(() => at.close());
beforeEach(() => onTestFailed(({ task }) => keepPicture(page, `failed ${task.name.slice(0, 60)}`)));

describe("a server that is slow, or gone", () => {
  test("says 「読み込んでいます」 while the answer is on its way", async () => {
    let answer = () => {};
    const held = new Promise<void>((resolve) => {
      answer = resolve;
    });
    await page.route(/\/api\/runs\?/, async (route) => {
      await held;
      await route.continue();
    });
    await page.getByRole("link", { name: "処理一覧", exact: true }).click();
    await page.getByText("読み込んでいます").first().waitFor();
    expect(await judgePage(page)).toEqual([]);

    answer();

    await page.getByRole("row", { name: /社員の同期/ }).waitFor();
    await page.unrouteAll();
  });

  test("says so when there is no answer, and goes on when it is back", async () => {
    await page.goto("/settings");
    await page.getByRole("heading", { name: "設定", level: 1 }).waitFor();
    await page.context().setOffline(true);
    await page.getByRole("link", { name: "部署管理", exact: true }).click();
    await page.getByText("ミキワメから応答がありませんでした。").first().waitFor();

    await page.context().setOffline(false);
    await page.getByRole("button", { name: "もう一度読み込む" }).click();

    await page.getByRole("row", { name: /営業部/ }).waitFor();
  });
});

describe("a colleague who was faster", () => {
  test("an edit of a row that changed meanwhile is refused, and what was typed is still there", async () => {
    await page.goto("/employees");
    await page.getByRole("link", { name: /ミキワメ 太郎/ }).click();
    await page.getByRole("button", { name: "編集" }).click();
    await page.getByLabel("役職").fill("部長");
    const theirs = await page.context().newPage();
    await theirs.goto(page.url());
    await theirs.getByLabel("社員番号").fill("999");
    await theirs.getByRole("button", { name: "保存" }).click();
    await theirs.getByText("社員情報を保存しました。").waitFor();
    await theirs.close();

    await page.getByRole("button", { name: "保存" }).click();

    await page.getByText("ほかの人または同期が、同じ情報を変更または削除しました。", { exact: false }).waitFor();
    expect(await page.getByLabel("役職").inputValue()).toBe("部長");
    expect(await judgePage(page)).toEqual([]);
    await page.getByRole("button", { name: "最新の情報を読み込む" }).click();
    await page.getByText("入力した内容は、そのまま残っています。").waitFor();
    expect(await page.getByLabel("役職").inputValue()).toBe("部長");
    await page.getByRole("button", { name: "保存" }).click();
    await page.getByText("社員情報を保存しました。").waitFor();
  });
});

describe("M22: a double click", () => {
  test("starts one run", async () => {
    await page.goto("/departments");
    await page.getByRole("button", { name: "一括操作" }).click();
    await page.getByRole("menuitem", { name: "SmartHRと同期" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "SmartHRと同期" }).dblclick();
    await page.getByText("部署の同期を受け付けました").waitFor();
    await page.goto("/runs");

    await expect.poll(() => page.getByRole("row", { name: /成功.*部署の同期/ }).count()).toBe(2);
    expect(await page.getByRole("row", { name: /部署の同期/ }).count()).toBe(2);
  });
});

describe("M11: linking by an access token", () => {
  let sub: Page;
  beforeAll(async () => {
    sub = await (await at.openWindow()).newPage();
    await signIn(sub, "sub@example.com");
    await sub.goto("/settings/smarthr");
  });
  beforeEach(() => onTestFailed(({ task }) => keepPicture(sub, `failed ${task.name.slice(0, 60)}`)));

  test("a token that SmartHR does not know is refused with what to do", async () => {
    await sendToken(sub, "acme", "not-a-token");

    await sub.getByText("SmartHRと連携できませんでした。").first().waitFor();
    expect(await judgePage(sub)).toEqual([]);
  });

  test("another account than the colleagues' is asked about first", async () => {
    await sendToken(sub, "globex", at.sandbox.accessTokenOf("globex"));

    await sub.getByText("これまでの連携と異なるSmartHRアカウントです。").first().waitFor();
    expect(await judgePage(sub)).toEqual([]);
    await sub.getByRole("button", { name: "連携しない" }).click();
    await expect.poll(() => sub.getByText("これまでの連携と異なるSmartHRアカウントです。").count()).toBe(0);
  });

  test("the right one links, by the account's name", async () => {
    await sendToken(sub, "acme", at.sandbox.accessToken);

    await sub.getByText("残り90日").first().waitFor();
    expect(await judgePage(sub)).toEqual([]);
  });
});

test("nothing went wrong that nobody saw", () => {
  expect(at.defects).toEqual([]);
});

async function sendToken(where: Page, subdomain: string, token: string): Promise<void> {
  await where.getByLabel("SmartHRのURLまたはサブドメイン").fill(subdomain);
  await where.getByLabel(/^アクセストークン/).fill(token);
  await where.getByRole("button", { name: "アクセストークンで連携する" }).click();
}
