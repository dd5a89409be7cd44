import { randomUUID } from "node:crypto";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { hashPassword } from "../../src/api/sign-in.ts";
import { addAdministratorWithPassword } from "../../src/app/add-administrator-with-password.ts";
import { linkByTokens } from "../../src/app/link-by-tokens.ts";
import { performRun } from "../../src/app/perform-run.ts";
import type { Product } from "../../src/app/product.ts";
import { realClock } from "../../src/app/real-clock.ts";
import type { Role } from "../../src/core/administrator.ts";
import type { Clock } from "../../src/core/clock.ts";
import { DEMO_CLIENT } from "../../src/sandbox/oauth-client.ts";
import { type ServedSandbox, serveSandbox } from "../../src/sandbox/serve-sandbox.ts";
import { serveProduct } from "../../src/serve-product.ts";
import type { CompanyId } from "../../src/store/companies.ts";
import { addCompany } from "../../src/store/companies.ts";
import { expectOk, openTestDatabase } from "../database.ts";
import { freePort } from "../free-port.ts";
import { createMailbox, type Mailbox } from "../mailbox.ts";
import { TEST_KEYS } from "../product-scene.ts";
import { openBrowser, openWindow } from "./browser.ts";

/** The whole product and a SmartHR, both over real sockets, and people in front of browsers. */
export interface Installation {
  readonly url: string;
  readonly product: Product;
  readonly sandbox: ServedSandbox["sandbox"];
  readonly smarthrUrl: string;
  /** Defects that the product logged: a journey ends with none. */
  readonly defects: readonly unknown[];
  /** What went out by mail, where there is a mail server. */
  readonly mailbox: Mailbox;
  /** Lets that many days go by, for the product's clock. */
  passDays(days: number): void;
  passMinutes(minutes: number): void;
  /** Stops the server: nobody listens at the address until it is started again. */
  stopServer(): Promise<void>;
  startServer(): Promise<void>;
  addCompany(slug: string, name: string): Promise<CompanyId>;
  addPerson(companyId: CompanyId, email: string, role?: Role): Promise<void>;
  /** A browser of somebody's own, nobody signed in. */
  openWindow(): Promise<BrowserContext>;
  close(): Promise<void>;
}

/** The password of everybody in the journeys. */
export const PASSWORD = "mikiwame-demo";

export async function openInstallation(
  seed: "manual" | "demo" | "edge-cases",
  { withMail = false, downloads = false }: { readonly withMail?: boolean; readonly downloads?: boolean } = {},
): Promise<Installation> {
  const db = await openTestDatabase();
  const served = await serveSandbox({ port: 0, seed, limits: false });
  const port = await freePort();
  const url = `http://localhost:${port}`;
  const time = offsetClock();
  const mailbox = createMailbox();
  const defects: unknown[] = [];
  const product: Product = {
    db,
    clock: time.clock,
    newId: randomUUID,
    mail: withMail ? mailbox : null,
    observe: () => {},
    appUrl: url,
    secretKeys: TEST_KEYS,
    smarthr: {
      fetch: (request) => fetch(request),
      apiUrl: `${served.url}/tenants/{subdomain}/api`,
      authUrl: served.url,
      client: { id: DEMO_CLIENT.id, secret: DEMO_CLIENT.secret, redirectUri: `${url}/smarthr/callback` },
      requestsPerSecond: "unlimited",
    },
  };
  const logDefect = (defect: unknown) => {
    defects.push(defect);
    return `defect-${defects.length}`;
  };
  const serve = async () =>
    expectOk(await serveProduct({ product, port, parts: { web: true, worker: true }, logDefect }));
  let running = await serve();
  const browser = await openBrowser({ downloads });
  return {
    url,
    product,
    sandbox: served.sandbox,
    smarthrUrl: served.url,
    defects,
    mailbox,
    passDays: (days) => time.passMinutes(days * 24 * 60),
    passMinutes: time.passMinutes,
    stopServer: () => running.close(),
    startServer: async () => {
      running = await serve();
    },
    addCompany: async (slug, name) => expectOk(await addCompany(db.queries, { slug, name })).id,
    addPerson: (companyId, email, role) => addPerson(product, companyId, email, role),
    openWindow: () => openWindow(browser, url),
    close: () => closeAll(browser, running, served, db),
  };
}

/** Signs somebody in by the page, as a person does. */
export async function signIn(page: Page, email: string): Promise<void> {
  await page.goto("/sign-in");
  await fillSignIn(page, email);
  await page.getByRole("heading", { name: "ホーム", level: 1 }).waitFor();
}

/** Signs in on the page that is shown, wherever that leads. */
export async function fillSignIn(page: Page, email: string): Promise<void> {
  await page.getByLabel("メールアドレス").fill(email);
  await page.getByLabel("パスワード", { exact: true }).fill(PASSWORD);
  await page.getByRole("button", { name: "ログイン" }).click();
}

/** Links the person by the sandbox's token and syncs everything, as if they had done it before the journey begins. */
export async function linkAndSync(
  { product, sandbox }: Installation,
  company: CompanyId,
  email: string,
): Promise<void> {
  const tokens = { kind: "token", accessToken: sandbox.accessToken } as const;
  const signal = new AbortController().signal;
  const request = { companyId: company, administratorEmail: email, subdomain: "acme", tokens, signal };
  expectOk(await linkByTokens(product, TEST_KEYS, request));
  const reach = { subdomain: "acme", access: { token: async () => sandbox.accessToken } };
  for (const subject of ["departments", "employees"] as const) {
    const run = { companyId: company, subject, actor: email, reach, expectedDigest: null, observe: () => {}, signal };
    expectOk(await performRun(product, run));
  }
}

// It takes a while, on purpose: once is enough.
const passwordHash = hashPassword(PASSWORD);

async function addPerson(
  product: Product,
  companyId: CompanyId,
  email: string,
  role: Role = "administrator",
): Promise<void> {
  const person = { companyId, email, name: `見本${email.split("@")[0]}`, role, passwordHash: await passwordHash };
  expectOk(await addAdministratorWithPassword(product, person));
}

function offsetClock(): { readonly clock: Clock; readonly passMinutes: (minutes: number) => void } {
  let offsetMs = 0;
  return {
    clock: {
      ...realClock,
      now: () => Date.now() + offsetMs,
    },
    passMinutes: (minutes) => {
      offsetMs += minutes * 60_000;
    },
  };
}

async function closeAll(
  browser: Browser,
  running: { close(): Promise<void> },
  served: ServedSandbox,
  db: Product["db"],
): Promise<void> {
  await browser.close();
  await running.close();
  await served.close();
  await db.close();
}
