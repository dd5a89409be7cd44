import { execFile } from "node:child_process";
import { chmod, mkdir, mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir, userInfo } from "node:os";
import { delimiter, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { promisify } from "node:util";
import { freePort } from "../test/free-port.ts";

const run = promisify(execFile);

/** A PostgreSQL for as long as a bench or a test runs. */
export interface ThrowAwayPostgres {
  /** `postgres://` of its first database, as its superuser. */
  readonly url: string;
  readonly version: string;
  /** As a power cut would: connections are cut, and what was not committed is gone. */
  stop(): Promise<void>;
  /** Kills its first process with -9; the others notice, and end as they come to it. */
  kill(): Promise<void>;
  /** Starts it where it was, as soon as nobody of the one before is left. */
  start(): Promise<void>;
  remove(): Promise<void>;
}

/** Starts a cluster with PostgreSQL's own settings, durable as it comes; null when its programs are not on this machine. */
export async function startThrowAwayPostgres(): Promise<ThrowAwayPostgres | null> {
  const programs = await findPrograms();
  if (programs === null) return null;
  const folder = await mkdtemp(join(tmpdir(), "mikiwame-bench-postgres-"));
  const cluster = join(folder, "cluster");
  const control = (...words: readonly string[]) =>
    asPostgres(join(programs, "pg_ctl"), ["--pgdata", cluster, ...words]);
  const stop = () => control("--mode=immediate", "stop");
  const remove = async (): Promise<void> => {
    // It may not have come so far that there is anything to stop.
    await stop().catch(() => {});
    await rm(folder, { recursive: true, force: true });
  };
  try {
    const port = await freePort();
    await chmod(folder, 0o711);
    await mkdir(cluster);
    if (userInfo().uid === 0) await run("chown", ["postgres", cluster]);
    const login = ["--username=postgres", "--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8"];
    await asPostgres(join(programs, "initdb"), ["--pgdata", cluster, ...login]);
    const reach = `-p ${port} -c listen_addresses=127.0.0.1 -c unix_socket_directories=`;
    const startNow = () => control("--log", join(cluster, "log"), "--wait", "--options", reach, "start");
    await startNow();
    const kill = async () => {
      process.kill(await firstProcessOf(cluster), "SIGKILL");
    };
    const start = () => patiently(startNow);
    const { stdout } = await run(join(programs, "postgres"), ["--version"]);
    return { url: `postgres://postgres@127.0.0.1:${port}/postgres`, version: stdout.trim(), stop, kill, start, remove };
  } catch (error) {
    await remove();
    throw error;
  }
}

// https://www.postgresql.org/docs/current/storage-file-layout.html: the first line of postmaster.pid.
async function firstProcessOf(cluster: string): Promise<number> {
  const [line] = (await readFile(join(cluster, "postmaster.pid"), "utf8")).split("\n");
  return Number(line);
}

const PATIENCE_MS = 60_000;
const TRY_AGAIN_MS = 100;

// A server refuses to start while processes of a killed one hold its memory, or its number has not been given back.
async function patiently(start: () => Promise<void>): Promise<void> {
  const until = performance.now() + PATIENCE_MS;
  for (;;) {
    try {
      await start();
      return;
    } catch (error) {
      if (performance.now() > until) throw error;
      await sleep(TRY_AGAIN_MS);
    }
  }
}

const DEBIAN = "/usr/lib/postgresql";

async function findPrograms(): Promise<string | null> {
  const versions = await namesIn(DEBIAN);
  const newestFirst = versions.sort((one, other) => Number(other) - Number(one));
  const folders = [
    ...newestFirst.map((version) => join(DEBIAN, version, "bin")),
    ...(process.env["PATH"] ?? "").split(delimiter).filter((folder) => folder !== ""),
  ];
  for (const folder of folders) {
    const names = await namesIn(folder);
    if (names.includes("initdb") && names.includes("pg_ctl")) return folder;
  }
  return null;
}

async function namesIn(folder: string): Promise<string[]> {
  try {
    return await readdir(folder);
  } catch {
    // Not there, or not for us: then there are no programs in it either.
    return [];
  }
}

// PostgreSQL refuses to run as root.
async function asPostgres(program: string, options: readonly string[]): Promise<void> {
  const command = userInfo().uid === 0 ? ["runuser", "-u", "postgres", "--", program] : [program];
  const [file = program, ...before] = command;
  await run(file, [...before, ...options], { cwd: tmpdir() });
}
