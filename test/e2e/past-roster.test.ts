import { readFileSync } from "node:fs";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { addDays, type CalendarDate, dayInJapan, startOfDayInJapan } from "../../src/core/calendar.ts";
import { dateText } from "../../src/text/date-text.ts";
import { judgePage, keepPicture } from "./browser.ts";
import { type Installation, linkAndSync, openInstallation, signIn } from "./installation.ts";
import { keepPictureOfFailure } from "./picture-of-failure.ts";

// What the roster was on a day that is over, and what became of a department and of a person since: each test is a day, or goes on
// where the one before it ended.

let at: Installation;
let page: Page;
let firstDay: CalendarDate;
let leaver: string;

beforeAll(async () => {
  at = await openInstallation("demo", { downloads: true });
  const companyId = await at.addCompany("mihon", "見本株式会社");
  await at.addPerson(companyId, "admin@example.com");
  beginAtNoon();
  firstDay = dayInJapan(at.product.clock.now());
  await linkAndSync(at, companyId, "admin@example.com");
  page = await (await at.openWindow()).newPage();
  await signIn(page, "admin@example.com");
}, 120_000);
afterAll(() => at.close());
keepPictureOfFailure(() => page);

describe("on the first day", () => {
  test("no day is over of which there is a roster, and the page says from when there will be one", async () => {
    await page.getByRole("link", { name: "自社社員管理", exact: true }).click();
    await page.getByRole("main").getByRole("link", { name: "この日時点の名簿" }).click();

    await page.getByRole("heading", { name: "この日時点の名簿", level: 1 }).waitFor();
    await page.getByText("過去の日の名簿は、まだありません。").waitFor();
    expect(await judgePage(page)).toEqual([]);
  });
});

