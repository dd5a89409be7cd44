import { forgetLinkAttempts as forgetAttempts } from "../store/link-attempts.ts";
import { eraseOverduePendingLinks } from "../store/pending-links.ts";
import type { Product } from "./product.ts";

// So that a page that is opened late still says how it ended.
const REMEMBERED_MS = 24 * 3_600_000;

/** Forgets attempts to link that nobody asks for any more, and erases permissions that waited too long, whoever's they are. */
export async function forgetLinkAttempts({ db, clock }: Pick<Product, "db" | "clock">): Promise<void> {
  await forgetAttempts(db.queries, clock.now() - REMEMBERED_MS);
  await eraseOverduePendingLinks(db.queries, clock.now());
}
