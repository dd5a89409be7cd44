import type { Clock } from "../core/clock.ts";
import { fail, ok, type Result } from "../core/result.ts";
import type { StartFault } from "../core/start-fault.ts";
import { settleInterruptedRuns } from "../store/background-runs.ts";
import { type Database, isForbidden } from "../store/database.ts";
import { type EmbeddedDatabaseFault, openEmbeddedDatabase } from "../store/embedded-database.ts";
import { releaseAllRefreshes } from "../store/links.ts";
import { migrate, type SchemaState, schemaState } from "../store/migrate.ts";
import { openPostgres, type PostgresFault } from "../store/postgres.ts";
import { releaseAllOptOutFields } from "../store/tenants.ts";

/** Where the product's memory is. */
export type DatabasePlace =
  | { readonly kind: "embedded"; readonly dataDir: string }
  | { readonly kind: "postgresql"; readonly url: string };

/** Opens the database with its tables as this version needs them: made where there are none, and on the embedded database brought up to date. */
export async function openDatabase(place: DatabasePlace, clock: Clock): Promise<Result<Database, StartFault>> {
  const opened = await openPlace(place);
  if (!opened.ok) return opened;
  const db = opened.value;
  const fault = await makeReady(db, clock).catch(faultOfForbidden);
  if (fault === null) return ok(db);
  await db.close();
  return fail(fault);
}

/** Brings the database's tables to this version of the product, then those of the queue, and names the product's steps that were missing. */
export async function migrateDatabase(
  place: DatabasePlace,
  prepareQueue: (db: Database) => Promise<void>,
): Promise<Result<readonly string[], StartFault>> {
  const opened = await openPlace(place);
  if (!opened.ok) return opened;
  try {
    const migrated = await migrate(opened.value);
    if (migrated.ok) await prepareQueue(opened.value);
    return migrated;
  } catch (error) {
    return fail(faultOfForbidden(error));
  } finally {
    await opened.value.close();
  }
}

/** What a role that may not do what has to be done is told; throws whatever else went wrong. */
export function faultOfForbidden(error: unknown): StartFault {
  if (isForbidden(error)) return { kind: "database-forbids" };
  throw error;
}

async function openPlace(place: DatabasePlace): Promise<Result<Database, StartFault>> {
  switch (place.kind) {
    case "embedded": {
      const opened = await openEmbeddedDatabase({ dataDir: place.dataDir });
      return opened.ok ? opened : fail(embeddedFault(opened.fault, place.dataDir));
    }
    case "postgresql": {
      const opened = await openPostgres({ url: place.url });
      return opened.ok ? opened : fail(postgresFault(opened.fault));
    }
  }
}

async function makeReady(db: Database, clock: Clock): Promise<StartFault | null> {
  const state = await schemaState(db.queries);
  // A database of one's own can be brought up to date at once; a server's is an operator's decision, with a back-up before it.
  if (state === "empty" || (state === "behind" && db.kind === "embedded")) {
    const migrated = await migrate(db);
    if (!migrated.ok) return { kind: migrated.fault.kind };
  } else if (state !== "current") return { kind: schemaFaultKind(state) };
  if (db.kind === "embedded") await takeBackAll(db, clock);
  return null;
}

// The embedded folder has one process at a time, so whoever carried or claimed something there is gone, whatever was promised.
async function takeBackAll({ queries }: Database, clock: Clock): Promise<void> {
  await settleInterruptedRuns(queries, clock.now(), "all");
  await releaseAllOptOutFields(queries);
  await releaseAllRefreshes(queries);
}

function schemaFaultKind(state: Exclude<SchemaState, "empty" | "current">) {
  switch (state) {
    case "behind":
      return "schema-behind";
    case "ahead":
      return "schema-ahead";
    case "altered":
      return "schema-altered";
  }
}

function embeddedFault(fault: EmbeddedDatabaseFault, dataDir: string): StartFault {
  switch (fault.kind) {
    case "folder-in-use":
      return { kind: "folder-in-use", folder: dataDir, processId: fault.holder?.processId ?? null };
    case "folder-unwritable":
      return { kind: "folder-unusable", folder: fault.folder, reason: fault.code };
    case "folder-of-another-version":
      return { kind: "folder-unusable", folder: dataDir, reason: `PostgreSQL ${fault.found}` };
    case "folder-damaged":
      return { kind: "folder-unusable", folder: dataDir, reason: fault.reason };
  }
}

function postgresFault(fault: PostgresFault): StartFault {
  switch (fault.kind) {
    case "unreadable-url":
      return { kind: "wrong-setting", setting: "DATABASE_URL", expected: "postgres-url" };
    case "unreachable":
      return { kind: "database-unreachable", host: fault.host, reason: fault.code };
    case "sign-in-refused":
      return { kind: "database-refused", user: fault.user };
    case "no-such-database":
      return { kind: "database-missing", database: fault.database };
    case "too-old":
      return { kind: "database-unfit", found: `PostgreSQL ${fault.version}`, needed: `PostgreSQL ${fault.oldest}` };
    case "wrong-encoding":
      return { kind: "database-unfit", found: fault.encoding, needed: "UTF8" };
  }
}
