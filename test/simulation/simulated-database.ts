import { CompiledQuery } from "kysely";
import type pg from "pg";
import { type Database, type DatabaseClient, databaseOver, type Transaction } from "../../src/store/database.ts";
import type { Chance } from "./random.ts";
import type { Life, Scheduler } from "./scheduler.ts";

/** What pg says when the server goes away under a query. */
export const LOST_CONNECTION = "Connection terminated unexpectedly";

/** The one session of a real database that all simulated processes take in turn. */
export interface Session {
  readonly kind: Database["kind"];
  query(text: string, values?: readonly unknown[]): Promise<Answer>;
  close(): Promise<void>;
}

interface Answer {
  readonly command: string;
  readonly rowCount: number;
  readonly rows: readonly Readonly<Record<string, unknown>>[];
}

/** What was just made to last: a statement of its own, or a transaction. */
export interface Written {
  readonly life: Life;
  readonly texts: readonly string[];
  /** Whether it may have written a roster. */
  readonly rosterLocked: boolean;
}

/** The database as processes of the simulation meet it. */
export interface SimulatedDatabase {
  /** Its doors for one process; the steps of a process that is not to die are not numbered. */
  doorOf(life: Life, isMortal: boolean): Database;
  /** Says something when, and only if, the transaction that is open now is committed. */
  whenCommitted(tx: Transaction, tell: () => void): void;
  /** Lets so many of the next statements meet a lost connection. */
  loseConnections(count: number): void;
  /** No more connections are lost. */
  calm(): void;
  /** Rolls back what a dead process had open. */
  buryTheDead(): Promise<void>;
}

export interface SimulatedDatabaseOptions {
  readonly session: Session;
  readonly scheduler: () => Scheduler;
  readonly chance: Chance;
  readonly onWritten: (written: Written) => Promise<void>;
  /** A worker takes that run up. */
  readonly onTaken: (runId: string) => void;
}

/** The database's session, until it is closed. */
export async function openSession(db: Database): Promise<Session> {
  const opened = Promise.withResolvers<Session>();
  const closing = Promise.withResolvers<void>();
  const ended = db.queries.connection().execute(async (connection) => {
    opened.resolve({
      kind: db.kind,
      async query(text, values = []) {
        const { rows, numAffectedRows } = await connection.executeQuery(CompiledQuery.raw(text, [...values]));
        const found = rows as Answer["rows"];
        // The query builder has taken the command's name off; it asks for nothing but whether it was one that writes.
        return numAffectedRows === undefined
          ? { command: "SELECT", rowCount: found.length, rows: found }
          : { command: "UPDATE", rowCount: Number(numAffectedRows), rows: found };
      },
      async close() {
        closing.resolve();
        await ended;
      },
    });
    await closing.promise;
  });
  ended.catch(opened.reject);
  return opened.promise;
}

interface Client {
  readonly life: Life;
  transaction: string[] | null;
  lost: boolean;
  readonly tellOnCommit: (() => void)[];
  /** Statements in the order they were given: none overtakes another. */
  readonly line: symbol[];
}

export function createSimulatedDatabase(options: SimulatedDatabaseOptions): SimulatedDatabase {
  const { session, chance, onWritten, onTaken } = options;
  let holder: Client | null = null;
  let toLose = 0;

  async function connect(life: Life): Promise<Client> {
    return options.scheduler().order({
      life,
      label: "connect",
      isStep: false,
      isReal: false,
      isReady: () => holder === null,
      carryOut: async () => {
        holder = { life, transaction: null, lost: false, tellOnCommit: [], line: [] };
        return holder;
      },
    });
  }

  async function query(client: Client, isMortal: boolean, text: string, values: readonly unknown[]): Promise<Answer> {
    const place = Symbol();
    client.line.push(place);
    try {
      return await options.scheduler().order({
        life: client.life,
        label: `db ${labelOf(text)}`,
        isStep: isMortal,
        isReal: true,
        isReady: () => client.line[0] === place,
        carryOut: () => carryOut(client, isMortal, text, values).finally(() => client.line.shift()),
      });
    } catch (error) {
      // A refused statement is met where it was given.
      throw error instanceof Error ? error : new Error(String(error));
    }
  }

  async function carryOut(
    client: Client,
    isMortal: boolean,
    text: string,
    values: readonly unknown[],
  ): Promise<Answer> {
    if (client.lost) throw new Error(LOST_CONNECTION);
    const losing = isMortal && toLose > 0;
    if (losing) {
      toLose--;
      // The server may have done as it was told before the connection went.
      const done = text === "commit" && chance.happens(0.5);
      options.scheduler().note(`the connection of ${client.life.name} is lost ${done ? "after" : "before"} that`);
      if (done) await execute(client, text, values);
      await lose(client);
      throw new Error(LOST_CONNECTION);
    }
    return execute(client, text, values);
  }

  async function execute(client: Client, text: string, values: readonly unknown[]): Promise<Answer> {
    const answer = await session.query(text, values);
    if (takesUpRun(text)) for (const { id } of answer.rows) onTaken(String(id));
    if (text.startsWith("start transaction") || text === "begin") client.transaction = [];
    else if (text === "rollback") client.transaction = null;
    else if (text === "commit") {
      const texts = client.transaction ?? [];
      client.transaction = null;
      for (const tell of client.tellOnCommit) tell();
      await onWritten({ life: client.life, texts, rosterLocked: texts.some(locksRoster) });
    } else if (client.transaction !== null) client.transaction.push(text);
    else await onWritten({ life: client.life, texts: [text], rosterLocked: false });
    return answer;
  }

  async function lose(client: Client): Promise<void> {
    if (client.transaction !== null) await session.query("rollback");
    client.transaction = null;
    client.lost = true;
  }

  return {
    doorOf(life, isMortal) {
      // Nobody asks the pool for anything but its end: connections come from the table.
      const pool = { options: {}, end: async () => {} } as unknown as pg.Pool;
      return databaseOver({
        kind: session.kind,
        pool,
        async connect() {
          const client = await connect(life);
          return {
            query: (text: string, values: readonly unknown[] = []) => query(client, isMortal, text, values),
            release() {
              if (holder === client) holder = null;
            },
          } as unknown as DatabaseClient;
        },
        upkeep: ["select 1"],
        closeRest: async () => {},
      });
    },
    whenCommitted(_tx, tell) {
      // Transactions take turns, so the open one is that of whoever asks.
      if (holder === null) throw new Error("no transaction is open");
      holder.tellOnCommit.push(tell);
    },
    loseConnections(count) {
      toLose += count;
    },
    calm() {
      toLose = 0;
    },
    async buryTheDead() {
      if (holder === null || holder.life.alive) return;
      await lose(holder);
      holder = null;
    },
  };
}

// Only claiming keeps the moment at which a run was first begun.
function takesUpRun(text: string): boolean {
  return text.includes("coalesce(started_at");
}

function locksRoster(text: string): boolean {
  return text.includes("pg_advisory_xact_lock");
}

// Cursors are counted through all seeds of a process.
function labelOf(text: string): string {
  const line = text
    .replaceAll(/\s+/g, " ")
    .replaceAll(/batch_\d+/g, "batch")
    .trim();
  return line.length > 72 ? `${line.slice(0, 71)}…` : line;
}
