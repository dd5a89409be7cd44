import { mkdirSync } from "node:fs";
import { join, resolve } from "node:path";
import AxeBuilder from "@axe-core/playwright";
import sparticuz from "@sparticuz/chromium";
import { type Browser, type BrowserContext, chromium, type Page } from "playwright-core";
import { charactersInBoxes, drawInJapanese, offerJapaneseFont } from "./japanese-font.ts";

/**
 * A browser for journeys: the one at CHROME_PATH, else the one that came with `npm ci`. Fields for dates are drawn in the language of the
 * machine, not in that of the page: it is told that this is Japanese. On a machine without Japanese it then cannot name a file in it,
 * which one that downloads has to.
 */
export async function openBrowser({ downloads = false }: { readonly downloads?: boolean } = {}): Promise<Browser> {
  const given = process.env["CHROME_PATH"];
  return chromium.launch({
    executablePath: given ?? (await sparticuz.executablePath()),
    // A machine for tests may run as root, has no display, and reaches no network but its own.
    args: [...FLAGS, ...(given ? [] : sparticuz.args.filter((flag) => !NOT_WANTED.test(flag)))],
    env: downloads ? process.env : { ...process.env, LC_ALL: "ja_JP.UTF-8" },
    headless: true,
  });
}

/** A person in front of a screen: cookies of their own, Japanese, in Japan. */
export async function openWindow(browser: Browser, origin: string): Promise<BrowserContext> {
  const window = await browser.newContext({
    baseURL: origin,
    locale: "ja-JP",
    timezoneId: "Asia/Tokyo",
    viewport: DESK,
    acceptDownloads: true,
    reducedMotion: "reduce",
  });
  window.setDefaultTimeout(PATIENCE_MS);
  await offerJapaneseFont(window);
  return window;
}

/** What a page must be in every state: named, whole at 360 px, and without a violation of axe's rules. */
export async function judgePage(page: Page): Promise<readonly string[]> {
  const found: string[] = [];
  const { violations } = await new AxeBuilder({ page }).analyze();
  for (const { id, help, nodes } of violations) {
    found.push(`${id}: ${help} (${nodes.map(({ target }) => target.join(" ")).join(", ")})`);
  }
  await page.setViewportSize(TELEPHONE);
  // As text, because it runs in the page, whose words are not those of Node.
  const [wanted, there] = await page.evaluate<readonly [number, number]>(
    "[document.documentElement.scrollWidth, document.documentElement.clientWidth]",
  );
  if (wanted > there) found.push(`at ${TELEPHONE.width} px the page is ${wanted} px wide`);
  await page.setViewportSize(DESK);
  if ((await page.title()) === "") found.push("the page has no title");
  if ((await page.locator("h1").count()) !== 1) found.push("the page has not one h1");
  return found;
}

/** Keeps a picture of the page for docs/管理者マニュアル.md; `npm run screenshots` puts them there. Throws when it shows boxes for Japanese. */
export async function keepPicture(page: Page, name: string): Promise<void> {
  mkdirSync(PICTURES, { recursive: true });
  await drawInJapanese(page);
  const boxes = await charactersInBoxes(page);
  if (boxes !== "") throw new Error(`characters are drawn as boxes: ${boxes}`);
  // What lies behind a dialog is shaded as far as the window goes: the page below would be half light, half dark.
  const fullPage = (await page.getByRole("dialog").count()) === 0;
  await page.screenshot({ path: join(PICTURES, `${name}.png`), fullPage, animations: "disabled" });
}

/** Where journeys leave their pictures. */
export const PICTURES = resolve(import.meta.dirname, "../../dist/pictures");

const PATIENCE_MS = 15_000;
const DESK = { width: 1280, height: 800 } as const;
const TELEPHONE = { width: 360, height: 740 } as const;

const FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

// Made for a function in a cloud, where there is one process and no second page.
const NOT_WANTED = /single-process|zygote|headless|user-data-dir/;
