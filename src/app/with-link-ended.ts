import type { Result } from "../core/result.ts";
import type { Transaction } from "../store/database.ts";
import { endLink, findLink, type LinkOwner } from "../store/links.ts";
import type { Product } from "./product.ts";
import { revokeTokens } from "./revoke-tokens.ts";

/** Makes a change after which the person can have no link: its tokens are erased in the same moment, then revoked at SmartHR. */
export async function withLinkEnded<T, F>(
  product: Pick<Product, "db" | "clock" | "smarthr" | "secretKeys">,
  owner: LinkOwner,
  change: (tx: Transaction) => Promise<Result<T, F>>,
): Promise<Result<T, F>> {
  const { db, secretKeys } = product;
  // Read before they are erased. Tokens that cannot be read any more cannot be used any more, either.
  const link = secretKeys === null ? null : await findLink(db.queries, secretKeys, owner);
  const changed = await db.transaction(async (tx) => {
    const done = await change(tx);
    if (done.ok) await endLink(tx, owner);
    return done;
  });
  if (changed.ok && link?.ok && link.value !== null) await revokeTokens(product, link.value.tokens);
  return changed;
}
