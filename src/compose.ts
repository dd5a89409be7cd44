import { randomUUID } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { hashPassword } from "./api/sign-in.ts";
import { examineInstallation } from "./app/examine-installation.ts";
import { migrateDatabase, openDatabase } from "./app/open-database.ts";
import { realClock } from "./app/real-clock.ts";
import type {
  DemoPlace,
  OpenedProduct,
  RunningProduct,
  RunningSandbox,
  SandboxOptions,
  ServedParts,
  Shell,
  ToServe,
} from "./cli/shell.ts";
import { type Config, readConfig } from "./config.ts";
import type { Examination } from "./core/examination.ts";
import type { Observe } from "./core/operating-event.ts";
import { fail, ok, type Result } from "./core/result.ts";
import type { StartFault } from "./core/start-fault.ts";
import { sendBySmtp } from "./mail/send-by-smtp.ts";
import { createFigures, type Figures } from "./observe/create-figures.ts";
import { type DefectPlace, type Log, openLog } from "./observe/open-log.ts";
import { tellingFetch } from "./observe/telling-fetch.ts";
import { DEMO_CLIENT } from "./sandbox/oauth-client.ts";
import { serveSandbox } from "./sandbox/serve-sandbox.ts";
import { serveProduct } from "./serve-product.ts";
import { keepSecretKeys, parseSecretKeys, type SecretKeys } from "./store/secrets.ts";
import { prepareRunQueue } from "./worker/open-run-queue.ts";
import { QUEUE_VERSION } from "./worker/queue-version.ts";

/** The parts of `process` that the command line stands on. */
export interface ProcessParts extends Pick<Shell, "output" | "messages" | "columns" | "stop"> {
  readonly environment: Readonly<Record<string, string | undefined>>;
}

/** Puts the product together as the environment describes it: the one place where parts meet. */
export function composeShell(parts: ProcessParts): Shell {
  const { environment, output, messages, columns, stop } = parts;
  const config = readConfig(environment);
  const telling: Telling = { log: logOf(parts, config), figures: null, isDemo: false };
  const observe: Observe = (event) => {
    telling.log.observe(event);
    telling.figures?.observe(event);
  };
  return {
    output,
    messages,
    columns,
    stop,
    logDefect: (defect) => logDefect(telling, defect),
    openProduct: async (demo) => {
      telling.isDemo = demo !== undefined;
      return openProduct(config, observe, demo);
    },
    migrate: () => migrate(config),
    examine: () => examine(config, observe, stop),
    serveProduct: (toServe, served) => serveTelling(config, telling, toServe, served),
    hashPassword,
    serveSandbox: (options) => startSandbox(config, options),
  };
}

/** The environment's settings, or what is wrong with them: whoever needs them says so. */
type ConfigRead = ReturnType<typeof readConfig>;

/** What of this process is told to whom; figures are counted from when it serves. */
interface Telling {
  readonly log: Log;
  figures: Figures | null;
  isDemo: boolean;
}

function logOf({ messages, columns }: ProcessParts, config: ConfigRead): Log {
  // A wrong setting stops the command in a moment; until then the level is as good as not set.
  const level = config.ok ? config.value.logLevel : null;
  return openLog({ stream: messages, level, readable: columns !== null, newId: randomUUID });
}

function logDefect({ log, figures }: Telling, defect: unknown, place?: DefectPlace): string {
  figures?.countDefect();
  return log.defect(defect, place);
}

async function serveTelling(
  config: ConfigRead,
  telling: Telling,
  { product, port }: ToServe,
  parts: ServedParts,
): Promise<Result<RunningProduct, StartFault>> {
  const figures = createFigures();
  telling.figures = figures;
  // Whoever tries the demo reads what it says of itself, not a log.
  if (!telling.isDemo) telling.log.tellAll();
  return serveProduct({
    product,
    port,
    parts,
    logDefect: (defect, place) => logDefect(telling, defect, place),
    ...(config.ok ? { operating: { ...config.value.operating, figures } } : {}),
  });
}

