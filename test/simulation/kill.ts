import { type ChildProcess, spawn } from "node:child_process";
import { randomBytes, randomInt, randomUUID } from "node:crypto";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { serve } from "@hono/node-server";
import { type DatabasePlace, openDatabase } from "../../src/app/open-database.ts";
import { realClock } from "../../src/app/real-clock.ts";
import type { Subject } from "../../src/core/run.ts";
import { MANUAL_SETTINGS } from "../../src/core/settings.ts";
import { queueRun } from "../../src/store/background-runs.ts";
import { addCompany, type CompanyId } from "../../src/store/companies.ts";
import type { Database } from "../../src/store/database.ts";
import { saveLink } from "../../src/store/links.ts";
import { parseSecretKeys } from "../../src/store/secrets.ts";
import { expectOk } from "../database.ts";
import { drawEdits } from "./draw-edits.ts";
import { createPastJudge, type PastJudge } from "./judge-past.ts";
import type { Violation } from "./law-names.ts";
import { chanceOf } from "./random.ts";
import { tablesOf } from "./roster-reading.ts";
import type { Scheduler } from "./scheduler.ts";
import { openSession } from "./simulated-database.ts";
import { createSimulatedSmartHr, type SimulatedSmartHr } from "./simulated-smarthr.ts";

// `npm run kill -- --times N`: kills `serve` on one embedded folder with -9 again and again in the middle of syncs, and asks the laws.

const { values } = parseArgs({ options: { times: { type: "string", default: "100" } } });

const COMPANIES = 6;
const ADMINISTRATOR = "hr@example.com";
const SUBDOMAIN = "acme";
// Some die while they begin; most in the middle of their runs.
const DIES_EARLY = 0.2;
const LONGEST_LIFE_MS = 2_500;
const SETTLING_MS = 40_000;
const SECRET_KEY = randomBytes(32).toString("base64");

async function killAgainAndAgain(times: number): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "mikiwame-kill-"));
  const place: DatabasePlace = { kind: "embedded", dataDir: folder };
  const smarthr = anEditedSmartHr();
  const server = serveSmartHr(smarthr);
  const port = await portOf(server);
  const url = `http://localhost:${port}`;
  const companies = await makeCompanies(place, smarthr, url);
  const killed = { beginning: 0, working: 0 };
  const violations: Violation[] = [];
  const judges = new Map<CompanyId, PastJudge>();
  const startedAt = performance.now();
  for (let time = 1; time <= times; time++) {
    violations.push(...(await judgeAll(place, companies, judges, smarthr, false)));
    const product = startProduct(folder, url, port + 1);
    const ready = firstLine(product).then(() => true);
    const dieEarly = chance.happens(DIES_EARLY);
    const began = await (dieEarly ? Promise.race([ready, pause(randomInt(200, 4_000)).then(() => false)]) : ready);
    if (began) await editFor(smarthr, randomInt(0, LONGEST_LIFE_MS));
    killed[began ? "working" : "beginning"]++;
    product.kill("SIGKILL");
    await once(product, "close");
    if (time % 10 === 0) console.log(`${time} of ${times} …, ${violations.length} violations`);
  }
  violations.push(...(await judgeAll(place, companies, judges, smarthr, false)));
  // Left alone, the last process carries out all that is left.
  const last = startProduct(folder, url, port + 1);
  await firstLine(last);
  await pause(SETTLING_MS);
  last.kill("SIGTERM");
  await once(last, "close");
  violations.push(...(await judgeAll(place, companies, judges, smarthr, true)));
  await report(place, companies, killed, violations, (performance.now() - startedAt) / 1000);
  server.close();
  rmSync(folder, { recursive: true, force: true });
  process.exit(violations.length > 0 ? 1 : 0);
}

function anEditedSmartHr(): SimulatedSmartHr {
  // Steps are milliseconds here: what holds when is told by the time of day.
  const scheduler = { now: Date.now, stepCount: Date.now, note: () => {} } as unknown as Scheduler;
  const life = { name: "SmartHR", alive: true };
  return createSimulatedSmartHr({ base: 23, scheduler: () => scheduler, life, limits: false, tokenLifeSeconds: 7_200 });
}

function serveSmartHr(smarthr: SimulatedSmartHr) {
  return serve({
    port: 0,
    hostname: "127.0.0.1",
    fetch: (request: Request) => smarthr.answer(request),
  });
}

async function portOf(server: ReturnType<typeof serveSmartHr>): Promise<number> {
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("expected a port");
  return address.port;
}

async function withDatabase<T>(place: DatabasePlace, act: (db: Database) => Promise<T>): Promise<T> {
  const db = expectOk(await openDatabase(place, realClock));
  try {
    return await act(db);
  } finally {
    await db.close();
  }
}

