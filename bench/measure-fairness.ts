import { randomBytes } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { Product } from "../src/app/product.ts";
import type { CompanyId } from "../src/store/companies.ts";
import { listRuns, type Run } from "../src/store/runs.ts";
import { parseSecretKeys } from "../src/store/secrets.ts";
import { openRunQueue } from "../src/worker/open-run-queue.ts";
import { expectOk } from "./expect-ok.ts";
import { addLinkedCompany, press } from "./linked-company.ts";
import type { SeriesConditions } from "./measure-series.ts";
import type { WorkerProcess } from "./measure-workers.ts";
import { openProduct } from "./open-product.ts";
import { startProcess } from "./start-process.ts";
import { type RunningSandbox, startSandbox } from "./start-sandbox.ts";

/** How small companies' first imports fared in one worker beside what others did. */
export interface FairnessSample {
  readonly beside: Beside;
  /** From each press to the moment when the run was taken up. */
  readonly waitSeconds: readonly number[];
  /** From each press to its end. */
  readonly endSeconds: readonly number[];
  /** The most memory that the worker had; null where the system does not tell. */
  readonly peakMegabytes: number | null;
}

/** Nobody; first imports of two companies of 100,000 people; two companies whose SmartHR does not answer. */
export type Beside = "nobody" | "large" | "silent";

const SMALL_COMPANIES = 5;
const SMALL_PEOPLE = 100;
const LARGE_PEOPLE = 100_000;

/** The same small companies' first imports beside nobody, beside large ones, and beside a SmartHR that is out; PostgreSQL, one worker. */
export async function measureFairness(conditions: SeriesConditions): Promise<FairnessSample[]> {
  const small = await startSandbox({ people: SMALL_PEOPLE, limits: true }, conditions.signal);
  const large = await startSandbox({ people: LARGE_PEOPLE, limits: true }, conditions.signal);
  const samples: FairnessSample[] = [];
  try {
    for (const beside of ["nobody", "silent", "large"] as const) {
      conditions.onStep(`beside ${beside}`);
      samples.push(await measureBeside(beside, { small, large }, conditions));
    }
  } finally {
    await small.stop();
    await large.stop();
  }
  return samples;
}

async function measureBeside(
  beside: Beside,
  { small, large }: { readonly small: RunningSandbox; readonly large: RunningSandbox },
  { databases, signal }: SeriesConditions,
): Promise<FairnessSample> {
  const own = await databases.make("postgresql");
  const secretKey = randomBytes(32).toString("base64");
  const keys = expectOk(parseSecretKeys(secretKey));
  const sandbox = small.address;
  const opened = await openProduct({ place: own.place, sandbox, limits: true, fetch: (request) => fetch(request) });
  const product = { ...opened.product, secretKeys: keys };
  const add = async (subdomain: string, number: number, { address, issueToken }: RunningSandbox) => {
    const link = { slug: `${subdomain}-${number}`, subdomain, tenantUrl: address.url, accessToken: await issueToken() };
    return addLinkedCompany(product, keys, link);
  };
  const others: CompanyId[] = [];
  if (beside !== "nobody") for (const number of [1, 2]) others.push(await add(beside, number, large));
  const companies: CompanyId[] = [];
  for (let number = 1; number <= SMALL_COMPANIES; number++) companies.push(await add("acme", number, small));

  const accounts = { large: `${large.address.url}/tenants/acme`, silent: null };
  const argument: WorkerProcess = { place: own.place, sandbox, secretKey, accounts };
  const script = join(import.meta.dirname, "serve-worker-process.ts");
  const worker = await startProcess(script, argument, [], signal);
  const queue = await openRunQueue({ db: product.db, logDefect: (defect) => console.error(defect), role: "sends" });
  try {
    for (const companyId of others) await press(product, queue, companyId, "employees");
    if (beside !== "nobody")
      await untilRuns(product, others.slice(0, 1), ({ startedAt }) => startedAt !== null, signal);
    for (const companyId of companies) await press(product, queue, companyId, "employees");
    const runs = await untilRuns(product, companies, ({ finishedAt }) => finishedAt !== null, signal);
    // The second of the large ones is read only after the first has been applied.
    if (beside === "large") await untilRuns(product, others, ({ finishedAt }) => finishedAt !== null, signal);
    const secondsTo = (moment: "startedAt" | "finishedAt") => (run: Run) =>
      ((run[moment] ?? Number.NaN) - run.requestedAt) / 1000;
    return {
      beside,
      waitSeconds: runs.map(secondsTo("startedAt")),
      endSeconds: runs.map(secondsTo("finishedAt")),
      peakMegabytes: await peakOf(worker.firstLine),
    };
  } finally {
    await worker.stop();
    await queue.close();
    await product.db.close();
    await own.remove();
  }
}

async function untilRuns(
  { db }: Pick<Product, "db">,
  companies: readonly CompanyId[],
  isThere: (run: Run) => boolean,
  signal: AbortSignal,
): Promise<readonly Run[]> {
  for (;;) {
    const runs = (await Promise.all(companies.map((id) => listRuns(db.queries, id, 1)))).flat();
    const failed = runs.find(({ state }) => state === "failed");
    if (failed) throw new Error(`a run failed: ${JSON.stringify(failed.failure)}`);
    if (runs.every(isThere)) return runs;
    await sleep(100, null, { signal });
  }
}

async function peakOf(firstLine: string): Promise<number | null> {
  const { pid } = JSON.parse(firstLine) as { readonly pid: number };
  // Linux only, and for people who measure.
  const status = await readFile(`/proc/${pid}/status`, "utf8").catch(() => "");
  const kilobytes = /^VmHWM:\s+(\d+) kB$/m.exec(status)?.[1];
  return kilobytes === undefined ? null : Number(kilobytes) / 1024;
}
