import { sql, type UpdateQueryBuilder, type UpdateResult } from "kysely";
import type { Instant } from "../core/calendar.ts";
import type { RunState } from "../core/run.ts";
import { RUN_TRANSITIONS, type RunTransition } from "../core/run-transitions.ts";
import type { Queries } from "./database.ts";
import { moment, type Tables } from "./tables.ts";

/** A run in the hands of whoever took it up: once somebody else has, or it was closed, none of what they do to it counts. */
export interface HeldRun {
  readonly id: string;
  /** How often it had been taken up then. */
  readonly attempts: number;
  /** When its plan began to wait, if it did: whoever carried the run before that is not whoever carries it since. */
  readonly heldAt: Instant | null;
}

/** A statement that changes runs, still to be told which ones and what besides. */
export type RunUpdate = UpdateQueryBuilder<Tables, "runs", "runs", UpdateResult>;

/** What a run is written with when it begins in this way. */
export function firstStateOf(transition: "queue" | "open"): RunState {
  return RUN_TRANSITIONS[transition].to;
}

/**
 * Lets that happen to runs, as far as they are in a state in which it can; the only statements that change a run's state. What only
 * runs at work have is taken from them unless the columns say otherwise.
 */
export function changeRunState(
  queries: Queries,
  transition: Exclude<RunTransition, "queue" | "open">,
  columns: Partial<Pick<RunColumns, "lease_until" | "resume_at">> = {},
): RunUpdate {
  const { from, to } = RUN_TRANSITIONS[transition];
  return queries
    .updateTable("runs")
    .set({ state: to, lease_until: null, resume_at: null, ...columns })
    .where("state", "in", [...from]);
}

/** Only the run that is held: whoever took it up later has another number. */
export function thatIsHeld(update: RunUpdate, held: HeldRun): RunUpdate {
  return update
    .where("id", "=", held.id)
    .where("attempts", "=", held.attempts)
    .where("held_at", "is not distinct from", held.heldAt === null ? null : moment(held.heldAt))
    .where("state", "=", sql.lit("running" as const));
}

/** What a run that came to nothing forgets: counts and findings are of what was done. */
export const NOTHING_CAME_OF_IT = {
  counts: null,
  skips: null,
  rejections: null,
  notices: null,
  address_suspects: null,
  error_line_count: null,
} as const;

/** Whether a statement met a run. */
export async function changedOne(update: RunUpdate): Promise<boolean> {
  const { numUpdatedRows } = await update.executeTakeFirstOrThrow();
  return numUpdatedRows === 1n;
}

interface RunColumns {
  readonly lease_until: string | null;
  readonly resume_at: string | null;
}
