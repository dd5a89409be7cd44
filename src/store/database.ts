import { AsyncLocalStorage } from "node:async_hooks";
import { Kysely, type Transaction as KyselyTransaction, PostgresDialect, type PostgresPoolClient, sql } from "kysely";
import pg from "pg";
import type { Instant } from "../core/calendar.ts";
import type { Tables } from "./tables.ts";

/** What reads and writes tables: the database itself or one of its transactions. */
export type Queries = Kysely<Tables>;

/** All or nothing: what is written through it happens when its work ends well, and never otherwise. */
export type Transaction = KyselyTransaction<Tables>;

/** The memory of the product, the same on PostgreSQL and on the embedded database. */
export interface Database {
  readonly kind: "embedded" | "postgresql";
  /** For reading and single statements outside a transaction; throws when used inside one. */
  readonly queries: Queries;
  /** Commits what the work did, or nothing of it when the work throws. */
  transaction<T>(work: (tx: Transaction) => Promise<T>): Promise<T>;
  /** Reads one state of the database, however long the work takes and whatever others commit meanwhile; refuses to write. */
  snapshot<T>(work: (tx: Transaction) => Promise<T>): Promise<T>;
  /**
   * Runs SQL that a library brings: one statement with values, or any number without. Gives the rows of all of them, one after the
   * other. Throws when used inside a transaction; a transaction that the SQL itself begins is rolled back when it fails.
   */
  script(text: string, values?: readonly unknown[]): Promise<readonly Readonly<Record<string, unknown>>[]>;
  /** How busy this process's connections are. */
  connections(): DatabaseConnections;
  /** To be called after a run: statistics for the planner, and on the embedded database the cleaning it never does by itself. */
  upkeep(): Promise<void>;
  /** Waits for the queries under way; none can be made afterwards. */
  close(): Promise<void>;
}

/** The connections of this process's pool. */
export interface DatabaseConnections {
  readonly open: number;
  readonly idle: number;
  /** Who waits for a connection to be free. */
  readonly waiting: number;
}

/** The pool that a door opened, and what only that door knows. */
export interface DatabaseDoor {
  readonly kind: Database["kind"];
  readonly pool: pg.Pool;
  readonly connect: () => Promise<DatabaseClient>;
  readonly upkeep: readonly string[];
  /** What remains to be closed after the pool. */
  readonly closeRest: () => Promise<void>;
}

/** One connection, lent by a pool: what the query builder needs of pg's client. */
export type DatabaseClient = PostgresPoolClient;

/** pg's client as the query builder names it; the two describe the same object in different words. */
export async function lendClient(pool: pg.Pool): Promise<DatabaseClient> {
  return (await pool.connect()) as unknown as DatabaseClient;
}

/** The one database over either door. */
export function databaseOver(door: DatabaseDoor): Database {
  const insideTransaction = new AsyncLocalStorage<{ open: boolean }>();
  const connect = async () => {
    refuseInside(insideTransaction.getStore());
    return door.connect();
  };
  const queries = new Kysely<Tables>({
    dialect: new PostgresDialect({
      pool: {
        options: door.pool.options,
        end: () => door.pool.end(),
        connect,
      },
    }),
  });
  const inside =
    <T>(work: (tx: Transaction) => Promise<T>) =>
    async (tx: Transaction): Promise<T> => {
      const mark = { open: true };
      try {
        return await insideTransaction.run(mark, () => work(tx));
      } finally {
        // What the work left running may use the database again.
        mark.open = false;
      }
    };
  let closing: Promise<void> | null = null;
  return {
    kind: door.kind,
    queries,
    // Said each time, as a server may have another default: the roster's rules are judged by what is there once its lock is held (0016).
    transaction: (work) => queries.transaction().setIsolationLevel("read committed").execute(inside(work)),
    snapshot: (work) =>
      queries.transaction().setIsolationLevel("repeatable read").setAccessMode("read only").execute(inside(work)),
    script: async (text, values = []) => runScript(await connect(), text, values),
    connections: () => ({
      open: door.pool.totalCount,
      idle: door.pool.idleCount,
      waiting: door.pool.waitingCount,
    }),
    upkeep: async () => {
      for (const statement of door.upkeep) await sql.raw(statement).execute(queries);
    },
    close: () => {
      closing ??= door.pool.end().then(door.closeRest);
      return closing;
    },
  };
}

