import type { Instant } from "../core/calendar.ts";
import { giveTurns } from "../core/give-turns.ts";
import { unlessAborted } from "../smarthr/send.ts";
import type { SharedBudget } from "../smarthr/shared-budget.ts";
import { isConnectionLost } from "../store/database.ts";
import {
  limitBudget,
  pauseBudget,
  readBudgets,
  replaceBudget,
  tenantBudget,
  tokenBudget,
} from "../store/smarthr-budgets.ts";
import type { Product } from "./product.ts";

// Less than a lease: a database that stays away longer loses the run anyway.
const AWAY_MS = 15_000;
const ASK_AGAIN_MS = 500;

/** What a SmartHR account may still be asked, kept in the database for all processes. One is made for each client; its signal stops the asking. */
export function shareBudget(
  { db, clock, smarthr }: Pick<Product, "db" | "clock" | "smarthr">,
  { subdomain, holder, signal }: { readonly subdomain: string; readonly holder: string; readonly signal: AbortSignal },
): SharedBudget {
  const tenant = tenantBudget(subdomain);
  // Machines' clocks differ: between the database's moment and ours only the difference counts.
  const read = async (token: string) => {
    const { now, budgets } = await readBudgets(db.queries, [tokenBudget(token), tenant] as const);
    const here = clock.elapsed();
    return { here, now: smarthr.budgetClock?.now() ?? now, budgets };
  };

  async function patiently<T>(ask: () => Promise<T>): Promise<T> {
    const giveUpAt = clock.elapsed() + AWAY_MS;
    for (;;) {
      // Whoever was stopped may have closed the database: many who wait for their turn would each be patient with it.
      signal.throwIfAborted();
      try {
        return await ask();
      } catch (error) {
        // A database that restarts is away for some seconds, and a reading that stands still meanwhile has lost nothing.
        if (!isConnectionLost(error) || clock.elapsed() >= giveUpAt) throw error;
        await unlessAborted(signal, clock.sleep(ASK_AGAIN_MS));
      }
    }
  }

  async function until(milliseconds: number): Promise<{ readonly now: Instant; readonly until: Instant }> {
    const now = smarthr.budgetClock?.now() ?? (await readBudgets(db.queries, [tenant] as const)).now;
    return { now, until: now + milliseconds };
  }

  return {
    reserve: (token, wanted) =>
      patiently(async () => {
        for (;;) {
          const { here, now, budgets } = await read(token);
          const [known, account] = budgets;
          const { budget, startsAt, count, inLastSecond } = giveTurns(known, account, wanted, holder, now);
          const firstAt = here + (startsAt - now);
          if (firstAt > wanted.giveUpAt) return "too-late";
          if (!(await replaceBudget(db.queries, tokenBudget(token), known?.version ?? null, budget))) continue;
          const sendAt = Array.from({ length: count }, (_, index) => firstAt + index * wanted.spacingMs);
          return { sendAt, firstNumber: budget.turns - count + 1, inLastSecond };
        }
      }),
    pause: (token, milliseconds) =>
      patiently(async () => {
        const moment = await until(milliseconds);
        await pauseBudget(db.queries, tokenBudget(token), moment.now, moment.until);
      }),
    limit: (token, { of, afterTurn, remaining, resetSeconds }) =>
      patiently(async () => {
        const moment = await until(1000 * Math.max(1, resetSeconds));
        const quota = { turns: afterTurn + remaining, until: moment.until };
        await limitBudget(db.queries, of === "token" ? tokenBudget(token) : tenant, moment.now, quota);
      }),
  };
}
