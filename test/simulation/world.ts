import { createHash } from "node:crypto";
import type { Product } from "../../src/app/product.ts";
import type { Instant } from "../../src/core/calendar.ts";
import type { Clock } from "../../src/core/clock.ts";
import type { SyncSettings } from "../../src/core/settings.ts";
import { settleInterruptedRuns } from "../../src/store/background-runs.ts";
import type { CompanyId } from "../../src/store/companies.ts";
import type { LinkTokens } from "../../src/store/links.ts";
import { saveLink } from "../../src/store/links.ts";
import type { OpenRunQueue } from "../../src/worker/open-run-queue.ts";
import { startWorker, type Worker } from "../../src/worker/start-worker.ts";
import { APP_URL, OAUTH_CLIENT, SMARTHR_URL, TEST_KEYS } from "../product-scene.ts";
import { createJudge, type Judge } from "./laws.ts";
import { type Chance, chanceOf } from "./random.ts";
import { tablesOf } from "./roster-reading.ts";
import { createScheduler, type Life, type Scheduler } from "./scheduler.ts";
import {
  createSimulatedDatabase,
  LOST_CONNECTION,
  type Session,
  type SimulatedDatabase,
  type Written,
} from "./simulated-database.ts";
import { createQueue } from "./simulated-queue.ts";
import { type Base, createSimulatedSmartHr, GRANT, type SimulatedSmartHr } from "./simulated-smarthr.ts";

/** What a story plays in. */
export interface World {
  readonly companyId: CompanyId;
  readonly scheduler: Scheduler;
  readonly smarthr: SimulatedSmartHr;
  readonly database: SimulatedDatabase;
  readonly judge: Judge;
  readonly session: Session;
  readonly startedAt: Instant;
  /** Who never dies: time itself, SmartHR, the operator. */
  readonly everlasting: Life;
  /** The operator's own way to the product, whose steps are not numbered. */
  readonly operator: Product;
  readonly processes: ProductProcess[];
  /** How many processes died, of the crash point or otherwise. */
  readonly deaths: { count: number };
  readonly trace: readonly string[];
  /** A process in the place of one that ended; it takes over its name. */
  begin(role: Role): ProductProcess;
  link(tokens: LinkTokens): Promise<void>;
  nameOf(runId: string): string;
  digest(): string;
}

/** What a process does: all of it, as on the embedded database, or one part beside others. */
export type Role = "all" | "web" | "worker";

/** A process of the product inside the simulation. */
export interface ProductProcess {
  readonly role: Role;
  readonly life: Life;
  readonly product: Product;
  readonly queue: OpenRunQueue;
  /** How far its clock is off. */
  skewMs: number;
  /** Null until it works; stays null in one that is web only. */
  worker: Worker | null;
}

/** A product that breaks a law on purpose, through its doors. */
export interface Sabotage {
  /** After something was made to last. */
  readonly onWritten?: (written: Written, session: Session, companyId: CompanyId) => Promise<void>;
  /** In place of SmartHR's answer. */
  readonly onAnswer?: (request: Request, answer: Response) => Promise<Response>;
  /** Whether nobody looks after runs whose process died. */
  readonly looksAfterNobody?: boolean;
}

export interface WorldOptions {
  readonly session: Session;
  readonly seed: number;
  readonly base: Base;
  readonly limits: boolean;
  readonly tokenLifeSeconds: number;
  readonly settings: SyncSettings;
  readonly crashAt: number | null;
  readonly lookAfterMs: number;
  readonly runsAtOnce: number;
  readonly sabotage: Sabotage;
  /** How long until another process begins where one died. */
  readonly restartMs: () => number;
}

export const ADMINISTRATOR = "hr@example.com";

// 2026-04-01 09:00 in Japan.
const START_AT = Date.UTC(2026, 3, 1);

