import { sql } from "kysely";
import type { Instant } from "../core/calendar.ts";
import type { GuardReading } from "../core/guards.ts";
import { APPROVAL_MS } from "../core/run.ts";
import { changedOne } from "./change-run-state.ts";
import type { Queries } from "./database.ts";
import { RUN_COLUMNS, type Run, toRun } from "./runs.ts";
import { moment, toTimestamp } from "./tables.ts";

/** A run that waits because a guard stopped it, in the hands of whoever tells administrators of it. */
export interface UnannouncedRun {
  readonly run: Run;
  readonly guards: readonly GuardReading[];
  readonly claimedAt: Instant;
}

/**
 * Takes one run that a guard stopped and of which nobody was told, those that wait longest first; null when there is none. However many
 * processes ask, each run is given to one of them (docs/decisions/0043).
 */
export async function claimUnannounced(queries: Queries, now: Instant): Promise<UnannouncedRun | null> {
  const row = await queries
    .updateTable("runs")
    .set({ announced_at: toTimestamp(now) })
    .where("id", "=", (runs) =>
      runs
        .selectFrom("runs")
        .select("id")
        .where("state", "=", sql.lit("awaiting-approval" as const))
        .where("announced_at", "is", null)
        .where("held_at", ">", moment(now - APPROVAL_MS))
        .where(sql<boolean>`guards @> '[{"tripped": true}]'::jsonb`)
        .orderBy("held_at")
        .limit(1)
        .forUpdate()
        .skipLocked(),
    )
    .returning([...RUN_COLUMNS, "guards"])
    .executeTakeFirst();
  if (row === undefined) return null;
  const { guards, ...columns } = row;
  return { run: toRun(columns), guards: guards ?? [], claimedAt: now };
}

/** Gives a claim back of which not a single letter came, as long as the plan waits; false when it does no more. */
export async function releaseUnannounced(queries: Queries, { run, claimedAt }: UnannouncedRun): Promise<boolean> {
  const update = queries
    .updateTable("runs")
    .set({ announced_at: null })
    .where("id", "=", run.id)
    .where("state", "=", sql.lit("awaiting-approval" as const))
    .where("announced_at", "=", moment(claimedAt));
  return changedOne(update);
}
