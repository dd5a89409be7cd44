import { spawn } from "node:child_process";
import { once } from "node:events";
import {
  accessSync,
  constants,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join, resolve } from "node:path";
import { setTimeout } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { Worker } from "node:worker_threads";
import pg from "pg";
import { fail, ok, type Result } from "../core/result.ts";
import {
  columnTypes,
  type Database,
  type DatabaseClient,
  databaseOver,
  lendClient,
  StoppedForWantOfRoom,
  surviveLostConnections,
} from "./database.ts";
import type { EmbeddedWorkerMessage, EmbeddedWorkerStart } from "./embedded-worker.ts";
import { type FolderHolder, lockFolder } from "./folder-lock.ts";

/** Why the embedded database cannot be opened. */
export type EmbeddedDatabaseFault =
  /** One process at a time: PGlite would let two lose each other's commits. The holder is null when it is just arriving. */
  | { readonly kind: "folder-in-use"; readonly holder: FolderHolder | null }
  /** `code` is the system's word, as `EACCES`. */
  | { readonly kind: "folder-unwritable"; readonly folder: string; readonly code: string }
  /** Made by another major version of the engine. */
  | { readonly kind: "folder-of-another-version"; readonly found: string; readonly expected: string }
  | { readonly kind: "folder-damaged"; readonly reason: string };

const ENGINE_VERSION = "18";

/** Opens the embedded database in a folder, which is made when it is not there. The process must be the folder's only one. */
export async function openEmbeddedDatabase(options: {
  readonly dataDir: string;
}): Promise<Result<Database, EmbeddedDatabaseFault>> {
  const folder = makeFolder(options.dataDir);
  if (!folder.ok) return folder;
  const lock = lockFolder(folder.value);
  if (!lock.ok) return fail({ kind: "folder-in-use", holder: lock.fault.holder });
  try {
    const clusterFolder = join(folder.value, "postgres");
    if (!existsSync(clusterFolder)) await createCluster(clusterFolder);
    const unfit = judgeCluster(clusterFolder);
    if (unfit !== null) {
      lock.value.release();
      return fail(unfit);
    }
    const engine = await startEngine({ clusterFolder, socketFolder: makeSocketFolder(folder.value) });
    if (!engine.ok) {
      lock.value.release();
      return engine;
    }
    return ok(databaseOverEngine(engine.value, () => lock.value.release()));
  } catch (error) {
    lock.value.release();
    throw error;
  }
}

// One at a time: Node's own `recursive` never ends where the system says ENOENT of a folder whose parent is there, as below /proc.
function makeFolders(folder: string): void {
  if (existsSync(folder)) return;
  makeFolders(dirname(folder));
  mkdirSync(folder, { mode: 0o700 });
}

function makeFolder(dataDir: string): Result<string, EmbeddedDatabaseFault> {
  try {
    makeFolders(resolve(dataDir));
    readdirSync(dataDir);
    accessSync(dataDir, constants.R_OK | constants.W_OK | constants.X_OK);
    return ok(realpathSync(dataDir));
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : "EIO";
    return fail({ kind: "folder-unwritable", folder: dataDir, code });
  }
}

async function createCluster(clusterFolder: string): Promise<void> {
  removeUnfinished(clusterFolder);
  // A name of its own: what makes a cluster outlives the program when that alone is killed, and two would write into one folder.
  const unfinished = mkdtempSync(`${clusterFolder}${UNFINISHED}-`);
  const script = fileURLToPath(new URL("./create-cluster.ts", import.meta.url));
  const child = spawn(process.execPath, [script, unfinished], { stdio: ["ignore", "ignore", "pipe"] });
  let complaint = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    complaint += text;
  });
  const [exitCode] = await once(child, "close");
  if (exitCode !== 0) throw new Error("the embedded database could not be created", { cause: complaint });
  // Only a complete cluster gets the name; a process that dies on the way leaves one that the next start makes anew.
  renameSync(unfinished, clusterFolder);
  removeUnfinished(clusterFolder);
}

const UNFINISHED = ".unfinished";

function removeUnfinished(clusterFolder: string): void {
  const folder = dirname(clusterFolder);
  for (const name of readdirSync(folder)) {
    if (!name.startsWith(`${basename(clusterFolder)}${UNFINISHED}`)) continue;
    try {
      rmSync(join(folder, name), { recursive: true, force: true });
    } catch {
      // Somebody still writes there, who outlived the program: it lies beside the cluster, and harms nobody.
    }
  }
}

