import { afterAll, describe, expect, test, vi } from "vitest";
import { startThrowAwayPostgres } from "../../bench/throw-away-postgres.ts";
import { expectOk } from "../../test/database.ts";
import { aProduct, type ProductScene } from "../../test/product-scene.ts";
import { aQueue, endOf, linkAdministrator, pressSync } from "../../test/worker-scene.ts";
import { LEASE_MS } from "../app/keep-run-alive.ts";
import { listLeases } from "../store/background-runs.ts";
import { isConnectionLost } from "../store/database.ts";
import { migrate } from "../store/migrate.ts";
import { openPostgres } from "../store/postgres.ts";
import { findRunSummary } from "../store/runs.ts";

// A machine without PostgreSQL's programs has nothing that could be restarted; .ci/run puts them there.
const server = await startThrowAwayPostgres();
afterAll(() => server?.remove());

const CUTS = [
  ["stopped like a machine without power, and started again", restart],
  ["cutting all connections", cutConnections],
] as const;

describe.skipIf(server === null)("a PostgreSQL that goes away and comes back", () => {
  test.each(CUTS)("(%s) while SmartHR is read does a run no harm", async (_, cut) => {
    const { scene, db, worker, queue, smarthr } = await aWorkplace();
    const run = await pressSync(scene, queue, "departments");
    await smarthr.reading;

    await cut();
    smarthr.goOn();
    // Whichever statement found its connection cut: the lease runs out then, and the run is taken up again.
    await scene.clock.advance(LEASE_MS + 1);

    const end = await endOf(scene, run.id);
    await worker.stop();
    expect(end).toMatchObject({ state: "succeeded", counts: { create: 3 } });
    await queue.close();
    await db.close();
  });

  test.each(CUTS)(
    "(%s) while a run is applied undoes that, and the run is taken up again and applied once",
    async (_, cut) => {
      const { scene, db, worker, queue, smarthr } = await aWorkplace();
      await db.script(SLOW_DEPARTMENTS);
      smarthr.goOn();
      const run = await pressSync(scene, queue, "departments");
      await vi.waitFor(async () => expect(await countSleepers(db)).toBe(1), { timeout: 20_000, interval: 50 });

      await cut();
      await untilBack(db);
      const written = await scene.departments();
      await db.script("drop trigger slow_departments on departments");
      await scene.clock.advance(LEASE_MS + 1);

      const end = await endOf(scene, run.id);
      await worker.stop();
      const count = "select count(*)::integer as count from department_history where company_id = $1";
      const history = await db.script(count, [scene.companyId]);
      expect(written).toEqual([]);
      expect(end).toMatchObject({ state: "succeeded", counts: { create: 3 } });
      expect(await findRunSummary(db.queries, scene.companyId, run.id)).toMatchObject({ attempts: 2 });
      expect(history).toEqual([{ count: 3 }]);
      await queue.close();
      await db.close();
    },
  );

  test.each(CUTS)("(%s) between two statements of a transaction is known for what it is", async (_, cut) => {
    const db = expectOk(await openPostgres({ url: server?.url ?? "" }));
    expectOk(await migrate(db));

    const end = db.transaction(async (tx) => {
      await listLeases(tx);
      await cut();
      await listLeases(tx);
    });

    await expect(end).rejects.toSatisfy(isConnectionLost);
    await db.close();
  });

  test("and before a run is taken up, it is taken up afterwards", async () => {
    const { scene, db, worker, queue, smarthr } = await aWorkplace();
    smarthr.goOn();
    await worker.stop();
    const run = await pressSync(scene, queue, "departments");
    await restart();
    await untilBack(db);

    const next = await queue.work(scene.product, { lookAfterMs: 200 });

    expect(await endOf(scene, run.id)).toMatchObject({ state: "succeeded" });
    await next.stop();
    await queue.close();
    await db.close();
  });
});

// The statement that writes departments takes its time, so that there is a middle of it.
const SLOW_DEPARTMENTS = `
create or replace function sleep_well() returns trigger language plpgsql as $$
begin
  perform pg_sleep(60);
  return null;
end $$;
create trigger slow_departments after insert on departments for each statement execute function sleep_well();`;

async function aWorkplace() {
  const db = expectOk(await openPostgres({ url: server?.url ?? "" }));
  expectOk(await migrate(db));
  const reading = Promise.withResolvers<void>();
  const mayGoOn = Promise.withResolvers<void>();
  let scene: ProductScene | null = null;
  scene = await aProduct(db, {
    smarthr: {
      fetch: async (request) => {
        reading.resolve();
        await mayGoOn.promise;
        if (scene === null) throw new Error("expected a sandbox behind");
        return scene.sandbox.fetch(request);
      },
    },
  });
  await linkAdministrator(scene);
  const queue = await aQueue(db);
  const worker = await queue.work(scene.product, { lookAfterMs: 200 });
  return { scene, db, queue, worker, smarthr: { reading: reading.promise, goOn: mayGoOn.resolve } };
}

type Workplace = Awaited<ReturnType<typeof aWorkplace>>;

async function restart(): Promise<void> {
  await server?.stop();
  await server?.start();
}

async function cutConnections(): Promise<void> {
  const other = expectOk(await openPostgres({ url: server?.url ?? "" }));
  await other.script(
    `select pg_terminate_backend(pid) from pg_stat_activity where pid <> pg_backend_pid() and backend_type = 'client backend'`,
  );
  await other.close();
}

async function countSleepers(db: Workplace["db"]): Promise<unknown> {
  const count = "select count(*)::integer as count from pg_stat_activity where wait_event = 'PgSleep'";
  const [row] = await db.script(count);
  return row?.["count"];
}

// A connection that the pool still holds tells with the next question that it was cut.
async function untilBack(db: Workplace["db"]): Promise<void> {
  await vi.waitFor(() => db.script("select 1"), { timeout: 20_000, interval: 50 });
}
