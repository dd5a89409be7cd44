import { randomBytes } from "node:crypto";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { DatabasePlace } from "../src/app/open-database.ts";
import { listRuns } from "../src/store/runs.ts";
import { parseSecretKeys } from "../src/store/secrets.ts";
import { openRunQueue } from "../src/worker/open-run-queue.ts";
import { expectOk } from "./expect-ok.ts";
import { addLinkedCompany, press } from "./linked-company.ts";
import type { SeriesConditions } from "./measure-series.ts";
import { openProduct } from "./open-product.ts";
import type { SandboxAddress } from "./sandbox-address.ts";
import { startProcess } from "./start-process.ts";
import { type RunningSandbox, startSandbox } from "./start-sandbox.ts";

/** How long many companies' runs took with so many workers on one PostgreSQL. */
export interface WorkersSample {
  readonly workers: number;
  readonly companies: number;
  readonly seconds: number;
  readonly callsRefused: number;
}

/** What a worker's process is told. */
export interface WorkerProcess {
  readonly place: DatabasePlace;
  readonly sandbox: SandboxAddress;
  readonly secretKey: string;
  /** Where each SmartHR account is, where that is not the sandbox; null: nobody answers there. */
  readonly accounts?: Readonly<Record<string, string | null>>;
}

const COMPANIES = 30;
// Far more than anything the product does in a run of departments.
const SLOW_MILLISECONDS = 1_500;

/** The same companies' runs with one worker and with three, against a SmartHR whose answers take long. */
export async function measureWorkers(conditions: SeriesConditions): Promise<WorkersSample[]> {
  const samples: WorkersSample[] = [];
  for (const workers of [1, 3]) {
    conditions.onStep(`${workers} workers`);
    const sandbox = await startSandbox({ people: 1_000, limits: true }, conditions.signal);
    const own = await conditions.databases.make("postgresql");
    try {
      samples.push(await measureOne(workers, own.place, sandbox, conditions));
    } finally {
      await sandbox.stop();
      await own.remove();
    }
  }
  return samples;
}

async function measureOne(
  workers: number,
  place: DatabasePlace,
  sandbox: RunningSandbox,
  { signal }: SeriesConditions,
): Promise<WorkersSample> {
  const secretKey = randomBytes(32).toString("base64");
  const opened = await openProduct({
    place,
    sandbox: sandbox.address,
    limits: true,
    fetch: (request) => fetch(request),
  });
  const keys = expectOk(parseSecretKeys(secretKey));
  const product = { ...opened.product, secretKeys: keys };
  const companies = [];
  for (let number = 1; number <= COMPANIES; number++) {
    const { subdomain, url: tenantUrl } = sandbox.address;
    const link = { slug: `company-${number}`, subdomain, tenantUrl, accessToken: await sandbox.issueToken() };
    companies.push(await addLinkedCompany(product, keys, link));
  }
  await sandbox.slowDown(SLOW_MILLISECONDS);
  const script = join(import.meta.dirname, "serve-worker-process.ts");
  const argument: WorkerProcess = { place, sandbox: sandbox.address, secretKey };
  const processes = [];
  for (let count = 0; count < workers; count++) processes.push(await startProcess(script, argument, [], signal));
  const queue = await openRunQueue({ db: product.db, logDefect: (defect) => console.error(defect), role: "sends" });
  const startedAt = performance.now();
  try {
    for (const companyId of companies) await press(product, queue, companyId, "departments");
    for (;;) {
      const runs = (await Promise.all(companies.map((id) => listRuns(product.db.queries, id, 1)))).flat();
      const failed = runs.find(({ state }) => state === "failed");
      if (failed) throw new Error(`a run failed: ${JSON.stringify(failed.failure)}`);
      if (runs.every(({ state }) => state === "succeeded")) break;
      await sleep(200, null, { signal });
    }
    const seconds = (performance.now() - startedAt) / 1000;
    return { workers, companies: COMPANIES, seconds, callsRefused: await sandbox.countRefused() };
  } finally {
    for (const worker of processes) await worker.stop();
    await queue.close();
    await product.db.close();
  }
}
