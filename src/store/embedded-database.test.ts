import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { sql } from "kysely";
import { afterEach, describe, expect, test } from "vitest";
import { copyTestCluster, expectOk, makeTestFolder } from "../../test/database.ts";
import type { Database } from "./database.ts";
import { openEmbeddedDatabase } from "./embedded-database.ts";

const undo: (() => unknown)[] = [];

afterEach(async () => {
  for (const step of undo.splice(0).reverse()) await step();
});

describe("the folder", () => {
  test("is made with all that is in it, for its owner alone, and what was written is there when it is opened again", async () => {
    const dataDir = join(aFolder(), "not", "yet", "there");

    const first = await open(dataDir);
    await sql`create table kept as select 1 as number`.execute(first.queries);
    await first.close();
    const again = await open(dataDir);

    expect((await sql`select number from kept`.execute(again.queries)).rows).toEqual([{ number: 1 }]);
    expect(statSync(dataDir).mode & 0o077).toBe(0);
  });

  test("holds nothing but the cluster and its lock when the database is closed", async () => {
    const dataDir = await aCluster();

    await (await open(dataDir)).close();

    expect(readdirSync(dataDir).toSorted()).toEqual(["lock", "lock-holder.json", "postgres"]);
  });

  test("is refused while this process has it open, and free when it has closed it", async () => {
    const dataDir = await aCluster();
    const first = await open(dataDir);

    const second = await openEmbeddedDatabase({ dataDir });
    await first.close();
    const third = await open(dataDir);

    expect(second).toMatchObject({ ok: false, fault: { kind: "folder-in-use", holder: { processId: process.pid } } });
    expect((await sql`select 1 as answer`.execute(third.queries)).rows).toEqual([{ answer: 1 }]);
  });

  test("is refused while another process has it open, naming that process", async () => {
    const dataDir = await aCluster();
    const holder = await startWriter(dataDir);

    const second = await openEmbeddedDatabase({ dataDir });

    const named = { processId: holder.pid, hostName: hostname(), since: expect.any(String) };
    expect(second).toEqual({ ok: false, fault: { kind: "folder-in-use", holder: named } });
  });

  test("that cannot be made is a fault", async () => {
    const file = join(aFolder(), "file");
    writeFileSync(file, "");

    const opened = await openEmbeddedDatabase({ dataDir: join(file, "data") });

    expect(opened).toEqual({
      ok: false,
      fault: { kind: "folder-unwritable", folder: join(file, "data"), code: "ENOTDIR" },
    });
  });

  test("that is no folder is a fault, and so is one below /proc, where making folders never ends by itself", async () => {
    const file = join(aFolder(), "file");
    writeFileSync(file, "", { mode: 0o755 });

    const opened = [
      await openEmbeddedDatabase({ dataDir: file }),
      await openEmbeddedDatabase({ dataDir: "/proc/data" }),
    ];

    expect(opened).toMatchObject([
      { ok: false, fault: { kind: "folder-unwritable", folder: file, code: "ENOTDIR" } },
      { ok: false, fault: { kind: "folder-unwritable", folder: "/proc/data" } },
    ]);
  });

  test("of another version of the engine is a fault, and stays as it is", async () => {
    const dataDir = await aCluster();
    writeFileSync(join(dataDir, "postgres", "PG_VERSION"), "17\n");

    const opened = await openEmbeddedDatabase({ dataDir });

    expect(opened).toEqual({ ok: false, fault: { kind: "folder-of-another-version", found: "17", expected: "18" } });
    expect(existsSync(join(dataDir, "postgres", "base"))).toBe(true);
  });

  test("that is damaged is a fault, and can be opened once it is mended", async () => {
    const dataDir = await aCluster();
    rmSync(join(dataDir, "postgres", "global", "pg_control"));

    const opened = await openEmbeddedDatabase({ dataDir });
    await copyTestCluster(dataDir);
    const mended = await open(dataDir);

    expect(opened).toMatchObject({ ok: false, fault: { kind: "folder-damaged" } });
    expect((await sql`select 1 as answer`.execute(mended.queries)).rows).toEqual([{ answer: 1 }]);
  });

  test("whose making was cut off is made anew", async () => {
    const dataDir = aFolder();
    mkdirSync(join(dataDir, "postgres.unfinished", "base"), { recursive: true });

    const db = await open(dataDir);

    expect((await sql`select 1 as answer`.execute(db.queries)).rows).toEqual([{ answer: 1 }]);
    expect(readdirSync(dataDir)).not.toContain("postgres.unfinished");
  });

  test("whose making still goes on, in a process that outlived the program, is made by one alone", async () => {
    const dataDir = aFolder();
    const theirs = join(dataDir, "postgres.unfinished");
    const writing = setInterval(() => {
      mkdirSync(theirs, { recursive: true });
      writeFileSync(join(theirs, "theirs"), "");
    }, 5);
    undo.push(() => clearInterval(writing));

    const db = await open(dataDir);

    expect((await sql`select 1 as answer`.execute(db.queries)).rows).toEqual([{ answer: 1 }]);
    expect(readdirSync(join(dataDir, "postgres"))).not.toContain("theirs");
  });

  test("that has lost its version is a fault, and what may be in it is never made anew", async () => {
    const dataDir = await aCluster();
    rmSync(join(dataDir, "postgres", "PG_VERSION"));

    const opened = await openEmbeddedDatabase({ dataDir });

    expect(opened).toEqual({ ok: false, fault: { kind: "folder-damaged", reason: "postgres/PG_VERSION is missing" } });
    expect(existsSync(join(dataDir, "postgres", "base"))).toBe(true);
  });

  test("may lie deeper than a socket's address can say", async () => {
    const dataDir = join(aFolder(), "d".repeat(60), "e".repeat(60));
    await copyTestCluster(dataDir);

    const db = await open(dataDir);

    expect((await sql`select 1 as answer`.execute(db.queries)).rows).toEqual([{ answer: 1 }]);
  });

  test("lets nobody but its owner reach the engine", async () => {
    const dataDir = await aCluster();

    await open(dataDir);

    expect(statSync(join(dataDir, "socket")).mode & 0o777).toBe(0o700);
  });
});

