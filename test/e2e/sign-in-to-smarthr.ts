import type { Page } from "playwright-core";

/** M12: the sandbox's own sign-in page, filled in as its demo administrator. */
export async function signInToSmartHr(page: Page): Promise<void> {
  await page.getByLabel("メールアドレス").fill("hr@example.com");
  await page.getByLabel("パスワード").fill("smarthr-demo");
  await page.getByRole("button", { name: "ログイン" }).click();
  await page.waitForLoadState();
}
