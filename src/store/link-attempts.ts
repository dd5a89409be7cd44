import { createHash } from "node:crypto";
import type { Instant } from "../core/calendar.ts";
import type { LinkOutcome } from "../core/link-outcome.ts";
import type { Queries } from "./database.ts";
import { type LinkOwner, ownerColumns } from "./link-tokens.ts";
import { moment, toTimestamp } from "./tables.ts";
import { isUuid } from "./uuid.ts";

/** A press of 「連携する」, found by what SmartHR brought back. */
export interface LinkAttempt {
  readonly id: string;
  readonly startedAt: Instant;
  /** When somebody began to turn SmartHR's answer into a link. */
  readonly takenAt: Instant | null;
}

/** Notes that the administrator was sent to SmartHR, with this state. */
export async function openLinkAttempt(
  queries: Queries,
  owner: LinkOwner,
  attempt: { readonly id: string; readonly state: string; readonly at: Instant },
): Promise<void> {
  const { id, state, at } = attempt;
  await queries
    .insertInto("link_attempts")
    .values({ id, ...ownerColumns(owner), state_hash: hashOf(state), started_at: toTimestamp(at) })
    .execute();
}

/** The administrator's attempt with that state, or null: the answer then belongs to nobody's question, or to somebody else's. */
export async function findLinkAttempt(queries: Queries, owner: LinkOwner, state: string): Promise<LinkAttempt | null> {
  const row = await queries
    .selectFrom("link_attempts")
    .select(["id", "started_at", "taken_at"])
    .where((where) => where.and({ ...ownerColumns(owner), state_hash: hashOf(state) }))
    .executeTakeFirst();
  return row ? { id: row.id, startedAt: row.started_at, takenAt: row.taken_at } : null;
}

/** Takes the attempt, so that SmartHR's code is sent once; false when somebody else has it already. */
export async function takeLinkAttempt(queries: Queries, id: string, now: Instant): Promise<boolean> {
  const { numUpdatedRows } = await queries
    .updateTable("link_attempts")
    .set({ taken_at: toTimestamp(now) })
    .where("id", "=", id)
    .where("taken_at", "is", null)
    .executeTakeFirstOrThrow();
  return numUpdatedRows === 1n;
}

/** Notes how the attempt ended; an outcome that was noted before stays. */
export async function endLinkAttempt(queries: Queries, id: string, outcome: LinkOutcome): Promise<void> {
  await queries
    .updateTable("link_attempts")
    .set({ outcome: JSON.stringify(outcome) })
    .where("id", "=", id)
    .where("outcome", "is", null)
    .execute();
}

/** Whether it is known how the attempt ended. */
export async function hasLinkAttemptEnded(queries: Queries, id: string): Promise<boolean> {
  const row = await queries
    .selectFrom("link_attempts")
    .select("id")
    .where("id", "=", id)
    .where("outcome", "is not", null)
    .executeTakeFirst();
  return row !== undefined;
}

/** Notes the end of what never was an attempt of this browser, so that it can be shown like any other. */
export async function addEndedLinkAttempt(
  queries: Queries,
  owner: LinkOwner,
  attempt: { readonly id: string; readonly at: Instant; readonly outcome: LinkOutcome },
): Promise<void> {
  const { id, at, outcome } = attempt;
  const moments = { started_at: toTimestamp(at), taken_at: toTimestamp(at) };
  await queries
    .insertInto("link_attempts")
    .values({ id, ...ownerColumns(owner), ...moments, outcome: JSON.stringify(outcome) })
    .execute();
}

/** How the administrator's attempt ended, the first time this is asked; null ever after, and for any text that is no attempt. */
export async function showLinkOutcome(queries: Queries, owner: LinkOwner, id: string): Promise<LinkOutcome | null> {
  if (!isUuid(id)) return null;
  const row = await queries
    .updateTable("link_attempts")
    .set({ shown: true })
    .where((where) => where.and({ id, ...ownerColumns(owner), shown: false }))
    .where("outcome", "is not", null)
    .returning("outcome")
    .executeTakeFirst();
  return row?.outcome ?? null;
}

/** Forgets attempts that began before then. */
export async function forgetLinkAttempts(queries: Queries, before: Instant): Promise<void> {
  await queries.deleteFrom("link_attempts").where("started_at", "<", moment(before)).execute();
}

// A state that can still be answered is a secret of one browser.
function hashOf(state: string): string {
  return createHash("sha256").update(state).digest("hex");
}
