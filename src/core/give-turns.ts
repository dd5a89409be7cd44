import type { Instant } from "./calendar.ts";

/** What is known of a token's or an account's requests; moments are all of one clock. */
export interface Budget {
  readonly nextAt: Instant;
  readonly holder: string | null;
  readonly busySince: Instant;
  readonly turns: number;
  readonly pausedUntil: Instant | null;
  readonly quotaTurns: number | null;
  readonly quotaUntil: Instant | null;
}

/** Turns that were given, and the token's budget from then on. */
export interface GivenTurns {
  readonly budget: Budget;
  readonly startsAt: Instant;
  readonly count: number;
  readonly inLastSecond: number;
}

const SECOND_MS = 1000;
// When turns go to somebody else, the last ones may have been sent late, by as much as an answer of the database takes.
const CHANGE_MARGIN_MS = 30;
// How late somebody may ask for more without that counting as an idle time.
const CATCH_UP_MS = 10;

/** The next turns of a token. Nothing is made up for: who was idle begins now. */
export function giveTurns(
  token: Budget | null,
  tenant: Budget | null,
  { count, spacingMs }: { readonly count: number; readonly spacingMs: number },
  holder: string,
  now: Instant,
): GivenTurns {
  const margin = token !== null && token.holder !== holder ? CHANGE_MARGIN_MS : 0;
  const dueAt = token === null ? now : token.nextAt + margin;
  // One that comes a little late does not push back all that follow.
  const free = now - dueAt > CATCH_UP_MS ? now : Math.max(dueAt, now - CATCH_UP_MS);
  const startsAt = Math.max(
    free,
    token?.pausedUntil ?? free,
    waitForQuota(token) ?? free,
    waitForTenant(tenant) ?? free,
  );
  const turns = token?.turns ?? 0;
  const busySince = token !== null && startsAt === dueAt ? token.busySince : startsAt;
  const given = Math.min(count, quotaLeft(token, startsAt));
  const inLastSecond = spacingMs === 0 ? 1 : Math.floor(Math.min(SECOND_MS, startsAt - busySince) / spacingMs) + 1;
  const budget: Budget = {
    nextAt: startsAt + given * spacingMs,
    holder,
    busySince,
    turns: turns + given,
    pausedUntil: token?.pausedUntil ?? null,
    quotaTurns: token?.quotaTurns ?? null,
    quotaUntil: token?.quotaUntil ?? null,
  };
  return { budget, startsAt, count: given, inLastSecond };
}

function waitForQuota(token: Budget | null): Instant | null {
  if (token === null || token.quotaTurns === null) return null;
  return token.turns >= token.quotaTurns ? token.quotaUntil : null;
}

// An account's limit is told by many tokens, whose turns are not counted together: what is nearly used up is left alone.
function waitForTenant(tenant: Budget | null): Instant | null {
  return tenant?.quotaUntil ?? null;
}

function quotaLeft(token: Budget | null, at: Instant): number {
  if (token === null || token.quotaTurns === null || token.quotaUntil === null) return Number.POSITIVE_INFINITY;
  return at >= token.quotaUntil ? Number.POSITIVE_INFINITY : Math.max(1, token.quotaTurns - token.turns);
}
