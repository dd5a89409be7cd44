import { PgBoss } from "pg-boss";
import { afterAll, describe, expect, test } from "vitest";
import { startThrowAwayPostgres } from "../../bench/throw-away-postgres.ts";
import { expectOk } from "../../test/database.ts";
import { aProduct } from "../../test/product-scene.ts";
import { carryOut, makeTwoRoles } from "../../test/two-roles.ts";
import { aQueue, endOf, linkAdministrator, pressSync } from "../../test/worker-scene.ts";
import { examineInstallation } from "../app/examine-installation.ts";
import { migrateDatabase, openDatabase } from "../app/open-database.ts";
import { realClock } from "../app/real-clock.ts";
import { isWell } from "../core/examination.ts";
import type { Database } from "../store/database.ts";
import { prepareRunQueue } from "./open-run-queue.ts";
import { QUEUE_VERSION } from "./queue-version.ts";

// A machine without PostgreSQL's programs has no server whose roles could be made; .ci/run puts them there.
const server = await startThrowAwayPostgres();
afterAll(() => server?.remove());

describe.skipIf(server === null)("the two roles that docs/OPERATING.md makes", () => {
  test("one migrates; the other serves, and can do no more than read and write rows, after a second migration, too", async () => {
    const { ownerUrl, appUrl } = await makeTwoRoles(server?.url ?? "");
    const steps = expectOk(await migrateDatabase({ kind: "postgresql", url: ownerUrl }, prepareRunQueue));
    await carryOut(ownerUrl, "create table of_a_later_step (id integer)");
    const db = expectOk(await openDatabase({ kind: "postgresql", url: appUrl }, realClock));
    const scene = await aProduct(db, { clock: { startAt: Date.now() } });
    await linkAdministrator(scene);

    const queue = await aQueue(db);
    const worker = await queue.work(scene.product, { lookAfterMs: 20 });
    const departments = await endOf(scene, (await pressSync(scene, queue, "departments")).id);
    const employees = await endOf(scene, (await pressSync(scene, queue, "employees")).id);
    const examined = await examineInstallation(scene.product, {
      given: null,
      queueVersion: QUEUE_VERSION,
      dataDir: null,
      backupDir: null,
      signal: new AbortController().signal,
    });
    await superviseQueue(db);
    await db.script("select count(*) from of_a_later_step");
    const refused = [];
    for (const statement of [
      "create table more (id integer)",
      "drop table runs",
      "create schema more",
      "truncate runs",
    ]) {
      refused.push(
        await db.script(statement).then(
          () => "done",
          (error: { readonly code: string }) => error.code,
        ),
      );
    }

    await worker.stop();
    await queue.close();
    await db.close();
    expect(steps.length).toBeGreaterThan(0);
    expect(departments).toMatchObject({ state: "succeeded", counts: { create: 3 } });
    expect(employees).toMatchObject({ state: "partly-failed", counts: { create: 2 } });
    expect(queue.defects).toEqual([]);
    expect(examined.filter(({ kind }) => ["database", "schema", "queue"].includes(kind)).map(isWell)).toEqual([
      true,
      true,
      true,
    ]);
    // insufficient_privilege
    expect(refused).toEqual(refused.map(() => "42501"));
  });
});

/** What the queue's library does in the background of every process that works, now and not within the minute or the day. */
async function superviseQueue(db: Database): Promise<void> {
  const executeSql = async (text: string, values?: unknown[]) => ({ rows: [...(await db.script(text, values))] });
  const boss = new PgBoss({ schema: "pgboss", schedule: false, db: { executeSql } });
  await boss.start();
  await boss.supervise();
  await boss.stop({ close: false });
}