describe("a process that is killed", () => {
  test("leaves every commit that it was told of, nothing of what it had not committed, and a folder that opens at once", async () => {
    const dataDir = await aCluster();
    const writer = await startWriter(dataDir);
    const committed = await commitsUntilKilled(writer, 25);

    const db = await open(dataDir);

    const { rows } = await sql<{ batch: number; rows: number }>`
      select batch, count(*)::integer as rows from written group by batch order by batch`.execute(db.queries);
    // The last commit may have been made without there being time to tell of it.
    const expected = Array.from({ length: rows.length }, (_, batch) => ({ batch, rows: ROWS_PER_BATCH }));
    expect(rows).toEqual(expected);
    expect(rows.length).toBeGreaterThanOrEqual(committed);
    expect(rows.length).toBeLessThanOrEqual(committed + 1);
  });

  test("leaves indexes that agree with their tables", async () => {
    const dataDir = await aCluster();
    await commitsUntilKilled(await startWriter(dataDir), 10);
    const db = await open(dataDir);
    const count = (plan: string) =>
      db.transaction(async (tx) => {
        await sql.raw(`set local ${plan} = off`).execute(tx);
        return (await sql`select count(*)::integer as count from written where number >= 0`.execute(tx)).rows;
      });

    const [byTable, byIndex] = [await count("enable_indexscan"), await count("enable_seqscan")];

    expect(byIndex).toEqual(byTable);
  });
});

test("an engine that ends is told of in a sentence, to the query under way and to every later one", async () => {
  const dataDir = await aCluster();
  const db = await open(dataDir);
  // The engine ends itself when it cannot write its log.
  rmSync(join(dataDir, "postgres", "pg_wal"), { recursive: true });

  const working = sql`create table lost as select pg_switch_wal()`.execute(db.queries);
  await expect(working).rejects.toThrow("the embedded database has stopped: its engine met a PANIC error");
  const later = sql`select 1`.execute(db.queries);

  await expect(later).rejects.toThrow("the embedded database has stopped");
});

const ROWS_PER_BATCH = 200;

// Commits batch after batch, telling of each, until it is killed.
const WRITER = `
import { sql } from ${JSON.stringify(import.meta.resolve("kysely"))};
import { openEmbeddedDatabase } from ${JSON.stringify(new URL("./embedded-database.ts", import.meta.url).href)};
const { value: db } = await openEmbeddedDatabase({ dataDir: process.argv[2] });
await sql.raw("create table written (batch integer, number integer primary key)").execute(db.queries);
process.send("open");
await new Promise((resolve) => process.once("message", resolve));
for (let batch = 0; ; batch++) {
  await db.transaction(async (tx) => {
    for (let part = 0; part < 4; part++) {
      const first = batch * ${ROWS_PER_BATCH} + part * ${ROWS_PER_BATCH / 4};
      await sql\`insert into written select \${batch}::integer, generate_series(\${first}::integer, \${first + ${ROWS_PER_BATCH / 4} - 1}::integer)\`.execute(tx);
    }
  });
  process.send(batch + 1);
}
`;

async function startWriter(dataDir: string): Promise<ChildProcess> {
  const script = join(aFolder(), "writer.mjs");
  writeFileSync(script, WRITER);
  const child = fork(script, [dataDir], { execArgv: [] });
  undo.push(() => kill(child));
  await once(child, "message");
  return child;
}

/** Kills the writer when it has told of so many commits, at whatever instruction it then is, and gives how many it told of in all. */
async function commitsUntilKilled(writer: ChildProcess, commits: number): Promise<number> {
  let told = 0;
  const enough = new Promise<void>((resolve) => {
    writer.on("message", (message) => {
      told = Number(message);
      if (told === commits) resolve();
    });
  });
  writer.send("write");
  await enough;
  await kill(writer);
  return told;
}

async function kill(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const closed = once(child, "close");
  child.kill("SIGKILL");
  await closed;
}

async function open(dataDir: string): Promise<Database> {
  const db = expectOk(await openEmbeddedDatabase({ dataDir }));
  undo.push(() => db.close());
  return db;
}

async function aCluster(): Promise<string> {
  const folder = aFolder();
  await copyTestCluster(folder);
  return folder;
}

function aFolder(): string {
  const folder = makeTestFolder();
  undo.push(folder.remove);
  return folder.path;
}
