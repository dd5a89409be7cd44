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

/** Gives a page without a font of its own the Japanese one, and waits until the page is drawn with it. */
export async function drawInJapanese(page: Page): Promise<void> {
  if (!(await page.evaluate<boolean>(HAS_FONT))) {
    const faces = readFileSync(STYLE, "utf8")
      .replaceAll("url(./", `url(${ORIGIN}`)
      .replaceAll("'Noto Sans JP Variable'", "'Noto Sans JP'");
    // Named first: text that was drawn before the font was there is drawn anew only when its family changes.
    const content = `${faces} body { font-family: "Noto Sans JP", sans-serif !important; }`;
    // A page of the product whose style did not arrive refuses every other one: what it shows is then judged as it is.
    await page.addStyleTag({ content }).catch(() => null);
  }
  await page.evaluate(LOAD);
}

/** Fetches all of the page's own font, which comes in pieces as characters need it: nothing can be fetched once its server is stopped. */
export async function fetchWholeFont(page: Page): Promise<void> {
  await page.evaluate(LOAD_ALL);
}

/** The characters that the page draws as boxes, because no font of its has them. */
export async function charactersInBoxes(page: Page): Promise<string> {
  return page.evaluate<string>(BOXES);
}

// As text, because they run in the page, whose words are not those of Node.
const HAS_FONT = "document.fonts.size > 0";

const LOAD_ALL = "Promise.all([...document.fonts].map((face) => face.load())).then(() => null)";

const LOAD = `(async () => {
  const { fontFamily } = getComputedStyle(document.body);
  await document.fonts.load("16px " + fontFamily, document.body.innerText);
  await document.fonts.ready;
})()`;

// A missing character is drawn as the same box as every other one, and no four characters of a writing look alike. The canvas shows what
// the fonts hold; that the page is drawn with them shows in the width of what stands there.
const BOXES = `(() => {
  const JAPANESE = /[\\u3041-\\u30ff\\u3400-\\u9fff\\ue000-\\uf8ff]/gu;
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = 32;
  const pen = canvas.getContext("2d", { willReadFrequently: true });
  pen.font = "24px " + getComputedStyle(document.body).fontFamily;
  const alike = new Map();
  for (const character of new Set(document.body.innerText.match(JAPANESE))) {
    pen.clearRect(0, 0, 32, 32);
    pen.fillText(character, 2, 26);
    const drawing = pen.getImageData(0, 0, 32, 32).data.join();
    alike.set(drawing, (alike.get(drawing) ?? "") + character);
  }
  // Kana may be set closer than they are wide; ideographs are not.
  const IDEOGRAPH = /[\\u3400-\\u9fff]/u;
  const boxes = [...alike.values()].filter((characters) => characters.length > 3);
  for (const element of document.querySelectorAll("h1, h2, p, th, td, label")) {
    const text = [...element.childNodes].find((node) => node.nodeType === 3 && node.data.search(IDEOGRAPH) >= 0);
    if (!text) continue;
    const start = text.data.search(IDEOGRAPH);
    const range = document.createRange();
    range.setStart(text, start);
    range.setEnd(text, start + 1);
    const { width } = range.getBoundingClientRect();
    const { fontStyle, fontWeight, fontSize, fontFamily } = getComputedStyle(element);
    pen.font = [fontStyle, fontWeight, fontSize, fontFamily].join(" ");
    if (width > 0 && width < pen.measureText(text.data[start]).width * 0.9) boxes.push(text.data[start]);
  }
  return boxes.join("");
})()`;
