import { randomBytes, randomUUID } from "node:crypto";
import type { ThrowAwayPostgres } from "../../bench/throw-away-postgres.ts";
import { hashPassword } from "../../src/api/sign-in.ts";
import { addAdministratorWithPassword } from "../../src/app/add-administrator-with-password.ts";
import { migrateDatabase, openDatabase } from "../../src/app/open-database.ts";
import { realClock } from "../../src/app/real-clock.ts";
import { addCompany, type CompanyId } from "../../src/store/companies.ts";
import type { Database } from "../../src/store/database.ts";
import { saveLink } from "../../src/store/links.ts";
import { parseSecretKeys } from "../../src/store/secrets.ts";
import { prepareRunQueue } from "../../src/worker/open-run-queue.ts";
import { expectOk } from "../database.ts";
import { freePort } from "../free-port.ts";
import { type Court, openCourt } from "./court.ts";
import { pause } from "./pause.ts";
import { listenTo, type ProductLog } from "./product-log.ts";
import { type ServedSmartHr, type ServedSmartHrs, serveSmartHrs } from "./served-smarthr.ts";
import { keepRunning, type Service } from "./service.ts";
import { followTakeUps, type TakeUps } from "./take-ups.ts";

/** Several companies on one PostgreSQL, served by workers and webs that are processes of their own, and watched. */
export interface Installation {
  readonly companies: readonly Company[];
  /** Where the webs answer. */
  readonly origins: readonly string[];
  readonly workers: readonly Service[];
  readonly webs: readonly Service[];
  readonly takeUps: TakeUps;
  readonly court: Court;
  readonly log: ProductLog;
  addWorker(): void;
  /** Tells a worker to end, which then is none of the workers any more; its exit code. */
  removeWorker(worker: Service): Promise<number | null>;
  /** Kills the database, and starts it again after so long. */
  killDatabase(backAfterMs: number): Promise<void>;
  withDatabase<T>(act: (db: Database) => Promise<T>): Promise<T>;
  untilServing(): Promise<void>;
  close(): void;
}

export interface Company {
  readonly id: CompanyId;
  readonly email: string;
  readonly smarthr: ServedSmartHr;
}

/** The password of everybody here. */
export const PASSWORD = "mihon-hanako-1234";

// People of each company; small, so that runs are many and kills fall into all of their parts.
const SIZES = [30, 50, 80, 120, 160, 200, 250, 300];
const LATENCY_MS = 100;
const WORKERS = 3;
const WEBS = 2;

export async function openInstallation(server: ThrowAwayPostgres): Promise<Installation> {
  const place = { kind: "postgresql", url: server.url } as const;
  expectOk(await migrateDatabase(place, prepareRunQueue));
  const smarthrs = await serveSmartHrs(SIZES, LATENCY_MS);
  const secretKey = randomBytes(32).toString("base64");
  const withDatabase: Installation["withDatabase"] = async (act) => {
    const db = expectOk(await openDatabase(place, realClock));
    try {
      return await act(db);
    } finally {
      await db.close();
    }
  };
  const companies = await withDatabase((db) => makeCompanies(db, secretKey, smarthrs.accounts));
  const court = openCourt();
  for (const company of companies) court.add(company);
  const ports: number[] = [];
  for (let count = 0; count < WEBS; count++) ports.push(await freePort());
  const origins = ports.map((port) => `http://localhost:${port}`);
  const environment = environmentOf(server, smarthrs, secretKey, origins[0] ?? "");
  const started = startServices(server, court, environment, ports);
  return { companies, origins, court, withDatabase, ...started, close: smarthrs.close };
}

async function makeCompanies(
  db: Database,
  secretKey: string,
  accounts: readonly ServedSmartHr[],
): Promise<readonly Company[]> {
  const keys = expectOk(parseSecretKeys(secretKey));
  const passwordHash = await hashPassword(PASSWORD);
  const doors = { db, clock: realClock, newId: randomUUID };
  const companies: Company[] = [];
  for (const smarthr of accounts) {
    const { subdomain, accessToken } = smarthr;
    const { id } = expectOk(await addCompany(db.queries, { slug: subdomain, name: "見本株式会社" }));
    const email = `hr@${subdomain}.example.com`;
    const person = { companyId: id, email, name: "見本 花子", role: "administrator", passwordHash } as const;
    expectOk(await addAdministratorWithPassword(doors, person));
    await saveLink(db.queries, keys, {
      companyId: id,
      administratorEmail: email,
      subdomain,
      tenantUrl: `https://${subdomain}.smarthr.jp`,
      tokens: { kind: "token", accessToken },
      linkedAt: Date.now(),
    });
    companies.push({ id, email, smarthr });
  }
  return companies;
}

type Environment = Readonly<Record<string, string>>;

function environmentOf(
  server: ThrowAwayPostgres,
  smarthrs: ServedSmartHrs,
  secretKey: string,
  appUrl: string,
): Environment {
  return {
    DATABASE_URL: server.url,
    SECRET_KEY: secretKey,
    APP_URL: appUrl,
    SMARTHR_API_URL: smarthrs.apiUrl,
    SMARTHR_AUTH_URL: smarthrs.url,
    LOG_LEVEL: "info",
  };
}

function startServices(server: ThrowAwayPostgres, court: Court, environment: Environment, ports: readonly number[]) {
  const takeUps = followTakeUps();
  const log = listenTo(takeUps);
  const outage = { from: Number.POSITIVE_INFINITY, until: 0 };
  let workerCount = 0;
  const start = (name: string, words: readonly string[], more: Environment) => {
    const carries = words.includes("--worker-only");
    return keepRunning({
      name,
      words,
      environment: { ...environment, ...more },
      onMessage: (line) => log.heard(name, line),
      onServing: (at) => carries && takeUps.begins(name, at),
      onEnd: (at) => carries && takeUps.ends(name, at),
      onOwnEnd({ startedAt, served, text }) {
        // Without a database nobody can begin; who has begun already waits for it.
        const wasAway = outage.from <= Date.now() && outage.until >= startedAt;
        if (served || !wasAway) court.violate({ law: "stays up", text });
      },
    });
  };
  const startWorker = () => start(`worker ${++workerCount}`, ["serve", "--worker-only"], {});
  const workers = Array.from({ length: WORKERS }, startWorker);
  const webs = ports.map((port, index) => start(`web ${index + 1}`, ["serve", "--web-only"], { PORT: String(port) }));
  return {
    takeUps,
    log,
    workers,
    webs,
    addWorker: () => void workers.push(startWorker()),
    removeWorker(worker: Service) {
      workers.splice(workers.indexOf(worker), 1);
      return worker.stop(null);
    },
    async killDatabase(backAfterMs: number) {
      Object.assign(outage, { from: Date.now(), until: Number.POSITIVE_INFINITY });
      await server.kill();
      await pause(backAfterMs);
      await server.start();
      outage.until = Date.now();
      takeUps.databaseIsBack(outage.until);
    },
    async untilServing() {
      while (![...workers, ...webs].every((service) => service.isServing())) await pause(100);
    },
  };
}
