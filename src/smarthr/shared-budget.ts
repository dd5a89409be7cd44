import type { Instant } from "../core/calendar.ts";

/** The door to what all processes know of what a token, and its SmartHR account, may still be asked. */
export interface SharedBudget {
  /** Gives the next turns to whoever asks with that token, at least one; "too-late" when the first would come after `giveUpAt`. */
  reserve(token: string, wanted: WantedTurns): Promise<TurnsInReserve | "too-late">;
  /** Nobody may send with that token for so long. */
  pause(token: string, milliseconds: number): Promise<void>;
  /** Takes in that after the turn of that number so many more are taken until the reset. */
  limit(token: string, told: ToldLimit): Promise<void>;
}

/** What is asked of a budget. */
export interface WantedTurns {
  /** At most so many. */
  readonly count: number;
  readonly spacingMs: number;
  readonly giveUpAt: Instant;
}

/** Turns that nobody else has. */
export interface TurnsInReserve {
  /** When each may be sent, by the clock of who asked. */
  readonly sendAt: readonly Instant[];
  /** The number of the first, over all requests of the token. */
  readonly firstNumber: number;
  /** How many turns of the token, of all processes, lie in the second that ends with the first. */
  readonly inLastSecond: number;
}

/** What an answer told of a limit: the token's own, or that of the whole account. */
export interface ToldLimit {
  readonly of: "token" | "tenant";
  readonly afterTurn: number;
  readonly remaining: number;
  readonly resetSeconds: number;
}
