import { spawn } from "node:child_process";
import { once } from "node:events";
import {
  accessSync,
  constants,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { Worker } from "node:worker_threads";
import pg from "pg";
import { fail, ok, type Result } from "../core/result.ts";
import { columnTypes, type Database, databaseOver, surviveLostConnections } from "./database.ts";
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
    if (!existsSync(join(clusterFolder, "PG_VERSION"))) await createCluster(clusterFolder);
    const found = readFileSync(join(clusterFolder, "PG_VERSION"), "utf8").trim();
    if (found !== ENGINE_VERSION) {
      lock.value.release();
      return fail({ kind: "folder-of-another-version", found, expected: ENGINE_VERSION });
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

function makeFolder(dataDir: string): Result<string, EmbeddedDatabaseFault> {
  try {
    mkdirSync(dataDir, { recursive: true, mode: 0o700 });
    accessSync(dataDir, constants.R_OK | constants.W_OK | constants.X_OK);
    return ok(realpathSync(dataDir));
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : "EIO";
    return fail({ kind: "folder-unwritable", folder: dataDir, code });
  }
}

async function createCluster(clusterFolder: string): Promise<void> {
  const unfinished = `${clusterFolder}.unfinished`;
  rmSync(unfinished, { recursive: true, force: true });
  rmSync(clusterFolder, { recursive: true, force: true });
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
  let stopReason: string | null = null;
  const ready = await new Promise<boolean>((resolve) => {
    worker.on("message", (message: EmbeddedWorkerMessage) => {
      if (message.kind === "stopped") stopReason = message.reason;
      else resolve(true);
    });
    worker.on("error", (error) => {
      stopReason ??= error instanceof Error ? error.message : String(error);
    });
    worker.on("exit", (exitCode) => {
      stopReason ??= `its thread ended with code ${exitCode}`;
      rmSync(folders.socketFolder, { recursive: true, force: true });
      resolve(false);
    });
  });
  if (!ready) return fail({ kind: "folder-damaged", reason: stopReason ?? "unknown" });
  return ok({ worker, socketFolder: folders.socketFolder, stoppedBecause: () => stopReason });
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
    stoppedBecause: () => {
      const reason = engine.stoppedBecause();
      return reason === null ? null : `the embedded database has stopped (${reason}): start the product again`;
    },
    upkeep: ["vacuum (analyze)", "checkpoint"],
    closeRest: async () => {
      if (engine.stoppedBecause() === null) {
        const exit = once(engine.worker, "exit");
        engine.worker.postMessage("close");
        await exit;
      }
      releaseFolder();
    },
  });
}
