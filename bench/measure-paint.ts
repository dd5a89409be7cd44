import { randomBytes } from "node:crypto";
import type { Page } from "playwright-core";
import { hashPassword } from "../src/api/sign-in.ts";
import { addAdministratorWithPassword } from "../src/app/add-administrator-with-password.ts";
import type { DatabasePlace } from "../src/app/open-database.ts";
import { realClock } from "../src/app/real-clock.ts";
import { openBrowser, openWindow } from "../test/e2e/browser.ts";
import { freePort } from "../test/free-port.ts";
import { type ProductProcess, startProduct } from "../test/product-process.ts";
import { expectOk } from "./expect-ok.ts";
import { medianOf } from "./median-of.ts";
import { openProduct } from "./open-product.ts";
import type { PaintFigures, Step } from "./step.ts";

/**
 * Opens 自社社員管理 in a real browser, each time in a new tab, until the first rows of a roster that was synced before stand there: of a
 * process that has served for a while, and of one that has only just begun to answer.
 */
export async function measurePaint(step: Extract<Step, { kind: "paint" }>): Promise<PaintFigures> {
  await addPerson(step);
  const serving = await serveAt(step.place);
  const browser = await openBrowser();
  const window = await openWindow(browser, serving.origin);
  let child = await serving.start();
  try {
    await signIn(await window.newPage());
    const paint = async () => {
      const page = await window.newPage();
      const milliseconds = await paintOf(page);
      await page.close();
      return milliseconds;
    };
    const warm: number[] = [];
    for (let sample = 0; sample < SAMPLES; sample++) warm.push(await paint());
    const justStarted: number[] = [];
    for (let sample = 0; sample < SAMPLES; sample++) {
      await child.stop();
      child = await serving.start();
      justStarted.push(await paint());
    }
    return { warmMilliseconds: medianOf(warm), justStartedMilliseconds: medianOf(justStarted) };
  } finally {
    await browser.close();
    await child.stop();
  }
}

const SAMPLES = 5;
const PERSON = { email: "paint@example.com", name: "見本花子", role: "administrator" } as const;
const PASSWORD = "mihon-hanako-1234";
const ASK_AGAIN_MS = 5;

async function addPerson({ place, sandbox }: Extract<Step, { kind: "paint" }>): Promise<void> {
  const opened = await openProduct({ place, sandbox, limits: false, fetch: (request) => fetch(request) });
  const { product, companyId } = opened;
  expectOk(
    await addAdministratorWithPassword(product, { ...PERSON, companyId, passwordHash: await hashPassword(PASSWORD) }),
  );
  await product.db.close();
}

async function serveAt(place: DatabasePlace) {
  const port = await freePort();
  const origin = `http://localhost:${port}`;
  const database = place.kind === "embedded" ? { DATA_DIR: place.dataDir } : { DATABASE_URL: place.url };
  const secret = { SECRET_KEY: randomBytes(32).toString("base64") };
  const environment = { PORT: String(port), LOG_LEVEL: "error", ...database, ...secret };
  return {
    origin,
    async start(): Promise<ProductProcess> {
      const child = startProduct({ words: ["serve"], environment });
      // Not when it says that it serves: somebody may be as fast as it answers.
      while (!(await answers(origin))) {
        if (child.hasEnded()) throw new Error(`serve ended with ${await child.ended} before it answered`);
        await realClock.sleep(ASK_AGAIN_MS);
      }
      return child;
    },
  };
}

async function answers(origin: string): Promise<boolean> {
  try {
    return (await fetch(`${origin}/healthz`)).ok;
  } catch {
    // Nobody listens there yet.
    return false;
  }
}

async function signIn(page: Page): Promise<void> {
  await page.goto("/sign-in");
  await page.getByLabel("メールアドレス").fill(PERSON.email);
  await page.getByLabel("パスワード").fill(PASSWORD);
  await page.getByRole("button", { name: "ログイン" }).click();
  await page.getByRole("heading", { name: "ホーム" }).waitFor();
}

async function paintOf(page: Page): Promise<number> {
  const startedAt = performance.now();
  await page.goto("/employees", { waitUntil: "commit" });
  await page.locator("tbody tr").first().waitFor();
  return performance.now() - startedAt;
}
