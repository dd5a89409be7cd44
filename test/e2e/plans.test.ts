import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { judgePage, keepPicture } from "./browser.ts";
import { type Installation, linkAndSync, openInstallation, signIn } from "./installation.ts";
import { keepPictureOfFailure } from "./picture-of-failure.ts";
import { walkDialog } from "./walk-by-keyboard.ts";

// What is to be changed is looked at before it is: asked for, stopped by a guard, or overtaken by a colleague. Each test goes on where
// the one before it ended.

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

describe("M24, M33: 「変更内容を確認する」", () => {
  test("shows what the sync would do, and changes nothing yet", async () => {
    changeInSmartHr("00002", { email: "atarashii@acme.example" });
    changeInSmartHr("00003", { positions: ["部長"] });
    changeInSmartHr("00004", { positions: ["課長"] });

    await openSyncDialog();
    const dialog = page.getByRole("dialog");
    await dialog.getByText(/^「変更内容を確認する」を選ぶと/).waitFor();
    await dialog.getByRole("button", { name: "変更内容を確認する" }).click();

    await page.getByRole("heading", { name: "社員の変更内容の確認", level: 1 }).waitFor();
    await page.getByText("見本adminが「変更内容を確認する」を選びました。").waitFor();
    await page.getByText(/^\d+人から\d+人（1人増加）$/).waitFor();
    expect(await judgePage(page)).toEqual([]);
    await keepPicture(page, "plan-preview");
  });

  test("shows on a telephone what was and what will be, one below the other", async () => {
    await page.setViewportSize({ width: 360, height: 740 });
    const changes = page.getByRole("region", { name: "変更内容", exact: true });

    const after = changes.getByRole("cell").getByText("部長", { exact: true }).last();

    await after.waitFor();
    expect(await page.locator(".wide-frame").filter({ has: changes }).getAttribute("data-more")).toBe("");
    const { x = 0, width = 0 } = (await after.boundingBox()) ?? {};
    expect(x + width).toBeLessThanOrEqual(360);
    expect(await judgePage(page)).toEqual([]);
  });

  test("narrows the rows by kind, by field and by what somebody seeks; the address can be copied", async () => {
    await page.getByLabel("項目").selectOption("役職");
    await page.getByText("2件の変更を表示しています。").waitFor();
    await page.getByRole("searchbox").fill("00003");
    await page.getByText("1件の変更を表示しています。").waitFor();
    const address = page.url();

    await page.getByRole("button", { name: "絞り込みを解除" }).click();
    await page.getByText("atarashii@acme.example").first().waitFor();
    await page.goto(address);

    await page.getByText("1件の変更を表示しています。").waitFor();
    expect(await page.getByRole("searchbox").inputValue()).toBe("00003");
  });

  test("lets the keyboard into both of its dialogs and out again", async () => {
    const button = (name: string) => page.getByRole("button", { name, exact: true });
    await page.reload();
    await button("この内容で同期する").waitFor();
    await page.waitForLoadState("networkidle");

    expect(await walkDialog(page, [button("この内容で同期する")])).toEqual([]);
    expect(await walkDialog(page, [button("中止")])).toEqual([]);
  });

  test("lets a changed address be the same person; the plan is made anew", async () => {
    await page.getByRole("heading", { name: "メールアドレス変更の疑い" }).waitFor();
    await page.getByRole("radio", { name: "同じ社員として扱う" }).check();
    await page.getByText(/^1人の反映する方法を変更しました。/).waitFor();
    await keepPicture(page, "plan-address-change");
    await page.getByRole("button", { name: "選んだ内容で変更内容を作り直す" }).click();

    await page.getByText(/^\d+人（増減なし）$/).waitFor();
    expect(await judgePage(page)).toEqual([]);
  });

  test("「この内容で同期する」 applies exactly what was shown", async () => {
    await page.getByRole("button", { name: "絞り込みを解除" }).click();
    await page.getByRole("link", { name: /^00004/ }).waitFor();
    const planned = await rowsInSight();
    await page.getByRole("button", { name: "この内容で同期する" }).click();
    await page.getByRole("dialog").getByText("表示している変更内容を、ミキワメに反映しますか？").waitFor();
    await keepPicture(page, "plan-approve");
    await page.getByRole("dialog").getByRole("button", { name: "この内容で同期する" }).dblclick();

    await page.getByText("変更内容を確認した人").waitFor();
    await page.getByText(/件の社員の同期に成功しました/).waitFor();
    await page.getByRole("tab", { name: /変更内容/ }).click();
    await page.getByRole("link", { name: /^00004/ }).waitFor();
    expect(planned).toHaveLength(4);
    expect(await rowsInSight()).toEqual(planned);
  });
});