export async function createWorld(options: WorldOptions): Promise<World> {
  const { session, seed, settings, sabotage } = options;
  const chance = chanceOf(seed);
  const companyId = await addSimulatedCompany(session, settings);
  const tables = tablesOf(session, companyId);
  const trace: string[] = [];
  const hash = createHash("sha256");
  const everlasting: Life = { name: "operator", alive: true };
  const processes: ProductProcess[] = [];
  const deaths = { count: 0 };
  const nameOf = runNames();
  const parts = {} as { scheduler: Scheduler; database: SimulatedDatabase; smarthr: SimulatedSmartHr };
  const scheduler = createScheduler({
    startAt: START_AT,
    chance: chance.branch("order"),
    crashAt: options.crashAt,
    note(line) {
      const text = `+${((scheduler?.now() ?? START_AT) - START_AT) / 1000} ${line}`;
      trace.push(text);
      hash.update(`${text}\n`);
    },
    onDeath: (life) => {
      deaths.count++;
      queue.forget(life);
      bury(life);
    },
    afterDeath: () => parts.database.buryTheDead(),
  });
  parts.scheduler = scheduler;
  const getScheduler = () => parts.scheduler;
  const smarthr = createSimulatedSmartHr({ ...options, scheduler: getScheduler, life: everlasting });
  parts.smarthr = smarthr;
  const judge = createJudge({
    tables,
    settings,
    states: () => smarthr.states,
    stepCount: () => scheduler.stepCount(),
    nameOf,
  });
  const database = createSimulatedDatabase({
    session,
    scheduler: getScheduler,
    chance: chance.branch("connections"),
    async onWritten(written) {
      await sabotage.onWritten?.(written, session, companyId);
      if (written.rosterLocked) await judge.rosterWritten();
    },
    onTaken(runId) {
      scheduler.note(`${nameOf(runId)} is taken up`);
      judge.taken(runId);
    },
  });
  parts.database = database;
  const queue = createQueue({
    scheduler: getScheduler,
    database: () => database,
    chance: chance.branch("queue"),
    world: everlasting,
  });
  const doors: DoorOptions = { scheduler, database, smarthr, companyId, sabotage };
  let processCount = 0;

  // A process that died is followed by another one.
  function bury(life: Life): void {
    const dead = processes.find((process) => process.life === life);
    if (dead === undefined) return;
    processes.splice(processes.indexOf(dead), 1);
    scheduler.at(scheduler.now() + options.restartMs(), everlasting, () => void begin(dead.role));
  }

  function begin(role: Role): ProductProcess {
    const life: Life = { name: `${role}-${++processCount}`, alive: true };
    const process = aProcess(role, life, doors, queue.doorOf(life), chance.branch(life.name));
    processes.push(process);
    scheduler.note(`${life.name} begins`);
    void getReady(process, options, scheduler, judge);
    return process;
  }

  const operator = productOf(everlasting, false, () => 0, doors, chance.branch("operator"));
  return {
    companyId,
    scheduler,
    smarthr,
    database,
    judge,
    session,
    startedAt: START_AT,
    everlasting,
    operator,
    processes,
    deaths,
    trace,
    begin,
    nameOf,
    link: (tokens) => {
      const tenantUrl = `${SMARTHR_URL}/tenants/acme`;
      const linkedAt = scheduler.now();
      const owner = { companyId, administratorEmail: ADMINISTRATOR };
      return saveLink(operator.db.queries, TEST_KEYS, { ...owner, subdomain: "acme", tenantUrl, tokens, linkedAt });
    },
    digest: () => hash.copy().digest("hex"),
  };
}

/** The tokens that the administrator's link begins with. */
export function firstTokens(access: "token" | "oauth", smarthr: SimulatedSmartHr): LinkTokens {
  if (access === "token") return { kind: "token", accessToken: smarthr.sandbox.accessToken };
  return { kind: "oauth", ...GRANT, accessTokenExpiresAt: null };
}

interface DoorOptions {
  readonly scheduler: Scheduler;
  readonly database: SimulatedDatabase;
  readonly smarthr: SimulatedSmartHr;
  readonly companyId: CompanyId;
  readonly sabotage: Sabotage;
}

function aProcess(role: Role, life: Life, doors: DoorOptions, queue: OpenRunQueue, chance: Chance): ProductProcess {
  const process = { role, life, queue, skewMs: 0, worker: null };
  return Object.assign(process, { product: productOf(life, true, () => process.skewMs, doors, chance) });
}

// As the real ones begin: the embedded database's only process knows that nobody else can be alive (app/open-database.ts).
async function getReady(
  process: ProductProcess,
  options: WorldOptions,
  scheduler: Scheduler,
  judge: Judge,
): Promise<void> {
  const { role, product, queue } = process;
  const { lookAfterMs, runsAtOnce, sabotage } = options;
  const never = 365 * 86_400_000;
  try {
    if (role === "all" && !sabotage.looksAfterNobody) {
      await settleInterruptedRuns(product.db.queries, product.clock.now(), "all");
    }
    if (role === "web") return;
    process.worker = await startWorker({
      product,
      queue,
      logDefect: (defect) => {
        if (!isLostConnection(defect)) judge.violate("no defect", textOf(defect));
      },
      runsAtOnce,
      lookAfterMs: sabotage.looksAfterNobody ? never : lookAfterMs,
    });
  } catch (error) {
    // A process that cannot begin ends, and what watches over it begins another.
    if (!isLostConnection(error)) judge.violate("no defect", textOf(error));
    scheduler.kill(process.life, "as it could not begin");
  }
}

