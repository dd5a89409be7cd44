import { vi } from "vitest";
import { viewRun } from "../src/app/browse-runs.ts";
import type { Product } from "../src/app/product.ts";
import type { RunOverview } from "../src/app/run-overview.ts";
import { startRun } from "../src/app/start-run.ts";
import type { Subject } from "../src/core/run.ts";
import type { CompanyId } from "../src/store/companies.ts";
import type { Database } from "../src/store/database.ts";
import { type Link, saveLink } from "../src/store/links.ts";
import { type OpenRunQueue, openRunQueue } from "../src/worker/open-run-queue.ts";
import { startWorker, type Worker, type WorkerParts } from "../src/worker/start-worker.ts";
import { expectOk } from "./database.ts";
import { type ProductScene, TEST_KEYS } from "./product-scene.ts";

/** A queue for all scenes of a test file, and what was logged while it was open. */
export interface QueueScene {
  readonly queue: OpenRunQueue;
  readonly defects: unknown[];
  /** Works until the test file ends, or until it is stopped. Nobody is looked after unless the test asks for it. */
  work(product: Product, special?: Partial<WorkerParts>): Promise<Worker>;
  close(): Promise<void>;
}

export async function aQueue(db: Database): Promise<QueueScene> {
  const defects: unknown[] = [];
  const logDefect = (defect: unknown) => {
    defects.push(defect);
  };
  const queue = await openRunQueue({ db, logDefect, role: "works" });
  const workers: Worker[] = [];
  return {
    queue,
    defects,
    async work(product, special = {}) {
      const worker = await startWorker({ product, queue, logDefect, lookAfterMs: 3_600_000, ...special });
      workers.push(worker);
      return worker;
    },
    async close() {
      for (const worker of workers) await worker.stop();
      await queue.close();
    },
  };
}

/** Links an administrator of the scene's company to the sandbox's account `acme`. */
export async function linkAdministrator(
  { product, companyId, clock, sandbox }: ProductScene,
  special: Partial<Link> = {},
): Promise<void> {
  await saveLink(product.db.queries, TEST_KEYS, {
    companyId,
    administratorEmail: "hr@example.com",
    subdomain: "acme",
    tenantUrl: "http://localhost:4000/tenants/acme",
    tokens: { kind: "token", accessToken: sandbox.accessToken },
    linkedAt: clock.now(),
    ...special,
  });
}

/** A press of the button that had to start a run. */
export async function pressSync(
  { product, companyId, clock }: Pick<ProductScene, "product" | "companyId" | "clock">,
  { queue }: Pick<QueueScene, "queue">,
  subject: Subject,
): Promise<RunOverview> {
  // No two runs of a company begin at the same moment.
  await clock.advance(1_000);
  const request = { companyId, subject, administratorEmail: "hr@example.com", actor: "見本 花子" };
  return expectOk(await startRun(product, queue, request));
}

/** The run as soon as it is at rest. */
export async function endOf(
  { product, companyId }: { readonly product: Product; readonly companyId: CompanyId },
  runId: string,
): Promise<RunOverview> {
  return vi.waitFor(
    async () => {
      const run = await viewRun(product, companyId, runId);
      if (run === null || run.finishedAt === null) throw new Error(`the run is still ${run?.state}`);
      return run;
    },
    { timeout: 30_000, interval: 10 },
  );
}
