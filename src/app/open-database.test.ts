import { randomUUID } from "node:crypto";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { addTestCompany, expectOk, fillDataFolder, makeTestFolder } from "../../test/database.ts";
import { freePort } from "../../test/free-port.ts";
import { TEST_KEYS } from "../../test/product-scene.ts";
import { createVirtualClock } from "../../test/virtual-clock.ts";
import { fail, ok } from "../core/result.ts";
import { claimRun, queueRun } from "../store/background-runs.ts";
import { openEmbeddedDatabase } from "../store/embedded-database.ts";
import { claimRefresh, saveLink } from "../store/links.ts";
import { migrate, readMigrations } from "../store/migrate.ts";
import { listRuns, openRun } from "../store/runs.ts";
import { claimOptOutField } from "../store/tenants.ts";
import { type DatabasePlace, migrateDatabase, openDatabase } from "./open-database.ts";

const clock = createVirtualClock();
const folder = makeTestFolder();
afterAll(folder.remove);

describe("the embedded database", () => {
  test("of this version is opened as it is", async () => {
    const dataDir = await aDataFolder("current");

    const steps = await migrateDatabase(embeddedIn(dataDir), async () => {});

    expect(steps).toEqual(ok([]));
  });

  test("serves one process at a time, and names the other one", async () => {
    const dataDir = await aDataFolder("in use");
    const db = expectOk(await openDatabase(embeddedIn(dataDir), clock));

    const second = await openDatabase(embeddedIn(dataDir), clock);

    await db.close();
    expect(second).toEqual(fail({ kind: "folder-in-use", folder: dataDir, processId: process.pid }));
  });

  test("closes at once the run of a process that died, whatever it had promised", async () => {
    const dataDir = await aDataFolder("left behind");
    const first = expectOk(await openDatabase(embeddedIn(dataDir), clock));
    const companyId = await addTestCompany(first);
    const [id, at] = [randomUUID(), clock.now()];
    const run = { id, companyId, subject: "employees", actor: "hr@example.com", subdomain: "acme" } as const;
    await openRun(first.queries, { ...run, at, leaseUntil: at + 3_600_000 });
    await first.close();

    const second = expectOk(await openDatabase(embeddedIn(dataDir), clock));

    const runs = await listRuns(second.queries, companyId, 10);
    await second.close();
    expect(runs).toMatchObject([{ id, state: "failed", failure: { kind: "interrupted" }, finishedAt: at }]);
  });

  test("takes back what a process that died had claimed, for however long", async () => {
    const dataDir = await aDataFolder("claimed");
    const first = expectOk(await openDatabase(embeddedIn(dataDir), clock));
    const [companyId, at] = [await addTestCompany(first), clock.now()];
    const [owner, account] = [
      { companyId, administratorEmail: "hr@example.com" },
      { companyId, subdomain: "acme" },
    ];
    const tokens = { kind: "token", accessToken: "token" } as const;
    await saveLink(first.queries, TEST_KEYS, {
      ...owner,
      subdomain: "acme",
      tenantUrl: "https://acme.smarthr.jp",
      tokens,
      linkedAt: at,
    });
    const claim = () => ({ id: randomUUID(), until: at + 3_600_000 });
    expect(await claimOptOutField(first.queries, account, claim(), at)).toBe(true);
    expect(await claimRefresh(first.queries, owner, claim(), at)).toBe(true);
    await first.close();

    const second = expectOk(await openDatabase(embeddedIn(dataDir), clock));

    const field = await claimOptOutField(second.queries, account, claim(), at);
    const refresh = await claimRefresh(second.queries, owner, claim(), at);
    await second.close();
    expect([field, refresh]).toEqual([true, true]);
  });

  test("lets a run in the background whose process died wait for the next worker", async () => {
    const dataDir = await aDataFolder("left behind by a worker");
    const first = expectOk(await openDatabase(embeddedIn(dataDir), clock));
    const companyId = await addTestCompany(first);
    const [id, at] = [randomUUID(), clock.now()];
    const whose = { companyId, actor: "見本 花子", administratorEmail: "hr@example.com", subdomain: "acme" };
    await queueRun(first.queries, { id, at, subject: "employees", ...whose });
    await claimRun(first.queries, id, { at, leaseUntil: at + 3_600_000 });
    await first.close();

    const second = expectOk(await openDatabase(embeddedIn(dataDir), clock));

    const runs = await listRuns(second.queries, companyId, 10);
    await second.close();
    expect(runs).toMatchObject([{ id, state: "queued", attempts: 1, leaseUntil: null, finishedAt: null }]);
  });

  test("of a later version of the product is not touched", async () => {
    const dataDir = await aDataFolder("later");
    const db = expectOk(await openEmbeddedDatabase({ dataDir }));
    await migrate(db, [...readMigrations(), { name: "9001-later.sql", text: "create table later (id integer)" }]);
    await db.close();

    const opened = await openDatabase(embeddedIn(dataDir), clock);
    const migrated = await migrateDatabase(embeddedIn(dataDir), async () => {});

    expect([opened, migrated]).toEqual([fail({ kind: "schema-ahead" }), fail({ kind: "schema-ahead" })]);
  });

  test("made by another major version of the engine is not opened", async () => {
    const dataDir = join(folder.path, "older engine");
    mkdirSync(join(dataDir, "postgres"), { recursive: true });
    writeFileSync(join(dataDir, "postgres", "PG_VERSION"), "17\n");

    const opened = await openDatabase(embeddedIn(dataDir), clock);

    expect(opened).toEqual(fail({ kind: "folder-unusable", folder: dataDir, reason: "PostgreSQL 17" }));
  });

  test("in a place that is no folder is not opened", async () => {
    const file = join(folder.path, "file");
    writeFileSync(file, "");

    const opened = await openDatabase(embeddedIn(file), clock);

    expect(opened).toEqual(fail({ kind: "folder-unusable", folder: file, reason: "ENOTDIR" }));
  });

  async function aDataFolder(name: string): Promise<string> {
    const dataDir = join(folder.path, name);
    await fillDataFolder(dataDir);
    return dataDir;
  }
});

describe("PostgreSQL", () => {
  test("that nobody answers for is unreachable, and the password is not told", async () => {
    const port = await freePort();

    const opened = await openDatabase(
      { kind: "postgresql", url: `postgres://hr:secret@127.0.0.1:${port}/acme` },
      clock,
    );

    expect(opened).toEqual(fail({ kind: "database-unreachable", host: `127.0.0.1:${port}`, reason: "ECONNREFUSED" }));
  });

  test("named by something that is no URL of one is a wrong setting", async () => {
    const opened = await openDatabase({ kind: "postgresql", url: "postgres://[" }, clock);

    expect(opened).toEqual(fail({ kind: "wrong-setting", setting: "DATABASE_URL", expected: "postgres-url" }));
  });
});

function embeddedIn(dataDir: string): DatabasePlace {
  return { kind: "embedded", dataDir };
}
