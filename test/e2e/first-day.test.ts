import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { judgePage, keepPicture } from "./browser.ts";
import { fillSignIn, type Installation, openInstallation, PASSWORD, signIn } from "./installation.ts";
import { keepPictureOfFailure } from "./picture-of-failure.ts";

// A company that has nothing yet: what its pages say instead of lists, and how its people come in, by the links that they are sent.

const NEW_PASSWORD = "new-mikiwame-demo";

let at: Installation;
let page: Page;
let theirs: Page;

beforeAll(async () => {
  at = await openInstallation("manual", { withMail: true });
  const companyId = await at.addCompany("mihon", "見本株式会社");
  await at.addPerson(companyId, "admin@example.com");
  await at.addPerson(companyId, "viewer@example.com", "viewer");
  page = await (await at.openWindow()).newPage();
  theirs = await (await at.openWindow()).newPage();
  await signIn(page, "admin@example.com");
}, 120_000);
afterAll(() => at.close());
keepPictureOfFailure(() => page);

describe("before the first sync", () => {
  test("ホーム says what comes first", async () => {
    await page.getByRole("link", { name: "SmartHR連携を開く" }).first().waitFor();

    expect(await judgePage(page)).toEqual([]);
    await keepPicture(page, "home-first-day");
  });

  test.each([
    ["部署管理", "部署が登録されていません。", "departments-empty"],
    ["自社社員管理", "社員が登録されていません。", "employees-empty"],
    ["処理一覧", "処理はまだありません。", "runs-empty"],
  ])("%s says that there is nothing yet, and what to do", async (heading, said, picture) => {
    await page.getByRole("link", { name: heading, exact: true }).click();
    await page.getByRole("heading", { name: heading, level: 1 }).waitFor();
    await page.getByText(said).waitFor();

    expect(await judgePage(page)).toEqual([]);
    await keepPicture(page, picture);
  });

  test.each(["部署管理", "自社社員管理", "処理一覧"])("%s sends a viewer nowhere, who cannot sync", async (heading) => {
    const viewer = await (await at.openWindow()).newPage();
    await signIn(viewer, "viewer@example.com");
    await viewer.getByRole("link", { name: heading, exact: true }).click();
    await viewer.getByText(/(が登録されていま|はまだありま)せん。/).waitFor();

    const links = await viewer.getByRole("main").getByRole("link").allTextContents();
    expect(links).toEqual(heading === "処理一覧" ? [] : ["この日時点の名簿"]);
    expect(await judgePage(viewer)).toEqual([]);
    await viewer.context().close();
  });
});

describe("an invitation", () => {
  let letterUrl: string;

  test("goes by mail, and its address is shown to be handed on", async () => {
    await page.goto("/settings/administrators");
    await page.getByRole("button", { name: "招待する" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("メールアドレス").fill("hanako@example.com");
    await dialog.getByLabel("名前").fill("山田 花子");
    await keepPicture(page, "invite-dialog");
    await dialog.getByRole("button", { name: "招待する" }).click();

    await page.getByText("招待のメールを送信しました。", { exact: false }).waitFor();
    expect(await judgePage(page)).toEqual([]);
    const letter = await at.mailbox.next();
    letterUrl = letter.url;
    expect(letter).toMatchObject({ to: "hanako@example.com", kind: "invitation" });
    expect(await page.getByLabel("URL", { exact: true }).inputValue()).toBe(letterUrl);
    await page.getByRole("button", { name: "閉じる" }).click();
    await page.getByRole("row", { name: /山田 花子.*招待中/ }).waitFor();
  });

  test("opened by whom it is for says who invites whom, and asks for a password long enough", async () => {
    await theirs.goto(letterUrl);
    await theirs.getByText("見本株式会社のミキワメに招待されました。", { exact: false }).waitFor();
    expect(await judgePage(theirs)).toEqual([]);
    await keepPicture(theirs, "invitation");

    await theirs.getByLabel("新しいパスワード").fill("short");
    await theirs.getByRole("button", { name: "パスワードを設定する" }).click();
    await theirs.getByText("12文字以上で入力してください。").nth(1).waitFor();
    expect(await judgePage(theirs)).toEqual([]);

    await theirs.getByLabel("新しいパスワード").fill(PASSWORD);
    await theirs.getByRole("button", { name: "パスワードを設定する" }).click();
    await theirs.getByText("パスワードを設定しました。", { exact: false }).waitFor();
    expect(await judgePage(theirs)).toEqual([]);
    await theirs.getByRole("link", { name: "ログイン画面に戻る" }).click();
    await fillSignIn(theirs, "hanako@example.com");
    await theirs.getByRole("heading", { name: "ホーム", level: 1 }).waitFor();
  });

  test("opened again says that it was used, and whom to ask", async () => {
    await theirs.goto(letterUrl);

    await theirs.getByText("このURLは使用できません。").waitFor();
    await theirs.getByText("管理者に、URLの再発行を依頼してください。").waitFor();
    expect(await judgePage(theirs)).toEqual([]);
    await keepPicture(theirs, "invitation-over");
  });
});

describe("a forgotten password", () => {
  test("is asked for at the sign-in page, with one answer whether the address is known or not", async () => {
    await theirs.goto("/");
    await theirs.getByRole("button", { name: "ログアウト" }).click();
    await theirs.getByRole("link", { name: "パスワードを忘れた場合" }).click();
    await theirs.getByRole("heading", { name: "パスワードの再設定" }).waitFor();
    expect(await judgePage(theirs)).toEqual([]);
    await keepPicture(theirs, "new-password-request");

    await theirs.getByLabel("メールアドレス").fill("hanako@example.com");
    await theirs.getByRole("button", { name: "URLを送信する" }).click();

    await theirs.getByText("パスワードを再設定するURLを送信しました。", { exact: false }).waitFor();
    expect(await judgePage(theirs)).toEqual([]);
    await keepPicture(theirs, "new-password-sent");
  });

  test("is replaced by a new one at the link's page, and only that one is good", async () => {
    const letter = await at.mailbox.next();
    expect(letter).toMatchObject({ to: "hanako@example.com", kind: "new-password" });
    await theirs.goto(letter.url);
    await theirs.getByText("新しいパスワードを設定してください。", { exact: false }).waitFor();
    expect(await judgePage(theirs)).toEqual([]);
    await keepPicture(theirs, "new-password");
    await theirs.getByLabel("新しいパスワード").fill(NEW_PASSWORD);
    await theirs.getByRole("button", { name: "パスワードを設定する" }).click();
    await theirs.getByText("パスワードを設定しました。", { exact: false }).waitFor();
    await theirs.getByRole("link", { name: "ログイン画面に戻る" }).click();

    await fillSignIn(theirs, "hanako@example.com");
    await theirs.getByText("ログインできませんでした。").waitFor();
    expect(await judgePage(theirs)).toEqual([]);
    await theirs.getByLabel("パスワード", { exact: true }).fill(NEW_PASSWORD);
    await theirs.getByRole("button", { name: "ログイン" }).click();
    await theirs.getByRole("heading", { name: "ホーム", level: 1 }).waitFor();
  });

  test("nothing went wrong that nobody saw", () => {
    expect(at.defects).toEqual([]);
  });
});
