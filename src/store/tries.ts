import { createHash } from "node:crypto";
import { sql } from "kysely";
import type { Instant } from "../core/calendar.ts";
import { fail, ok, type Result } from "../core/result.ts";
import { judgeTry, type TooManyTries, type TryLimit } from "../core/try-limit.ts";
import type { Database, Queries } from "./database.ts";
import { toTimestamp } from "./tables.ts";

/** Something that may be tried so often: what is tried, and who or what it is tried on. */
export interface Try {
  readonly name: string;
  readonly limit: TryLimit;
}

/**
 * Takes one try of each, or none when any of them was tried too often. It is taken before the outcome is known, so that a hundred
 * tries at the same moment, in several processes, are a hundred tries. The database's clock counts.
 */
export async function takeTries(db: Database, tries: readonly Try[]): Promise<Result<null, TooManyTries>> {
  const limitByKey = new Map(tries.map(({ name, limit }) => [keyOf(name), limit]));
  // Always in the same order, so that two processes never wait for each other.
  const keys = [...limitByKey.keys()].sort();
  return db.transaction(async (tx) => {
    // Writing a row its own value locks it, whether it was there or not.
    const { rows } = await sql<{ key: string; freeAt: Instant; now: Instant }>`
      insert into tries (key, free_at) select key, now() from unnest(${keys}::text[]) as key
      on conflict (key) do update set free_at = tries.free_at
      returning key, free_at as "freeAt", clock_timestamp() as now
    `.execute(tx);
    const judged = rows.map(({ key, freeAt, now }) => ({
      key,
      moved: judgeTry(limitOf(limitByKey, key), freeAt, now),
    }));
    const waits = judged.flatMap(({ moved }) => (moved.ok ? [] : [moved.fault.retryAfterSeconds]));
    if (waits.length > 0) {
      // A refused try leaves nothing behind, however many names it brings.
      await sql`delete from tries where key = any (${keys}) and free_at <= now()`.execute(tx);
      return fail({ kind: "too-many-tries", retryAfterSeconds: Math.max(...waits) });
    }
    for (const { key, moved } of judged) {
      if (!moved.ok) continue;
      await tx
        .updateTable("tries")
        .set({ free_at: toTimestamp(moved.value) })
        .where("key", "=", key)
        .execute();
    }
    return ok(null);
  });
}

/** Gives one try back, because it was well. */
export async function giveTryBack(queries: Queries, { name, limit }: Try): Promise<void> {
  await sql`
    update tries set free_at = free_at - make_interval(secs => ${limit.thenEverySeconds}) where key = ${keyOf(name)}
  `.execute(queries);
}

/** Forgets all tries of this kind on this one. */
export async function forgetTries(queries: Queries, name: string): Promise<void> {
  await queries.deleteFrom("tries").where("key", "=", keyOf(name)).execute();
}

// What was tried on whom is nobody's business: addresses that people typed, and where they are, are kept as hashes only.
function keyOf(name: string): string {
  return createHash("sha256").update(name).digest("hex");
}

function limitOf(limitByKey: ReadonlyMap<string, TryLimit>, key: string): TryLimit {
  const limit = limitByKey.get(key);
  if (limit === undefined) throw new Error("a try came back that was not asked for");
  return limit;
}
