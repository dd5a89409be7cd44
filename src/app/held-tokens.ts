import { findLink, type LinkOwner, type LinkTokens } from "../store/links.ts";
import { findPendingLink } from "../store/pending-links.ts";
import type { Product } from "./product.ts";

/**
 * The tokens of the administrator's link, and of what waits to become one: to be read before they are erased, so that they can be revoked.
 * Those that cannot be read any more cannot be used any more, either.
 */
export async function heldTokens(
  { db, clock, secretKeys }: Pick<Product, "db" | "clock" | "secretKeys">,
  owner: LinkOwner,
): Promise<readonly LinkTokens[]> {
  if (secretKeys === null) return [];
  const held = [
    await findLink(db.queries, secretKeys, owner),
    await findPendingLink(db.queries, secretKeys, owner, clock.now()),
  ];
  return held.flatMap((found) => (found.ok && found.value !== null ? [found.value.tokens] : []));
}