async function openProduct(
  read: ConfigRead,
  observe: Observe,
  demo?: DemoPlace,
): Promise<Result<OpenedProduct, readonly StartFault[]>> {
  if (!read.ok) return read;
  const config = demo ? configForDemo(read.value, demo) : read.value;
  const opened = await openDatabase(config.database, realClock);
  if (!opened.ok) return fail([opened.fault]);
  const db = opened.value;
  if (demo?.reset && config.database.kind === "embedded") {
    // It was opened first so that nobody else's folder is taken away under their feet.
    await db.close();
    // By name: whoever made DATA_DIR may keep other things in it.
    for (const name of ["postgres", "secret.key"]) {
      rmSync(join(config.database.dataDir, name), { recursive: true, force: true });
    }
    return openProduct(read, observe, { ...demo, reset: false });
  }
  const secretKeys = keysOf(config);
  if (!secretKeys.ok) {
    await db.close();
    return fail([secretKeys.fault]);
  }
  const smarthr = { ...config.smarthr, fetch: tellingFetch(fetch, observe), client: clientOf(config) };
  const mail = config.mail && sendBySmtp(config.mail);
  const doors = { db, clock: realClock, newId: randomUUID, smarthr, mail, observe };
  const product = { ...doors, appUrl: config.appUrl, secretKeys: secretKeys.value };
  return ok({ product, given: demo ? null : config.smarthr.access, port: config.port, close: () => db.close() });
}

function configForDemo(config: Config, { smarthrUrl }: DemoPlace): Config {
  const { id, secret } = DEMO_CLIENT;
  const apiUrl = `${smarthrUrl}/tenants/{subdomain}/api`;
  return { ...config, smarthr: { ...config.smarthr, authUrl: smarthrUrl, apiUrl, client: { id, secret } } };
}

function clientOf({ smarthr, appUrl }: Config) {
  return smarthr.client && { ...smarthr.client, redirectUri: `${appUrl}/smarthr/callback` };
}

function keysOf({ secretKey, database }: Config): Result<SecretKeys | null, StartFault> {
  if (secretKey !== null) {
    const given = parseSecretKeys(secretKey);
    return given.ok ? given : fail({ kind: "wrong-setting", setting: "SECRET_KEY", expected: "secret-key" });
  }
  if (database.kind === "postgresql") return ok(null);
  const kept = keepSecretKeys(database.dataDir);
  return kept.ok ? kept : fail({ kind: "key-unusable", reason: kept.fault.sentence });
}

async function migrate(config: ConfigRead): Promise<Result<readonly string[], readonly StartFault[]>> {
  if (!config.ok) return config;
  const migrated = await migrateDatabase(config.value.database, prepareRunQueue);
  return migrated.ok ? migrated : fail([migrated.fault]);
}

async function examine(config: ConfigRead, observe: Observe, stop: AbortSignal): Promise<readonly Examination[]> {
  const opened = await openProduct(config, observe);
  if (!opened.ok) return opened.fault.map((fault) => ({ kind: "fault", fault }));
  try {
    const { product, given } = opened.value;
    const { database, backupDir } = config.ok ? config.value : { database: null, backupDir: null };
    const dataDir = database?.kind === "embedded" ? database.dataDir : null;
    const around = { given, queueVersion: QUEUE_VERSION, dataDir, backupDir, signal: stop };
    return [{ kind: "settings" }, ...(await examineInstallation(product, around))];
  } finally {
    await opened.value.close();
  }
}

async function startSandbox(
  config: ConfigRead,
  { port, seed, limits, kept }: SandboxOptions,
): Promise<Result<RunningSandbox, StartFault>> {
  // The product that is beside it, when it is on this machine.
  const launch = config.ok ? { launchUrl: `${config.value.appUrl}/smarthr/launch` } : {};
  const keeper = sandboxKeeper(kept === "no" || !config.ok ? null : join(config.value.dataDir, "sandbox.json"));
  const named = seed === "manual" || seed === "demo" || seed === "edge-cases" ? seed : Number(seed);
  const from = kept === "yes" ? keeper.read() : undefined;
  try {
    const options = { port, seed: named, limits, from, onChange: keeper.write, ...launch } as const;
    const { url, sandbox, close } = await serveSandbox(options);
    return ok({ url, subdomain: "acme", accessToken: sandbox.accessToken, close });
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "EADDRINUSE") {
      return fail({ kind: "port-in-use", port });
    }
    throw error;
  }
}

/** A file that a sandbox's state is kept in; null keeps nothing. */
function sandboxKeeper(path: string | null): { read(): unknown; write(snapshot: () => unknown): void } {
  return {
    read: () => (path !== null && existsSync(path) ? JSON.parse(readFileSync(path, "utf8")) : undefined),
    write(snapshot) {
      if (path === null) return;
      mkdirSync(dirname(path), { recursive: true });
      // Beside it first: a process that dies while writing leaves the former state whole.
      writeFileSync(`${path}.new`, JSON.stringify(snapshot()));
      renameSync(`${path}.new`, path);
    },
  };
}
