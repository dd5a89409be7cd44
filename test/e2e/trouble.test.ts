import type { Locator, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { CompanyId } from "../../src/store/companies.ts";
import { judgePage, keepPicture } from "./browser.ts";
import { type Installation, linkAndSync, openInstallation, signIn } from "./installation.ts";
import { fetchWholeFont } from "./japanese-font.ts";
import { keepPictureOfFailure } from "./picture-of-failure.ts";

// What is seen when the server is slow or gone, when a colleague was faster, and when a token is not what it should be.

let at: Installation;
let companyId: CompanyId;
let page: Page;

beforeAll(async () => {
  at = await openInstallation("manual");
  companyId = await at.addCompany("mihon", "見本株式会社");
  for (const email of ["admin@example.com", "sub@example.com", "third@example.com"])
    await at.addPerson(companyId, email);
  await linkAndSync(at, companyId, "admin@example.com");
  page = await (await at.openWindow()).newPage();
  await signIn(page, "admin@example.com");
}, 120_000);
afterAll(() => at.close());
keepPictureOfFailure(() => page);

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
    await keepPicture(page, "loading");

    answer();

    await page.getByRole("row", { name: /社員の同期/ }).waitFor();
    await page.unrouteAll();
  });

  test("says so when the server was stopped, and goes on when it was started again, without signing in anew", async () => {
    await page.goto("/settings");
    await page.getByRole("heading", { name: "設定", level: 1 }).waitFor();
    await fetchWholeFont(page);
    await at.stopServer();
    await page.getByRole("link", { name: "部署管理", exact: true }).click();
    await page.getByText("ミキワメから応答がありませんでした。").first().waitFor();
    expect(await page.getByText(/Failed to fetch|TypeError/).count()).toBe(0);
    expect(await judgePage(page)).toEqual([]);
    await keepPicture(page, "no-answer");

    await at.startServer();
    await page.getByRole("button", { name: "もう一度読み込む" }).click();

    await page.getByRole("row", { name: /営業部/ }).waitFor();
  });

  test("says so in the place of everything when not even who is signed in is answered", async () => {
    await page.route(/\/api\/me$/, (route) => route.abort());
    await page.goto("/runs");
    await page.getByRole("heading", { name: "ページを表示できません", level: 1 }).waitFor();
    expect(await judgePage(page)).toEqual([]);

    await page.unrouteAll();
    await page.getByRole("button", { name: "もう一度読み込む" }).click();

    await page.getByRole("row", { name: /社員の同期/ }).waitFor();
  });

  test("keeps what was typed while the server was stopped, and saves it when it was started again", async () => {
    await page.goto("/employees");
    await page.getByRole("link", { name: /ミキワメ 太郎/ }).click();
    await page.getByRole("button", { name: "編集" }).click();
    await page.getByLabel("役職").fill("課長");
    await at.stopServer();
    await page.getByRole("button", { name: "保存" }).click();
    await page.getByText("ミキワメから応答がありませんでした。").first().waitFor();
    expect(await page.getByLabel("役職").inputValue()).toBe("課長");

    await at.startServer();
    await page.getByRole("button", { name: "保存" }).click();

    await page.getByText("社員情報を保存しました。").waitFor();
    await page.getByText("課長").first().waitFor();
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
    await keepPicture(page, "stale");
    await page.getByRole("button", { name: "最新の情報を読み込む" }).click();
    await page.getByText("入力した内容は、そのまま残っています。").waitFor();
    expect(await page.getByLabel("役職").inputValue()).toBe("部長");
    expect(await judgePage(page)).toEqual([]);
    await keepPicture(page, "newest-loaded");
    await page.getByRole("button", { name: "保存" }).click();
    await page.getByText("社員情報を保存しました。").waitFor();
  });

  test("so are settings, whose newest stand beside what was typed, and which are saved after all", async () => {
    await page.goto("/settings");
    await contact(page).getByLabel("受付時間").fill("平日10時〜17時");
    const theirs = await page.context().newPage();
    await theirs.goto("/settings");
    await contact(theirs)
      .getByLabel(/^窓口の名前/)
      .fill("人事部");
    await contact(theirs).getByRole("button", { name: "保存" }).click();
    await theirs.getByText("設定を保存しました。").waitFor();
    await theirs.close();
    await contact(page).getByRole("button", { name: "保存" }).click();
    await contact(page).getByText("同じ情報を変更または削除しました。", { exact: false }).waitFor();
    expect(await judgePage(page)).toEqual([]);

    await contact(page).getByRole("button", { name: "最新の情報を読み込む" }).click();

    await contact(page).getByText("最新の値：人事部").waitFor();
    expect(await contact(page).getByLabel("受付時間").inputValue()).toBe("平日10時〜17時");
    expect(await judgePage(page)).toEqual([]);
    await contact(page).getByRole("button", { name: "保存" }).click();
    await page.getByText("設定を保存しました。").waitFor();
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
    sub = await onLinkPage("sub@example.com");
  });
  keepPictureOfFailure(() => sub);

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

