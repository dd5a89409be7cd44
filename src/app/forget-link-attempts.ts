import { eraseOverduePendingLinks } from "../store/held-tokens.ts";
import { forgetLinkAttempts as forgetAttempts } from "../store/link-attempts.ts";
import { type LettingGo, revokeTokens } from "./let-go-of-tokens.ts";

// So that a page that is opened late still says how it ended.
const REMEMBERED_MS = 24 * 3_600_000;

/** Forgets attempts to link that nobody asks for any more, and lets go of permissions that waited too long, whoever's they are. */
export async function forgetLinkAttempts(product: LettingGo): Promise<void> {
  const { db, clock, secretKeys } = product;
  await forgetAttempts(db.queries, clock.now() - REMEMBERED_MS);
  await revokeTokens(product, await eraseOverduePendingLinks(db.queries, secretKeys, clock.now()));
}