// A cluster gets its name when it is complete, so one without its version was damaged afterwards: it may hold a roster, and is left as it is.
function judgeCluster(clusterFolder: string): EmbeddedDatabaseFault | null {
  const versionPath = join(clusterFolder, "PG_VERSION");
  if (!existsSync(versionPath)) return { kind: "folder-damaged", reason: "postgres/PG_VERSION is missing" };
  const found = readFileSync(versionPath, "utf8").trim();
  if (found === ENGINE_VERSION) return null;
  return { kind: "folder-of-another-version", found, expected: ENGINE_VERSION };
}

// A socket's address has room for some 100 bytes. Nobody but the owner may reach it: the engine asks for no password.
function makeSocketFolder(folder: string): string {
  const inside = join(folder, "socket");
  rmSync(inside, { recursive: true, force: true });
  if (Buffer.byteLength(join(inside, SOCKET_NAME)) > 100) return mkdtempSync(join(tmpdir(), "mikiwame-"));
  mkdirSync(inside, { mode: 0o700 });
  return inside;
}

// The name that PostgreSQL's clients look for in the folder they are given as the host.
const SOCKET_NAME = ".s.PGSQL.5432";

interface Engine {
  readonly worker: Worker;
  readonly socketFolder: string;
  /** Why it no longer runs; null while it does. */
  readonly stoppedBecause: () => string | null;
  /** Whether that is why: its disk is full. */
  readonly wantedRoom: () => boolean;
  readonly ended: Promise<void>;
}

async function startEngine(folders: {
  readonly clusterFolder: string;
  readonly socketFolder: string;
}): Promise<Result<Engine, EmbeddedDatabaseFault>> {
  const start: EmbeddedWorkerStart = {
    clusterFolder: folders.clusterFolder,
    socketPath: join(folders.socketFolder, SOCKET_NAME),
  };
  const worker = new Worker(new URL("./embedded-worker.ts", import.meta.url), { workerData: start });
  const ready = Promise.withResolvers<void>();
  const ended = Promise.withResolvers<void>();
  let stopReason: string | null = null;
  let wantedRoom = false;
  worker.on("message", (message: EmbeddedWorkerMessage) => {
    if (message.kind === "ready") return ready.resolve();
    stopReason = message.reason;
    wantedRoom = message.wantOfRoom;
  });
  worker.on("error", (error) => {
    stopReason ??= error instanceof Error ? error.message : String(error);
  });
  worker.on("exit", (exitCode) => {
    stopReason ??= `its thread ended with code ${exitCode}`;
    rmSync(folders.socketFolder, { recursive: true, force: true });
    ended.resolve();
  });
  await Promise.race([ready.promise, ended.promise]);
  if (stopReason !== null) return fail({ kind: "folder-damaged", reason: stopReason });
  return ok({
    worker,
    socketFolder: folders.socketFolder,
    stoppedBecause: () => stopReason,
    wantedRoom: () => wantedRoom,
    ended: ended.promise,
  });
}

function databaseOverEngine(engine: Engine, releaseFolder: () => void): Database {
  const pool = new pg.Pool({
    host: engine.socketFolder,
    user: "postgres",
    database: "postgres",
    // All connections would share the engine's one session, unnamed statements and transactions included: more than one is never safe.
    max: 1,
    idleTimeoutMillis: 0,
    types: columnTypes,
  });
  surviveLostConnections(pool);
  return databaseOver({
    kind: "embedded",
    pool,
    connect: () => connect(pool, engine),
    upkeep: ["vacuum (analyze)", "checkpoint"],
    closeRest: async () => {
      if (engine.stoppedBecause() === null) {
        engine.worker.postMessage("close");
        await engine.ended;
      }
      releaseFolder();
    },
  });
}

async function connect(pool: pg.Pool, engine: Engine): Promise<DatabaseClient> {
  if (engine.stoppedBecause() !== null) throw whyStopped(engine, null);
  try {
    const client = await lendClient(pool);
    const query = async (text: string, values: readonly unknown[]) => {
      try {
        return await client.query(text, values);
      } catch (error) {
        throw await explain(error, engine);
      }
    };
    return { query: query as DatabaseClient["query"], release: (destroy) => client.release(destroy) };
  } catch (error) {
    throw pool.ending ? error : await explain(error, engine);
  }
}

/** The error itself if it is an answer to the query, else why there can be no answer any more. */
async function explain(error: unknown, engine: Engine): Promise<unknown> {
  if (error instanceof pg.DatabaseError && error.severity === "ERROR") return error;
  // The engine hangs up before it is seen to have ended; whatever else is the matter, it has not ended by then.
  await Promise.race([engine.ended, setTimeout(1_000)]);
  return engine.stoppedBecause() === null ? error : whyStopped(engine, error);
}

function whyStopped(engine: Engine, cause: unknown): Error {
  const Kind = engine.wantedRoom() ? StoppedForWantOfRoom : Error;
  return new Kind(`the embedded database has stopped: ${engine.stoppedBecause()}; start the product again`, { cause });
}