describe("on the second day", () => {
  test("a department is renamed in SmartHR and synced", async () => {
    at.passDays(1);
    const renamed = {
      op: "update",
      list: "departments",
      where: { code: "3010" },
      values: { name: "首都圏営業部" },
    } as const;
    at.sandbox.control("edits", { edits: [renamed] });
    await page.getByRole("link", { name: "部署管理", exact: true }).click();
    await page.getByRole("row", { name: /第一営業部/ }).waitFor();

    await page.getByRole("button", { name: "一括操作" }).click();
    await page.getByRole("menuitem", { name: "SmartHRと同期" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "SmartHRと同期" }).click();
    await page.getByRole("link", { name: "同期の実行状況を確認する" }).click();

    await page
      .getByRole("row", { name: /成功.*部署の同期/ })
      .first()
      .waitFor();
  });

  test("it is renamed again by hand, another is added, and somebody is deleted", async () => {
    await page.getByRole("link", { name: "部署管理", exact: true }).click();
    await page.getByRole("button", { name: "「首都圏営業部」を編集" }).click();
    await page.getByRole("dialog").getByLabel("部署名").fill("首都圏第一営業部");
    await page.getByRole("dialog").getByRole("button", { name: "保存" }).click();
    await page.getByText("部署「首都圏第一営業部」を保存しました。").waitFor();
    await page.getByRole("button", { name: "部署を追加" }).click();
    await page.getByRole("dialog").getByLabel("部署コード").fill("9000");
    await page.getByRole("dialog").getByLabel("部署名").fill("新規事業準備室");
    await page.getByRole("dialog").getByRole("button", { name: "追加" }).click();
    await page.getByText("部署「新規事業準備室」を追加しました。").waitFor();

    await page.getByRole("link", { name: "自社社員管理", exact: true }).click();
    await page.getByLabel("社員を検索").fill("00001");
    await expect.poll(() => page.getByRole("table").getByRole("link").count()).toBe(1);
    leaver = await page.getByRole("table").getByRole("link").innerText();
    await page
      .getByRole("row", { name: new RegExp(leaver) })
      .getByRole("checkbox")
      .check();
    await page.getByRole("button", { name: "選択した社員を削除" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "削除" }).click();

    await page.getByText("検索条件に一致する社員はいません。").waitFor();
  });

  test("yesterday's roster still has the person and the department's old name, and so has its CSV file", async () => {
    await page.getByRole("main").getByRole("link", { name: "この日時点の名簿" }).click();
    await page
      .getByText(`${dateText(firstDay)}の終わり（日本時間の24時）の時点の名簿です。`, { exact: false })
      .waitFor();
    expect(await page.getByLabel("日付").inputValue()).toBe(firstDay);
    await page.getByLabel("社員を検索").fill(leaver.split(" ")[0] ?? "");
    await page.getByRole("link", { name: leaver }).waitFor();
    await expect.poll(() => new URL(page.url()).searchParams.get("search")).not.toBeNull();
    // Whoever is given the address sees the same.
    await page.reload();
    await page
      .getByRole("row", { name: new RegExp(leaver) })
      .filter({ hasText: "削除済み" })
      .waitFor();
    expect(await judgePage(page)).toEqual([]);
    await keepPicture(page, "past-roster");

    await page.getByLabel("社員を検索").fill("00001");
    await expect.poll(() => page.getByRole("table").getByRole("link").count()).toBe(1);
    const [file] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("link", { name: "CSVをダウンロード" }).click(),
    ]);

    expect(file.suggestedFilename()).toBe(`社員一覧_${firstDay.replaceAll("-", "")}時点.csv`);
    const lines = readFileSync(await file.path(), "utf8")
      .trimEnd()
      .split("\r\n");
    expect(lines).toHaveLength(2);
    expect(lines[1]).toContain(leaver.replace(" ", '","'));
  });

  test("the person's page says when, and by whom, they were deleted, and offers nothing to change", async () => {
    await page.getByRole("link", { name: leaver }).click();

    await page.getByText("この社員は、削除されています。").waitFor();
    await page.getByText(/に、見本adminが削除しました。$/).waitFor();
    expect(await page.getByRole("button", { name: /編集|削除/ }).count()).toBe(0);
    expect(await judgePage(page)).toEqual([]);
  });

  test("back leads to the day and the search, and its departments to the people of that day", async () => {
    await page.goBack();
    await expect.poll(() => page.getByLabel("社員を検索").inputValue()).toBe("00001");

    await page.getByRole("tab", { name: "部署" }).click();
    await page.getByRole("row", { name: /第一営業部/ }).waitFor();
    expect(await judgePage(page)).toEqual([]);
    await keepPicture(page, "past-roster-departments");
    const count = page
      .getByRole("row", { name: /第一営業部/ })
      .getByRole("link", { name: /人$/ })
      .first();
    const counted = await count.innerText();
    await count.click();

    await page.getByText(`全${counted}中`, { exact: false }).waitFor();
    expect(await page.getByRole("tab", { name: "社員" }).getAttribute("aria-selected")).toBe("true");
  });

  test("the department's page tells its names, who changed them, and the run", async () => {
    await page.getByRole("link", { name: "部署管理", exact: true }).click();
    await page.getByRole("link", { name: "首都圏第一営業部", exact: true }).click();

    await page.getByRole("heading", { name: "3010 首都圏第一営業部", level: 1 }).waitFor();
    await page.reload();
    await expect
      .poll(() => page.getByRole("list").getByRole("listitem").filter({ hasText: "見本admin" }).allInnerTexts())
      .toEqual([
        expect.stringMatching(/^更新[\s\S]*手動[\s\S]*部署名\s*首都圏営業部\s*首都圏第一営業部/),
        expect.stringMatching(/^更新[\s\S]*同期[\s\S]*部署名\s*第一営業部\s*首都圏営業部/),
        expect.stringMatching(/^登録[\s\S]*同期/),
      ]);
    expect(await judgePage(page)).toEqual([]);
    await keepPicture(page, "department");

    await page.getByRole("link", { name: "同期の結果を表示" }).first().click();
    await page.getByRole("heading", { name: /部署の同期/, level: 1 }).waitFor();
  });

  test.each([
    [0, /^今日の名簿は、自社社員管理と部署管理で確認してください。/],
    [7, /までの日付を入力してください。$/],
  ])("a day %d days from today is refused beside the field", async (later, text) => {
    await page.goto("/past-roster");
    await page.getByLabel("日付").fill(addDays(firstDay, 1 + later));
    await page.getByRole("button", { name: "表示" }).click();

    await page.getByText(text).waitFor();
    expect(await judgePage(page)).toEqual([]);
  });

  test("before the first day there is no roster", async () => {
    await page.goto(`/past-roster?day=${addDays(firstDay, -1)}`);

    await page.getByText(`${dateText(addDays(firstDay, -1))}の名簿はありません。`).waitFor();
    expect(await judgePage(page)).toEqual([]);
  });
});

describe("on the third day", () => {
  test("a department that was deleted is found in yesterday's roster, and its page says what became of it", async () => {
    at.passDays(1);
    await page.getByRole("link", { name: "部署管理", exact: true }).click();
    await page.getByRole("button", { name: "「新規事業準備室」を削除" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "削除" }).click();
    await page.getByText("部署「新規事業準備室」を削除しました。").waitFor();

    await page.getByRole("main").getByRole("link", { name: "この日時点の名簿" }).click();
    await page.getByLabel("部署を検索").fill("新規");
    await page.getByRole("link", { name: "新規事業準備室" }).click();

    await page.getByText("この部署は、削除されています。").waitFor();
    expect(await judgePage(page)).toEqual([]);
  });

  test("nothing went wrong that nobody saw", () => {
    expect(at.defects).toEqual([]);
  });
});

/** The clock of the product at noon in Japan, so that no midnight comes while somebody looks. */
function beginAtNoon(): void {
  const now = at.product.clock.now();
  const noon = startOfDayInJapan(addDays(dayInJapan(now), 1)) + 12 * 3_600_000;
  at.passDays((noon - now) / 86_400_000);
}
