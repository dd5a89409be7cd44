import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import type { BrowserContext, Page } from "playwright-core";

// Nothing answers there: the window hands out the files itself.
const ORIGIN = "https://fonts.invalid/";
const STYLE = createRequire(import.meta.url).resolve("@fontsource-variable/noto-sans-jp/index.css");

/**
 * Hands the window a Japanese font for pages that bring none of their own: the sandbox uses the machine's fonts, and a machine
 * for tests may have no Japanese one.
 */
export async function offerJapaneseFont(window: BrowserContext): Promise<void> {
  await window.route(`${ORIGIN}**`, (route) =>
    route.fulfill({
      path: join(dirname(STYLE), new URL(route.request().url()).pathname),
      contentType: "font/woff2",
      headers: { "access-control-allow-origin": "*" },
    }),
  );
}

/** Declares the font that the sandbox's pages name last, and waits until the page is drawn with it. */
export async function drawInJapanese(page: Page): Promise<void> {
  if (!(await page.evaluate<boolean>(HAS_FONT))) {
    const content = readFileSync(STYLE, "utf8")
      .replaceAll("url(./", `url(${ORIGIN}`)
      .replaceAll("'Noto Sans JP Variable'", "'Noto Sans JP'");
    await page.addStyleTag({ content });
  }
  await page.evaluate(LOAD);
}

/** The characters that the page draws as boxes, because no font of its has them. */
export async function charactersInBoxes(page: Page): Promise<string> {
  return page.evaluate<string>(BOXES);
}

// As text, because they run in the page, whose words are not those of Node.
const HAS_FONT = "document.fonts.size > 0";

const LOAD = `(async () => {
  const { fontFamily } = getComputedStyle(document.body);
  await document.fonts.load("16px " + fontFamily, document.body.innerText);
  await document.fonts.ready;
})()`;

// A missing character is drawn as the same box as every other one, and no four characters of a writing look alike.
const BOXES = `(() => {
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = 32;
  const pen = canvas.getContext("2d", { willReadFrequently: true });
  pen.font = "24px " + getComputedStyle(document.body).fontFamily;
  const alike = new Map();
  for (const character of new Set(document.body.innerText.match(/[\\u3041-\\u30ff\\u3400-\\u9fff\\ue000-\\uf8ff]/gu))) {
    pen.clearRect(0, 0, 32, 32);
    pen.fillText(character, 2, 26);
    const drawing = pen.getImageData(0, 0, 32, 32).data.join();
    alike.set(drawing, (alike.get(drawing) ?? "") + character);
  }
  return [...alike.values()].filter((characters) => characters.length > 3).join("");
})()`;
