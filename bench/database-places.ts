import { execFile } from "node:child_process";
import { cp, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import pg from "pg";
import type { DatabasePlace } from "../src/app/open-database.ts";

/** An engine under the product. */
export type Engine = DatabasePlace["kind"];

/** An empty database of its own. */
export interface OwnPlace {
  readonly place: DatabasePlace;
  remove(): Promise<void>;
}

/** Where empty databases are made. */
export interface DatabaseMaker {
  make(engine: Engine): Promise<OwnPlace>;
  /** Throws away what making them needed. */
  close(): Promise<void>;
}

/** Makes empty databases; `serverUrl` is the PostgreSQL to make them on, null when there is none. */
export function createDatabaseMaker(serverUrl: string | null): DatabaseMaker {
  let template: Promise<string> | null = null;
  return {
    async make(engine) {
      if (engine === "embedded") {
        template ??= makeTemplate();
        return copyTemplate(await template);
      }
      if (serverUrl === null) throw new Error("there is no PostgreSQL to make a database on");
      return makeDatabase(serverUrl);
    },
    async close() {
      if (template !== null) await rm(await template, { recursive: true, force: true });
    },
  };
}

const CREATE_CLUSTER = join(import.meta.dirname, "../src/store/create-cluster.ts");

// Making the embedded database's files takes seconds, copying them a fraction.
async function makeTemplate(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "mikiwame-bench-template-"));
  await promisify(execFile)(process.execPath, [CREATE_CLUSTER, join(folder, CLUSTER)]);
  return folder;
}

// The name the product gives it in its data folder.
const CLUSTER = "postgres";

async function copyTemplate(template: string): Promise<OwnPlace> {
  const dataDir = await mkdtemp(join(tmpdir(), "mikiwame-bench-"));
  const remove = () => rm(dataDir, { recursive: true, force: true });
  await cp(join(template, CLUSTER), join(dataDir, CLUSTER), { recursive: true });
  return { place: { kind: "embedded", dataDir }, remove };
}

let databaseCount = 0;

async function makeDatabase(serverUrl: string): Promise<OwnPlace> {
  databaseCount += 1;
  const name = `mikiwame_bench_${process.pid}_${databaseCount}`;
  await onServer(serverUrl, `create database ${name} template template0`);
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  const remove = () => onServer(serverUrl, `drop database if exists ${name} with (force)`);
  return { place: { kind: "postgresql", url: url.href }, remove };
}

async function onServer(serverUrl: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: serverUrl });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
