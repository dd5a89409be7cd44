import type { OpenRunQueue } from "../../src/worker/open-run-queue.ts";
import type { Chance } from "./random.ts";
import type { Life, Scheduler } from "./scheduler.ts";
import type { SimulatedDatabase } from "./simulated-database.ts";

/** What carries runs to workers: it commits with the transaction that sends, looks every 2 s, and may lose and double what it carries. */
export interface QueueOnTheTable {
  doorOf(life: Life): OpenRunQueue;
  forget(life: Life): void;
}

export interface QueueOptions {
  readonly scheduler: () => Scheduler;
  readonly database: () => SimulatedDatabase;
  readonly chance: Chance;
  /** The life of what never dies. */
  readonly world: Life;
}

interface Consumer {
  readonly life: Life;
  readonly runsAtOnce: number;
  readonly perform: (runId: string) => Promise<void>;
  atWork: number;
  stopped: (() => void) | null;
}

const LOOK_MS = 2_000;
const LOST = 0.04;
const DOUBLED = 0.08;

export function createQueue({ scheduler, database, chance, world }: QueueOptions): QueueOnTheTable {
  const jobs: string[] = [];
  let consumers: Consumer[] = [];

  function arrive(runId: string): void {
    scheduler().at(scheduler().now() + chance.between(0, LOOK_MS), world, () => {
      jobs.push(runId);
      handOut();
    });
  }

  function handOut(): void {
    while (jobs.length > 0) {
      const free = consumers.filter(({ life, atWork, runsAtOnce }) => life.alive && atWork < runsAtOnce);
      const runId = free.length > 0 ? jobs.shift() : undefined;
      if (runId === undefined) return;
      void carry(chance.pick(free), runId);
    }
  }

  async function carry(consumer: Consumer, runId: string): Promise<void> {
    consumer.atWork++;
    try {
      await consumer.perform(runId);
    } catch {
      // The real queue notes that the job failed, and goes on; the run's row waits for the look-after.
    } finally {
      consumer.atWork--;
      if (consumer.atWork === 0) consumer.stopped?.();
      handOut();
    }
  }

  return {
    doorOf: (life) => ({
      async send(tx, runIds) {
        for (const runId of runIds) {
          database().whenCommitted(tx, () => {
            if (!chance.happens(LOST)) arrive(runId);
            if (chance.happens(DOUBLED)) arrive(runId);
          });
        }
      },
      wake() {},
      async work(runsAtOnce, perform) {
        const consumer: Consumer = { life, runsAtOnce, perform, atWork: 0, stopped: null };
        consumers.push(consumer);
        handOut();
        return {
          async stop() {
            consumers = consumers.filter((other) => other !== consumer);
            if (consumer.atWork > 0) await new Promise<void>((resolve) => (consumer.stopped = resolve));
          },
        };
      },
      async close() {},
    }),
    forget(life) {
      consumers = consumers.filter((consumer) => consumer.life !== life);
    },
  };
}
