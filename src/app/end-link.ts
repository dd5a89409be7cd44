import { endLink as eraseLink, findLink, type LinkOwner } from "../store/links.ts";
import type { Product } from "./product.ts";
import { revokeTokens } from "./revoke-tokens.ts";

/**
 * M30: erases the administrator's link with its tokens, and takes the permission back at SmartHR where it can be taken back; the roster
 * stays. Erased first: SmartHR may let us wait, and nobody may use what is to end.
 */
export async function endLink(product: Product, owner: LinkOwner): Promise<"ended" | "not-linked"> {
  const { db, secretKeys } = product;
  const link = secretKeys === null ? null : await findLink(db.queries, secretKeys, owner);
  const ended = await eraseLink(db.queries, owner);
  if (link?.ok && link.value !== null) await revokeTokens(product, link.value.tokens);
  return ended ? "ended" : "not-linked";
}