describe("M11: an access token by the third administrator", () => {
  let third: Page;
  beforeAll(async () => {
    third = await onLinkPage("third@example.com");
  });
  keepPictureOfFailure(() => third);

  test("of another account links after the question was answered, and the page names the account", async () => {
    await sendToken(third, "globex", at.sandbox.accessTokenOf("globex"));
    await third.getByText("「globex」ですが、この企業では「acme」と連携しています。", { exact: false }).waitFor();

    await third.getByRole("button", { name: "このアカウントで連携する" }).click();

    await third.getByText("残り90日").first().waitFor();
    await third.getByRole("link", { name: "/tenants/globex" }).waitFor();
    expect(await judgePage(third)).toEqual([]);
  });

  test("that may not read 従業員項目 links, and the page says what is to be permitted before people are synced", async () => {
    const token = aTokenThatMayNotRead("crew_custom_field_templates");

    await sendToken(third, "acme", token);

    await third.getByRole("link", { name: "/tenants/acme" }).first().waitFor();
    await third.getByText("社員を同期する前に、SmartHRでの作業が必要です。").waitFor();
    await third.getByText(/従業員項目.*を参照する権限がありません。/).waitFor();
    expect(await judgePage(third)).toEqual([]);
  });

  test("that may not read 従業員 fails the sync, whose page says which permission is missing and where it is given", async () => {
    await sendToken(third, "acme", aTokenThatMayNotRead("crews"));
    await expect.poll(() => third.getByText("社員を同期する前に、SmartHRでの作業が必要です。").count()).toBe(0);
    await third.getByRole("link", { name: "自社社員管理", exact: true }).click();
    await third.getByRole("button", { name: "社員情報を一括操作" }).click();
    await third.getByRole("menuitem", { name: "SmartHRと同期" }).click();
    await third.getByRole("dialog").getByRole("button", { name: "SmartHRと同期" }).click();
    await third.getByRole("link", { name: "同期の実行状況を確認する" }).click();
    const row = third.getByRole("row", { name: /^失敗.*社員の同期/ });
    await row.waitFor();
    await row.getByRole("link", { name: "社員の同期" }).click();

    await third.getByText(/「従業員」.*を参照する権限がありません。/).waitFor();
    await third.getByText(/「従業員」.*の「参照」を許可してから、もう一度同期してください。/).waitFor();
    expect(await judgePage(third)).toEqual([]);
  });
});

test("nothing went wrong that nobody saw", () => {
  expect(at.defects).toEqual([]);
});

/** The part 「問い合わせ窓口」 of 設定. */
function contact(where: Page): Locator {
  return where.locator("section").filter({ has: where.getByRole("heading", { name: "問い合わせ窓口" }) });
}

function aTokenThatMayNotRead(resource: "crews" | "crew_custom_field_templates"): string {
  const { token } = at.sandbox.control("issue-token", { tenant: "acme" });
  at.sandbox.control("resource-permission", { tenant: "acme", token, resource, read: false });
  return token;
}

async function onLinkPage(email: string): Promise<Page> {
  const own = await (await at.openWindow()).newPage();
  await signIn(own, email);
  await own.goto("/settings/smarthr");
  return own;
}

async function sendToken(where: Page, subdomain: string, token: string): Promise<void> {
  await where.getByLabel("SmartHRのURLまたはサブドメイン").fill(subdomain);
  await where.getByLabel(/^アクセストークン/).fill(token);
  await where.getByRole("button", { name: /^アクセストークンで(再)?連携する$/ }).click();
}
