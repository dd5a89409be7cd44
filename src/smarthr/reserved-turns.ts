import type { Instant } from "../core/calendar.ts";
import type { RateLimit } from "./rate-limit.ts";
import type { SharedBudget, WantedTurns } from "./shared-budget.ts";

/** A turn that this client has and no other, of any process. */
export interface SharedTurn {
  readonly token: string;
  /** Over all requests of the token. */
  readonly number: number;
  readonly sendAt: Instant;
  /** How many turns of the token, of all processes, lie in the second that ends with it. */
  readonly inLastSecond: number;
}

/** The turns that one client has of a shared budget, a few at a time. */
export interface ReservedTurns {
  /** The next one, when so many wait for one. */
  next(token: string, waiting: number): Promise<SharedTurn | "too-late">;
  /** Tells the others which limits an answer said to be nearly used up. */
  heed(turn: SharedTurn, limits: readonly RateLimit[]): void;
  /** Nobody may send for so long. */
  pauseFor(token: string, milliseconds: number): void;
}

// Others who share the budget wait half a second at most.
const MOST_AT_ONCE = 5;
// A turn that was not taken for so long may be somebody else's second by now.
const STALE_MS = 200;
// A limit with so much left is not worth telling others of.
const MUCH_LEFT = 200;
// smarthr-api 5: 5,000 an hour for a token, 50,000 a minute for an account.
const MOST_OF_A_TOKEN = 5_000;

/** Reserves turns as they are waited for. */
export function reserveTurns(
  budget: SharedBudget,
  {
    now,
    perSecond,
    ...wanted
  }: Omit<WantedTurns, "count"> & { readonly now: () => Instant; readonly perSecond: number },
): ReservedTurns {
  let reserved: SharedTurn[] = [];
  let lastTold: Promise<void> = Promise.resolve();

  // Told in the order of the answers, and before more is reserved. A failure is that of whoever reserves next.
  function tell(say: () => Promise<void>): void {
    lastTold = lastTold.then(say);
    lastTold.catch(() => {});
  }

  return {
    async next(token, waiting) {
      reserved = reserved.filter((turn) => turn.token === token && turn.sendAt > now() - STALE_MS);
      if (reserved.length === 0) {
        await lastTold;
        const given = await budget.reserve(token, { ...wanted, count: Math.min(MOST_AT_ONCE, waiting) });
        if (given === "too-late") return given;
        const { sendAt: moments, firstNumber, inLastSecond } = given;
        reserved = moments.map((sendAt, index) => {
          return {
            token,
            number: firstNumber + index,
            sendAt,
            inLastSecond: Math.min(perSecond, inLastSecond + index),
          };
        });
      }
      const [turn] = reserved.splice(0, 1);
      if (turn === undefined) throw new Error("expected a budget to give at least one turn");
      return turn;
    },
    heed({ token, number: afterTurn }, limits) {
      for (const { limit, remaining, resetSeconds } of limits) {
        // The second is kept by the spacing.
        if (limit <= perSecond || remaining > MUCH_LEFT) continue;
        const of = Number.isFinite(limit) && limit > MOST_OF_A_TOKEN ? "tenant" : "token";
        tell(() => budget.limit(token, { of, afterTurn, remaining, resetSeconds }));
      }
    },
    pauseFor(token, milliseconds) {
      reserved = [];
      tell(() => budget.pause(token, milliseconds));
    },
  };
}
