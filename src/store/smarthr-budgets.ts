import { createHash } from "node:crypto";
import { sql } from "kysely";
import type { Instant } from "../core/calendar.ts";
import type { Budget } from "../core/give-turns.ts";
import type { Queries } from "./database.ts";
import { toTimestamp } from "./tables.ts";

/** Whose requests are counted: those of one token, or of a whole SmartHR account. */
export type BudgetKey = `token:${string}` | `tenant:${string}`;

/** A budget as it lies in the database, and which version of it that is. */
export interface StoredBudget extends Budget {
  readonly version: string;
}

/** Of a token only a hash is kept: it tells tokens apart, and nobody can ask SmartHR with it. */
export function tokenBudget(token: string): BudgetKey {
  return `token:${createHash("sha256").update(token).digest("hex")}`;
}

/** The budget of a SmartHR account, whatever company is linked to it. */
export function tenantBudget(subdomain: string): BudgetKey {
  return `tenant:${subdomain}`;
}

/** The budgets of those keys, null where nobody has asked yet, and the database's moment. */
export async function readBudgets<const Keys extends readonly BudgetKey[]>(
  queries: Queries,
  keys: Keys,
): Promise<{ readonly now: Instant; readonly budgets: { readonly [Key in keyof Keys]: StoredBudget | null } }> {
  const { rows } = await sql<StoredBudget & { readonly key: string; readonly now: Instant; readonly known: boolean }>`
    select wanted.key, clock_timestamp() as now, budget.key is not null as known, budget.version::text as version,
           next_at as "nextAt", holder, busy_since as "busySince", turns::float8 as turns, paused_until as "pausedUntil",
           quota_turns::float8 as "quotaTurns", quota_until as "quotaUntil"
      from unnest(${[...keys]}::text[]) as wanted (key) left join smarthr_budgets budget on budget.key = wanted.key
  `.execute(queries);
  const [first] = rows;
  if (first === undefined) throw new Error("expected the database's moment");
  const budgets = keys.map((key) => {
    const row = rows.find((other) => other.key === key);
    if (row === undefined || !row.known) return null;
    const { key: _, now: __, known: ___, ...budget } = row;
    return budget;
  });
  return { now: first.now, budgets: budgets as { readonly [Key in keyof Keys]: StoredBudget | null } };
}

/** Writes a budget in place of the one that was read; false when somebody else was faster, so that it is to be read again. */
export async function replaceBudget(
  queries: Queries,
  key: BudgetKey,
  readVersion: string | null,
  budget: Budget,
): Promise<boolean> {
  const columns = {
    next_at: toTimestamp(budget.nextAt),
    holder: budget.holder,
    busy_since: toTimestamp(budget.busySince),
    turns: String(budget.turns),
    paused_until: timestampOf(budget.pausedUntil),
    quota_turns: budget.quotaTurns === null ? null : String(budget.quotaTurns),
    quota_until: timestampOf(budget.quotaUntil),
  };
  const written =
    readVersion === null
      ? await queries
          .insertInto("smarthr_budgets")
          .values({ key, ...columns })
          .onConflict((conflict) => conflict.column("key").doNothing())
          .returning("key")
          .executeTakeFirst()
      : await queries
          .updateTable("smarthr_budgets")
          .set({ ...columns, version: sql<string>`version + 1` })
          .where("key", "=", key)
          .where("version", "=", readVersion)
          .returning("key")
          .executeTakeFirst();
  return written !== undefined;
}

/** Lets nobody send before that moment; a later one that was told earlier stays. */
export async function pauseBudget(queries: Queries, key: BudgetKey, now: Instant, until: Instant): Promise<void> {
  const [at, paused] = [toTimestamp(now), toTimestamp(until)];
  await sql`
    insert into smarthr_budgets as budget (key, next_at, busy_since, paused_until) values (${key}, ${at}, ${at}, ${paused})
    on conflict (key) do update
      set version = budget.version + 1, paused_until = greatest(budget.paused_until, excluded.paused_until)
  `.execute(queries);
}

/** Lets turns go on up to that number only, until then. */
export async function limitBudget(
  queries: Queries,
  key: BudgetKey,
  now: Instant,
  quota: { readonly turns: number; readonly until: Instant },
): Promise<void> {
  const [at, until] = [toTimestamp(now), toTimestamp(quota.until)];
  await sql`
    insert into smarthr_budgets as budget (key, next_at, busy_since, quota_turns, quota_until)
    values (${key}, ${at}, ${at}, ${String(quota.turns)}::bigint, ${until})
    on conflict (key) do update
      set version = budget.version + 1, quota_turns = excluded.quota_turns, quota_until = excluded.quota_until
  `.execute(queries);
}

/** Forgets budgets that nobody has asked of for a day. */
export async function forgetIdleBudgets(queries: Queries): Promise<void> {
  await sql`delete from smarthr_budgets where next_at < now() - interval '1 day'`.execute(queries);
}

function timestampOf(at: Instant | null): string | null {
  return at === null ? null : toTimestamp(at);
}
