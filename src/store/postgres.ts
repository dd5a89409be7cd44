import pg from "pg";
import { fail, ok, type Result } from "../core/result.ts";
import { columnTypes, type Database, databaseOver, lendClient, surviveLostConnections } from "./database.ts";

/** The oldest PostgreSQL that the product is tested on. */
export const OLDEST_POSTGRES = 15;

/** Why a PostgreSQL cannot be used; none carries the password. */
export type PostgresFault =
  | { readonly kind: "unreadable-url" }
  /** Nobody answers there, or not in time; `code` is the system's word, as `ECONNREFUSED`. */
  | { readonly kind: "unreachable"; readonly host: string; readonly code: string }
  | { readonly kind: "sign-in-refused"; readonly user: string }
  | { readonly kind: "no-such-database"; readonly database: string }
  | { readonly kind: "too-old"; readonly version: string; readonly oldest: number }
  /** Names of people need UTF-8. */
  | { readonly kind: "wrong-encoding"; readonly encoding: string };

/** Opens the PostgreSQL at a `postgres://` URL, having seen that it answers and is fit for the product. */
export async function openPostgres(options: { readonly url: string }): Promise<Result<Database, PostgresFault>> {
  const target = readUrl(options.url);
  if (target === null) return fail({ kind: "unreadable-url" });
  const pool = new pg.Pool({
    connectionString: options.url,
    max: 10,
    connectionTimeoutMillis: 10_000,
    keepAlive: true,
    // A process that was frozen in the middle of a transaction would keep the roster's lock for ever. Ours never wait inside one.
    idle_in_transaction_session_timeout: 300_000,
    application_name: "mikiwame-sync",
    types: columnTypes,
  });
  surviveLostConnections(pool);
  const fault = await findFault(pool, target);
  if (fault !== null) {
    await pool.end();
    return fail(fault);
  }
  return ok(
    databaseOver({
      kind: "postgresql",
      pool,
      connect: () => lendClient(pool),
      // Vacuuming is autovacuum's work; statistics cannot wait for it, because the next run may start within its minute.
      upkeep: ["analyze departments, employees, runs"],
      closeRest: async () => {},
    }),
  );
}

interface Target {
  readonly host: string;
  readonly user: string;
  readonly database: string;
}

function readUrl(url: string): Target | null {
  if (!/^postgres(ql)?:\/\//.test(url)) return null;
  try {
    const client = new pg.Client(url);
    return { host: `${client.host}:${client.port}`, user: client.user ?? "", database: client.database ?? "" };
  } catch {
    // Whatever the parser disliked, the remedy is the same: write the URL anew.
    return null;
  }
}

async function findFault(pool: pg.Pool, target: Target): Promise<PostgresFault | null> {
  try {
    const { rows } = await pool.query<{ number: number; version: string; encoding: string }>(
      `select current_setting('server_version_num')::int as number, current_setting('server_version') as version,
              current_setting('server_encoding') as encoding`,
    );
    const server = rows[0];
    if (server === undefined) throw new Error("the server's settings came back empty");
    if (server.number < OLDEST_POSTGRES * 10_000) {
      return { kind: "too-old", version: server.version, oldest: OLDEST_POSTGRES };
    }
    return server.encoding === "UTF8" ? null : { kind: "wrong-encoding", encoding: server.encoding };
  } catch (error) {
    return faultOf(error, target);
  }
}

// https://www.postgresql.org/docs/current/errcodes-appendix.html
function faultOf(error: unknown, { host, user, database }: Target): PostgresFault {
  const code = codeOf(error);
  if (code === "3D000") return { kind: "no-such-database", database };
  if (code === "28P01" || code === "28000") return { kind: "sign-in-refused", user };
  if (code === null || /^[A-Z]+$/.test(code) || code.startsWith("57P") || code.startsWith("08") || code === "53300") {
    return { kind: "unreachable", host, code: code ?? "ETIMEDOUT" };
  }
  throw error;
}

function codeOf(error: unknown): string | null {
  if (error instanceof AggregateError) return codeOf(error.errors[0]);
  if (error instanceof Error && "code" in error && typeof error.code === "string") return error.code;
  return null;
}