describe("M18: a preview of departments", () => {
  test("shows the organisation chart before and after, and what moves in it", async () => {
    const edits = [
      { op: "update", list: "departments", where: { code: "2010" }, values: { name: "人事企画部" } },
      { op: "insert", list: "departments", values: { code: "6000", name: "海外本部" } },
    ] as const;
    at.sandbox.control("edits", { edits: [...edits] });
    await page.getByRole("link", { name: "部署管理", exact: true }).click();
    await page.getByRole("button", { name: "一括操作" }).click();
    await page.getByRole("menuitem", { name: "SmartHRと同期" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "変更内容を確認する" }).click();

    await page.getByRole("treeitem", { name: "人事企画部、部署コード 2010、名称変更" }).waitFor();
    await page.getByRole("treeitem", { name: "海外本部、部署コード 6000、新規" }).waitFor();
    expect(await judgePage(page)).toEqual([]);
    await keepPicture(page, "plan-departments");
    await page.getByRole("radio", { name: "反映前" }).click();
    await page.getByRole("treeitem", { name: "人事部、部署コード 2010、名称変更" }).waitFor();
    expect(await page.getByRole("treeitem", { name: /海外本部/ }).count()).toBe(0);
  });

  test("is applied as it was shown", async () => {
    await page.getByRole("button", { name: "この内容で同期する" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "この内容で同期する" }).click();

    await page.getByText(/件の部署の同期に成功しました/).waitFor();
    await page.getByRole("cell", { name: "人事企画部" }).waitFor();
  });
});

describe("a sync after an accident in SmartHR", () => {
  test("is stopped before anything is written, and every page says so", async () => {
    at.sandbox.control("attribute-permission", { attribute: "emp_code", read: false });
    await openSyncDialog();
    await page.getByRole("dialog").getByRole("button", { name: "SmartHRと同期" }).click();
    await page.getByRole("link", { name: "同期の実行状況を確認する" }).click();

    await page.getByRole("row", { name: /確認待ち.*社員の同期/ }).waitFor();
    await page.getByText(/^社員の同期（見本admin）が確認待ちです。通常と異なる変更が2件あるため/).waitFor();
    expect(await judgePage(page)).toEqual([]);
    await keepPicture(page, "plan-waits");
  });

  test("says what is not as usual, and shows the rows", async () => {
    await page.getByRole("link", { name: "変更内容を確認する" }).click();
    await page.getByRole("heading", { name: "社員番号が空白になる社員" }).waitFor();
    await page.getByText("5人以上、かつ10%以上").waitFor();
    expect(await judgePage(page)).toEqual([]);

    await page.getByRole("listitem").filter({ hasText: "空白になる社員" }).getByRole("link").click();

    await page.getByText("296件の変更を表示しています。").waitFor();
    await page.getByRole("searchbox").fill("atarashii");
    await page.getByText("1件の変更を表示しています。").waitFor();
    await keepPicture(page, "plan-held");
  });

  test("「中止」 leaves the roster as it is, and nothing is said of it any more", async () => {
    await page.getByRole("button", { name: "中止" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "中止する" }).click();
    await page.getByText("社員の同期を中止しました。ミキワメの情報は変更されていません。").waitFor();
    at.sandbox.control("attribute-permission", { attribute: "emp_code", read: true });

    await page.getByRole("link", { name: "自社社員管理" }).click();

    await page.getByText("00001").first().waitFor();
    expect(await page.getByRole("region", { name: "確認待ちの変更内容" }).count()).toBe(0);
  });
});

