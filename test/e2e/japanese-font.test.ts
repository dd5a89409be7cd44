import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { keepPicture, openBrowser, openWindow } from "./browser.ts";
import { charactersInBoxes, drawInJapanese } from "./japanese-font.ts";

let browser: Browser;
let page: Page;
beforeAll(async () => {
  browser = await openBrowser();
  page = await (await openWindow(browser, "http://localhost")).newPage();
});
afterAll(() => browser?.close());

test("a page that brings no font is drawn in Japanese before its picture is kept", async () => {
  await page.setContent(`<body style="font-family: system-ui, 'Noto Sans JP', sans-serif"><p>${JAPANESE}</p></body>`);

  await keepPicture(page, "japanese");

  expect(await charactersInBoxes(page)).toBe("");
});

test("a page that has the font and is not drawn with it is found out", async () => {
  await page.setContent(`<body style="font-family: 'Noto Sans JP', sans-serif">
    <p style="font-family: 'DejaVu Sans', sans-serif">${JAPANESE}</p></body>`);
  await drawInJapanese(page);

  await page.evaluate("document.querySelector('p').style.letterSpacing = '-0.4em'");

  expect(await charactersInBoxes(page)).not.toBe("");
});

test("no picture is kept in which characters are boxes", async () => {
  // Characters that are nobody's: no font has them.
  await page.setContent(`<body>${JAPANESE}\ue000\ue001\ue002\ue003\ue004</body>`);

  await expect(keepPicture(page, "boxes")).rejects.toThrow("characters are drawn as boxes");
});

const JAPANESE = "従業員情報を連携する。ミキワメと、あいうえお";