/** Whether it is nothing but the connection that the story took away. */
export function isLostConnection(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return error.message.includes(LOST_CONNECTION) || isLostConnection(error.cause);
}

function textOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const cause = error.cause === undefined ? "" : `: ${textOf(error.cause)}`;
  return `${error.message}${cause}${error.cause === undefined ? `\n${error.stack}` : ""}`;
}

function productOf(
  life: Life,
  isMortal: boolean,
  skewMs: () => number,
  { scheduler, database, smarthr, companyId, sabotage }: DoorOptions,
  chance: Chance,
): Product {
  const isReady = () => true;
  let ids = 0;
  const clock: Clock = {
    now: () => scheduler.now() + skewMs(),
    elapsed: () => scheduler.now() - START_AT,
    sleep: (milliseconds) =>
      scheduler.order({
        life,
        label: `sleep ${Math.ceil(milliseconds)}`,
        isStep: isMortal,
        isReal: false,
        isReady,
        carryOut: () =>
          new Promise<void>((resolve) => void scheduler.at(scheduler.now() + Math.max(0, milliseconds), life, resolve)),
      }),
    every(milliseconds, act) {
      let stop = () => {};
      const ring = () => {
        stop = scheduler.at(scheduler.now() + milliseconds, life, ring);
        act();
      };
      stop = scheduler.at(scheduler.now() + milliseconds, life, ring);
      return () => stop();
    },
  };
  return {
    db: database.doorOf(life, isMortal),
    clock,
    // A name of its own in the database, however often the seed is played; the same at the same place of the story.
    newId() {
      if (isMortal) scheduler.countInstant(life, "newId");
      const place = (part: number, length: number) => part.toString(16).padStart(length, "0");
      return `${place(companyId, 8)}-0000-4000-8000-${place(seedOf(life.name), 6)}${place(++ids, 6)}`;
    },
    smarthr: {
      fetch: (request) =>
        scheduler.order({
          life,
          label: `fetch ${request.method} ${pathOf(request)}`,
          isStep: isMortal,
          isReal: false,
          isReady,
          carryOut: async () => {
            const answer = await smarthr.answer(request);
            return sabotage.onAnswer === undefined ? answer : sabotage.onAnswer(request, answer);
          },
        }),
      apiUrl: `${SMARTHR_URL}/tenants/{subdomain}/api`,
      authUrl: SMARTHR_URL,
      client: OAUTH_CLIENT,
      random: chance.next,
      budgetClock: { now: () => scheduler.now() },
    },
    mail: null,
    observe: () => {},
    appUrl: APP_URL,
    secretKeys: TEST_KEYS,
  };
}

// Ids of templates and the like differ from world to world only where they were made in it.
function pathOf(request: Request): string {
  const { pathname, searchParams } = new URL(request.url);
  const page = searchParams.get("page");
  const path = pathname.replace(/^\/tenants\/[^/]+\/api/, "");
  return page === null ? path : `${path}?page=${page}`;
}

function seedOf(name: string): number {
  let hash = 0;
  for (const character of name) hash = (hash * 31 + character.charCodeAt(0)) & 0xffffff;
  return hash;
}

function runNames(): (runId: string) => string {
  const names = new Map<string, string>();
  return (runId) => {
    const name = names.get(runId) ?? `run ${names.size + 1}`;
    names.set(runId, name);
    return name;
  };
}

async function addSimulatedCompany(session: Session, settings: SyncSettings): Promise<CompanyId> {
  // Each story has a SmartHR of its own, under the same name.
  await session.query("delete from smarthr_budgets");
  const { rows } = await session.query(
    `insert into companies (slug, name, create_retired, when_address_changed)
     values ('simulated-' || gen_random_uuid(), '見本株式会社', $1, $2) returning id`,
    [settings.createRetired, settings.whenAddressChanged],
  );
  const id = rows[0]?.["id"];
  if (typeof id !== "number") throw new Error("expected the new company's id");
  return id;
}