describe("a colleague who was faster", () => {
  test("a plan whose people were edited meanwhile is made anew, and says what had changed", async () => {
    changeInSmartHr("00005", { positions: ["本部長"] });
    await openSyncDialog();
    await page.getByRole("dialog").getByRole("button", { name: "変更内容を確認する" }).click();
    await page.getByRole("link", { name: /^00005/ }).waitFor();
    await editByHand("00005", "係長");

    await page.getByRole("button", { name: "この内容で同期する" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "この内容で同期する" }).click();

    await page.getByText("確認のあとに名簿または設定が変わったため、変更内容を作り直しました").waitFor();
    await page.getByText(/の情報が、.*に見本adminにより変更されました。$/).waitFor();
    expect(await judgePage(page)).toEqual([]);
    await keepPicture(page, "plan-made-anew");
  });

  test("the new plan is approved like any other", async () => {
    await page.getByRole("cell", { name: "係長" }).waitFor();
    await page.getByRole("button", { name: "この内容で同期する" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "この内容で同期する" }).click();

    await page.getByText(/件の社員の同期に成功しました/).waitFor();
  });
});

describe("「この処理を取り消す」", () => {
  test("shows what goes back to what it was, and changes nothing yet", async () => {
    await page.getByRole("button", { name: "この処理を取り消す" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "取り消す内容を確認する" }).click();

    await page.getByRole("heading", { name: "社員の同期の取り消し", level: 1 }).waitFor();
    await page.getByRole("row", { name: /本部長.*係長/ }).waitFor();
    expect(await judgePage(page)).toEqual([]);
    await keepPicture(page, "undo-plan");
  });

  test("「この内容で取り消す」 gives it back, and both runs say so of each other", async () => {
    await page.getByRole("button", { name: "この内容で取り消す" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "この内容で取り消す" }).click();
    await page.getByText("変更を取り消しました（1件）。").waitFor();

    await page.getByRole("link", { name: /^取り消す処理の結果を表示/ }).click();

    await page.getByText(/^見本adminが、.*にこの処理の変更を取り消しました。$/).waitFor();
    expect(await judgePage(page)).toEqual([]);
    await keepPicture(page, "run-undone");
    await page.getByRole("link", { name: "取り消しの結果を表示" }).waitFor();
  });

  test("of what is taken back already finds nothing, and asks for no approval", async () => {
    await page.getByRole("button", { name: "この処理を取り消す" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "取り消す内容を確認する" }).click();

    await page.getByText("元に戻すものはありませんでした。").first().waitFor();
    expect(await page.getByRole("button", { name: "この内容で取り消す" }).count()).toBe(0);
  });

  test("nothing went wrong that nobody saw", () => {
    expect(at.defects).toEqual([]);
  });
});

function changeInSmartHr(employeeNumber: string, values: Record<string, string | string[]>): void {
  const where = { emp_code: employeeNumber };
  at.sandbox.control("edits", { edits: [{ op: "update", list: "crews", where, values }] });
}

async function openSyncDialog(): Promise<void> {
  await page.getByRole("link", { name: "自社社員管理" }).click();
  await page.getByRole("button", { name: "社員情報を一括操作" }).click();
  await page.getByRole("menuitem", { name: "SmartHRと同期" }).click();
}

/** The changes of the page, in whatever order. */
async function rowsInSight(): Promise<readonly string[]> {
  const rows = page.getByRole("region", { name: "変更内容", exact: true }).getByRole("row");
  return (await rows.allInnerTexts()).sort();
}

async function editByHand(employeeNumber: string, jobTitle: string): Promise<void> {
  const other = await page.context().newPage();
  await other.goto(`/employees?search=${employeeNumber}`);
  await other
    .getByRole("row", { name: new RegExp(employeeNumber) })
    .getByRole("link")
    .first()
    .click();
  await other.getByRole("button", { name: "編集" }).click();
  await other.getByLabel("役職").fill(jobTitle);
  await other.getByRole("button", { name: "保存" }).click();
  await other.getByText("社員情報を保存しました。").waitFor();
  await other.close();
}
