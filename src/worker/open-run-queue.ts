import { type ConstructorOptions, fromKysely, PgBoss } from "pg-boss";
import type { Product } from "../app/product.ts";
import type { RunQueue } from "../app/run-queue.ts";
import { logSeldom } from "./log-seldom.ts";

/** The queue of a process, open until it is closed. */
export interface OpenRunQueue extends RunQueue {
  /** Performs each run that arrives, so many at a time, until it is stopped; stopping waits for those under way. */
  work(runsAtOnce: number, perform: (runId: string) => Promise<void>): Promise<{ stop(): Promise<void> }>;
  close(): Promise<void>;
}

/** What a queue stands on. */
export interface RunQueueParts {
  readonly db: Product["db"];
  readonly logDefect: (defect: unknown) => void;
  /** A process that only sends leaves the tidying to those that work. */
  readonly role: "sends" | "works";
}

/** Makes the queue's own tables, or brings them to the library's version: `migrate` does, so that who serves need not be allowed to. */
export async function prepareRunQueue(db: Product["db"]): Promise<void> {
  const queue = await openRunQueue({ db, logDefect: () => {}, role: "sends" });
  await queue.close();
}

/** Opens the queue over the product's own database; its tables are made, or brought to the library's version, when they are not there. */
export async function openRunQueue({ db, logDefect, role }: RunQueueParts): Promise<OpenRunQueue> {
  const boss = new PgBoss({ ...OPTIONS, supervise: role === "works", db: scriptsOf(db) });
  const log = logSeldom(logDefect);
  // It tells errors as plain objects with the fields of the error.
  boss.on("error", (error: object) => log(Object.assign(new Error("the queue of runs failed"), error)));
  try {
    await boss.start();
    await boss.createQueue(QUEUE, {
      // Sending a run again that has not been fetched yet does nothing.
      policy: "short",
      // The run's row and its lease decide what is taken up again: core of decision 0004.
      retryLimit: 0,
      expireInSeconds: LONGEST_RUN_SECONDS,
      deleteAfterSeconds: DAY_SECONDS,
    });
  } catch (error) {
    await boss.stop({ graceful: false, close: false });
    throw error;
  }
  return {
    async send(tx, runIds) {
      if (runIds.length === 0) return;
      const jobs = runIds.map((runId) => ({ data: { runId }, singletonKey: runId }));
      await boss.insert(QUEUE, jobs, { db: fromKysely(tx) });
    },
    wake: () => {
      for (const { id } of boss.getWipData()) boss.notifyWorker(id);
    },
    work: (runsAtOnce, perform) => work(boss, runsAtOnce, perform),
    close: () => boss.stop({ close: false }),
  };
}

const QUEUE = "runs";
const DAY_SECONDS = 86_400;
// SmartHR's maintenance is waited for up to six hours (design 2.3).
const LONGEST_RUN_SECONDS = 12 * 3_600;
/** How often a worker looks into the queue: people wait in front of the screen; each look is a millisecond's work. */
export const POLL_SECONDS = 2;

const OPTIONS: ConstructorOptions = {
  schema: "pgboss",
  // Nothing here is planned by the clock, chained, or counted; and the embedded database has no vacuum of its own to watch.
  schedule: false,
  flowIntervalSeconds: 3_600,
  registerInstance: false,
  reindex: false,
  monitorVacuum: false,
  openTelemetry: { enabled: false },
};

// It sends several statements at once, and wants the rows of each.
function scriptsOf(db: Product["db"]): NonNullable<ConstructorOptions["db"]> {
  return { executeSql: async (text, values) => ({ rows: [...(await db.script(text, values))] }) };
}

async function work(boss: PgBoss, runsAtOnce: number, perform: (runId: string) => Promise<void>) {
  const options = { localConcurrency: runsAtOnce, pollingIntervalSeconds: POLL_SECONDS };
  await boss.work<{ readonly runId: string }>(QUEUE, options, async (jobs) => {
    for (const { data } of jobs) await perform(data.runId);
  });
  return { stop: () => boss.offWork(QUEUE, { wait: true }) };
}