function makeCompanies(place: DatabasePlace, smarthr: SimulatedSmartHr, url: string): Promise<readonly CompanyId[]> {
  const keys = expectOk(parseSecretKeys(SECRET_KEY));
  const tokens = { kind: "token", accessToken: smarthr.sandbox.accessToken } as const;
  const tenantUrl = `${url}/tenants/${SUBDOMAIN}`;
  return withDatabase(place, async (db) => {
    const ids: CompanyId[] = [];
    for (let number = 1; number <= COMPANIES; number++) {
      const { id } = expectOk(await addCompany(db.queries, { slug: `company-${number}`, name: "見本株式会社" }));
      const owner = { companyId: id, administratorEmail: ADMINISTRATOR };
      await saveLink(db.queries, keys, { ...owner, subdomain: SUBDOMAIN, tenantUrl, tokens, linkedAt: Date.now() });
      ids.push(id);
    }
    return ids;
  });
}

let presses = 0;

async function pressAll(db: Database, companies: readonly CompanyId[]): Promise<void> {
  const subject: Subject = presses++ % 3 === 0 ? "departments" : "employees";
  for (const companyId of companies) {
    const who = { actor: "見本 花子", administratorEmail: ADMINISTRATOR, subdomain: SUBDOMAIN };
    await queueRun(db.queries, { id: randomUUID(), companyId, subject, at: Date.now(), ...who });
  }
}

function startProduct(dataDir: string, url: string, port: number): ChildProcess {
  const main = fileURLToPath(new URL("../../src/main.ts", import.meta.url));
  return spawn(process.execPath, [main, "serve"], {
    stdio: ["ignore", "pipe", "pipe"],
    env: {
      PATH: process.env["PATH"],
      TMPDIR: tmpdir(),
      DATA_DIR: dataDir,
      PORT: String(port),
      SECRET_KEY,
      SMARTHR_API_URL: `${url}/tenants/{subdomain}/api`,
      SMARTHR_AUTH_URL: url,
    },
  });
}

async function firstLine(product: ChildProcess): Promise<void> {
  product.stderr?.on("data", (text: Buffer) => process.stderr.write(text));
  if (product.stdout !== null) await once(product.stdout, "data");
}

const chance = chanceOf(Date.now());

async function editFor(smarthr: SimulatedSmartHr, milliseconds: number): Promise<void> {
  if (chance.happens(0.7)) smarthr.edit(drawEdits(chance, smarthr));
  await pause(milliseconds);
}

async function pause(milliseconds: number): Promise<void> {
  await realClock.sleep(milliseconds);
}

function judgeAll(
  place: DatabasePlace,
  companies: readonly CompanyId[],
  judges: Map<CompanyId, PastJudge>,
  smarthr: SimulatedSmartHr,
  atRest: boolean,
): Promise<readonly Violation[]> {
  return withDatabase(place, async (db) => {
    const session = await openSession(db);
    const found: Violation[] = [];
    for (const id of companies) {
      // A database is opened anew after each death; what was judged before stays judged.
      current = session;
      const tables = tablesOf({ query: (...asked) => current.query(...asked) }, id);
      const judge =
        judges.get(id) ?? createPastJudge({ tables, settings: MANUAL_SETTINGS, states: () => smarthr.states });
      judges.set(id, judge);
      for (const violation of await judge.judge(atRest)) {
        console.log(`broken: ${violation.law}\n    ${violation.text}`);
        found.push(violation);
      }
    }
    await session.close();
    if (!atRest) await pressAll(db, companies);
    return found;
  });
}

let current: Awaited<ReturnType<typeof openSession>>;

async function report(
  place: DatabasePlace,
  companies: readonly CompanyId[],
  killed: { readonly beginning: number; readonly working: number },
  violations: readonly Violation[],
  seconds: number,
): Promise<void> {
  const outcomes: Record<string, number> = {};
  await withDatabase(place, async (db) => {
    const session = await openSession(db);
    for (const id of companies) {
      for (const { state, failure } of await tablesOf(session, id).runs()) {
        const outcome = failure?.kind ?? state;
        outcomes[outcome] = (outcomes[outcome] ?? 0) + 1;
      }
    }
    await session.close();
  });
  console.log(`killed      ${killed.beginning} while beginning, ${killed.working} at work`);
  console.log(
    `runs        ${Object.entries(outcomes)
      .map(([name, count]) => `${name} ${count}`)
      .join(", ")}`,
  );
  console.log(`violations  ${violations.length}`);
  console.log(`seconds     ${seconds.toFixed(0)}`);
}

await killAgainAndAgain(Number(values.times));