type Rows = readonly Readonly<Record<string, unknown>>[];

async function runScript(client: DatabaseClient, text: string, values: readonly unknown[]): Promise<Rows> {
  let destroy = false;
  try {
    // Of several statements pg gives several results, which the query builder's type of it does not know.
    const answer = (await client.query(text, [...values])) as unknown;
    const results = (Array.isArray(answer) ? answer : [answer]) as readonly { readonly rows: Rows }[];
    return results.flatMap(({ rows }) => rows);
  } catch (error) {
    // Else the next one who is lent the connection would find a transaction that refuses everything.
    await client.query("rollback", []).catch(() => {
      destroy = true;
    });
    throw error;
  } finally {
    client.release(destroy);
  }
}

/** How values come out of either database: days as `YYYY-MM-DD`, moments as `Instant`, big integers as text. */
export const columnTypes: pg.CustomTypesConfig = {
  getTypeParser: (typeId: number, format?: "text" | "binary") => {
    if (typeId === pg.types.builtins.DATE || typeId === pg.types.builtins.INT8) return asItIs;
    if (typeId === pg.types.builtins.TIMESTAMPTZ) return toInstant;
    return pg.types.getTypeParser(typeId, format);
  },
};

/** Whether the database went away under a query, as when it is restarted: nothing is wrong with what was asked. */
export function isConnectionLost(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = "code" in error && typeof error.code === "string" ? error.code : "";
  // https://www.postgresql.org/docs/current/errcodes-appendix.html, the system's words, and those that pg has no code for.
  return /^(08|57P0[1-5]$|ECONN|EPIPE)/.test(code) || LOST.test(error.message);
}

// The second to last is said of a connection that was lost between two queries, the last when none was to be had in time.
const LOST =
  /^Connection terminated|connection timeout|connection error and is not queryable|exceeded when trying to connect/;

/** The embedded database ended because its log had no room; it answers nothing any more until it is started again. */
export class StoppedForWantOfRoom extends Error {}

/** Whether the database had no room for what was to be written. */
export function isDiskFull(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if (error instanceof StoppedForWantOfRoom || (error.cause instanceof Error && isDiskFull(error.cause))) return true;
  // A quota, or a limit of the process, has no code of its own: the system's words follow the file's name.
  return ("code" in error && error.code === "53100") || /: (Disk quota exceeded|File too large)$/.test(error.message);
}

/** Whether the database's role was not allowed to do it (insufficient_privilege). */
export function isForbidden(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return ("code" in error && error.code === "42501") || isForbidden(error.cause);
}

/** Keeps a lost connection from ending the process; the query under way rejects with the same error, and the next one connects anew. */
export function surviveLostConnections(pool: pg.Pool): void {
  pool.on("error", () => {});
  pool.on("connect", (client) => client.on("error", () => {}));
}

function asItIs(text: string): string {
  return text;
}

// Rows read one after the other mostly carry the same moment, that of the run which wrote them.
let lastText = "1970-01-01 00:00:00+00";
let lastInstant: Instant = 0;

function toInstant(text: string): Instant {
  if (text !== lastText) {
    lastInstant = Date.parse(text);
    lastText = text;
  }
  return lastInstant;
}

// The embedded database has one session, so a second connection would wait for this transaction for ever; on PostgreSQL it
// would silently read and write outside of it.
function refuseInside(mark: { open: boolean } | undefined): void {
  if (mark?.open) {
    throw new Error(
      "the database itself was used inside a transaction: use the transaction that was handed to the work",
    );
  }
}
