import { execFile } from "node:child_process";
import { cpSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { describe, expect, onTestFinished, test } from "vitest";
import { type ApiScene, anApi, TEST_PASSWORD } from "../../test/api-scene.ts";
import { expectOk, fillDataFolder, makeTestFolder, openTestDatabase } from "../../test/database.ts";
import { program } from "../../test/postgres-program.ts";
import { TEST_KEYS } from "../../test/product-scene.ts";
import { aQueue, endOf, linkAdministrator, pressSync } from "../../test/worker-scene.ts";
import { openDatabase } from "../app/open-database.ts";
import { realClock } from "../app/real-clock.ts";
import type { Database } from "../store/database.ts";
import { openEmbeddedDatabase } from "../store/embedded-database.ts";
import { findLink } from "../store/links.ts";
import { createApi } from "./create-api.ts";
import { createSignIn } from "./sign-in.ts";

const URL_OF_SERVER = process.env["TEST_DATABASE_URL"];
const run = promisify(execFile);

// docs/OPERATING.md, "Back-ups".
describe.runIf(URL_OF_SERVER)("a dump of PostgreSQL, made while a run is at work and without the queue", () => {
  test("restored elsewhere, people sign in, links are read, and the run is carried out", async () => {
    const db = await openTestDatabase();
    const queueScene = await aQueue(db);
    const held = Promise.withResolvers<void>();
    const reading = Promise.withResolvers<void>();
    const scene: ApiScene = await anApi(db, {
      smarthr: {
        fetch: async (request) => {
          reading.resolve();
          await held.promise;
          return scene.sandbox.fetch(request);
        },
      },
    });
    await linkAdministrator(scene);
    const worker = await queueScene.work(scene.product);
    const atWork = await pressSync(scene, queueScene, "departments");
    await reading.promise;

    const restored = await dumpAndRestore(db);

    held.resolve();
    await endOf(scene, atWork.id);
    await worker.stop();
    await queueScene.close();
    await expectAllWell(scene, restored, atWork.id);
    await restored.close();
    await db.close();
  });
});

describe.runIf(!URL_OF_SERVER)("a copy of the embedded database's folder, made while the product is stopped", () => {
  test("opened elsewhere, people sign in, links are read, and the run that was at work is carried out", async () => {
    const [folder, elsewhere] = [makeTestFolder(), makeTestFolder()];
    onTestFinished(folder.remove);
    onTestFinished(elsewhere.remove);
    await fillDataFolder(folder.path);
    const db = expectOk(await openEmbeddedDatabase({ dataDir: folder.path }));
    const queueScene = await aQueue(db);
    const scene = await anApi(db);
    await linkAdministrator(scene);
    const waiting = await pressSync(scene, queueScene, "departments");
    await queueScene.close();
    await db.close();

    cpSync(folder.path, elsewhere.path, { recursive: true });

    const place = { kind: "embedded", dataDir: elsewhere.path } as const;
    const restored = expectOk(await openDatabase(place, scene.clock));
    await expectAllWell(scene, restored, waiting.id);
    await restored.close();
  });
});

async function expectAllWell(scene: ApiScene, restored: Database, runId: string): Promise<void> {
  const { sandbox, companyId, clock, people } = scene;
  const smarthr = { ...scene.product.smarthr, fetch: sandbox.fetch };
  const product = { ...scene.product, db: restored, smarthr };
  const queueScene = await aQueue(restored);
  const worker = await queueScene.work(product, { lookAfterMs: 10 });
  // Whoever carried the run is not there any more.
  await clock.advance(60_000);
  const end = await endOf({ product, companyId }, runId);
  await worker.stop();

  const { queue, defects } = queueScene;
  const routes = createApi({ product, signIn: expectOk(createSignIn(product)), runQueue: queue, logDefect: String });
  const headers = { "content-type": "application/json" };
  const body = JSON.stringify({ email: people.administrator.email, password: TEST_PASSWORD });
  const connection = { incoming: { socket: { remoteAddress: "203.0.113.1" } } };
  const signedIn = await routes.request("/api/sign-in", { method: "POST", headers, body }, connection);
  const link = expectOk(
    await findLink(restored.queries, TEST_KEYS, { companyId, administratorEmail: "hr@example.com" }),
  );
  await queueScene.close();
  expect([end.state, end.counts?.create]).toEqual(["succeeded", 3]);
  expect(signedIn.status).toBe(204);
  expect(link?.tokens).toEqual({ kind: "token", accessToken: sandbox.accessToken });
  expect(defects).toEqual([]);
}

async function dumpAndRestore(db: Database): Promise<Database> {
  const folder = makeTestFolder();
  onTestFinished(folder.remove);
  const [row] = await db.script("select current_database() as name");
  const from = urlOf(String(row?.["name"]));
  const target = `${row?.["name"]}_restored`;
  const file = join(folder.path, "mikiwame.dump");
  await run(program("pg_dump"), ["--format=custom", "--exclude-schema=pgboss", `--file=${file}`, from]);
  await run(program("createdb"), [`--maintenance-db=${urlOf("postgres")}`, "--template=template0", target]);
  await run(program("pg_restore"), ["--no-owner", "--exit-on-error", `--dbname=${urlOf(target)}`, file]);
  const place = { kind: "postgresql", url: urlOf(target) } as const;
  const restored = expectOk(await openDatabase(place, realClock));
  return {
    ...restored,
    close: async () => {
      await restored.close();
      await run(program("dropdb"), [`--maintenance-db=${urlOf("postgres")}`, target]);
    },
  };
}

function urlOf(database: string): string {
  const url = new URL(URL_OF_SERVER ?? "");
  url.pathname = `/${database}`;
  return url.href;
}
